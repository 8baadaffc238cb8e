"""What the text means: mentions, actors, places, times, statements, events."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from demarche.types.text import Span


class MentionKind(StrEnum):
    """How a mention names its thing."""

    NAME = "name"
    NOMINAL = "nominal"
    """A description: "the minister", "rebels", "the 15-member council"."""
    PRONOUN = "pronoun"
    MODIFIER = "modifier"
    """A name or nationality word that modifies a noun: "US" in "the US decision"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name, noun or pronoun that may stand for an actor or a place."""

    span: Span
    """The phrase, without trailing clauses; coordinated phrases are mentions of their own."""
    head: int
    """Token index of the phrase's head."""
    kind: MentionKind
    name_type: str = ""
    """``PER``, ``ORG``, ``LOC`` or empty."""
    chain: int = -1
    """Number of the chain of mentions of the same thing on the page."""
    antecedent: int | None = None
    """Index of the earlier mention that this one points back to (pronouns, descriptions, short names)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A candidate that was not taken, and why."""

    candidate: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a mention stands for, on the day."""

    name: str
    """Canonical name: "Sergey Lavrov", "United States", "UN Security Council", or the phrase itself."""
    country: str | None = None
    """ISO 3166 alpha-3, or PLOVER's UNO, EUR, PSE, HKG, KOS; None for none."""
    sectors: tuple[str, ...] = ()
    """PLOVER sector codes, the leading one first: GOV, MIL, REB, IGO …"""
    entity: str | None = None
    """Id of the row in the tables (state, organisation, person), None for a pattern."""
    office: str | None = None
    """Office held on the day."""
    basis: str = ""
    """The rule and row that decided: ``offices:foreign-minister``, ``states:RUS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What one mention was resolved to: one actor, several (a group named as one), or none."""

    actors: tuple[Actor, ...] = ()
    role: str = "actor"
    """How the mention is used: ``actor``, ``place``, ``modifier``, ``none``."""
    basis: str = ""
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in the text, found in the gazetteer."""

    span: Span
    name: str
    gazetteer_id: str
    latitude: float
    longitude: float
    country: str
    """ISO 3166 alpha-3; empty for seas and the like."""
    region: str = ""
    feature: str = ""
    """GeoNames feature class and code: ``PPLC``, ``ADM1``, ``PCLI``, ``SEA``."""
    precision: str = "settlement"
    """``point``, ``settlement``, ``region``, ``country``, ``area``."""
    basis: str = ""
    refused: tuple[Refusal, ...] = ()


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression (TIMEX3) with the days that it means."""

    span: Span
    type: TimeType
    value: str | None
    """TIMEX3 value; None with a reason in ``basis`` where it can't be resolved."""
    first: date | None = None
    last: date | None = None
    """Both inclusive; one of them None is an open interval."""
    grain: str = "day"
    """``time``, ``day``, ``week``, ``month``, ``quarter``, ``year``, ``decade``, ``vague``."""
    mod: str | None = None
    anchor: str = ""
    """What it was counted from: ``published``, ``sentence:…``, ``none``."""
    basis: str = ""


class Stance(StrEnum):
    """How the speaker stands to what is said."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    HOPES = "hopes"
    FEARS = "fears"
    DEMANDS = "demands"
    PROMISES = "promises"
    PREDICTS = "predicts"


class SpeechKind(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One link of an attribution: who (source) says (cue) what (content)."""

    source: Span | None
    """The words that name the speaker; None where nobody is named."""
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance = Stance.ASSERTS
    speech: SpeechKind = SpeechKind.INDIRECT
    source_head: int | None = None
    """Token index of the speaker's head word."""
    speaker: tuple[Actor, ...] = ()
    """The speaker resolved through the document."""
    within: int | None = None
    """Index of the statement that reports this one; None for the outermost."""
    told: bool = True
    """Whether the content rests on the speaker's word ("said that …"); False where the speaker only
    reacts to it ("condemned the attack") or names what is wanted ("called for a truce")."""
    kind: str = "speech"
    """``speech``, ``text`` (wrote, a letter), ``thought``, ``evidence`` (a poll shows), ``act``
    (condemned), ``wish`` (wants), ``hearsay`` (reportedly)."""
    basis: str = ""


def statement_at(statements: tuple[Statement, ...], span: Span) -> int | None:
    """Return the index of the innermost statement that tells what stands at this place.

    Only statements whose content rests on the speaker's word count; None is the page's own voice.
    """
    telling = [
        index
        for index, statement in enumerate(statements)
        if statement.told and any(piece.holds(span) for piece in statement.content)
    ]
    return max(telling, key=lambda index: len(statement_chain(statements, index)), default=None)


def statement_chain(statements: tuple[Statement, ...], index: int | None) -> tuple[int, ...]:
    """Return the indices of the statements from the outermost to this one."""
    chain: list[int] = []
    while index is not None and index not in chain:
        chain.append(index)
        index = statements[index].within
    return tuple(reversed(chain))


class Attitude(StrEnum):
    """How an actor stands to an issue."""

    WANTS = "wants"
    SUPPORTS = "supports"
    WELCOMES = "welcomes"
    OPPOSES = "opposes"
    REFUSES = "refuses"
    REGRETS = "regrets"
    """Unhappy with it: "is not satisfied with", "is surprised by", "is concerned about"."""
    HOPES = "hopes"
    FEARS = "fears"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What an actor says it wants, supports, opposes or fears, on the day of the page."""

    holder: tuple[Actor, ...]
    """Who holds it; empty where the holder could not be resolved."""
    source: Span | None
    """The words that name the holder."""
    attitude: Attitude
    cue: Span
    issue: Span
    """The words for what it is about."""
    statement: int | None = None
    """Index of the innermost statement that tells of it; None is the page's own voice."""
    first: date | None = None
    last: date | None = None
    """Days between which the page was published."""
    basis: str = ""


class Factuality(StrEnum):
    """Whether the thing told took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HOPED = "hoped"
    PROPOSED = "proposed"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an event: the words and the actor behind them."""

    actor: Actor
    span: Span | None = None
    """None where the sentence only implies the party."""
    basis: str = ""

    @property
    def implied(self) -> bool:
        """Whether the sentence only implies this party."""
        return self.span is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence as one sentence reports it."""

    type: str
    """PLOVER type (16) or ``STATEMENT``."""
    trigger: Span
    token: int
    """Token index of the trigger's head."""
    sentence: int
    """Index into ``Analysis.sentences``."""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    kind: str = "event"
    """``event``, ``statement`` (a speech act), ``planned``, ``process``."""
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    time: Time | None = None
    factuality: Factuality = Factuality.HAPPENED
    holder: tuple[Actor, ...] = ()
    """Who hopes, plans, denies; empty where it is the page's own voice."""
    statement: int | None = None
    """Index of the innermost statement whose content holds the event."""
    event_id: str = ""
    """Shared by every telling of the same event; made from content."""
    confidence: float = 1.0
    basis: str = ""
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What the earlier stages found on one article; ``resolutions[i]`` belongs to ``mentions[i]``."""

    mentions: tuple[Mention, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
