"""Write pages into the store, take them out again, keep the events in step with their tellings."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from demarche.store.rollups import unroll
from demarche.store.rows import PAGE_COLUMNS, RECORD_COLUMNS, Cells, PageRows, record_cells
from demarche.store.tellings import refresh_events, write_new_events
from demarche.types import Problem

CHILDREN = {
    "paragraphs": ("number", "start", '"end"', "kind", "flags"),
    "mentions": (
        *(
            "number",
            "start",
            '"end"',
            "text",
            "kind",
            "name_type",
            "chain",
            "role",
            "actor",
            "country",
            "sectors",
        ),
        *("office", "basis", "refused"),
    ),
    "times": ("number", "start", '"end"', "text", "type", "value", "first", "last", "basis"),
    "places": (
        *("number", "start", '"end"', "text", "name", "gazetteer_id", "latitude", "longitude", "country"),
        *("region", "feature", "precision", "basis"),
    ),
    "statements": (
        *("number", "source", "source_start", "cue", "cue_start", "content_start", "content_end", "content"),
        *("stance", "speech", "speaker", "country", "within", "basis"),
    ),
}
"""Tables that hang on a page, and their columns after ``page``."""


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # our own names only


INSERT_PAGE = _insert("pages", (*PAGE_COLUMNS, "digest", "superseded_by", "run", "added"))
INSERT_CHILD = {table: _insert(table, ("page", *columns)) for table, columns in CHILDREN.items()}
INSERT_SENTENCE = _insert("sentences", ("sentence", "page", "number", "start", '"end"', "text"))
INSERT_WORDS = "INSERT INTO sentences_fts (rowid, text) VALUES (?, ?)"
INSERT_RECORD = _insert(
    "records", ("record", "page", "sentence", "number", "event", *RECORD_COLUMNS)
).replace("INSERT", "INSERT OR IGNORE", 1)
INSERT_PROBLEM = "INSERT OR IGNORE INTO problems (page, stage, error, message, run) VALUES (?, ?, ?, ?, ?)"


@dataclass(slots=True)
class AddSummary:
    """What an ``add`` did."""

    pages: int = 0
    """Pages that are new to the store."""
    unchanged: int = 0
    """Pages that stood in the store already, with the same reading."""
    reread: int = 0
    """Pages that stood in the store and read differently this time."""
    superseded: int = 0
    """Older versions that gave way to a new one."""
    records: int = 0
    """Records written."""
    problems: int = 0


def write_pages(
    connection: sqlite3.Connection, pages: Iterable[PageRows], *, run: int, added: str, summary: AddSummary
) -> None:
    """Write pages inside the transaction that is open."""
    for rows in pages:
        stood = connection.execute("SELECT page, digest FROM pages WHERE id = ?", (rows.id,)).fetchone()
        if stood is not None and stood[1] == rows.digest:
            summary.unchanged += 1
            _note_name(connection, stood[0], rows)
            continue
        if stood is not None:
            remove_pages(connection, [stood[0]])
            summary.reread += 1
        else:
            summary.pages += 1
        _write_page(connection, rows, run=run, added=added, summary=summary)


def write_problems(connection: sqlite3.Connection, problems: Iterable[Problem], *, run: int) -> int:
    """Write problems, each once; return how many were given."""
    rows = [(p.page, p.stage, p.error, p.message, run) for p in problems]
    connection.executemany(INSERT_PROBLEM, rows)
    return len(rows)


def remove_pages(connection: sqlite3.Connection, pages: Sequence[int]) -> None:
    """Take pages out with all that hangs on them; their events keep the tellings of other pages."""
    for page in pages:
        events = _events_of(connection, page)
        connection.execute(
            "INSERT INTO sentences_fts (sentences_fts, rowid, text) "
            "SELECT 'delete', sentence, text FROM sentences WHERE page = ?",
            (page,),
        )
        connection.execute("UPDATE pages SET copy_of = NULL, gathered = 0 WHERE copy_of = ?", (page,))
        connection.execute(
            "DELETE FROM merges WHERE told_as IN (SELECT told_as FROM records WHERE page = ?)", (page,)
        )
        connection.execute("DELETE FROM pages WHERE page = ?", (page,))
        refresh_events(connection, events)


def _note_name(connection: sqlite3.Connection, page: int, rows: PageRows) -> None:
    name = rows.page[PAGE_COLUMNS.index("name")]
    known = connection.execute("SELECT name = ? FROM pages WHERE page = ?", (name, page)).fetchone()[0]
    if not known:
        connection.execute("INSERT OR IGNORE INTO page_names (page, name) VALUES (?, ?)", (page, name))


def _events_of(connection: sqlite3.Connection, page: int) -> list[int]:
    found = connection.execute(
        "SELECT DISTINCT event FROM records WHERE page = ? AND event NOT NULL", (page,)
    )
    return [row[0] for row in found]


def _write_page(
    connection: sqlite3.Connection, rows: PageRows, *, run: int, added: str, summary: AddSummary
) -> None:
    newer = _supersede(connection, rows, summary)
    cells = (*rows.page, rows.digest, newer, run, added)
    page = int(connection.execute(INSERT_PAGE, cells).lastrowid or 0)
    for table, children in _children(rows):
        connection.executemany(INSERT_CHILD[table], [(page, *cells) for cells in children])
    first = _write_sentences(connection, page, rows.sentences)
    _write_records(connection, page, rows, first_sentence=first, current=newer is None)
    name = rows.page[PAGE_COLUMNS.index("name")]
    connection.execute("DELETE FROM problems WHERE page = ?", (name,))
    summary.problems += write_problems(connection, rows.problems, run=run)
    summary.records += len(rows.records)


def _children(rows: PageRows) -> tuple[tuple[str, tuple[Cells, ...]], ...]:
    parts = {
        "paragraphs": rows.paragraphs,
        "mentions": rows.mentions,
        "times": rows.times,
        "places": rows.places,
        "statements": rows.statements,
    }
    return tuple((table, cells) for table, cells in parts.items() if cells)


def _write_sentences(connection: sqlite3.Connection, page: int, sentences: Sequence[Cells]) -> int:
    """Write a page's sentences; return the number of the first."""
    first = connection.execute("SELECT coalesce(max(sentence), 0) + 1 FROM sentences").fetchone()[0]
    numbered = [(first + index, page, *cells) for index, cells in enumerate(sentences)]
    connection.executemany(INSERT_SENTENCE, numbered)
    connection.executemany(INSERT_WORDS, [(cells[0], cells[-1]) for cells in numbered])
    return int(first)


