"""Write pages into the store, take them out again, keep the events in step with their tellings."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from demarche.store.review import replay
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
    "positions": (
        *("number", "sentence", "holder", "country", "attitude", "cue", "issue", "issue_start", "issue_end"),
        *("first", "last", "basis"),
    ),
}
"""Tables that hang on a page, and their columns after ``page``."""


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # our own names only


INSERT_PAGE = _insert("pages", ("page", *PAGE_COLUMNS, "digest", "superseded_by", "run", "added"))
INSERT_CHILD = {table: _insert(table, ("page", *columns)) for table, columns in CHILDREN.items()}
INSERT_SENTENCE = _insert("sentences", ("sentence", "page", "number", "start", '"end"', "text"))
INSERT_WORDS = "INSERT INTO sentences_fts (rowid, text) VALUES (?, ?)"
INSERT_RECORD = _insert(
    "records", ("record", "page", "sentence", "number", "event", *RECORD_COLUMNS)
).replace("INSERT", "INSERT OR IGNORE", 1)
INSERT_PROBLEM = "INSERT OR IGNORE INTO problems (page, stage, error, message, run) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A page with the numbers that it and its first sentence and record will have."""

    rows: PageRows
    page: int
    sentence: int
    record: int
    newer: str | None
    """Id of the newer version, where this page is an older one."""


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
    waiting: dict[str, PageRows] = {}
    keys: set[str] = set()
    for rows in pages:
        if rows.id in waiting or rows.key in keys:
            _write_new(connection, waiting, run=run, added=added, summary=summary)
            waiting, keys = {}, set()
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
        waiting[rows.id] = rows
        keys.add(rows.key)
    _write_new(connection, waiting, run=run, added=added, summary=summary)


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
    known = connection.execute("SELECT name = ? FROM pages WHERE page = ?", (rows.name, page)).fetchone()[0]
    if not known:
        connection.execute("INSERT OR IGNORE INTO page_names (page, name) VALUES (?, ?)", (page, rows.name))


def _events_of(connection: sqlite3.Connection, page: int) -> list[int]:
    found = connection.execute(
        "SELECT DISTINCT event FROM records WHERE page = ? AND event NOT NULL", (page,)
    )
    return [row[0] for row in found]


def _write_new(
    connection: sqlite3.Connection,
    waiting: Mapping[str, PageRows],
    *,
    run: int,
    added: str,
    summary: AddSummary,
) -> None:
    """Write pages that do not stand in the store, table by table: far quicker than page by page."""
    placed = _place(connection, waiting.values(), summary)
    connection.executemany(
        INSERT_PAGE, [(p.page, *p.rows.page, p.rows.digest, p.newer, run, added) for p in placed]
    )
    for table, statement in INSERT_CHILD.items():
        connection.executemany(
            statement, [(p.page, *cells) for p in placed for cells in getattr(p.rows, table)]
        )
    sentences = [(p.sentence + i, p.page, *cells) for p in placed for i, cells in enumerate(p.rows.sentences)]
    connection.executemany(INSERT_SENTENCE, sentences)
    connection.executemany(INSERT_WORDS, [(cells[0], cells[-1]) for cells in sentences])
    events = write_new_events(connection, [(p.rows, p.record) for p in placed if p.newer is None])
    connection.executemany(INSERT_RECORD, [cells for p in placed for cells in _record_rows(p, events)])
    connection.executemany("DELETE FROM problems WHERE page = ?", [(p.rows.name,) for p in placed])
    problems = [problem for p in placed for problem in p.rows.problems]
    summary.problems += write_problems(connection, problems, run=run)
    summary.records += sum(len(p.rows.records) for p in placed)
    replay(connection, [p.page for p in placed if p.newer is None])


def _record_rows(placed: Placed, events: Mapping[str, int]) -> Iterator[Cells]:
    for index, record in enumerate(placed.rows.records):
        event = None if placed.newer else events[record.event_id]
        sentence = placed.sentence + record.sentence_number
        yield (placed.record + index, placed.page, sentence, index, event, *record_cells(record))


def _place(connection: sqlite3.Connection, pages: Iterable[PageRows], summary: AddSummary) -> list[Placed]:
    """Give each page the numbers of its rows; let older versions give way."""
    placed: list[Placed] = []
    page, sentence, record = (
        connection.execute(f"SELECT coalesce(max({column}), 0) + 1 FROM {column}s").fetchone()[0]  # our names
        for column in ("page", "sentence", "record")
    )
    for rows in pages:
        newer = _supersede(connection, rows, summary)
        placed.append(Placed(rows=rows, page=page, sentence=sentence, record=record, newer=newer))
        page, sentence, record = page + 1, sentence + len(rows.sentences), record + len(rows.records)
    return placed


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
    connection.execute(
        "DELETE FROM merges WHERE told_as IN (SELECT told_as FROM records WHERE page = ?)", (page,)
    )
    connection.execute("UPDATE records SET event = NULL WHERE page = ?", (page,))
    for table in ("process_statuses", "process_mentions", "plan_notes"):
        connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))  # our own names only
    refresh_events(connection, events)
    summary.superseded += 1
    return None
