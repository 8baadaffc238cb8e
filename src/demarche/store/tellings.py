"""Events as rows: made from the tellings of a page, made anew when their tellings change."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from demarche.store.records_back import tellings_of
from demarche.store.rollups import FACETS, unroll
from demarche.store.rows import PAGE_COLUMNS, PageRows, day_text
from demarche.stories.summary import EventSummary, summarize
from demarche.types import PageFacts, Record, RecordParty

EVENT_COLUMNS = (
    *("id", "type", "mode", "kind", "cameo", "quad", "goldstein", "contexts", "factuality", "actors"),
    *("actor_countries", "recipients", "recipient_countries", "first", "last", "day", "day_basis", "place"),
    *(
        "latitude",
        "longitude",
        "place_country",
        "place_precision",
        "outlets",
        "speakers",
        "tellings",
        "pages",
    ),
    *("sources", "standing", "standing_reason", "record"),
)
_MARKS = ", ".join("?" * (len(EVENT_COLUMNS) + 1))
INSERT_EVENT = f"INSERT INTO events (event, {', '.join(EVENT_COLUMNS)}) VALUES ({_MARKS})"
INSERT_LINE = "INSERT INTO lines (event, day, line) VALUES (?, ?, ?)"
_FACETS = tuple(EVENT_COLUMNS.index(column) + 1 for column in FACETS.values())
_DAY = EVENT_COLUMNS.index("day") + 1
UPDATE_EVENT = f"UPDATE events SET {', '.join(f'{column} = ?' for column in EVENT_COLUMNS)} WHERE event = ?"
INSERT_PARTY = "INSERT OR IGNORE INTO parties (event, role, actor, country) VALUES (?, ?, ?, ?)"


class StoreConnection(sqlite3.Connection):
    """A connection that remembers the numbers of actors it has met."""

    actors: dict[tuple[str, str, str], int]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actors = {}


def write_new_events(connection: sqlite3.Connection, pages: Sequence[tuple[PageRows, int]]) -> dict[str, int]:
    """Write the events that new pages tell; return event id to number.

    Each page comes with the number of its first record.
    """
    event = connection.execute("SELECT coalesce(max(event), 0) + 1 FROM events").fetchone()[0]
    numbers: dict[str, int] = {}
    cells: list[tuple[Any, ...]] = []
    parties: list[tuple[Any, ...]] = []
    for rows, first_record in pages:
        facts = _facts(rows)
        at = {record.id: first_record + index for index, record in enumerate(rows.records)}
        told: dict[str, list[tuple[Record, PageFacts]]] = defaultdict(list)
        for record in rows.records:
            told[record.event_id].append((record, facts))
        for event_id, tellings in told.items():
            summary = summarize(tellings)
            cells.append((event, *event_cells(event_id, summary, len(tellings), at[summary.best.id])))
            parties.extend(party_cells(connection, event, summary))
            if summary.disagreements:
                write_disagreements(connection, event_id, summary)
            numbers[event_id] = event
            event += 1
    connection.executemany(INSERT_EVENT, cells)
    connection.executemany(INSERT_LINE, [_line(row) for row in cells])
    connection.executemany(INSERT_PARTY, parties)
    return numbers


def _line(cells: Sequence[Any]) -> tuple[int, str, str]:
    """Return the row of ``lines`` of an event's cells (its number first)."""
    return cells[0], cells[_DAY] or "", "\t".join([cells[place] for place in _FACETS])