def _write_records(
    connection: sqlite3.Connection, page: int, rows: PageRows, *, first_sentence: int, current: bool
) -> None:
    if not rows.records:
        return
    first = connection.execute("SELECT coalesce(max(record), 0) + 1 FROM records").fetchone()[0]
    numbers = {record.id: first + index for index, record in enumerate(rows.records)}
    events = write_new_events(connection, rows, numbers) if current else {}
    connection.executemany(
        INSERT_RECORD,
        [
            (
                *(first + index, page, first_sentence + record.sentence_number, index),
                *(events.get(record.event_id), *record_cells(record)),
            )
            for index, record in enumerate(rows.records)
        ],
    )


def _supersede(connection: sqlite3.Connection, rows: PageRows, summary: AddSummary) -> str | None:
    """Let the standing version of this page give way; return the newer one's id where this is the older."""
    standing = connection.execute(
        "SELECT page, id, fetched FROM pages WHERE key = ? AND superseded_by IS NULL", (rows.key,)
    ).fetchone()
    if standing is None:
        return None
    page, page_id, fetched = standing
    own = rows.page[PAGE_COLUMNS.index("fetched")]
    if own is not None and fetched is not None and own < fetched:
        return str(page_id)
    events = _events_of(connection, page)
    unroll(connection, events)
    connection.execute("UPDATE pages SET superseded_by = ?, gathered = 1 WHERE page = ?", (rows.id, page))
    connection.execute("UPDATE records SET event = NULL WHERE page = ?", (page,))
    for table in ("process_statuses", "process_mentions"):
        connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))  # our own names only
    refresh_events(connection, events)
    summary.superseded += 1
    return None
