"""Where the tellings of one event disagree: claim against denial, differing numbers, differing days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from demarche.types import PageFacts, Record

COUNTED = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d+)\s+(?:[a-z-]+\s+){0,2}?"
    r"(?!(?:were|have|been|from|with|that|than|more|over|into|when|this|others)\b)([a-z]{4,})\b",
    re.IGNORECASE,
)
"""A number and the noun or participle counted, at most two words apart: "14 people", "12 were killed"."""
MONTHS = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two tellings that can't both be right."""

    kind: str
    """``denial``, ``numbers``, ``dates``."""
    reason: str
    record: str
    other: str


def disagreements(tellings: Sequence[tuple[Record, PageFacts]]) -> tuple[Disagreement, ...]:
    """Return the disagreements between tellings of one event, one a kind, in the order of the tellings."""
    found: dict[str, Disagreement] = {}
    for (one, _), (other, _) in combinations(tellings, 2):
        for disagreement in (_denial(one, other), _numbers(one, other), _dates(one, other)):
            if disagreement is not None:
                found.setdefault(disagreement.kind, disagreement)
    return tuple(found.values())


def _denial(one: Record, other: Record) -> Disagreement | None:
    if (one.factuality == "denied") == (other.factuality == "denied"):
        return None
    denied, claimed = (one, other) if one.factuality == "denied" else (other, one)
    if claimed.factuality not in ("happened", "ongoing", "ended"):
        return None
    who = denied.according_to[0] if denied.according_to else "one side"
    return Disagreement(kind="denial", reason=f"denied by {who}", record=claimed.id, other=denied.id)


def _numbers(one: Record, other: Record) -> Disagreement | None:
    if one.page_id == other.page_id and one.sides == other.sides:
        return None  # one voice that goes into detail: "36 shells", "six of them"
    first, second = counts(one.sentence), counts(other.sentence)
    for noun in first.keys() & second.keys():
        if first[noun] != second[noun]:
            reason = f"{first[noun]:,} against {second[noun]:,} {noun}"
            return Disagreement(kind="numbers", reason=reason, record=one.id, other=other.id)
    return None


def counts(sentence: str) -> dict[str, int]:
    """Return what a sentence counts, noun to number; years and days of the month are no counts."""
    found: dict[str, int] = {}
    for match in COUNTED.finditer(sentence):
        number, noun = match[1], match[2].lower()
        year = len(number) == 4 and number[:2] in ("18", "19", "20")
        if not year and not MONTHS.fullmatch(noun):
            found.setdefault(noun, int(number.replace(",", "")))
    return found


def _dates(one: Record, other: Record) -> Disagreement | None:
    days, other_days = _interval(one), _interval(other)
    if days is None or other_days is None:
        return None
    (first, last), (other_first, other_last) = days, other_days
    if first <= other_last and other_first <= last:
        return None
    reason = f"{first.isoformat()} against {other_first.isoformat()}"
    return Disagreement(kind="dates", reason=reason, record=one.id, other=other.id)


def _interval(record: Record) -> tuple[date, date] | None:
    if record.when_first is None and record.when_last is None:
        return None
    first = record.when_first or record.when_last
    last = record.when_last or record.when_first
    assert first is not None
    assert last is not None
    return first, last
