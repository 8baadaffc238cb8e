"""How many events there are of each type, actor, place …, for any filters.

No filter or one, with whole years: from the counts. The rest: the narrow lines of the events that the most
selective filter leaves are read, and the other filters are tried on them.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from demarche.store.filters import CODE, Filters, where
from demarche.store.rollups import FACETS, NAMES
from demarche.store.search import match_of

Counts = dict[str, Counter[str]]
SIDES = {
    "actor": ("actor",),
    "recipient": ("recipient",),
    "party": ("actor", "recipient"),
    "about": ("actor", "recipient", "place"),
}
"""Filters on countries, and the facets in which the country may stand."""
SOURCES = {
    "actor": "SELECT DISTINCT event FROM parties WHERE country = ? AND role = 'a'",
    "recipient": "SELECT DISTINCT event FROM parties WHERE country = ? AND role = 'r'",
    "party": "SELECT DISTINCT event FROM parties WHERE country = ?",
    "about": "SELECT event FROM parties WHERE country = ?1 UNION SELECT event FROM events WHERE place_country = ?1",
    "type": "SELECT event FROM events WHERE type = ?",
    "place": "SELECT event FROM events WHERE place_country = ? AND place_country <> ''",
    "standing": "SELECT event FROM events WHERE standing = ? AND standing <> 'single'",
}
"""Filters that an index answers: the events with a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Filters that can be tried on an event's line: facets that may hold a value, and the values."""

    tests: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    since: str = ""
    until: str = "9"


def facets_of(connection: sqlite3.Connection, filters: Filters) -> Counts:
    """Return how many events there are of each value of each facet; under "" stands the total."""
    wanted = _wanted(filters)
    if wanted is None:
        clause, values = where(filters)
        chosen = f"SELECT e.event FROM events e{clause}"
        return _counted(_lines(connection, chosen, values, Wanted()), Wanted())
    if _rolled_filter(wanted) is None:
        return _counted(_selected(connection, wanted), wanted)
    found = _from_counts(connection, wanted)
    for facet, counts in _unrolled(connection, wanted).items():
        found[facet].update(counts)
    return found


def search_facets(
    connection: sqlite3.Connection, text: str, filters: Filters, *, most: int = 20_000
) -> Counts:
    """Return the facets of the events that sentences with these words tell, of at most so many sentences."""
    sentences = "SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
    found = f"SELECT DISTINCT r.event FROM ({sentences}) f CROSS JOIN records r ON r.sentence = f.rowid"
    parameters: list[object] = [match_of(text), most]
    wanted = _wanted(filters)
    if wanted is None:
        clause, values = where(filters, one_by_one=True)
        found = f"SELECT e.event FROM ({found}) c CROSS JOIN events e ON e.event = c.event{clause}"
        parameters, wanted = [*parameters, *values], Wanted()
    return _counted(_lines(connection, found, parameters, wanted), wanted)


def _wanted(filters: Filters) -> Wanted | None:
    """Return the filters as tests on a line, or None where some can't be tried so."""
    tests: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    since, until = "", "9"
    for name, given in filters.items():
        if not given:
            continue
        values = (given,) if isinstance(given, str) else tuple(str(value) for value in given)  # type: ignore[attr-defined]
        if name in ("since", "until"):
            where({name: values[0]})  # type: ignore[misc]  # raises where it is no day
            since, until = (values[0], until) if name == "since" else (since, _end(values[0]))
        elif name in SIDES and all(CODE.fullmatch(value) for value in values):
            tests[name] = (SIDES[name], values)
        elif (name in FACETS and name not in (*SIDES, "place")) or (
            name == "place" and CODE.fullmatch(values[0])
        ):
            tests[name] = ((name,), values)
        else:
            return None
    return Wanted(tests=tests, since=since, until=until)


def _end(day: str) -> str:
    return day + "-99"[: 3 if len(day) < 10 else 0]


def _rolled_filter(wanted: Wanted) -> tuple[str, str] | None:
    """Return the one filter (or none: empty strings) that the counts are kept by; None where they can't answer."""
    if not wanted.tests:
        return ("", "")
    if len(wanted.tests) > 1:
        return None
    ((name, (facets, values)),) = wanted.tests.items()
    return (name, values[0]) if len(values) == 1 and facets == (name,) else None


