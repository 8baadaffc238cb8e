"""Find the times of an article: anchored on its date, whether that is a day, an interval or unknown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from demarche.tables import Tables
from demarche.times.find import find_times_in_text, is_narrative
from demarche.times.grammar import build_grammar
from demarche.times.scan import lower
from demarche.times.speech import Speech, counted_from_speech
from demarche.times.tense import tense_from_grammar, tense_from_words
from demarche.types import Analysis, Article, Time


def find_times(article: Article, analysis: Analysis, *, tables: Tables) -> tuple[Time, ...]:
    """Return the times named in the article's body, in order.

    They count from the publication day. Where only an interval is known, an expression that means the same
    from both ends is resolved; any other stays relative ("Friday" is ``XXXX-WXX-5``) and says so.
    What stands in a quote counts from the day on which the words were said, where the page tells it.
    """
    published = article.published
    if published.value is not None:
        return _read(article, analysis, published.value, tables=tables)
    if published.earliest is None or published.latest is None:
        return _read(article, analysis, None, tables=tables)
    ends = [_read(article, analysis, day, tables=tables) for day in (published.earliest, published.latest)]
    loose = _read(article, analysis, None, tables=tables)
    return tuple(_between(ends[0], ends[1], loose))


def _read(article: Article, analysis: Analysis, anchor: date | None, *, tables: Tables) -> tuple[Time, ...]:
    text = _body_only(article)
    grammar = tables.derive(build_grammar)
    lowered = lower(text)
    tense_at = tense_from_grammar(analysis, tense_from_words(lowered, grammar))
    narrative = is_narrative(lowered, anchor)
    times = find_times_in_text(text, anchor=anchor, tables=tables, narrative=narrative, tense_at=tense_at)
    return counted_from_speech(
        Speech(text=text, analysis=analysis, times=times, tense_at=tense_at, tables=tables)
    )


def _body_only(article: Article) -> str:
    """Return the text with everything but the body blanked out, so that spans keep their places."""
    kept, position = [], 0
    for paragraph in article.body:
        span = paragraph.span
        kept += [re.sub(r"[^\n]", "\n", article.text[position : span.start]), span.of(article.text)]
        position = max(position, span.end)
    return "".join(kept)


def _between(early: Sequence[Time], late: Sequence[Time], loose: Sequence[Time]) -> Iterator[Time]:
    """Yield what holds from both ends of the possible days; the rest as it is without a date."""
    early_at = {time.span: time for time in early}
    late_at = {time.span: time for time in late}
    for time in loose:
        one, other = early_at.get(time.span), late_at.get(time.span)
        if one is None or other is None:
            yield time
        elif one.value == other.value:
            yield replace(
                one, last=other.last, anchor="published" if one.anchor == "published" else one.anchor
            )
        else:
            reason = (
                time.basis
                if "unresolved" in time.basis
                else f"{time.basis}; unresolved:the page's day is not known"
            )
            yield replace(
                time, first=one.first, last=other.last, basis=f"{reason}; between both ends of its interval"
            )
