"""Read-only SQL on a store, within limits of time and rows."""

import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from demarche.errors import QueryError

ALLOWED = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
STEPS = 2_000
"""Instructions of SQLite between two looks at the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """Rows of a query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool
    """Whether there were more rows than the limit."""

    def df(self) -> Any:
        """Return a pandas DataFrame."""
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(self.columns))


def run_query(connection: sqlite3.Connection, sql: str, *, limit: int, seconds: float) -> QueryResult:
    """Return the rows of a SELECT; raise :class:`QueryError` where it is not allowed, wrong or too slow."""
    deadline = time.monotonic() + seconds
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), STEPS)
    try:
        cursor = connection.execute(sql)
        found = cursor.fetchmany(limit + 1)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _explained(sql, error, seconds) from error
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)
    columns = tuple(column[0] for column in cursor.description or ())
    cursor.close()
    return QueryResult(columns=columns, rows=tuple(found[:limit]), truncated=len(found) > limit)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in ("load_extension", "fts3_tokenizer"):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY


def _explained(sql: str, error: Exception, seconds: float) -> QueryError:
    message = str(error)
    if "interrupted" in message:
        return QueryError(sql, f"took more than {seconds:g} s; narrow it, or allow more seconds")
    if "not authorized" in message or "prohibited" in message:
        return QueryError(
            sql, "only reading is allowed: one SELECT (or WITH … SELECT) on the views of the record"
        )
    return QueryError(sql, f"{message}; the views are listed in docs/reference/store.md")
