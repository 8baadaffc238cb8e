"""A reading as rows of the store's tables, before it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from demarche.records import digest
from demarche.types import Problem, Reading, Record, Span

Cells = tuple[Any, ...]
"""One row: whatever SQLite can hold (text, numbers, None)."""

PAGE_COLUMNS = (
    *("id", "key", "name", "url", "title", "outlet", "agency", "authors", "language", "published"),
    *("published_earliest", "published_latest", "published_basis", "published_time", "published_zone"),
    *("published_evidence", "published_refused", "dateline_place", "dateline_agency", "form", "fetched"),
    *("basis", "text"),
)
FETCHED = PAGE_COLUMNS.index("fetched")
RECORD_COLUMNS = (
    *(
        "id",
        "told_as",
        "trigger",
        "trigger_start",
        "trigger_end",
        "type",
        "mode",
        "contexts",
        "kind",
        "cameo",
    ),
    *("quad", "goldstein", "actors", "recipients", "factuality", "according_to", "sides", "when_first"),
    *("when_last", "when_text", "when_basis", "place", "latitude", "longitude", "place_country"),
    *("place_precision", "place_basis", "confidence", "basis"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRows:
    """All rows of one page; the page's number and the sentences' numbers are put in when written."""

    page: Cells
    digest: str
    paragraphs: tuple[Cells, ...]
    sentences: tuple[Cells, ...]
    mentions: tuple[Cells, ...]
    times: tuple[Cells, ...]
    places: tuple[Cells, ...]
    statements: tuple[Cells, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    positions: tuple[Cells, ...] = ()

    @property
    def id(self) -> str:
        """The page's id."""
        return str(self.page[0])

    @property
    def key(self) -> str:
        """What names the page through its versions: address or name."""
        return str(self.page[1])

    @property
    def name(self) -> str:
        """Where the page was found."""
        return str(self.page[2])


def rows_of(reading: Reading, records: Sequence[Record]) -> PageRows:
    """Return the rows of a reading and its records; of records with one id only the first is kept."""
    page = _page(reading)
    records = tuple({record.id: record for record in reversed(records)}.values())[::-1]
    parts = {
        "paragraphs": tuple(_paragraphs(reading)),
        "sentences": tuple(_sentences(reading)),
        "mentions": tuple(_mentions(reading)),
        "times": tuple(_times(reading)),
        "places": tuple(_places(reading)),
        "statements": tuple(_statements(reading)),
        "positions": tuple(_positions(reading)),
    }
    return PageRows(
        page=page,
        digest=digest(page[4:FETCHED], page[FETCHED + 1 :], *parts.values(), *map(record_cells, records)),
        records=records,
        problems=reading.problems,
        **parts,
    )


def record_cells(record: Record) -> Cells:
    """Return the cells of a record in the order of ``RECORD_COLUMNS``."""
    return (
        *(record.id, record.event_id, record.trigger, record.trigger_start, record.trigger_end, record.type),
        *(record.mode, to_json(record.contexts), record.kind, record.cameo, record.quad, record.goldstein),
        *(
            to_json(record.actors),
            to_json(record.recipients),
            record.factuality,
            to_json(record.according_to),
        ),
        *(to_json(record.sides), day_text(record.when_first), day_text(record.when_last), record.when_text),
        *(record.when_basis, record.place, record.latitude, record.longitude, record.place_country),
        *(record.place_precision, record.place_basis, record.confidence, record.basis),
    )


def to_json(value: object) -> str:
    """Return a value as JSON text; days as ISO dates, spans as start and end."""
    if value == ():
        return "[]"
    return msgspec.json.encode(value).decode("utf-8")


def day_text(day: date | None) -> str | None:
    """Return a day as the store keeps it."""
    return day.isoformat() if day is not None else None


