"""Join the events of newly read pages to the same events of other pages; find claims against claims.

Each new event is compared with the events of its neighbourhood only: same type, a party in common, near days.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demarche.store.records_back import day_of
from demarche.store.tellings import refresh_events
from demarche.stories.same_event import PRECISE, Match, Sign, counter_claim, match, party_key, words

REACH = timedelta(days=12)
"""How many days before and after an event its neighbourhood goes."""
SIGN_COLUMNS = (
    "e.event, e.id, e.type, e.mode, e.factuality, e.first, e.last, e.place, e.latitude, e.longitude, "
    "e.place_precision, p.id, coalesce((SELECT o.id FROM pages o WHERE o.page = p.copy_of), p.id), "
    "coalesce(p.published, p.published_latest), s.text, s.start, r.sides"
)
FROM_SIGNS = (
    "FROM events e JOIN records r ON r.record = e.record JOIN pages p ON p.page = r.page "
    "JOIN sentences s ON s.sentence = r.sentence"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining did."""

    merged: int
    contradictions: int


class Neighbourhood:
    """The events of a stretch of days, found by type and party."""

    def __init__(self, signs: Iterable[tuple[int, Sign]], *, waiting: Iterable[int]) -> None:
        self.numbers: dict[str, int] = {}
        self.waiting = set(waiting)
        """New events whose turn has not come: later ones are compared with earlier ones."""
        self._near: dict[tuple[str, str], dict[str, Sign]] = defaultdict(dict)
        for number, sign in signs:
            self.put(number, sign)

    def put(self, number: int, sign: Sign) -> None:
        """Add an event."""
        self.numbers[sign.id] = number
        for party in sign.actors | sign.recipients:
            self._near[sign.type, party][sign.id] = sign

    def drop(self, sign: Sign) -> None:
        """Take an event out, because it has been joined to another."""
        self.numbers.pop(sign.id, None)
        for party in sign.actors | sign.recipients:
            self._near[sign.type, party].pop(sign.id, None)

    def near(self, sign: Sign) -> Iterator[Sign]:
        """Yield the events that might be the same as this one or contradict it, each once."""
        seen: set[str] = {sign.id}
        for party in sign.actors | sign.recipients:
            for event_id, other in self._near[sign.type, party].items():
                if event_id not in seen and self.numbers[event_id] not in self.waiting:
                    seen.add(event_id)
                    yield other


def join_events(connection: sqlite3.Connection, pages: Sequence[int], *, states: frozenset[str]) -> Joined:
    """Join the events of these pages to those of other pages; write down why, and what contradicts what."""
    new = _new_events(connection, pages)
    if not new:
        return Joined(merged=0, contradictions=0)
    neighbourhood = Neighbourhood(_signs_around(connection, new, states), waiting=new)
    split = {(told, event) for told, event in connection.execute("SELECT told_as, event FROM splits")}
    changed: set[int] = set()
    merged, disputes = 0, list[Match]()
    for number, sign in zip(new, _signs_or_none(connection, new, states), strict=True):
        if sign is None or sign.id not in neighbourhood.numbers:
            continue
        neighbourhood.waiting.discard(number)
        found = _best(sign, neighbourhood, split)
        if found is not None:
            _merge(connection, neighbourhood, sign, found)
            changed.add(neighbourhood.numbers[found.one])
            merged += 1
        else:
            disputes.extend(_disputes(sign, neighbourhood))
    refresh_events(connection, changed)
    return Joined(merged=merged, contradictions=_write_disputes(connection, disputes))


def separate_events(connection: sqlite3.Connection, told: Sequence[str]) -> None:
    """Undo merges: each of these events of a page stands alone again."""
    changed: set[int] = set()
    for told_as in told:
        rows = connection.execute(
            "SELECT record, event FROM records WHERE told_as = ?", (told_as,)
        ).fetchall()
        current = {event for _, event in rows if event is not None}
        connection.execute("DELETE FROM merges WHERE told_as = ?", (told_as,))
        if not current or connection.execute("SELECT 1 FROM events WHERE id = ?", (told_as,)).fetchone():
            continue
        own = _make_event(connection, rows[0][0])
        connection.execute(
            "UPDATE records SET event = ? WHERE told_as = ? AND event NOT NULL", (own, told_as)
        )
        changed |= {own, *current}
    refresh_events(connection, sorted(changed))


def own_event(connection: sqlite3.Connection, record: int) -> int:
    """Give a record that has no event its own again, made anew if need be; return the event's number."""
    told_as = connection.execute("SELECT told_as FROM records WHERE record = ?", (record,)).fetchone()[0]
    row = connection.execute(
        "SELECT event FROM events WHERE id = ?1 OR id = (SELECT event FROM merges WHERE told_as = ?1)",
        (told_as,),
    ).fetchone()
    event = int(row[0]) if row else _make_event(connection, record)
    connection.execute("UPDATE records SET event = ? WHERE record = ?", (event, record))
    return event


def _make_event(connection: sqlite3.Connection, record: int) -> int:
    """Make the event that a record tells on its page; what it says is filled in by ``refresh_events``."""
    cursor = connection.execute(
        "INSERT INTO events (id, type, kind, quad, factuality) "
        "SELECT told_as, type, kind, quad, factuality FROM records WHERE record = ?",
        (record,),
    )
    return int(cursor.lastrowid or 0)


