"""Events out of the store, and how many of each kind there are."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from demarche.store.filters import Filters, where
from demarche.store.records_back import day_of
from demarche.store.rollups import FACETS, LINE, NAMES, split_line
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
ROLLED_FILTERS = frozenset(
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
    return min(counts) > _COMMON


def event_by_id(connection: sqlite3.Connection, event_id: str) -> StoredEvent | None:
    """Return one event by its id, or by the id it had on its page before gathering."""
    row = connection.execute(f"{SELECT_EVENT} WHERE e.id = ?", (event_id,)).fetchone()
    if row is None:
        row = connection.execute(
            f"{SELECT_EVENT} WHERE e.event = (SELECT event FROM records WHERE told_as = ? LIMIT 1)",
            (event_id,),
        ).fetchone()
    return event_of(row) if row else None


def facets_of(connection: sqlite3.Connection, filters: Filters) -> dict[str, Counter[str]]:
    """Return how many events there are of each value of each facet; under "" stands the total."""
    given = {name: value for name, value in filters.items() if value}
    if not given:
        return _add_unrolled(connection, _rolled(connection, "", ""), filters)
    if len(given) == 1:
        ((name, value),) = given.items()
        if name in ROLLED_FILTERS and isinstance(value, str) and _is_rolled_value(name, value):
            return _add_unrolled(connection, _rolled(connection, name, value), filters)
    if given.keys() <= {"since", "until"}:
        return _add_unrolled(connection, _rolled_days(connection, given), filters)
    return _counted(connection, filters, extra="")


def _is_rolled_value(name: str, value: str) -> bool:
    return name not in ("actor", "recipient", "place") or (len(value) == 3 and value.isupper())


def _rolled(connection: sqlite3.Connection, dimension: str, value: str) -> dict[str, Counter[str]]:
    found = _empty()
    for facet, facet_value, count in connection.execute(
        "SELECT facet, facet_value, events FROM rollups WHERE dimension = ? AND value = ? AND events > 0",
        (dimension, value),
    ):
        found[facet][facet_value] = count
    return found


def _rolled_days(connection: sqlite3.Connection, given: Mapping[str, object]) -> dict[str, Counter[str]]:
    found = _empty()
    since, until = str(given.get("since", "")), str(given.get("until", "9"))
    for facet in ("", *NAMES):
        for value, count in connection.execute(
            "SELECT facet_value, sum(events) FROM days WHERE facet = ? AND day >= ? AND day <= ? "
            "GROUP BY facet_value HAVING sum(events) > 0",
            (facet, since, until + "-99"[: 3 if len(until) < 10 else 0]),
        ):
            found[facet][value] = count
    return found


def _add_unrolled(
    connection: sqlite3.Connection, found: dict[str, Counter[str]], filters: Filters
) -> dict[str, Counter[str]]:
    for facet, counts in _counted(connection, filters, extra="e.rolled = 0").items():
        found[facet].update(counts)
    return found


def _counted(connection: sqlite3.Connection, filters: Filters, *, extra: str) -> dict[str, Counter[str]]:
    """Count one by one, for filters that no counts are kept of."""
    clause, values = where(filters)
    if extra:
        clause = f"{clause} AND {extra}" if clause else f" WHERE {extra}"
    lines = connection.execute(
        f"SELECT group_concat(line, char(10)) FROM (SELECT {LINE} AS line FROM events e{clause})", values
    ).fetchone()[0]
    found = _empty()
    for line, count in Counter(lines.split("\n") if lines else ()).items():
        found[""][""] += count
        for facet, cells in zip(NAMES, split_line(line), strict=False):
            for cell in cells:
                found[facet][cell] += count
    return found


def _empty() -> dict[str, Counter[str]]:
    return {facet: Counter() for facet in ("", *FACETS)}
