"""Rows of the store back as values: records and the facts of their pages."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from demarche.store.rows import RECORD_COLUMNS
from demarche.types import PageFacts, Record, RecordParty

PAGE_FACTS = (
    "p.id, p.name, p.url, p.title, p.outlet, p.agency, p.language, p.published, p.published_earliest, "
    "p.published_latest, p.fetched, length(p.text), (SELECT o.id FROM pages o WHERE o.page = p.copy_of)"
)
RECORD_FACTS = (
    ", ".join(f"r.{column}" for column in RECORD_COLUMNS)
    + ', (SELECT e.id FROM events e WHERE e.event = r.event), p.id, s.text, s.number, s.start, s."end"'
)
FROM_RECORDS = (
    "FROM records r JOIN pages p ON p.page = r.page LEFT JOIN sentences s ON s.sentence = r.sentence"
)
_PARTIES = msgspec.json.Decoder(tuple[RecordParty, ...])
_AT = {column: index for index, column in enumerate(RECORD_COLUMNS)}
_END = len(RECORD_COLUMNS)
PLAIN = (
    *("id", "trigger", "trigger_start", "trigger_end", "type", "mode", "kind", "cameo", "quad", "goldstein"),
    *("factuality", "when_text", "when_basis", "place", "latitude", "longitude", "place_country"),
    *("place_precision", "place_basis", "confidence", "basis"),
)
"""Columns that go into a record as they are."""


def day_of(text: str | None) -> date | None:
    """Return a day kept as text."""
    return date.fromisoformat(text) if text else None


def record_of(row: Sequence[Any]) -> Record:
    """Return the record of a row selected with ``RECORD_FACTS``."""
    event_id, page_id, sentence, number, start, end = row[_END : _END + 6]
    plain: dict[str, Any] = {column: row[_AT[column]] for column in PLAIN}
    return Record(
        **plain,
        event_id=event_id or row[_AT["told_as"]],
        page_id=page_id,
        sentence=sentence or "",
        sentence_number=number or 0,
        start=start or 0,
        end=end or 0,
        contexts=_strings(row[_AT["contexts"]]),
        actors=_PARTIES.decode(row[_AT["actors"]]),
        recipients=_PARTIES.decode(row[_AT["recipients"]]),
        according_to=_strings(row[_AT["according_to"]]),
        sides=_strings(row[_AT["sides"]]),
        when_first=day_of(row[_AT["when_first"]]),
        when_last=day_of(row[_AT["when_last"]]),
    )


def _strings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def facts_of(row: Sequence[Any]) -> PageFacts:
    """Return the page of a row selected with ``PAGE_FACTS``."""
    (
        page_id,
        name,
        url,
        title,
        outlet,
        agency,
        language,
        published,
        earliest,
        latest,
        fetched,
        length,
        copy,
    ) = row
    return PageFacts(
        id=page_id,
        name=name,
        url=url,
        title=title,
        outlet=outlet,
        agency=agency,
        language=language,
        published=day_of(published),
        earliest=day_of(earliest),
        latest=day_of(latest),
        fetched=fetched,
        length=length or 0,
        copy_of=copy,
    )


def tellings_of(connection: sqlite3.Connection, event: int) -> list[tuple[Record, PageFacts, int]]:
    """Return the tellings of an event with their pages and the records' numbers, in the order of pages."""
    rows = connection.execute(
        f"SELECT r.record, {RECORD_FACTS}, {PAGE_FACTS} {FROM_RECORDS} "  # our own names only
        "WHERE r.event = ? AND p.superseded_by IS NULL ORDER BY r.page, r.number",
        (event,),
    )
    return [(record_of(row[1:]), facts_of(row[_END + 7 :]), row[0]) for row in rows]
