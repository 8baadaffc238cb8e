"""What the store gives back: events, pages, sentences found, all plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from demarche.store.filters import Filters
from demarche.types import PageFacts, Paragraph, Problem, Process, Record, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One event with all its tellings summed up."""

    id: str
    type: str
    mode: str | None
    kind: str
    cameo: str | None
    quad: str
    goldstein: float | None
    contexts: tuple[str, ...]
    factuality: str
    actors: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    first: date | None
    last: date | None
    day: date | None
    """The day to sort by: told for the event, or else of the page."""
    day_basis: str
    place: str | None
    latitude: float | None
    longitude: float | None
    place_country: str | None
    place_precision: str | None
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    tellings: int
    pages: int
    sources: int
    standing: str
    standing_reason: str
    record_id: str | None
    """The telling that stands for the event."""
    sentence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A marked stretch of a page's text: a sentence, mention, time, place or statement."""

    number: int
    start: int | None
    end: int | None
    text: str | None
    facts: Mapping[str, str | int | float | None] = field(default_factory=dict)
    """The other columns of its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A page with all that was read from it."""

    facts: PageFacts
    text: str
    dating: Mapping[str, str | None]
    """How the publication date is known: basis, evidence and refused rivals (JSON)."""
    superseded_by: str | None
    names: tuple[str, ...]
    """Other names under which the same content was found."""
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Piece, ...]
    mentions: tuple[Piece, ...]
    times: tuple[Piece, ...]
    places: tuple[Piece, ...]
    statements: tuple[Piece, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    versions: tuple[str, ...]
    """Ids of all versions of this page, the first one first."""
    copies: tuple[str, ...]
    """Ids of the pages that are copies of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why a page's event was joined to another."""

    told_as: str
    event: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sides of one question: claim and denial, counter-claims, differing numbers or days."""

    event: str
    other: str
    kind: str
    reason: str
    record: str | None
    other_record: str | None
    sentence: str | None = None
    other_sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one id stands for, down to its sentences and pages; fields that do not apply are empty."""

    kind: str
    """``record``, ``event``, ``page`` or ``process``."""
    record: Record | None = None
    event: StoredEvent | None = None
    page: StoredPage | None = None
    process: Process | None = None
    tellings: tuple[Telling, ...] = ()
    """All tellings of the event, with their pages."""
    merges: tuple[Merge, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sentence found by a search."""

    page_id: str
    number: int
    start: int
    end: int
    text: str
    snippet: str
    """The sentence with the words found between « and »."""
    title: str | None
    outlet: str | None
    url: str | None
    page_name: str
    published: date | None
    record_ids: tuple[str, ...]
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPosition:
    """What an actor said or did on one day about a counterpart, a process or an issue."""

    holder: str
    topic: str
    """The counterpart, the process, or the words of the issue."""
    attitude: str
    """``wants``, ``supports``, ``welcomes``, ``opposes``, ``refuses``, ``hopes``, ``fears`` …"""
    day: date | None
    event_id: str | None
    record_id: str | None
    page_id: str
    sentence: str
    source: str
    """What it is taken from: ``words``, ``process`` or ``event``."""
    changed: bool
    """Whether it differs from what the same holder held before on the same topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that tells of new events."""

    name: str
    filters: Filters
    target: str = ""
    """``atom:PATH``, ``rss:PATH``, ``jsonl:PATH``, ``command:LINE``, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided on a record."""

    record: str
    verdict: str
    """``accept``, ``correct`` or ``reject``."""
    changes: Mapping[str, str | None]
    note: str
    reviewer: str
    made: str
