"""Find the times of an article: anchored on its date, whether that is a day, an interval or unknown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from demarche.tables import Tables
from demarche.times.find import find_times_in_text, is_narrative, moved_to
from demarche.times.grammar import build_grammar
from demarche.times.scan import lower
from demarche.times.tense import tense_from_grammar, tense_from_words
from demarche.types import Analysis, Article, Span, Time

_QUOTED = re.compile(r"[\"“„]|``|''|[”]")
_SAID = re.compile(r"\b(?:said|says|told|added|stated|announced|declared|wrote|interview|asked|quoted)\b")
_COUNTS_FROM_SPEECH = ("day-word", "part-of-day")


def find_times(article: Article, analysis: Analysis, *, tables: Tables) -> tuple[Time, ...]:
    """Return the times named in the article's body, in order.

    They count from the publication day. Where only an interval is known, an expression that means the same
    from both ends is resolved; any other stays relative ("Friday" is ``XXXX-WXX-5``) and says so.
    "Yesterday" in a quote counts from the day on which the words were said, where the sentence tells it.
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
    times = find_times_in_text(
        text,
        anchor=anchor,
        tables=tables,
        narrative=is_narrative(lowered, anchor),
        tense_at=tense_from_grammar(analysis, tense_from_words(lowered, grammar)),
    )
    return tuple(_from_speech(times, text, analysis, tables=tables))


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


def _from_speech(times: Sequence[Time], text: str, analysis: Analysis, *, tables: Tables) -> Iterator[Time]:
    """Yield the times, those in quotes counted from the day on which the words were said."""
    for time in times:
        if not time.basis.startswith(_COUNTS_FROM_SPEECH) or "unresolved" in time.basis:
            yield time
            continue
        said = _said_on(time, times, text, analysis)
        yield (
            time
            if said is None or said.first is None
            else moved_to(
                time, text, anchor=said.first, label=f"sentence:{said.span.of(text)}", tables=tables
            )
        )


def _said_on(time: Time, times: Sequence[Time], text: str, analysis: Analysis) -> Time | None:
    """Return the day outside the quote that dates the speech: "... yesterday," he said on Friday.

    Looked for in the sentence, then in the one before and the one after of the same paragraph.
    """
    index = next((n for n, one in enumerate(analysis.sentences) if one.span.holds(time.span)), None)
    if index is None:
        return None
    start = _paragraph_start(analysis, index)
    if not _in_quotes(text, start, time.span):
        return None
    paragraph = analysis.sentences[index].paragraph
    for near in (index, index - 1, index + 1):
        if 0 <= near < len(analysis.sentences) and analysis.sentences[near].paragraph == paragraph:
            sentence = analysis.sentences[near].span
            found = _day_of_speech(sentence, time, times, text=text, start=start)
            if found is not None:
                return found
    return None


def _paragraph_start(analysis: Analysis, index: int) -> int:
    paragraph = analysis.sentences[index].paragraph
    while index and analysis.sentences[index - 1].paragraph == paragraph:
        index -= 1
    return analysis.sentences[index].span.start


def _day_of_speech(
    sentence: Span, time: Time, times: Sequence[Time], *, text: str, start: int
) -> Time | None:
    for other in times:
        if other is time or not sentence.holds(other.span) or other.grain not in ("day", "time"):
            continue
        if _in_quotes(text, start, other.span):
            continue
        near = text[max(sentence.start, other.span.start - 60) : min(sentence.end, other.span.end + 30)]
        if _SAID.search(near):
            return other
    return None


def _in_quotes(text: str, start: int, span: Span) -> bool:
    return len(_QUOTED.findall(text, start, span.start)) % 2 == 1