def refresh_events(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Make events anew from the tellings they have now; an event without any goes."""
    chosen = list(dict.fromkeys(events))
    unroll(connection, chosen)
    for event in chosen:
        found = tellings_of(connection, event)
        connection.execute("DELETE FROM parties WHERE event = ?", (event,))
        event_id = _settle_id(connection, event)
        if event_id is None:
            continue
        connection.execute("DELETE FROM contradictions WHERE event = ? AND other = ?", (event_id, event_id))
        if not found:
            _forget(connection, event, event_id)
            continue
        tellings = [(record, page) for record, page, _ in found]
        numbers = {record.id: number for record, _, number in found}
        summary = summarize(tellings)
        cells = event_cells(event_id, summary, len(tellings), numbers[summary.best.id])
        connection.execute(UPDATE_EVENT, (*cells, event))
        connection.executemany(INSERT_PARTY, party_cells(connection, event, summary))
        write_disagreements(connection, event_id, summary)
        _mark_disputed(connection, event_id)


def event_cells(event_id: str, summary: EventSummary, tellings: int, record: int) -> tuple[Any, ...]:
    """Return the cells of an event in the order of ``EVENT_COLUMNS``."""
    best = summary.best
    return (
        *(event_id, best.type, best.mode, best.kind, best.cameo, best.quad, best.goldstein),
        *("|".join(best.contexts), summary.factuality, *_side(summary.actors), *_side(summary.recipients)),
        *(day_text(summary.first), day_text(summary.last), day_text(summary.day), summary.day_basis),
        *(best.place, best.latitude, best.longitude, best.place_country or "", best.place_precision),
        *("|".join(summary.outlets), "|".join(summary.speakers), tellings, summary.pages, summary.sources),
        *(summary.standing, "; ".join(found.reason for found in summary.disagreements), record),
    )


def party_cells(
    connection: sqlite3.Connection, event: int, summary: EventSummary
) -> list[tuple[int, str, int, str]]:
    """Return the rows of an event's parties."""
    sides = [("a", party) for party in summary.actors] + [("r", party) for party in summary.recipients]
    return [(event, role, actor_number(connection, party), party.country or "") for role, party in sides]


def actor_number(connection: sqlite3.Connection, party: RecordParty) -> int:
    """Return the number of an actor, written down when first met."""
    key = (party.actor, party.country or "", party.sector or "")
    known = connection.actors if isinstance(connection, StoreConnection) else {}
    if key not in known:
        connection.execute("INSERT OR IGNORE INTO actors (name, country, sector) VALUES (?, ?, ?)", key)
        row = connection.execute(
            "SELECT actor FROM actors WHERE name = ? AND country = ? AND sector = ?", key
        ).fetchone()
        known[key] = row[0]
    return known[key]


def write_disagreements(connection: sqlite3.Connection, event_id: str, summary: EventSummary) -> None:
    """Write down where the tellings of an event disagree."""
    connection.executemany(
        "INSERT OR REPLACE INTO contradictions (event, other, kind, reason, record, other_record) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(event_id, event_id, d.kind, d.reason, d.record, d.other) for d in summary.disagreements],
    )


def _mark_disputed(connection: sqlite3.Connection, event_id: str) -> None:
    """Let an event that another side tells otherwise stand as contradicted."""
    connection.execute(
        "UPDATE events SET standing = 'contradicted', standing_reason = (SELECT group_concat(reason, '; ') "
        "FROM contradictions WHERE event = ?1 OR other = ?1) WHERE id = ?1 "
        "AND EXISTS (SELECT 1 FROM contradictions WHERE event = ?1 OR other = ?1)",
        (event_id,),
    )


def _side(parties: Sequence[RecordParty]) -> tuple[str, str]:
    if len(parties) == 1:
        return parties[0].actor, parties[0].country or ""
    names = "; ".join(dict.fromkeys(party.actor for party in parties))
    return names, "|".join(dict.fromkeys(party.country for party in parties if party.country))


def _settle_id(connection: sqlite3.Connection, event: int) -> str | None:
    """Return an event's id; when the telling it was named after is gone, it is named after another."""
    row = connection.execute("SELECT id FROM events WHERE event = ?", (event,)).fetchone()
    if row is None:
        return None
    ids = [told for (told,) in connection.execute("SELECT told_as FROM records WHERE event = ?", (event,))]
    if not ids or row[0] in ids:
        return str(row[0])
    chosen = str(min(ids))
    connection.execute("UPDATE events SET id = ? WHERE event = ?", (chosen, event))
    connection.execute("DELETE FROM merges WHERE told_as = ?", (chosen,))
    for table, column in (("merges", "event"), ("contradictions", "event"), ("contradictions", "other")):
        connection.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?", (chosen, row[0]))
    for table in ("plans", "alerts"):
        connection.execute(f"UPDATE OR REPLACE {table} SET event = ? WHERE event = ?", (chosen, row[0]))
    return chosen


def _forget(connection: sqlite3.Connection, event: int, event_id: str) -> None:
    connection.execute("DELETE FROM events WHERE event = ?", (event,))
    connection.execute("DELETE FROM contradictions WHERE event = ? OR other = ?", (event_id, event_id))
    connection.execute("DELETE FROM plans WHERE event = ?", (event_id,))


def _facts(rows: PageRows) -> PageFacts:
    page = dict(zip(PAGE_COLUMNS, rows.page, strict=True))

    def day(column: str) -> date | None:
        return date.fromisoformat(page[column]) if page[column] else None

    return PageFacts(
        id=page["id"],
        name=page["name"],
        url=page["url"],
        title=page["title"],
        outlet=page["outlet"],
        agency=page["agency"],
        language=page["language"],
        published=day("published"),
        earliest=day("published_earliest"),
        latest=day("published_latest"),
        fetched=page["fetched"],
        length=len(page["text"]),
    )
