"""Find the time expressions of a text and say which days they mean."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from demarche.tables import Tables
from demarche.times.days import bounds, grain, narrowed
from demarche.times.grammar import Grammar, build_grammar
from demarche.times.resolve import resolve
from demarche.times.scan import Piece, find_groups, lower
from demarche.times.scene import Scene, Sense, TenseAt
from demarche.times.tense import tense_from_words
from demarche.types import Span, Time

_EXPLICIT = re.compile(r"\b(1[0-9]{3}|20\d\d)\b|\b\d{2,4} bc\b")
_DEICTIC = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|tonight"
    r"|(?:last|this|next) (?:week|month|year)|ago)\b"
)


def find_times_in_text(
    text: str,
    *,
    anchor: date | None,
    tables: Tables,
    narrative: bool | None = False,
    tense_at: TenseAt | None = None,
) -> tuple[Time, ...]:
    """Return the time expressions of a text, in order.

    ``anchor`` is the day the words were written, None where it is not known: "Friday" then stays
    ``XXXX-WXX-5``. In a narrative (history, a chronology) years carry on from the text itself; None
    lets the text decide.
    """
    grammar = tables.derive(build_grammar)
    lowered = lower(text)
    if narrative is None:
        narrative = is_narrative(lowered, anchor)
    scene = Scene(
        text=text,
        lowered=lowered,
        lexicon=grammar.lexicon,
        anchor=anchor,
        narrative=narrative,
        tense_at=tense_at or tense_from_words(lowered, grammar),
    )
    return ranged(tuple(_times(scene, grammar)), lowered)


def is_narrative(lowered: str, anchor: date | None) -> bool:
    """Return whether a text tells of long ago: years far from its date, and few words such as "yesterday"."""
    years = [int(found[1] or 0) for found in _EXPLICIT.finditer(lowered)]
    far = [year for year in years if anchor is None or abs(anchor.year - year) > 1]
    return len(far) >= 5 and len(far) >= 4 * len(_DEICTIC.findall(lowered))


def _times(scene: Scene, grammar: Grammar) -> Iterator[Time]:
    for group in find_groups(scene.text, scene.lowered, grammar=grammar, narrative=scene.narrative):
        sense = resolve(group, scene)
        if sense is None:
            continue
        for part, meaning in _ends_of_range(group, sense):
            scene.memory = scene.memory.after(meaning)
            yield _time(part, meaning)


def _ends_of_range(group: tuple[Piece, ...], sense: Sense) -> Iterator[tuple[Span, Sense]]:
    """Yield "March 3" and "5" of "March 3-5", "1985" and "87" of "1985-87"; any other as it is."""
    whole = Span(start=group[0].start, end=group[-1].end)
    found = next((piece.found for piece in group if {"dd2", "year2"} & piece.found.groupdict().keys()), None)
    if found is None or not sense.value or "/" not in sense.value:
        yield whole, sense
        return
    one, two = ("dd", "dd2") if "dd2" in found.groupdict() else ("year", "year2")
    for value, span in zip(
        sense.value.split("/"),
        (Span(start=whole.start, end=found.end(one)), Span(start=found.start(two), end=whole.end)),
        strict=True,
    ):
        yield span, replace(sense, value=value)


_RANGE = re.compile(r" ?[-–—] ?| to | until | till | through ")


def ranged(times: tuple[Time, ...], lowered: str) -> tuple[Time, ...]:
    """Return the times; both ends of a range ("from March 3 to May 5") get all the days between."""
    found = list(times)
    for index in range(len(found) - 1):
        one, two = found[index], found[index + 1]
        if _is_range(one, two, lowered) and one.first and two.last and one.first < two.last:
            first, last = one.first, two.last
            found[index] = replace(one, basis=f"{one.basis}:range", first=first, last=last)
            found[index + 1] = replace(two, basis=f"{two.basis}:range", first=first, last=last)
    return tuple(found)


def _is_range(one: Time, two: Time, lowered: str) -> bool:
    gap = lowered[one.span.end : two.span.start]
    before = lowered[max(0, one.span.start - 8) : one.span.start]
    if gap == " and ":
        return before.endswith("between ")
    return bool(_RANGE.fullmatch(gap)) and (
        "-" in gap or "–" in gap or "through" in gap or before.endswith("from ")
    )


def _time(span: Span, sense: Sense) -> Time:
    first, last = _days(sense)
    return Time(
        span=span,
        type=sense.type,
        value=sense.value,
        first=first,
        last=last,
        grain=grain(sense.value),
        mod=sense.mod or None,
        anchor=sense.anchor,
        basis=sense.basis,
    )


def _days(sense: Sense) -> tuple[date | None, date | None]:
    if sense.days is not None:
        return sense.days
    days = bounds(sense.value) if sense.value and not sense.value.startswith(("P", "BC")) else None
    return narrowed(*days, sense.mod) if days else (None, None)
