"""Events out of the store."""

import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from demarche.store.choose import SIDES, clause_for, rolled_count
from demarche.store.filters import Filters, where
from demarche.store.records_back import day_of
from demarche.store.values import StoredEvent

LISTED = {
    "contexts": "|",
    "actors": "; ",
    "actor_countries": "|",
    "recipients": "; ",
    "recipient_countries": "|",
    "outlets": "|",
    "speakers": "|",
}
"""Columns that hold several values, and what joins them."""
DAYS = ("first", "last", "day")
OWN = tuple(f.name for f in fields(StoredEvent) if f.name not in ("record_id", "sentence"))
SELECT_EVENT = (
    f"SELECT {', '.join(f'e.{name}' for name in OWN)}, r.id, s.text FROM events e "
    "LEFT JOIN records r ON r.record = e.record LEFT JOIN sentences s ON s.sentence = r.sentence"
)
_COMMON = 5_000
"""Events of a party from which on it pays to look at the latest days first."""


def event_of(row: Sequence[Any]) -> StoredEvent:
    """Return the event of a row selected with ``SELECT_EVENT``."""
    cells: dict[str, Any] = dict(zip((*OWN, "record_id", "sentence"), row, strict=True))
    for column, separator in LISTED.items():
        cells[column] = tuple(part for part in cells[column].split(separator) if part)
    for column in DAYS:
        cells[column] = day_of(cells[column])
    cells["place_country"] = cells["place_country"] or None
    return StoredEvent(**cells)


def find_events(
    connection: sqlite3.Connection, filters: Filters, *, limit: int | None = None, offset: int = 0
) -> list[StoredEvent]:
    """Return events, the latest first."""
    clause, values = (
        where(filters) if limit is None else clause_for(connection, filters, limit=offset + limit)
    )
    # the page of events is chosen on the narrow table first, then told in full
    chosen = f"SELECT e.event FROM events e{clause} ORDER BY e.day DESC, e.event DESC LIMIT ? OFFSET ?"
    rows = connection.execute(
        f"{SELECT_EVENT} WHERE e.event IN ({chosen}) ORDER BY e.day DESC, e.event DESC",  # our own names only
        [*values, -1 if limit is None else limit, offset],
    )
    return [event_of(row) for row in rows]


def find_between(connection: sqlite3.Connection, first: str, second: str, *, limit: int) -> list[StoredEvent]:
    """Return events with both parties, by country code, in any role; the latest first."""
    rarer, other = sorted((first, second), key=lambda code: rolled_count(connection, SIDES, code))
    together = connection.execute(
        "SELECT sum(events) FROM rollups WHERE dimension IN ('actor', 'recipient') AND value = ? "
        "AND facet IN ('actor', 'recipient') AND facet_value = ?",
        (first, second),
    ).fetchone()[0]
    if (together or 0) > _COMMON:
        each = "EXISTS (SELECT 1 FROM parties q WHERE q.event = e.event AND +q.country = ?)"
        chosen = f"SELECT e.event FROM events e WHERE {each} AND {each}"
    else:  # the rarer one is walked, the other one looked up
        chosen = (
            "SELECT DISTINCT e.event FROM parties p CROSS JOIN parties q ON q.event = p.event "
            "CROSS JOIN events e ON e.event = p.event WHERE p.country = ? AND q.country = ?"
        )
    rows = connection.execute(
        f"{SELECT_EVENT} WHERE e.event IN ({chosen} ORDER BY e.day DESC, e.event DESC LIMIT ?) "
        "ORDER BY e.day DESC, e.event DESC",  # our own names only
        (rarer, other, limit),
    )
    return [event_of(row) for row in rows]


def event_by_id(connection: sqlite3.Connection, event_id: str) -> StoredEvent | None:
    """Return one event by its id, or by the id it had on its page before gathering."""
    row = connection.execute(f"{SELECT_EVENT} WHERE e.id = ?", (event_id,)).fetchone()
    if row is None:
        row = connection.execute(
            f"{SELECT_EVENT} WHERE e.event = (SELECT event FROM records WHERE told_as = ? LIMIT 1)",
            (event_id,),
        ).fetchone()
    return event_of(row) if row else None