def _new_events(connection: sqlite3.Connection, pages: Sequence[int]) -> list[int]:
    """Return the events of these pages that have a day, the earliest first."""
    marks = ", ".join("?" * len(pages))
    rows = connection.execute(
        "SELECT e.event FROM records r JOIN events e ON e.event = r.event "
        f"WHERE r.page IN ({marks}) AND e.day NOT NULL "  # our own names only
        "GROUP BY e.event ORDER BY e.day, min(r.page), min(r.number)",
        list(pages),
    )
    return [event for (event,) in rows]


def _signs_around(
    connection: sqlite3.Connection, events: Sequence[int], states: frozenset[str]
) -> Iterator[tuple[int, Sign]]:
    """Yield the events of the days around these events, stretch by stretch."""
    for first, last in _stretches(connection, events):
        rows = connection.execute("SELECT e.event FROM events e WHERE e.day BETWEEN ? AND ?", (first, last))
        numbers = [event for (event,) in rows]
        for number, sign in zip(numbers, _signs_or_none(connection, numbers, states), strict=True):
            if sign is not None:
                yield number, sign


def _stretches(connection: sqlite3.Connection, events: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield stretches of days that hold all that is near these events, without overlap."""
    days = sorted({date.fromisoformat(day) for event in events for day in _day(connection, event)})
    first = last = days[0]
    for day in days[1:]:
        if day - last > 2 * REACH:
            yield (first - REACH).isoformat(), (last + REACH).isoformat()
            first = day
        last = day
    yield (first - REACH).isoformat(), (last + REACH).isoformat()


def _day(connection: sqlite3.Connection, event: int) -> list[str]:
    return [day for (day,) in connection.execute("SELECT day FROM events WHERE event = ?", (event,))]


def _signs_or_none(
    connection: sqlite3.Connection, events: Sequence[int], states: frozenset[str]
) -> Iterator[Sign | None]:
    """Yield what each event shows; None for one without evidence."""
    for event in events:
        row = connection.execute(f"SELECT {SIGN_COLUMNS} {FROM_SIGNS} WHERE e.event = ?", (event,)).fetchone()
        parties = connection.execute(
            "SELECT q.role, a.name, a.country, a.sector FROM parties q JOIN actors a ON a.actor = q.actor "
            "WHERE q.event = ?",
            (event,),
        ).fetchall()
        yield _sign(row, parties, states) if row else None


def _sign(row: Sequence[Any], parties: Sequence[Sequence[str]], states: frozenset[str]) -> Sign:
    _, event_id, type_, mode, factuality, first, last, place, latitude, longitude, precision = row[:11]
    page, original, published, text, start, sides = row[11:]
    return Sign(
        id=event_id,
        page=original,
        type=type_,
        mode=mode,
        factuality=factuality,
        actors=frozenset(
            party_key(name, country, sector) for role, name, country, sector in parties if role == "a"
        ),
        recipients=frozenset(
            party_key(name, country, sector) for role, name, country, sector in parties if role == "r"
        ),
        first=day_of(first or last),
        last=day_of(last or first),
        published=day_of(published),
        place=place,
        point=(latitude, longitude) if latitude is not None and longitude is not None else None,
        precise=precision in PRECISE,
        text=text,
        names=frozenset(word for _, name, _, _ in parties for word in words(name)),
        sentence=(page, start),
        speakers=frozenset(name for role, name, _, _ in parties if role == "a" and name not in states),
        sides=frozenset(json.loads(sides)),
    )


def _best(sign: Sign, neighbourhood: Neighbourhood, split: set[tuple[str, str]]) -> Match | None:
    """Return the best match among the events of other pages; of equals the one named first."""
    found = [
        matched
        for other in neighbourhood.near(sign)
        if other.page != sign.page or other.sentence[0] != sign.sentence[0]
        if (sign.id, other.id) not in split
        if (matched := match(other, sign)) is not None
    ]
    return max(found, key=lambda matched: (matched.score, matched.one), default=None)


def _merge(connection: sqlite3.Connection, neighbourhood: Neighbourhood, sign: Sign, found: Match) -> None:
    """Give the tellings of one event to another, and remember why."""
    event, target = neighbourhood.numbers[sign.id], neighbourhood.numbers[found.one]
    told = {told for (told,) in connection.execute("SELECT told_as FROM records WHERE event = ?", (event,))}
    connection.executemany(
        "INSERT OR REPLACE INTO merges (told_as, event, score, reason) VALUES (?, ?, ?, ?)",
        [(told_as, found.one, found.score, found.reason) for told_as in sorted(told)],
    )
    connection.execute("UPDATE records SET event = ? WHERE event = ?", (target, event))
    refresh_events(connection, [event])
    neighbourhood.drop(sign)


def _disputes(sign: Sign, neighbourhood: Neighbourhood) -> Iterator[Match]:
    for other in neighbourhood.near(sign):
        found = counter_claim(other, sign)
        if found is not None:
            yield found


def _write_disputes(connection: sqlite3.Connection, disputes: Iterable[Match]) -> int:
    """Write down claims and counter-claims; both events stand as contradicted."""
    count = 0
    for dispute in disputes:
        rows = connection.execute(
            "SELECT e.event, e.id, r.id FROM events e JOIN records r ON r.record = e.record "
            "WHERE e.id IN (?, ?)",
            (dispute.one, dispute.other),
        ).fetchall()
        if len(rows) < 2:
            continue  # one of them has been joined to another event meanwhile
        (event, one, record), (other_event, other, other_record) = rows
        connection.execute(
            "INSERT OR REPLACE INTO contradictions (event, other, kind, reason, record, other_record) "
            "VALUES (?, ?, 'counter-claim', ?, ?, ?)",
            (one, other, dispute.reason, record, other_record),
        )
        refresh_events(connection, [event, other_event])
        count += 1
    return count
