"""One thing out of the store by its id: a page, a record, an event, a process, with what hangs on it."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from demarche.errors import StoreError
from demarche.store.events import event_by_id
from demarche.store.filters import Filters, where
from demarche.store.processes import process_by_id
from demarche.store.records_back import (
    FROM_RECORDS,
    PAGE_FACTS,
    RECORD_FACTS,
    facts_of,
    record_of,
    tellings_of,
)
from demarche.store.rows import RECORD_COLUMNS
from demarche.store.values import Contradiction, Merge, Piece, Shown, StoredEvent, StoredPage
from demarche.store.write import CHILDREN
from demarche.types import Paragraph, ParagraphKind, Problem, Record, Span, Telling

DATING = ("published_basis", "published_time", "published_zone", "published_evidence", "published_refused")
RECORD_WIDTH = len(RECORD_COLUMNS) + 6


def show(connection: sqlite3.Connection, path: str, wanted: str) -> Shown:
    """Return what an id stands for; the first letters of an id are enough where they mean one thing."""
    for look in (_show_record, _show_event, _show_page, _show_process):
        found = look(connection, wanted)
        if found is not None:
            return found
    longer = _longer_ids(connection, wanted)
    if len(longer) == 1 and longer[0] != wanted:
        return show(connection, path, longer[0])
    if longer:
        raise StoreError(path, f"the id {wanted!r} could be {', '.join(longer[:5])}; give more letters")
    raise StoreError(path, f"holds no record, event, page or process with the id {wanted!r}")


def find_records(
    connection: sqlite3.Connection,
    filters: Filters,
    *,
    page: str | None,
    event: str | None,
    limit: int | None,
) -> list[Record]:
    """Return records in the order of pages and sentences, of one page or event if wished."""
    clauses, values = ["p.superseded_by IS NULL", "r.event NOT NULL"], list[Any]()
    if page is not None:
        clauses = ["p.id = ?", "r.verdict IS NOT 'reject'"]
        values.append(page)
    if event is not None:
        clauses.append("r.event = (SELECT event FROM events WHERE id = ?)")
        values.append(event)
    inner, inner_values = where(filters)
    if inner:
        clauses.append(f"r.event IN (SELECT e.event FROM events e{inner})")
        values.extend(inner_values)
    rows = connection.execute(
        f"SELECT {RECORD_FACTS} {FROM_RECORDS} WHERE {' AND '.join(clauses)} "  # our own names only
        "ORDER BY r.page, r.number LIMIT ?",
        [*values, -1 if limit is None else limit],
    )
    return [record_of(row) for row in rows]


def page_by_id(connection: sqlite3.Connection, page_id: str) -> StoredPage | None:
    """Return a page with all that was read from it; a superseded version too."""
    row = connection.execute(
        f"SELECT {PAGE_FACTS}, p.page, p.text, p.superseded_by, p.key, {', '.join(f'p.{c}' for c in DATING)} "
        "FROM pages p WHERE p.id = ?",
        (page_id,),
    ).fetchone()
    if row is None:
        return None
    page, text, superseded_by, key = row[13:17]
    pieces = {
        table: _pieces(connection, table, page) for table in ("mentions", "times", "places", "statements")
    }
    return StoredPage(
        facts=facts_of(row[:13]),
        text=text,
        dating=dict(zip(DATING, row[17:], strict=True)),
        superseded_by=superseded_by,
        names=_column(connection, "SELECT name FROM page_names WHERE page = ?", page),
        paragraphs=_paragraphs(connection, page),
        sentences=_sentences(connection, page),
        records=tuple(find_records(connection, {}, page=page_id, event=None, limit=None)),
        problems=_problems(connection, row[1]),
        versions=_column(connection, "SELECT id FROM pages WHERE key = ? ORDER BY page", key),
        copies=_column(connection, "SELECT id FROM pages WHERE copy_of = ?", page),
        **pieces,
    )


def tellings(connection: sqlite3.Connection, event: StoredEvent) -> tuple[Telling, ...]:
    """Return all tellings of an event."""
    number = connection.execute("SELECT event FROM events WHERE id = ?", (event.id,)).fetchone()[0]
    return tuple(
        Telling(
            record=record,
            page=page,
            day=event.day,
            tellings=event.tellings,
            pages=event.pages,
            sources=event.sources,
            standing=event.standing,
            best=record.id == event.record_id,
        )
        for record, page, _ in tellings_of(connection, number)
    )


def merges_of(connection: sqlite3.Connection, event_id: str) -> tuple[Merge, ...]:
    """Return why events of other pages were joined to this one."""
    rows = connection.execute("SELECT told_as, event, score, reason FROM merges WHERE event = ?", (event_id,))
    return tuple(Merge(told_as=t, event=e, score=s, reason=r) for t, e, s, r in rows)


def contradictions(
    connection: sqlite3.Connection, event_id: str | None = None, *, limit: int = 1_000
) -> tuple[Contradiction, ...]:
    """Return claims against claims, of one event or of all."""
    clause = "" if event_id is None else " WHERE event_id = ?1 OR other_event_id = ?1"
    rows = connection.execute(
        "SELECT event_id, other_event_id, kind, reason, record_id, other_record_id, sentence, other_sentence "
        f"FROM claim_pair{clause} LIMIT {int(limit)}",  # a whole number
        () if event_id is None else (event_id,),
    )
    names = ("event", "other", "kind", "reason", "record", "other_record", "sentence", "other_sentence")
    return tuple(Contradiction(**dict(zip(names, row, strict=True))) for row in rows)


def _show_record(connection: sqlite3.Connection, wanted: str) -> Shown | None:
    row = connection.execute(
        f"SELECT {RECORD_FACTS} {FROM_RECORDS} WHERE r.id = ?",
        (wanted,),  # our own names only
    ).fetchone()
    if row is None:
        return None
    record = record_of(row)
    event = event_by_id(connection, record.event_id)
    return Shown(
        kind="record",
        record=record,
        event=event,
        page=page_by_id(connection, record.page_id),
        tellings=tellings(connection, event) if event else (),
        merges=merges_of(connection, record.event_id),
        contradictions=contradictions(connection, record.event_id),
    )


def _show_event(connection: sqlite3.Connection, wanted: str) -> Shown | None:
    event = event_by_id(connection, wanted)
    if event is None:
        return None
    return Shown(
        kind="event",
        event=event,
        tellings=tellings(connection, event),
        merges=merges_of(connection, event.id),
        contradictions=contradictions(connection, event.id),
    )


def _show_page(connection: sqlite3.Connection, wanted: str) -> Shown | None:
    page = page_by_id(connection, wanted)
    return Shown(kind="page", page=page) if page else None


def _show_process(connection: sqlite3.Connection, wanted: str) -> Shown | None:
    process = process_by_id(connection, wanted)
    return Shown(kind="process", process=process) if process else None


def _longer_ids(connection: sqlite3.Connection, wanted: str) -> list[str]:
    if len(wanted) < 4:
        return []
    found: list[str] = []
    for table in ("records", "events", "pages"):
        rows = connection.execute(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT 6",  # our own names only
            (wanted, wanted + "\U0010ffff"),
        )
        found.extend(row[0] for row in rows)
    return found


def _column(connection: sqlite3.Connection, sql: str, value: object) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(sql, (value,)))


def _paragraphs(connection: sqlite3.Connection, page: int) -> tuple[Paragraph, ...]:
    rows = connection.execute(
        'SELECT start, "end", kind, flags FROM paragraphs WHERE page = ? ORDER BY number', (page,)
    )
    return tuple(
        Paragraph(
            span=Span(start=start, end=end),
            kind=ParagraphKind(kind),
            flags=tuple(filter(None, flags.split("|"))),
        )
        for start, end, kind, flags in rows
    )


def _sentences(connection: sqlite3.Connection, page: int) -> tuple[Piece, ...]:
    rows = connection.execute(
        'SELECT number, start, "end", text FROM sentences WHERE page = ? ORDER BY number', (page,)
    )
    return tuple(Piece(number=number, start=start, end=end, text=text) for number, start, end, text in rows)


def _pieces(connection: sqlite3.Connection, table: str, page: int) -> tuple[Piece, ...]:
    columns = [column.strip('"') for column in CHILDREN[table]]
    rows = connection.execute(
        f"SELECT {', '.join(CHILDREN[table])} FROM {table} WHERE page = ? ORDER BY number",  # our names
        (page,),
    )
    return tuple(_piece(dict(zip(columns, row, strict=True))) for row in rows)


def _piece(cells: dict[str, Any]) -> Piece:
    if "content_start" in cells:
        start, end, text = cells["content_start"], cells["content_end"], cells["content"]
    else:
        start, end, text = cells.pop("start"), cells.pop("end"), cells.pop("text")
    return Piece(number=cells.pop("number"), start=start, end=end, text=text, facts=cells)


def _problems(connection: sqlite3.Connection, name: str) -> tuple[Problem, ...]:
    rows: Sequence[Sequence[str]] = connection.execute(
        "SELECT page, stage, error, message FROM problems WHERE page = ?", (name,)
    ).fetchall()
    return tuple(Problem(page=p, stage=s, error=e, message=m) for p, s, e, m in rows)
