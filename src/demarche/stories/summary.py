"""One event out of its tellings: its codes, how many independent sources tell it, and whether they agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from demarche.stories.disagreements import Disagreement, disagreements
from demarche.types import PageFacts, Record, RecordParty

REALITY = (
    "happened",
    "ongoing",
    "ended",
    "refused",
    "planned",
    "proposed",
    "hoped",
    "hypothetical",
    "denied",
)
"""Factuality values, the one that settles an event first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSummary:
    """What the tellings of one event come to."""

    best: Record
    """The telling that stands for the event."""
    factuality: str
    actors: tuple[RecordParty, ...]
    recipients: tuple[RecordParty, ...]
    first: date | None
    last: date | None
    day: date | None
    day_basis: str
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    pages: int
    sources: int
    standing: str
    """``single``, ``corroborated``, ``contradicted``."""
    disagreements: tuple[Disagreement, ...]


def summarize(tellings: Sequence[tuple[Record, PageFacts]]) -> EventSummary:
    """Return the summary of an event's tellings (at least one)."""
    if len(tellings) == 1:
        return _alone(*tellings[0])
    records = [record for record, _ in tellings]
    best, page = min(tellings, key=_rank)
    dated = best if best.when_first else next((record for record in records if record.when_first), best)
    day, day_basis = _day(dated, page)
    found = disagreements(tellings)
    sources = independent_sources(tellings)
    return EventSummary(
        best=best,
        factuality=min((record.factuality for record in records), key=_reality),
        actors=_all_parties(record.actors for record in records),
        recipients=_all_parties(record.recipients for record in records),
        first=dated.when_first,
        last=dated.when_last,
        day=day,
        day_basis=day_basis,
        outlets=_distinct(facts.outlet for _, facts in tellings),
        speakers=_distinct(record.according_to[0] if record.according_to else None for record in records),
        pages=len({facts.id for _, facts in tellings}),
        sources=sources,
        standing="contradicted" if found else "corroborated" if sources > 1 else "single",
        disagreements=found,
    )


def _alone(record: Record, page: PageFacts) -> EventSummary:
    """Return the summary of an event that one sentence tells: nearly all of them, so the short way."""
    day, day_basis = _day(record, page)
    return EventSummary(
        best=record,
        factuality=record.factuality,
        actors=record.actors,
        recipients=record.recipients,
        first=record.when_first,
        last=record.when_last,
        day=day,
        day_basis=day_basis,
        outlets=(page.outlet,) if page.outlet else (),
        speakers=record.according_to[:1],
        pages=1,
        sources=1,
        standing="single",
        disagreements=(),
    )


def independent_sources(tellings: Sequence[tuple[Record, PageFacts]]) -> int:
    """Return how many sources tell of an event independently of each other.

    Copies of one page are one; two speakers of one country are one side; a page that reports the event in
    its own voice counts only where no speaker on that page tells it. A denial is no source of the event.
    """
    asserted = [(record, page) for record, page in tellings if record.factuality != "denied"]
    sides = {record.sides[-1] for record, _ in asserted if record.sides}
    quoting = {page.copy_of or page.id for record, page in asserted if record.sides}
    voices = {
        page.agency or page.copy_of or page.id
        for record, page in asserted
        if not record.sides and (page.copy_of or page.id) not in quoting
    }
    return max(1, len(sides) + len(voices))


def _rank(telling: tuple[Record, PageFacts]) -> tuple[object, ...]:
    record, page = telling
    parties = len(record.actors) + len(record.recipients)
    published = page.published or page.latest or date.max
    return (
        _reality(record.factuality),
        not record.when_first,
        -parties,
        -record.confidence,
        published,
        record.id,
    )


def _reality(factuality: str) -> int:
    return REALITY.index(factuality) if factuality in REALITY else len(REALITY)


def _day(record: Record, page: PageFacts) -> tuple[date | None, str]:
    if record.when_first or record.when_last:
        return record.when_first or record.when_last, "told"
    if page.published:
        return page.published, "published"
    return (page.latest, "published at the latest") if page.latest else (None, "none")


def _all_parties(sides: Iterable[tuple[RecordParty, ...]]) -> tuple[RecordParty, ...]:
    found: dict[tuple[str, str | None], RecordParty] = {}
    for parties in sides:
        for party in parties:
            found.setdefault((party.actor, party.country), party)
    return tuple(found.values())


def _distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