def _page(reading: Reading) -> Cells:
    article, published, dateline = reading.article, reading.article.published, reading.article.dateline
    name = reading.name or article.url or article.page_id
    nameless = name in ("-", "text") or not reading.name
    return (
        *(article.page_id, article.url or (article.page_id if nameless else name), name, article.url),
        *(article.title, article.outlet, article.agency, to_json(article.authors), article.language),
        *(
            day_text(published.value),
            day_text(published.earliest),
            day_text(published.latest),
            published.basis,
        ),
        *(published.time, published.zone, to_json(published.evidence), to_json(published.refused)),
        *(dateline.place if dateline else None, dateline.agency if dateline else None, article.form),
        *(reading.fetched, article.basis, article.text),
    )


def _paragraphs(reading: Reading) -> Iterator[Cells]:
    for number, paragraph in enumerate(reading.article.paragraphs):
        span = paragraph.span
        yield number, span.start, span.end, str(paragraph.kind), "|".join(paragraph.flags)


def _sentences(reading: Reading) -> Iterator[Cells]:
    text = reading.article.text
    for number, sentence in enumerate(reading.analysis.sentences):
        yield number, sentence.span.start, sentence.span.end, sentence.span.of(text)


def _mentions(reading: Reading) -> Iterator[Cells]:
    text, layers = reading.article.text, reading.layers
    for number, (mention, resolution) in enumerate(zip(layers.mentions, layers.resolutions, strict=False)):
        actors = resolution.actors
        yield (
            *(number, mention.span.start, mention.span.end, mention.span.of(text), str(mention.kind)),
            *(mention.name_type, mention.chain, resolution.role, _joined((a.name for a in actors), "; ")),
            *(
                _joined((a.country for a in actors), "|"),
                _joined((s for a in actors for s in a.sectors), "|"),
            ),
            *(_joined((a.office for a in actors), "; "), resolution.basis, to_json(resolution.refused)),
        )


def _joined(values: Iterator[str | None], separator: str) -> str | None:
    return separator.join(dict.fromkeys(value for value in values if value)) or None


def _times(reading: Reading) -> Iterator[Cells]:
    for number, time in enumerate(reading.layers.times):
        span = time.span
        words = span.of(reading.article.text)
        days = (day_text(time.first), day_text(time.last))
        yield number, span.start, span.end, words, str(time.type), time.value, *days, time.basis


def _places(reading: Reading) -> Iterator[Cells]:
    for number, place in enumerate(reading.layers.places):
        span = place.span
        yield (
            *(number, span.start, span.end, span.of(reading.article.text), place.name, place.gazetteer_id),
            *(place.latitude, place.longitude, place.country, place.region, place.feature, place.precision),
            place.basis,
        )


def _statements(reading: Reading) -> Iterator[Cells]:
    text = reading.article.text
    for number, statement in enumerate(reading.layers.statements):
        content = statement.content
        yield (
            *(number, *_words(statement.source, text), *_words(statement.cue, text)),
            content[0].start if content else None,
            content[-1].end if content else None,
            " … ".join(span.of(text) for span in content),
            *(str(statement.stance), str(statement.speech)),
            _joined((actor.name for actor in statement.speaker), "; "),
            _joined((actor.country for actor in statement.speaker), "|"),
            *(statement.within, statement.basis),
        )


def _positions(reading: Reading) -> Iterator[Cells]:
    text = reading.article.text
    for number, position in enumerate(reading.positions):
        issue = position.issue
        yield (
            *(number, _sentence_at(reading, position.cue.start)),
            _joined((actor.name for actor in position.holder), "; ")
            or _words(position.source, text)[0]
            or "",
            _joined((actor.country for actor in position.holder), "|") or "",
            *(str(position.attitude), position.cue.of(text), issue.of(text), issue.start, issue.end),
            *(day_text(position.first), day_text(position.last), position.basis),
        )


def _sentence_at(reading: Reading, offset: int) -> int | None:
    sentences = enumerate(reading.analysis.sentences)
    return next((number for number, s in sentences if s.span.start <= offset < s.span.end), None)


def _words(span: Span | None, text: str) -> tuple[str | None, int | None]:
    return (span.of(text), span.start) if span else (None, None)
