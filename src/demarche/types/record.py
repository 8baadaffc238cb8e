"""What is kept: readings, stories, processes, records, problems."""

from dataclasses import dataclass
from datetime import date

from demarche.types.coding import Event, Layers, Position
from demarche.types.text import Analysis, Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be read or done, and why."""

    page: str
    """Name of the page: path or address."""
    stage: str
    error: str
    """Class name of the error, or a short word such as ``language``."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """All that was read from one article."""

    article: Article
    analysis: Analysis
    layers: Layers
    events: tuple[Event, ...]
    positions: tuple[Position, ...] = ()
    """What actors say they want, support, oppose, fear."""
    problems: tuple[Problem, ...] = ()
    name: str = ""
    """Where the page was found."""
    fetched: str | None = None
    """ISO time of the fetch, where the carrier tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParty:
    """A party of a record, flat."""

    text: str | None
    actor: str
    country: str | None
    sector: str | None
    basis: str = ""
    start: int | None = None
    """Offset of the words in the article's text; None where the party is implied."""
    sectors: tuple[str, ...] = ()
    """All sector codes, the leading one first."""
    office: str | None = None
    """Office held on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One flat row out: an event as one sentence tells it, with its evidence."""

    id: str
    event_id: str
    page_id: str
    sentence: str
    start: int
    """Offset of the sentence in the article's text."""
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    kind: str
    cameo: str | None
    quad: str
    goldstein: float | None
    actors: tuple[RecordParty, ...]
    recipients: tuple[RecordParty, ...]
    factuality: str
    according_to: tuple[str, ...]
    """Names of the speakers, outermost first; the page's own outlet is left out."""
    when_first: date | None
    when_last: date | None
    when_text: str | None
    when_basis: str
    place: str | None
    latitude: float | None
    longitude: float | None
    place_country: str | None
    place_precision: str | None
    place_basis: str | None
    confidence: float
    basis: str
    sides: tuple[str, ...] = ()
    """For each speaker of ``according_to``: the country, or the name where there is none."""
    sentence_number: int = 0
    """Number of the sentence on the page, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a row that leaves the house says of its page."""

    id: str
    name: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    published: date | None = None
    earliest: date | None = None
    latest: date | None = None
    fetched: str | None = None
    length: int = 0
    """Characters of the article's text."""
    copy_of: str | None = None
    """Id of the page that stands for this one where this one is a copy; None where it is no copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A record with its page and its standing in the whole store: what exports are made from."""

    record: Record
    page: PageFacts
    day: date | None = None
    """Day of the event, or else of the page."""
    tellings: int = 1
    pages: int = 1
    sources: int = 1
    """Independent sources of the event, copies folded."""
    standing: str = "single"
    """``single``, ``corroborated`` or ``contradicted``."""
    best: bool = True
    """Whether this telling stands for the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An announced event and what became of it."""

    event_id: str
    title: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    first: date | None
    last: date | None
    outcome: str
    """``open``, ``held``, ``moved``, ``cancelled``, ``overdue`` or ``unknown``."""
    reason: str
    sentence: str | None
    settled_by: str | None
    """Id of the record that settles it."""
    settling_sentence: str | None
    moved_first: date | None = None
    moved_last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one happening."""

    id: str
    title: str
    members: tuple[str, ...]
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStatus:
    """One entry on a process's status line, with the sentence behind it."""

    status: str
    """proposed, planned, running, held, suspended, ended, refused, hoped, blocked, adopted."""
    record_id: str
    holder: str | None = None
    first: date | None = None
    last: date | None = None
    when_text: str | None = None
    sentence: str | None = None
    """The sentence that says so."""
    page_id: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A named long thread: talks, a truce, a draft resolution, a summit, a round of sanctions."""

    id: str
    name: str
    kind: str
    participants: tuple[str, ...] = ()
    statuses: tuple[ProcessStatus, ...] = ()
    basis: str = ""
