"""Positions of an actor over time: towards a counterpart, a process, an issue."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from demarche.store.records_back import day_of
from demarche.store.values import StoredPosition
from demarche.tables import Tables

SOURCES = ("words", "process", "event")
"""What positions are taken from: what is said, the status lines of processes, what is done."""
MOST = 1_000
STATUSES = ("hoped", "refused", "proposed", "blocked", "adopted", "ended")
"""Statuses of a process that tell how their holder stands to it."""
SAID = (
    "SELECT n.holder, n.issue, n.attitude, coalesce(n.first, n.last), NULL, NULL, s.text, p.id, 'words' "
    "FROM positions n JOIN pages p ON p.page = n.page "
    "LEFT JOIN sentences s ON s.page = n.page AND s.number = n.sentence WHERE p.superseded_by IS NULL AND "
)
FOLLOWED = (
    "SELECT t.holder, q.name, t.status, t.day, NULL, nullif(t.record, ''), s.text, p.id, 'process' "
    "FROM process_statuses t JOIN processes q ON q.process = t.process JOIN pages p ON p.page = t.page "
    "LEFT JOIN sentences s ON s.sentence = t.sentence WHERE p.superseded_by IS NULL AND "
)
DONE = (
    "SELECT e.actors, e.recipients, e.type, e.day, e.id, r.id, s.text, p.id, 'event' "
    "FROM events e JOIN records r ON r.record = e.record JOIN pages p ON p.page = r.page "
    "LEFT JOIN sentences s ON s.sentence = r.sentence WHERE e.recipients <> '' AND e.factuality = 'happened' AND "
)


def find_positions(
    connection: sqlite3.Connection,
    holder: str,
    *,
    about: str | None,
    tables: Tables,
    sources: Sequence[str] = SOURCES,
) -> list[StoredPosition]:
    """Return what an actor (by country code or name) held, the earliest first; ``about`` narrows it down.

    ``about`` is a country code, the name or id of a process, or words of the issue; ``sources`` says what to
    take them from.
    """
    attitudes = {row["event_type"]: row["attitude"] for row in tables.rows("position_types")}
    rows = chain(
        _said(connection, holder, about, tables) if "words" in sources else (),
        _followed(connection, holder, about) if "process" in sources else (),
        _done(connection, holder, about) if "event" in sources else (),
    )
    found = [_position(row, attitudes) for row in rows if row[-1] != "event" or row[2] in attitudes]
    found.sort(
        key=lambda position: (position.day is None, position.day or 0, position.topic, position.sentence)
    )
    return list(_with_changes(found))[:MOST]


def _code(name: str) -> bool:
    return len(name) == 3 and name.isupper()


def _said(
    connection: sqlite3.Connection, holder: str, about: str | None, tables: Tables
) -> Iterator[Sequence[Any]]:
    column = (
        "instr('|' || n.country || '|', '|' || ? || '|') > 0"
        if _code(holder)
        else "n.holder = ? COLLATE NOCASE"
    )
    clause, values = column, [holder]
    if about is not None:
        names = [about]
        if _code(about):
            names = [
                n for row in tables.rows("states") if row["iso3"] == about for n in row["names"].split("|")
            ]
        clause += " AND (" + " OR ".join(["instr(lower(n.issue), lower(?)) > 0"] * len(names) or ["0"]) + ")"
        values += names
    yield from connection.execute(SAID + clause, values)


def _followed(connection: sqlite3.Connection, holder: str, about: str | None) -> Iterator[Sequence[Any]]:
    named = "t.holder = ?1 COLLATE NOCASE"
    if _code(holder):
        named = "t.holder IN (SELECT name FROM actors WHERE country = ?1)"
    clause = f"{named} AND t.status IN ({', '.join(repr(status) for status in STATUSES)})"
    if about is not None:
        clause += (
            " AND (q.process = ?2 OR instr(lower(q.name), lower(?2)) > 0 "
            "OR instr('|' || q.participants || '|', '|' || ?2 || '|') > 0)"
        )
    yield from connection.execute(FOLLOWED + clause, (holder,) if about is None else (holder, about))


def _done(connection: sqlite3.Connection, holder: str, about: str | None) -> Iterator[Sequence[Any]]:
    clause, values = _side(holder, "a")
    if about is not None:
        other, other_values = _side(about, "r")
        clause, values = f"{clause} AND {other}", [*values, *other_values]
    yield from connection.execute(DONE + clause, values)


def _side(name: str, role: str) -> tuple[str, list[str]]:
    if _code(name):
        return f"e.event IN (SELECT event FROM parties WHERE country = ? AND role = '{role}')", [name]
    actors = "SELECT actor FROM actors WHERE name = ? COLLATE NOCASE"
    return f"e.event IN (SELECT event FROM parties WHERE actor IN ({actors}) AND role = '{role}')", [name]


def _position(row: Sequence[Any], attitudes: dict[str, str]) -> StoredPosition:
    holder, topic, attitude, day, event, record, sentence, page, source = row
    return StoredPosition(
        holder=holder,
        topic=topic,
        attitude=attitudes[attitude] if source == "event" else attitude,
        day=day_of(day),
        event_id=event,
        record_id=record,
        page_id=page,
        sentence=sentence or "",
        source=source,
        changed=False,
    )


def _with_changes(positions: Sequence[StoredPosition]) -> Iterator[StoredPosition]:
    """Yield positions, each marked where it differs from the one held before on the same topic."""
    before: dict[tuple[str, str], str] = {}
    for position in positions:
        key = (position.holder, position.topic)
        yield replace(position, changed=before.get(key, position.attitude) != position.attitude)
        before[key] = position.attitude
