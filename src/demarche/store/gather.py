"""The second half of the work, over the whole store: what pages have in common."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from demarche.store.connect import transaction
from demarche.store.folding import fold_copies
from demarche.store.following import follow_processes, forget_processes
from demarche.store.joining import join_events, separate_events
from demarche.store.planning import keep_calendar, mark_overdue, note_changes
from demarche.store.rollups import roll
from demarche.stories.same_event import states_of
from demarche.tables import Tables


@dataclass(slots=True)
class GatherSummary:
    """What a ``gather`` did."""

    pages: int = 0
    """Pages that were new to it."""
    copies: int = 0
    """Pages found to be copies of others."""
    merged: int = 0
    """Events joined to events of other pages."""
    contradictions: int = 0
    processes: int = 0
    """Processes that the store knows now."""
    plans: int = 0
    """Announced events in the calendar."""


CHUNK = 200
"""Pages that are gathered in one transaction: what is done stays done when the program is killed."""


def gather_pages(
    connection: sqlite3.Connection, *, tables: Tables, everything: bool, today: str | None
) -> GatherSummary:
    """Gather the pages that are waiting, chunk by chunk."""
    summary = GatherSummary()
    if everything:
        with transaction(connection):
            _undo(connection)
    day = _today(connection, today)
    while _gather_chunk(connection, tables, summary, today=day):
        pass
    with transaction(connection):
        forget_processes(connection)
        summary.plans = mark_overdue(connection, today=day)
        roll(connection)
        summary.processes = connection.execute("SELECT count(*) FROM processes").fetchone()[0]
    return summary


def _today(connection: sqlite3.Connection, today: str | None) -> date | None:
    """Return the day on which plans are judged: given, or the latest publication day in the store."""
    found = today or connection.execute("SELECT max(published) FROM pages").fetchone()[0]
    return date.fromisoformat(found) if found else None


def _gather_chunk(
    connection: sqlite3.Connection, tables: Tables, summary: GatherSummary, *, today: date | None
) -> bool:
    """Gather some pages; return whether there were any."""
    with transaction(connection):
        rows = connection.execute("SELECT page FROM pages WHERE gathered = 0 ORDER BY page LIMIT ?", (CHUNK,))
        pages = [page for (page,) in rows]
        if not pages:
            return False
        copies = fold_copies(connection, pages)
        joined = join_events(connection, pages, states=tables.derive(states_of))
        follow_processes(connection, pages, tables=tables)
        note_changes(connection, pages, tables=tables)
        keep_calendar(connection, pages, today=today)
        connection.executemany("UPDATE pages SET gathered = 1 WHERE page = ?", [(page,) for page in pages])
    summary.pages += len(pages)
    summary.copies += copies
    summary.merged += joined.merged
    summary.contradictions += joined.contradictions
    return True


def _undo(connection: sqlite3.Connection) -> None:
    """Take back all that gathering has done: every page tells its own events again."""
    separate_events(connection, [told for (told,) in connection.execute("SELECT told_as FROM merges")])
    for table in ("process_statuses", "process_mentions", "processes", "plans", "plan_notes", "shingles"):
        connection.execute(f"DELETE FROM {table}")  # our own names only
    connection.execute("DELETE FROM contradictions WHERE kind = 'counter-claim'")
    connection.execute("UPDATE pages SET gathered = 0, copy_of = NULL WHERE superseded_by IS NULL")
