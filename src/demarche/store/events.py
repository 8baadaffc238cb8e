"""Events out of the store."""

import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

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
    {"type", "kind", "factuality", "standing", "actor", "recipient", "place", "outlet"}
)


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
    clause, values = where(filters)
    if limit is not None and _is_common(connection, filters):
        # a common party: walk the days from the latest and test each event, instead of sorting all of its events
        clause = clause.replace(
            "e.event IN (SELECT event FROM parties", "+e.event IN (SELECT event FROM parties"
        )
    # the page of events is chosen on the narrow table first, then told in full
    chosen = f"SELECT e.event FROM events e{clause} ORDER BY e.day DESC, e.event DESC LIMIT ? OFFSET ?"
    rows = connection.execute(
        f"{SELECT_EVENT} WHERE e.event IN ({chosen}) ORDER BY e.day DESC, e.event DESC",  # our own names only
        [*values, -1 if limit is None else limit, offset],
    )
    return [event_of(row) for row in rows]


def _is_common(connection: sqlite3.Connection, filters: Filters) -> bool:
    """Return whether every party asked for, by country, takes part in many events."""
    codes = [
        value
        for name in ("actor", "recipient", "party", "about")
        if isinstance(value := filters.get(name), str)
    ]
    if not codes:
        return False
    counts = [
        connection.execute(
            "SELECT coalesce(sum(events), 0) FROM rollups "
            "WHERE dimension = '' AND value = '' AND facet IN ('actor', 'recipient') AND facet_value = ?",
            (code,),
        ).fetchone()[0]
        for code in codes
    ]
    return bool(min(counts) > _COMMON)


def event_by_id(connection: sqlite3.Connection, event_id: str) -> StoredEvent | None:
    """Return one event by its id, or by the id it had on its page before gathering."""
    row = connection.execute(f"{SELECT_EVENT} WHERE e.id = ?", (event_id,)).fetchone()
    if row is None:
        row = connection.execute(
            f"{SELECT_EVENT} WHERE e.event = (SELECT event FROM records WHERE told_as = ? LIMIT 1)",
            (event_id,),
        ).fetchone()
    return event_of(row) if row else None
