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

REACH, DAY = timedelta(days=10), timedelta(days=1)
"""How many days after an event it may be reported; how far apart days may be told."""
LONG = 31
"""Days beyond which the time told for an event does not place it: its page's day does."""
SIGN_COLUMNS = (
    "e.event, e.id, e.type, e.mode, e.factuality, e.first, e.last, e.place, e.latitude, e.longitude, "
    "e.place_precision, p.id, coalesce((SELECT o.id FROM pages o WHERE o.page = p.copy_of), p.id), "
    "coalesce(p.published, p.published_latest), s.text, s.start, r.sides"
)
FROM_SIGNS = (
    "FROM events e JOIN records r ON r.record = e.record JOIN pages p ON p.page = r.page "
    "JOIN sentences s ON s.sentence = r.sentence"
)


_SELECT = (
    "SELECT event, actor_countries, recipient_countries, actors, recipients FROM events "
    "WHERE type = ? AND day BETWEEN ? AND ?"
)
ByParty = dict[str, set[int]]
"""Numbers of events by country or name of a party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining did."""

    merged: int
    contradictions: int


class Neighbourhood:
    """The events of the days around, fetched by type and day when first asked for."""

    def __init__(
        self, connection: sqlite3.Connection, *, waiting: Iterable[int], states: frozenset[str]
    ) -> None:
        self.waiting = set(waiting)
        """New events whose turn has not come: later ones are compared with earlier ones."""
        self._connection = connection
        self._states = states
        self._found: dict[tuple[str, str], ByParty] = {}
        self._signs: dict[int, Sign | None] = {}
        self._numbers: dict[str, int] = {}
        self._joined: set[int] = set()

    def sign(self, number: int) -> Sign | None:
        """Return what an event shows; None for one without evidence."""
        if number not in self._signs:
            self._signs[number] = found = _load_sign(self._connection, number, self._states)
            if found is not None:
                self._numbers[found.id] = number
        return self._signs[number]

    def number(self, event_id: str) -> int:
        """Return the number of an event met before."""
        return self._numbers[event_id]

    def drop(self, number: int) -> None:
        """Take an event out, because it has been joined to another."""
        self._joined.add(number)

    def near(self, sign: Sign) -> Iterator[Sign]:
        """Yield the events that might be the same as this one or contradict it, each once."""
        parties = {_plain(key) for key in sign.actors | sign.recipients}
        seen = {self._numbers.get(sign.id, 0)}
        for by_party in self._around(sign):
            for number in sorted({n for party in parties for n in by_party.get(party, ())} - seen):
                seen.add(number)
                other = self.sign(number) if number not in self.waiting | self._joined else None
                if other is not None:
                    yield other

    def _around(self, sign: Sign) -> Iterator[ByParty]:
        """Yield the events, by party, among which the same one may be."""
        first, last, published = sign.first, sign.last, sign.published
        if first is None or last is None or (last - first).days > LONG:
            if published is not None:
                yield from (self._of_day(sign.type, day) for day in _days(published - REACH, published + DAY))
            return
        yield from (self._of_day(sign.type, day) for day in _days(first - DAY, last + DAY))
        loose = _SELECT + " AND (day_basis <> 'told' OR first <> last)"
        days = (first - timedelta(days=LONG)).isoformat(), (last + REACH).isoformat()
        yield _by_party(self._connection.execute(loose, (sign.type, *days)))

    def _of_day(self, type_: str, day: str) -> ByParty:
        """Return the events of a type and day by party."""
        if (type_, day) not in self._found:
            self._found[type_, day] = _by_party(self._connection.execute(_SELECT, (type_, day, day)))
        return self._found[type_, day]


def _by_party(rows: Iterable[tuple[int, str, str, str, str]]) -> ByParty:
    found: ByParty = defaultdict(set)
    for number, *columns in rows:
        countries = "|".join(columns[:2]).split("|")
        names = "; ".join(columns[2:]).casefold().split("; ")
        for party in filter(None, (*countries, *names)):
            found[party].add(number)
    return found


def _days(first: date, last: date) -> list[str]:
    return [(first + timedelta(days=day)).isoformat() for day in range((last - first).days + 1)]


def _plain(key: str) -> str:
    """Return the country of a party's key, or its name."""
    return key[:3] if key[:3].isupper() else key


def join_events(connection: sqlite3.Connection, pages: Sequence[int], *, states: frozenset[str]) -> Joined:
    """Join the events of these pages to those of other pages; write down why, and what contradicts what."""
    new = _new_events(connection, pages)
    if not new:
        return Joined(merged=0, contradictions=0)
    neighbourhood = Neighbourhood(connection, waiting=new, states=states)
    split = {(told, event) for told, event in connection.execute("SELECT told_as, event FROM splits")}
    changed: set[int] = set()
    merged, disputes = 0, list[Match]()
    for number in new:
        sign = neighbourhood.sign(number)
        neighbourhood.waiting.discard(number)
        if sign is None:
            continue
        near = list(neighbourhood.near(sign))
        found = _best(sign, near, split)
        if found is not None:
            target = neighbourhood.number(found.one)
            _merge(connection, number, target, found)
            neighbourhood.drop(number)
            changed.add(target)
            merged += 1
        else:
            disputes.extend(_disputes(sign, near))
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


def _load_sign(connection: sqlite3.Connection, event: int, states: frozenset[str]) -> Sign | None:
    row = connection.execute(f"SELECT {SIGN_COLUMNS} {FROM_SIGNS} WHERE e.event = ?", (event,)).fetchone()
    if row is None:
        return None
    parties = connection.execute(
        "SELECT q.role, a.name, a.country, a.sector FROM parties q JOIN actors a ON a.actor = q.actor "
        "WHERE q.event = ?",
        (event,),
    ).fetchall()
    return _sign(row, parties, states)


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


def _best(sign: Sign, near: Iterable[Sign], split: set[tuple[str, str]]) -> Match | None:
    """Return the best match among the events of other pages; of equals the one named first."""
    found = [
        matched
        for other in near
        if other.page != sign.page or other.sentence[0] != sign.sentence[0]
        if (sign.id, other.id) not in split
        if (matched := match(other, sign)) is not None
    ]
    return max(found, key=lambda matched: (matched.score, matched.one), default=None)


def _merge(connection: sqlite3.Connection, event: int, target: int, found: Match) -> None:
    """Give the tellings of one event to another, and remember why."""
    told = {told for (told,) in connection.execute("SELECT told_as FROM records WHERE event = ?", (event,))}
    connection.executemany(
        "INSERT OR REPLACE INTO merges (told_as, event, score, reason) VALUES (?, ?, ?, ?)",
        [(told_as, found.one, found.score, found.reason) for told_as in sorted(told)],
    )
    connection.execute("UPDATE records SET event = ? WHERE event = ?", (target, event))
    refresh_events(connection, [event])


def _disputes(sign: Sign, near: Iterable[Sign]) -> Iterator[Match]:
    for other in near:
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
