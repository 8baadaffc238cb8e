"""The store: a thin layer over one SQLite file."""

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self, Unpack

from demarche.errors import StoreError
from demarche.records import build_records, score_of
from demarche.store import alerts, look, review
from demarche.store.connect import open_file, reader, transaction
from demarche.store.events import event_by_id, find_between, find_events
from demarche.store.facets import facets_of, search_facets
from demarche.store.filters import Filters
from demarche.store.following import forget_processes
from demarche.store.gather import GatherSummary, gather_pages
from demarche.store.guard import guard
from demarche.store.importing import rows_of_tellings
from demarche.store.joining import separate_events
from demarche.store.planning import calendar
from demarche.store.positions import SOURCES, find_positions
from demarche.store.processes import all_processes, process_by_id
from demarche.store.query import QueryResult, run_query
from demarche.store.results import Result
from demarche.store.rollups import roll
from demarche.store.rows import PageRows, rows_of
from demarche.store.runs import begin_run, note_run
from demarche.store.search import count_sentences, search_sentences
from demarche.store.stream import stream_tellings
from demarche.store.values import (
    Contradiction,
    Found,
    SavedSearch,
    Shown,
    StoredEvent,
    StoredPage,
    StoredPosition,
    Verdict,
)
from demarche.store.walk import walk_latest
from demarche.store.write import AddSummary, remove_pages, write_pages, write_problems
from demarche.tables import Tables, load_tables
from demarche.types import Plan, Problem, Process, Reading, Record, Telling

BATCH_PAGES = 2_000
BATCH_SECONDS = 1.0
"""A batch is written when it is this large or this old, whichever comes first."""


def connect(path: str, *, read_only: bool = False, tables: Tables | None = None) -> "Store":
    """Return the store of a file, made where there is none."""
    return Store(str(path), read_only=read_only, tables=tables)