def _from_counts(connection: sqlite3.Connection, wanted: Wanted) -> Counts:
    """Return what the counts say: of whole years; years that are cut are counted line by line."""
    dimension, value = _rolled_filter(wanted) or ("", "")
    dated = wanted.since != "" or wanted.until != "9"
    first, last = wanted.since[:4], wanted.until[:4]
    cut = sorted({first if len(wanted.since) > 4 else "", last if len(wanted.until) > 7 else ""} - {""})
    found = _empty()
    rows = connection.execute(
        "SELECT facet, facet_value, sum(events) FROM rollups WHERE dimension = ? AND value = ? "
        f"AND year BETWEEN ? AND ? AND year NOT IN ({', '.join('?' * len(cut))}) AND (year <> '' OR ?) "
        "GROUP BY facet, facet_value HAVING sum(events) > 0",
        (dimension, value, first, last, *cut, not dated),
    )
    for facet, facet_value, count in rows:
        found[facet][facet_value] += count
    for year in cut:
        part = Wanted(
            tests=wanted.tests, since=max(wanted.since, year), until=min(wanted.until, f"{year}-99")
        )
        lines = _selected(connection, part, only="AND e.rolled = 1")
        for facet, counts in _counted(lines, part).items():
            found[facet].update(counts)
    return found


def _unrolled(connection: sqlite3.Connection, wanted: Wanted) -> Counts:
    """Count the events that are not in the counts yet."""
    rows = connection.execute(
        "SELECT l.line FROM events e JOIN lines l ON l.event = e.event WHERE e.rolled = 0 AND l.day BETWEEN ? AND ?",
        (wanted.since, wanted.until),
    )
    return _counted((line for (line,) in rows), wanted)


def _selected(connection: sqlite3.Connection, wanted: Wanted, *, only: str = "") -> Iterable[str]:
    """Return the lines of the events that the most selective filter leaves."""
    sources: list[tuple[int, str, list[str]]] = []
    for name, (_, values) in wanted.tests.items():
        if name in SOURCES and len(values) == 1:
            sources.append((_count(connection, name, values[0]), SOURCES[name], [values[0]]))
    if wanted.since or wanted.until != "9":
        days = "SELECT event FROM events WHERE day BETWEEN ? AND ?"
        sources.append((_count_days(connection, wanted), days, [wanted.since, wanted.until]))
    _, chosen, parameters = min(sources, default=(0, "SELECT event FROM events", []))
    if only:
        chosen = f"SELECT e.event FROM ({chosen}) c JOIN events e ON e.event = c.event {only}"
    return _lines(connection, chosen, parameters, wanted)


def _lines(
    connection: sqlite3.Connection, chosen: str, parameters: Sequence[object], wanted: Wanted
) -> list[str]:
    text = connection.execute(
        f"SELECT group_concat(l.line, char(10)) FROM ({chosen}) c CROSS JOIN lines l "  # our own names only
        "WHERE l.event = c.event AND l.day BETWEEN ? AND ?",
        [*parameters, wanted.since, wanted.until],
    ).fetchone()[0]
    return text.split("\n") if text else []


def _count(connection: sqlite3.Connection, name: str, value: str) -> int:
    """Return about how many events have a value."""
    total = 0
    for facet in SIDES.get(name, (name,)):
        row = connection.execute(
            "SELECT sum(events) FROM rollups WHERE dimension = ? AND value = ? AND facet = '' AND facet_value = ''",
            (facet, value),
        ).fetchone()
        total += row[0] or 0
    return total


def _count_days(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """Return about how many events fall into the days."""
    row = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM events WHERE day BETWEEN ? AND ? LIMIT 200000)",
        (wanted.since, wanted.until),
    ).fetchone()
    return int(row[0])


def _counted(lines: Iterable[str], wanted: Wanted) -> Counts:
    """Return the facets of the lines that pass the tests."""
    for _, values in wanted.tests.values():
        if len(values) == 1:  # most lines fall away before they are taken apart
            lines = [line for line in lines if values[0] in line]
    rows = [line.split("\t") for line in lines]
    for facets, values in wanted.tests.values():
        places, allowed = [NAMES.index(facet) for facet in facets], frozenset(values)
        rows = [row for row in rows if any(_holds(row[place], allowed) for place in places)]
    found = _empty()
    if rows:
        found[""][""] = len(rows)
    for facet, column in zip(NAMES, zip(*rows, strict=True), strict=False):
        for cell, count in Counter(column).items():
            for value in filter(None, cell.split("|")):
                found[facet][value] += count
    return found


def _holds(cell: str, allowed: frozenset[str]) -> bool:
    return cell in allowed or ("|" in cell and not allowed.isdisjoint(cell.split("|")))


def _empty() -> Counts:
    return {facet: Counter() for facet in ("", *FACETS)}
