"""How to look for the latest events that fit: day by day, or through the list of the rarest party's events."""

import sqlite3
from collections.abc import Sequence

from demarche.store.filters import CODE, Filters, where

SIDES = ("actor", "recipient")
COUNTED_IN = {
    "actor": ("actor",),
    "recipient": ("recipient",),
    "party": SIDES,
    "about": (*SIDES, "place"),
    "place": ("place",),
    "outlet": ("outlet",),
    "type": ("type",),
    "kind": ("kind",),
    "factuality": ("factuality",),
    "standing": ("standing",),
}
"""Filter to the facets whose counts tell how common its value is."""
LISTED = ("actor", "recipient", "party")
"""Filters whose events an index lists."""
FEW = 5_000
"""Events up to which a list is always quick."""
DEARER = 3
"""How much dearer an event out of a list is than the next one of the days."""


def clause_for(
    connection: sqlite3.Connection, filters: Filters, *, limit: int
) -> tuple[str, list[str | int | float]]:
    """Return the WHERE clause that finds the latest ``limit`` events quickest, and its parameters."""
    given = {name: value for name, value in filters.items() if value}
    counts = {
        name: rolled_count(connection, COUNTED_IN[name], value)
        for name, value in given.items()
        if name in COUNTED_IN and isinstance(value, str)
    }
    total = rolled_count(connection, ("",), "")
    parties = {name: counts[name] for name in LISTED if name in counts and CODE.fullmatch(str(given[name]))}
    rarest = min(parties, key=lambda name: parties[name], default="")
    if total <= FEW or (counts and not rarest and min(counts.values()) <= FEW):
        return where(filters)
    share = 1.0
    for count in counts.values():
        share *= min(1.0, count / total)
    walked = min(total, limit / share) if share else total
    if rarest and walked > DEARER * parties[rarest]:
        return where(filters, one_by_one=True, listed=rarest)
    return where(filters, one_by_one=True)


def rolled_count(connection: sqlite3.Connection, facets: Sequence[str], value: str) -> int:
    """Return about how many events have a value in one of these facets."""
    total = 0
    for facet in facets:
        row = connection.execute(
            "SELECT sum(events) FROM rollups WHERE dimension = ? AND value = ? AND facet = '' AND facet_value = ''",
            (facet, value),
        ).fetchone()
        total += row[0] or 0
    return total
