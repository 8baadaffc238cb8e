"""What is read: pages, articles and their grammar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of text, half-open, in characters: ``text[span.start:span.end]`` gives back the words."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span marks in this text."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Return whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was fetched, before anything is understood."""

    id: str
    """Hash of the content: the same bytes give the same id."""
    name: str
    """Where it was found: a path, a path inside an archive, or an address."""
    content: bytes
    media_type: str
    """``text/html`` or ``text/plain``, told from the content."""
    url: str | None = None
    fetched: str | None = None
    """ISO time of the fetch, where the carrier (WARC, feed) tells it."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """What the carrier says of the page: title, published, outlet, author, encoding."""


class ParagraphKind(StrEnum):
    """What a paragraph is: the 16 labels of the page gold."""

    HEADER = "header"
    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    CREDIT = "credit"
    SHARE = "share"
    PROMO = "promo"
    RELATED = "related"
    TAGS = "tags"
    COMMENTS = "comments"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line or block of the article's text with its kind. Only body paragraphs yield events."""

    span: Span
    kind: ParagraphKind
    flags: tuple[str, ...] = ()
    """``clock``, ``pub``, ``upd``, ``dateline``, ``inline-credit``, ``mixed``."""


class DateRole(StrEnum):
    """What a date on a page is the date of."""

    CLOCK = "clock"
    PUBLISHED = "published"
    UPDATED = "updated"
    DATELINE = "dateline"
    CAPTION = "caption"
    RELATED = "related"
    BODY = "body"
    URL = "url"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDate:
    """A date that stands on the page, with its role."""

    text: str
    role: DateRole
    first: date
    last: date
    span: Span | None = None
    """Where it stands in ``Article.text``; None for metadata."""
    time: str | None = None
    """``HH:MM`` as printed."""
    zone: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """One cut of the possible publication days, with the words that make it."""

    reason: str
    """A plain sentence: what follows from the words."""
    sentence: str
    """The words, as they stand on the page."""
    earliest: date | None = None
    latest: date | None = None
    span: Span | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When the page was published, and how that is known."""

    value: date | None = None
    """The day, or None where only an interval or nothing is known."""
    earliest: date | None = None
    latest: date | None = None
    basis: str = "undated"
    """``stated:<role>``, ``inferred:<rule>`` or ``undated``."""
    time: str | None = None
    zone: str | None = None
    evidence: tuple[DateEvidence, ...] = ()
    refused: tuple[PageDate, ...] = ()
    """Rival dates that were not taken (a clock, a caption, another story)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """``MOSCOW (Sputnik) -``: place and agency that open the story."""

    span: Span
    place: str | None = None
    agency: str | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page as readable text, with the kind of every paragraph kept."""

    page_id: str
    text: str
    """All paragraphs, furniture too; every Span counts in this text."""
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-1; other languages than English are kept but not coded."""
    published: Publication = field(default_factory=Publication)
    dateline: Dateline | None = None
    dates: tuple[PageDate, ...] = ()
    url: str | None = None
    form: str = "text"
    """How it was read: ``html``, ``flat`` (text with furniture), ``text`` (clean text)."""
    basis: str = ""

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that are article text."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind is ParagraphKind.BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its span, its tokens (half-open token indices), its paragraph."""

    span: Span
    first: int
    last: int
    """One past the last token: ``range(sentence.first, sentence.last)``."""
    paragraph: int
    """Index into the spans that were analysed (for an article: its body paragraphs)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """Grammar of a document as columns, one entry a token, in Universal Dependencies' words.

    Tokens are numbered through the whole document; ``head[i] == i`` marks a root.
    """

    sentences: tuple[Sentence, ...]
    start: tuple[int, ...]
    """First character of each token in ``Article.text``."""
    end: tuple[int, ...]
    form: tuple[str, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    """UD features as ``Key=Value|Key=Value``; at least Tense, VerbForm, Mood, Voice, Number, Polarity."""
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    """With subtypes: ``nsubj:pass``, ``obl:agent``, ``nmod:poss``."""
    name: tuple[str, ...]
    """BIO tags of names: ``B-PER``, ``I-ORG``, ``B-LOC``, ``O``."""
    factuality: tuple[float, ...] = ()
    """The model's factuality of each token read as an event word, -3..3; empty where unknown."""
    trigger: tuple[str, ...] = ()
    """The model's PLOVER type of each token read as an event's trigger, ``O`` for none; empty if unknown."""
    trigger_score: tuple[float, ...] = ()
    """How sure the model is of ``trigger``, 0 to 1."""
    vectors: "npt.NDArray[np.float32] | None" = None
    """Hidden state of each token (tokens × 384) for small learned heads; None where unknown."""
    children: tuple[tuple[int, ...], ...] = ()
    """Dependents of each token, in order (derived from ``head``)."""

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that holds this token."""
        low, high = 0, len(self.sentences)
        while low + 1 < high:
            middle = (low + high) // 2
            if self.sentences[middle].first <= token:
                low = middle
            else:
                high = middle
        return low

    def span(self, token: int) -> Span:
        """Return where the token stands in the text."""
        return Span(start=self.start[token], end=self.end[token])


def children_of(head: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the dependents of each token, in order; a root is nobody's dependent."""
    found: list[list[int]] = [[] for _ in head]
    for token, governor in enumerate(head):
        if governor != token:
            found[governor].append(token)
    return tuple(tuple(dependents) for dependents in found)
