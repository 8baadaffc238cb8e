"""Whether two tellings, or the events of two pages, are of the same event; and the reason.

Type, parties, time, place and wording each speak for or against. What can't be the same whatever the words
(another day, another place, the sides swapped) is refused at once. A claim and its denial are tellings of one
event; a claim and a counter-claim (the other side did it) are two events that contradict each other.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from demarche.tables import Tables
from demarche.types import PageFacts, Record

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose two sides may be told in either order."""
SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "STATEMENT"})
LOOSE = {"STATEMENT": 0.45, "REQUEST": 0.2, "AGREE": 0.25, "THREATEN": 0.2}
"""Types under which one actor does many different things in a day: more must agree."""
REAL = frozenset({"happened", "ongoing", "ended", "refused"})
OPEN = frozenset({"planned", "proposed", "hoped", "hypothetical"})
STATE = frozenset({"GOV", "MIL", "COP", "SPY", "DIP", "UAF"})
"""Sectors that act for a state; parliaments and courts act for themselves."""
THRESHOLD = 0.95
SAME_PAGE_THRESHOLD = 0.6
WORDING = 1.2
"""What full agreement of the words is worth."""
COUNTER_SWAPPED, COUNTER_BLAMED = 0.5, 0.7
"""What day, place and wording must come to for a counter-claim: sides swapped, or another one blamed."""
PRECISE = ("point", "settlement")
NEAR_KM = 75.0
WINDOW = timedelta(days=10)
"""How long before its publication an undated event may have taken place."""
WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What one event shows for being told from others."""

    id: str
    page: str
    """Id of the page, or of the page it is a copy of."""
    type: str
    mode: str | None
    factuality: str
    actors: frozenset[str]
    recipients: frozenset[str]
    first: date | None
    last: date | None
    published: date | None
    place: str | None
    point: tuple[float, float] | None
    precise: bool
    text: str
    """The sentence."""
    names: frozenset[str]
    """Words of the parties' names, which say nothing more than the parties do."""
    sentence: tuple[str, int]
    """Page and offset of the sentence."""
    speakers: frozenset[str]
    """Names of the persons and bodies (not states) that act."""
    sides: frozenset[str]
    """Countries or names of those who tell it; empty in the page's own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two events found to be one, or to contradict each other."""

    one: str
    other: str
    score: float
    reason: str


def sign_of(record: Record, page: PageFacts, *, states: frozenset[str] = frozenset()) -> Sign:
    """Return what a telling shows; ``states`` are the names that stand for a whole state."""
    parties = (*record.actors, *record.recipients)
    has_point = record.latitude is not None and record.longitude is not None
    return Sign(
        id=record.event_id,
        page=page.copy_of or page.id,
        type=record.type,
        mode=record.mode,
        factuality=record.factuality,
        actors=frozenset(party_key(p.actor, p.country, p.sector) for p in record.actors),
        recipients=frozenset(party_key(p.actor, p.country, p.sector) for p in record.recipients),
        first=record.when_first or record.when_last,
        last=record.when_last or record.when_first,
        published=page.published or page.latest,
        place=record.place,
        point=(record.latitude or 0.0, record.longitude or 0.0) if has_point else None,
        precise=record.place_precision in PRECISE,
        text=record.sentence,
        names=frozenset(word for party in parties for word in words(party.actor)),
        sentence=(record.page_id, record.start),
        speakers=frozenset(party.actor for party in record.actors if party.actor not in states),
        sides=frozenset(record.sides),
    )


def party_key(name: str, country: str | None, sector: str | None) -> str:
    """Return what a party is compared by: the state it acts for, or itself."""
    if not country:
        return name.casefold()
    return country if not sector or sector in STATE else f"{country} {sector}"


def states_of(tables: Tables) -> frozenset[str]:
    """Return the names that stand for a whole state; a module-level function, for ``tables.derive``."""
    return frozenset(name for row in tables.rows("states") for name in row["names"].split("|"))


def match(one: Sign, other: Sign) -> Match | None:
    """Return why two events are one, or None where they are not, or not surely."""
    if one.type != other.type or one.sentence == other.sentence:
        return None
    if _modes_differ(one, other) or not _same_reality(one, other):
        return None
    when = _time(one, other)
    if when is None:
        return None
    parties, where = _parties(one, other), _place(one, other)
    if parties is None or where is None:
        return None
    score = parties[0] + when[0] + where[0] - _doubt(one, other)
    needed = SAME_PAGE_THRESHOLD if one.page == other.page else THRESHOLD
    if score + WORDING < needed:
        return None  # no wording could make up for it
    wording = _wording(one, other)
    score += WORDING * wording
    if score < needed:
        return None
    reasons = [f"both {one.type}", parties[1], when[1], where[1]]
    if wording >= 0.2:
        reasons.append(f"{round(100 * wording)}% of the words")
    reason = ", ".join(reason for reason in reasons if reason)
    return Match(one=one.id, other=other.id, score=round(score, 3), reason=reason)


