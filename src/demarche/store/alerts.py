"""Saved searches, and the events that they have not told of yet: one alert an event, not one a page."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from demarche.errors import StoreError
from demarche.store.filters import where
from demarche.store.rows import to_json
from demarche.store.values import SavedSearch

GATHERED = "EXISTS (SELECT 1 FROM records g JOIN pages p ON p.page = g.page WHERE g.event = e.event AND p.gathered = 1)"
TARGETS = ("atom", "rss", "jsonl", "command")


def save_search(connection: sqlite3.Connection, path: str, search: SavedSearch, *, made: str) -> None:
    """Keep a search under its name; one of the same name is replaced."""
    kind = search.target.partition(":")[0]
    if search.target and kind not in TARGETS:
        raise StoreError(
            path, f"target {search.target!r}: write one of {', '.join(f'{t}:…' for t in TARGETS)}"
        )
    where(search.filters)  # raises where a filter is unknown
    connection.execute(
        "INSERT INTO searches (name, filters, target, made) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
        "filters = excluded.filters, target = excluded.target",
        (search.name, to_json(search.filters), search.target, made),
    )


def searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return the saved searches by name."""
    rows = connection.execute("SELECT name, filters, target FROM searches ORDER BY name")
    return [SavedSearch(name=name, filters=json.loads(text), target=target) for name, text, target in rows]


def untold(connection: sqlite3.Connection, search: SavedSearch, *, limit: int) -> list[str]:
    """Return the ids of gathered events that fit a search and were not told of, the earliest first."""
    clause, values = where(search.filters)
    more = f"{clause} AND" if clause else " WHERE"
    rows = connection.execute(
        f"SELECT e.id FROM events e{more} {GATHERED} AND NOT EXISTS "  # our own names only
        "(SELECT 1 FROM alerts a WHERE a.search = ? AND a.event = e.id) ORDER BY e.day, e.event LIMIT ?",
        [*values, search.name, limit],
    )
    return [event for (event,) in rows]


def mark_told(connection: sqlite3.Connection, search: str, events: Sequence[str], *, sent: str) -> None:
    """Write down that a search has told of these events."""
    cells: list[tuple[Any, ...]] = [(search, event, sent) for event in events]
    connection.executemany("INSERT OR IGNORE INTO alerts (search, event, sent) VALUES (?, ?, ?)", cells)
