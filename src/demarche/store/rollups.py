"""Counts kept beside the events, so that facets of millions of events are quick.

An event is either rolled (counted in ``rollups`` and ``days``) or not; a reader adds up the counts and the
few events that are not rolled yet. Whoever changes an event takes it out of the counts first (``unroll``).
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
"""Facet to the column that holds its values, several joined by ``|``."""
NAMES = tuple(FACETS)
LINE = " || char(9) || ".join(FACETS.values()) + " || char(9) || coalesce(day, '')"
"""SQL for all facet values of an event in one text."""
CHUNK = 20_000


def split_line(line: str) -> tuple[tuple[str, ...], ...]:
    """Return the values of each facet (and at last the day) of an event's line."""
    return tuple(tuple(filter(None, cell.split("|"))) for cell in line.split("\t"))


def roll(connection: sqlite3.Connection) -> int:
    """Count the events that are not counted yet; return how many there were."""
    total = 0
    while True:
        waiting = connection.execute(
            f"SELECT event, {LINE} FROM events WHERE rolled = 0 LIMIT {CHUNK}"  # our own names only
        ).fetchall()
        if not waiting:
            return total
        _apply(connection, Counter(line for _, line in waiting), sign=1)
        connection.executemany(
            "UPDATE events SET rolled = 1 WHERE event = ?", [(event,) for event, _ in waiting]
        )
        total += len(waiting)


def unroll(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Take events out of the counts, before they change."""
    chosen = iter(events)
    while part := list(islice(chosen, 500)):
        marks = ", ".join("?" * len(part))
        lines = connection.execute(
            f"SELECT {LINE} FROM events WHERE rolled = 1 AND event IN ({marks})",
            part,  # our own names only
        ).fetchall()
        if not lines:
            continue
        _apply(connection, Counter(line for (line,) in lines), sign=-1)
        connection.execute(f"UPDATE events SET rolled = 0 WHERE event IN ({marks})", part)


def _apply(connection: sqlite3.Connection, lines: Counter[str], *, sign: int) -> None:
    pairs: Counter[tuple[str, str, str, str]] = Counter()
    days: Counter[tuple[str, str, str]] = Counter()
    for line, count in lines.items():
        *values, day = split_line(line)
        for pair in pairs_of(values):
            pairs[pair] += sign * count
        for day_text in day:
            for facet, value in _single(values):
                days[facet, day_text, value] += sign * count
            days["", day_text, ""] += sign * count
    connection.executemany(
        "INSERT INTO rollups VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET events = events + excluded.events",
        [(*pair, count) for pair, count in sorted(pairs.items())],
    )
    connection.executemany(
        "INSERT INTO days (facet, day, facet_value, events) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET events = events + excluded.events",
        [(*key, count) for key, count in sorted(days.items())],
    )


def _single(values: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for facet, found in zip(NAMES, values, strict=True):
        for value in found:
            yield facet, value


def pairs_of(values: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the cells of ``rollups`` that an event counts in."""
    single = list(_single(values))
    yield "", "", "", ""
    for facet, value in single:
        yield "", "", facet, value
        yield facet, value, "", ""
        for other, other_value in single:
            yield facet, value, other, other_value