class Store:
    """A record on disk: pages go in with ``add``, events come out with ``events``.

    One process writes at a time (others wait); any number read meanwhile, from any thread.
    """

    def __init__(self, path: str, *, read_only: bool = False, tables: Tables | None = None) -> None:
        self.path = path
        self._tables = tables
        self._read_only = read_only
        self._writing = threading.Lock()
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        if read_only:
            open_file(path, read_only=True).close()
        else:
            self._writer = open_file(path, read_only=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for connection in (*self._readers, self._writer):
            if connection is not None:
                connection.close()
        self._readers.clear()
        self._local = threading.local()
        self._writer = None

    @property
    def tables(self) -> Tables:
        """The tables that records and processes are made with."""
        if self._tables is None:
            self._tables = load_tables()
        return self._tables

    # writing

    def add(self, items: Iterable[Reading | Problem]) -> AddSummary:
        """Write readings and problems; a page that stands there already, read the same, changes nothing."""
        return self.add_rows(self._rows(item) for item in items)

    def add_rows(self, items: Iterable[PageRows | Problem]) -> AddSummary:
        """Write pages whose rows are made already (an import), batch by batch."""
        summary, run = AddSummary(), 0
        batch: list[PageRows | Problem] = []
        began = time.monotonic()
        for item in items:
            batch.append(item)
            if len(batch) >= BATCH_PAGES or time.monotonic() - began > BATCH_SECONDS:
                run = self._write(batch, summary, run)
                batch, began = [], time.monotonic()
        self._write(batch, summary, run)
        return summary

    def add_tellings(self, tellings: Iterable[Telling]) -> AddSummary:
        """Write what an export holds (``exports.read_parquet`` and its like); gather afterwards."""
        return self.add_rows(rows_of_tellings(tellings))

    def gather(self, *, everything: bool = False, today: str | None = None) -> GatherSummary:
        """Fold copies, join reports of one event, follow processes and plans; only what is new is touched.

        ``everything`` does it all anew (after tables changed). ``today`` is the day on which a plan that
        nobody reported on is overdue; without it the latest publication day in the store.
        """
        connection = self._to_write()
        with self._writing, guard(self.path):
            return gather_pages(connection, tables=self.tables, everything=everything, today=today)

    def delete(self, page_id: str) -> int:
        """Delete a page and all that hangs on it, all its versions too; return how many pages went."""
        with self._transaction() as connection:
            pages = connection.execute(
                "SELECT page FROM pages WHERE key = (SELECT key FROM pages WHERE id = ?)", (page_id,)
            ).fetchall()
            remove_pages(connection, [page for (page,) in pages])
            forget_processes(connection)
        return len(pages)

    def split(self, told_as: str) -> None:
        """Take an event of a page out of the event it was joined to, for good."""
        with self._transaction() as connection:
            row = connection.execute("SELECT event FROM merges WHERE told_as = ?", (told_as,)).fetchone()
            if row is None:
                raise StoreError(self.path, f"{told_as!r} was not joined to any event")
            splits = [(told_as, row[0], _now()), (row[0], told_as, _now())]
            connection.executemany("INSERT OR REPLACE INTO splits VALUES (?, ?, ?)", splits)
            separate_events(connection, [told_as])
            roll(connection)

    def review(
        self,
        record_id: str,
        verdict: str,
        *,
        changes: dict[str, str | None] | None = None,
        note: str = "",
        reviewer: str = "",
    ) -> Verdict:
        """Keep a person's verdict (accept, correct, reject) and apply it, now and after re-runs."""
        with self._transaction() as connection:
            given = review.Given(
                record=record_id,
                verdict=verdict,
                changes=changes or {},
                note=note,
                reviewer=reviewer,
                made=_now(),
            )
            verdict_kept = review.judge(connection, self.path, given, scores=self.tables.derive(score_of))
            roll(connection)
            return verdict_kept

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search that tells of new events."""
        with self._transaction() as connection:
            alerts.save_search(connection, self.path, search, made=_now())

    def remove_search(self, name: str) -> bool:
        """Forget a saved search; return whether there was one."""
        with self._transaction() as connection:
            return connection.execute("DELETE FROM searches WHERE name = ?", (name,)).rowcount > 0

    def told(self, search: str, events: Iterable[str]) -> None:
        """Write down that a saved search has told of these events."""
        with self._transaction() as connection:
            alerts.mark_told(connection, search, list(events), sent=_now())

    # reading

    def searches(self) -> list[SavedSearch]:
        """Return the saved searches."""
        with guard(self.path):
            return alerts.searches(self._to_read())

    def untold(self, search: SavedSearch, *, limit: int = 1_000) -> list[Telling]:
        """Return the events that fit a saved search and that it has not told of, each by its best telling."""
        with guard(self.path):
            connection = self._to_read()
            events = [
                event_by_id(connection, event) for event in alerts.untold(connection, search, limit=limit)
            ]
            tellings = [telling for event in events if event for telling in look.tellings(connection, event)]
            return [telling for telling in tellings if telling.best]

    def events(
        self, *, limit: int | None = None, offset: int = 0, **filters: Unpack[Filters]
    ) -> Result[StoredEvent]:
        """Return events, the latest first: ``store.events(actor="RUS", about="PRK", since="2018-03")``."""
        with guard(self.path):
            return Result(find_events(self._to_read(), filters, limit=limit, offset=offset), StoredEvent)

    def event(self, event_id: str) -> StoredEvent | None:
        """Return one event."""
        with guard(self.path):
            return event_by_id(self._to_read(), event_id)

    def facets(self, **filters: Unpack[Filters]) -> dict[str, Counter[str]]:
        """Return how many events there are by type, factuality, actor …; under "" stands the total."""
        with guard(self.path):
            return facets_of(self._to_read(), filters)

    def latest(
        self, columns: str, *, limit: int, seconds: float, condition: str = "", **filters: Unpack[Filters]
    ) -> tuple[list[tuple[Any, ...]], bool]:
        """Return columns (our own SQL) of the latest events that fit, and whether these are all."""
        with guard(self.path):
            return walk_latest(
                self._to_read(), columns, filters, limit=limit, seconds=seconds, condition=condition
            )

    def between(self, first: str, second: str, *, limit: int = 1_000) -> Result[StoredEvent]:
        """Return events with both countries among the parties, in any role, the latest first."""
        with guard(self.path):
            return Result(find_between(self._to_read(), first, second, limit=limit), StoredEvent)

    def records(
        self,
        *,
        page: str | None = None,
        event: str | None = None,
        limit: int | None = None,
        **filters: Unpack[Filters],
    ) -> Result[Record]:
        """Return records in the order of pages and sentences, of one page or event if wished."""
        with guard(self.path):
            found = look.find_records(self._to_read(), filters, page=page, event=event, limit=limit)
        return Result(found, Record)

    def tellings(
        self, *, include: Sequence[str] | None = None, **filters: Unpack[Filters]
    ) -> Iterator[Telling]:
        """Yield records with their pages, one at a time, for exports; ``include`` names the factualities."""
        return stream_tellings(reader(self.path), filters, include=include)

    def page(self, page_id: str) -> StoredPage | None:
        """Return a page with all that was read from it."""
        with guard(self.path):
            return look.page_by_id(self._to_read(), page_id)

    def show(self, wanted: str) -> Shown:
        """Return what an id stands for: a record, event, page or process, down to its sentences."""
        with guard(self.path):
            return look.show(self._to_read(), self.path, wanted)

    def search(
        self, text: str, *, limit: int = 20, offset: int = 0, **filters: Unpack[Filters]
    ) -> Result[Found]:
        """Return sentences with these words, narrowed down by what their events are."""
        with guard(self.path):
            found = search_sentences(self._to_read(), text, filters, limit=limit, offset=offset)
        return Result(found, Found)

    def search_facets(self, text: str, **filters: Unpack[Filters]) -> dict[str, Counter[str]]:
        """Return the facets of the events that sentences with these words tell."""
        with guard(self.path):
            return search_facets(self._to_read(), text, filters)

    def count(self, text: str) -> int:
        """Return how many sentences hold these words, counted up to 10,000."""
        with guard(self.path):
            return count_sentences(self._to_read(), text)

    def query(self, sql: str, limit: int = 1_000, seconds: float = 1.0) -> QueryResult:
        """Return the rows of a SELECT on the views, within limits; the connection can't write."""
        connection = reader(self.path)
        try:
            return run_query(connection, sql, limit=limit, seconds=seconds)
        finally:
            connection.close()

    def processes(self) -> list[Process]:
        """Return the processes that the pages tell of, the most told first."""
        with guard(self.path):
            return all_processes(self._to_read())

    def process(self, process_id: str) -> Process | None:
        """Return one process with its status line, by id or name."""
        with guard(self.path):
            return process_by_id(self._to_read(), process_id)

    def calendar(self, *, outcome: str | None = None) -> Result[Plan]:
        """Return announced events in the order of their days, with what became of them."""
        with guard(self.path):
            return Result(calendar(self._to_read(), outcome=outcome), Plan)

    def positions(
        self, holder: str, *, about: str | None = None, sources: Sequence[str] = SOURCES
    ) -> Result[StoredPosition]:
        """Return what an actor held over time, by country code or name, about a country, process or words."""
        with guard(self.path):
            found = find_positions(self._to_read(), holder, about=about, tables=self.tables, sources=sources)
        return Result(found, StoredPosition)

    def contradictions(self, event_id: str | None = None) -> tuple[Contradiction, ...]:
        """Return claims against denials and counter-claims, of one event or of all."""
        with guard(self.path):
            return look.contradictions(self._to_read(), event_id)

    def problems(self) -> tuple[Problem, ...]:
        """Return what could not be read, and why."""
        with guard(self.path):
            rows = self._to_read().execute(
                "SELECT page, stage, error, message FROM problems ORDER BY problem"
            )
            return tuple(Problem(page=p, stage=s, error=e, message=m) for p, s, e, m in rows)

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return all verdicts, the latest first."""
        with guard(self.path):
            return review.all_verdicts(self._to_read())

    # inside

    def _rows(self, item: Reading | Problem) -> PageRows | Problem:
        if isinstance(item, Problem):
            return item
        return rows_of(item, build_records(item, tables=self.tables))

    def _write(self, batch: list[PageRows | Problem], summary: AddSummary, run: int) -> int:
        """Write a batch in one transaction; return the number of the run."""
        if not batch:
            return run
        pages = [item for item in batch if isinstance(item, PageRows)]
        problems = [item for item in batch if isinstance(item, Problem)]
        with self._transaction() as connection:
            run = run or begin_run(connection, what="add", started=_now(), tables=self.tables)
            write_pages(connection, pages, run=run, added=_now(), summary=summary)
            summary.problems += write_problems(connection, problems, run=run)
            read = summary.pages + summary.reread + summary.unchanged
            note_run(connection, run, finished=_now(), counts=(read, summary.records, summary.problems))
        return run

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection in a transaction, undone when anything goes wrong."""
        connection = self._to_write()
        with self._writing, guard(self.path), transaction(connection):
            yield connection

    def _to_write(self) -> sqlite3.Connection:
        if self._writer is None:
            raise StoreError(self.path, "is open for reading only; open it with connect(path) to write")
        return self._writer

    def _to_read(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if connection is None:
            connection = reader(self.path)
            self._local.reader = connection
            self._readers.append(connection)
        return connection


def _now() -> str:
    return datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