def counter_claim(one: Sign, other: Sign) -> Match | None:
    """Return why two events are claim and counter-claim: one act of which two sides tell two stories."""
    if (
        one.type != other.type
        or one.type in MUTUAL | SPEECH
        or not {one.factuality, other.factuality} <= REAL
    ):
        return None
    if not one.sides or not other.sides or one.sides & other.sides or one.actors & other.actors:
        return None
    swapped = bool(one.actors & other.recipients) and bool(one.recipients & other.actors)
    same_victim = bool(one.recipients) and one.recipients == other.recipients
    when, where = _time(one, other), _place(one, other)
    if not (one.actors and other.actors and (swapped or same_victim)) or when is None or where is None:
        return None
    score = when[0] + where[0] + _wording(one, other)
    if score < (COUNTER_SWAPPED if swapped else COUNTER_BLAMED):
        return None
    who = f"{'/'.join(sorted(one.actors))} according to {'/'.join(sorted(one.sides))}"
    against = f"{'/'.join(sorted(other.actors))} according to {'/'.join(sorted(other.sides))}"
    return Match(one=one.id, other=other.id, score=round(score, 3), reason=f"{who}; {against}")


def _doubt(one: Sign, other: Sign) -> float:
    """Return what speaks against two events being one though their codes agree."""
    doubt = LOOSE.get(one.type, 0.0)
    if one.type in SPEECH and one.speakers and other.speakers and not one.speakers & other.speakers:
        doubt += 0.35  # two persons of one state condemn: two acts
    if one.type not in MUTUAL and (one.actors != other.actors) and one.actors and other.actors:
        doubt += 0.2
    return doubt


def _modes_differ(one: Sign, other: Sign) -> bool:
    return (
        one.mode is not None and other.mode is not None and one.mode != other.mode and one.page != other.page
    )


def _same_reality(one: Sign, other: Sign) -> bool:
    kinds = {_reality(one.factuality), _reality(other.factuality)}
    if kinds == {"real", "denied"}:
        return one.type not in SPEECH or one.page == other.page
    if kinds == {"real", "open"}:
        return one.type == "AGREE"
    return len(kinds) == 1


def _reality(factuality: str) -> str:
    if factuality in REAL:
        return "real"
    return "open" if factuality in OPEN else "denied"


def _parties(one: Sign, other: Sign) -> tuple[float, str] | None:
    """Return how far the parties agree, and which; None where they can't be the same."""
    if one.type in MUTUAL:
        sides = one.actors | one.recipients, other.actors | other.recipients
        shared = sides[0] & sides[1]
        if not shared or (len(shared) < 2 and min(len(side) for side in sides) > 1):
            return None
        return 0.7 * _overlap(*sides) - (0.3 if len(shared) < 2 else 0), f"parties {'/'.join(sorted(shared))}"
    actors, recipients = one.actors & other.actors, one.recipients & other.recipients
    if (one.actors and other.actors and not actors) or (
        one.recipients and other.recipients and not recipients
    ):
        return None
    if (not actors and not recipients) or _exchange(one, other) or _exchange(other, one):
        return None
    score = 0.45 * _overlap(one.actors, other.actors) + 0.35 * _overlap(one.recipients, other.recipients)
    shown = f"{'/'.join(sorted(actors)) or '?'} → {'/'.join(sorted(recipients)) or '?'}"
    return score - (0.15 if not actors else 0), shown


def _exchange(one: Sign, other: Sign) -> bool:
    """Return whether one is told as done by both sides and the other as done by one of them to the other."""
    return not one.recipients and bool(one.actors & other.actors) and bool(one.actors & other.recipients)


def _time(one: Sign, other: Sign) -> tuple[float, str] | None:
    """Return how far the days agree; None where they can't be the same."""
    if one.first and one.last and other.first and other.last:
        if one.first <= other.last and other.first <= one.last:
            span = max((one.last - one.first).days, (other.last - other.first).days)
            return (0.45 if span <= 2 else 0.25), f"{max(one.first, other.first).isoformat()}"
        gap = max(one.first - other.last, other.first - one.last)
        return (0.15, "a day apart") if gap <= timedelta(days=1) and one.page != other.page else None
    if one.page == other.page:
        return 0.1, ""
    window, other_window = _window(one), _window(other)
    if window is None or other_window is None:
        return -0.3, ""
    (first, last), (other_first, other_last) = window, other_window
    return (0.1, "the same days") if first <= other_last and other_first <= last else None


def _window(sign: Sign) -> tuple[date, date] | None:
    if sign.first and sign.last:
        return sign.first, sign.last
    return (sign.published - WINDOW, sign.published) if sign.published else None


def _place(one: Sign, other: Sign) -> tuple[float, str] | None:
    """Return how far the places agree; None where they can't be the same."""
    if one.point is None or other.point is None:
        return 0.0, ""
    if one.place == other.place or kilometres(one.point, other.point) <= NEAR_KM:
        return (0.3 if one.precise or other.precise else 0.1), f"at {one.place}"
    return None if one.precise and other.precise else (0.0, "")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (latitude, longitude) on the globe."""
    north, east = radians(other[0] - one[0]) / 2, radians(other[1] - one[1]) / 2
    chord = sin(north) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east) ** 2
    return 12742 * asin(min(1.0, sqrt(chord)))


@lru_cache(maxsize=65_536)
def words(text: str) -> frozenset[str]:
    """Return the words of a text, roughly without their endings."""
    return frozenset(re.sub(r"(ing|ed|es|s)$", "", word) for word in WORD.findall(text.lower()))


def _wording(one: Sign, other: Sign) -> float:
    return _overlap(words(one.text) - one.names, words(other.text) - other.names)


def _overlap(one: Collection[str], other: Collection[str]) -> float:
    """Return the shared part of two sets (cosine), from 0 to 1."""
    if not one or not other:
        return 0.0
    shared = len(set(one) & set(other))
    return shared / sqrt(len(one) * len(other))
