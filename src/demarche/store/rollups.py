"""Counts kept beside the events, so that facets of millions of events are quick.

An event is either rolled (counted in ``rollups``) or not; a reader adds up the counts and the few events that
are not rolled yet. Whoever changes an event takes it out of the counts first (``unroll``).
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

FACETS = {
    "type": "type",
    "kind": "kind",
    "factuality": "factuality",
    "standing": "standing",
    "actor": "actor_countries",
    "recipient": "recipient_countries",
    "place": "place_country",
    "outlet": "outlets",
}
"""Facet to the column that holds its values, several joined by ``|``; in the order of ``lines.line``."""
NAMES = tuple(FACETS)
CHUNK = 20_000


def split_line(line: str) -> list[tuple[str, ...]]:
    """Return the values of each facet of an event's line."""
    return [tuple(filter(None, cell.split("|"))) for cell in line.split("\t")]


def roll(connection: sqlite3.Connection) -> int:
    """Count the events that are not counted yet; return how many there were."""
    total = 0
    while True:
        waiting = connection.execute(
            "SELECT e.event, substr(l.day, 1, 4), l.line FROM events e JOIN lines l ON l.event = e.event "
            "WHERE e.rolled = 0 LIMIT ?",
            (CHUNK,),
        ).fetchall()
        if not waiting:
            return total
        _apply(connection, Counter((year, line) for _, year, line in waiting), sign=1)
        connection.executemany("UPDATE events SET rolled = 1 WHERE event = ?", [(row[0],) for row in waiting])
        total += len(waiting)


def unroll(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Take events out of the counts, before they change."""
    chosen = iter(events)
    while part := list(islice(chosen, 500)):
        marks = ", ".join("?" * len(part))
        lines = connection.execute(
            "SELECT substr(l.day, 1, 4), l.line FROM events e JOIN lines l ON l.event = e.event "
            f"WHERE e.rolled = 1 AND e.event IN ({marks})",  # marks only
            part,
        ).fetchall()
        if not lines:
            continue
        _apply(connection, Counter(lines), sign=-1)
        connection.execute(f"UPDATE events SET rolled = 0 WHERE event IN ({marks})", part)


def _apply(connection: sqlite3.Connection, lines: Counter[tuple[str, str]], *, sign: int) -> None:
    cells: Counter[tuple[str, str, str, str, str]] = Counter()
    for (year, line), count in lines.items():
        for cell in _cells(split_line(line), year):
            cells[cell] += sign * count
    connection.executemany(
        "INSERT INTO rollups VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events",
        [(*cell, count) for cell, count in sorted(cells.items())],
    )


def _cells(values: Sequence[tuple[str, ...]], year: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the cells of ``rollups`` that an event counts in."""
    single = [
        ("", ""),
        *((facet, value) for facet, found in zip(NAMES, values, strict=True) for value in found),
    ]
    for facet, value in single:
        for other, other_value in single:
            yield facet, value, year, other, other_value
