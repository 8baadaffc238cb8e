"""The latest events that fit, within limits: what a page can count while a reader waits."""

import sqlite3
import time
from collections.abc import Sequence
from typing import Any

from demarche.store.choose import clause_for
from demarche.store.filters import Filters

STEPS = 2_000
"""Instructions of SQLite between two looks at the clock."""


def walk_latest(
    connection: sqlite3.Connection,
    columns: str,
    filters: Filters,
    *,
    limit: int,
    seconds: float,
    condition: str = "",
) -> tuple[list[tuple[Any, ...]], bool]:
    """Return columns of the latest events that fit, and whether these are all of them.

    ``columns`` and ``condition`` are SQL on ``events e`` of our own, never a reader's words.
    """
    clause, values = clause_for(connection, filters, limit=limit)
    if condition:
        clause = f"{clause} AND {condition}" if clause else f" WHERE {condition}"
    sql = f"SELECT {columns} FROM events e{clause} ORDER BY e.day DESC LIMIT ?"
    rows: list[tuple[Any, ...]] = []
    whole = _take(connection, sql, [*values, limit + 1], rows, seconds)
    return rows[:limit], whole and len(rows) <= limit


def _take(
    connection: sqlite3.Connection,
    sql: str,
    values: Sequence[object],
    rows: list[tuple[Any, ...]],
    seconds: float,
) -> bool:
    """Add rows until they or the seconds are over; return whether all were added."""
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), STEPS)
    try:
        for row in connection.execute(sql, values):
            rows.append(row)  # noqa: PERF402 - one by one: those taken before an interruption are kept
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return False
    finally:
        connection.set_progress_handler(None, 0)
    return True
