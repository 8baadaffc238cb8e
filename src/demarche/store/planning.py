"""Keep the calendar: announced events, settled by what later pages report."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from demarche.store.records_back import day_of
from demarche.store.rows import day_text
from demarche.stories.phrases import Phrases, words_of
from demarche.stories.plans import GRACE, LATER, MARGIN, MEETINGS, Announced, Outcome, Report, settle
from demarche.tables import Tables
from demarche.types import Plan

PLANNED = "(e.factuality = 'planned' OR e.kind = 'planned')"
FACTS = (
    "e.event, e.id, e.type, e.actor_countries, e.recipient_countries, e.first, e.last, "
    "coalesce(p.published, p.published_latest), p.id, r.id, r.sentence"
)
FROM_FACTS = "FROM events e JOIN records r ON r.record = e.record JOIN pages p ON p.page = r.page"
REAL = ("happened", "ongoing", "ended")


def plan_cues(tables: Tables) -> Phrases[str]:
    """Return the words that tell of a change of plan; a module-level function, for ``tables.derive``."""
    rows = tables.rows("plan_cues")
    return Phrases((words, row["outcome"]) for row in rows for words in row["words"].split("|"))


def note_changes(connection: sqlite3.Connection, pages: Sequence[int], *, tables: Tables) -> None:
    """Write down the sentences of these pages that tell of something put off or called off."""
    cues = tables.derive(plan_cues)
    for page in pages:
        day = connection.execute(
            "SELECT coalesce(published, published_latest) FROM pages WHERE page = ?", (page,)
        ).fetchone()[0]
        rows = connection.execute(
            'SELECT sentence, start, "end", text FROM sentences WHERE page = ?', (page,)
        )
        for sentence, start, end, text in rows.fetchall():
            for outcome in {hit.meanings[0] for hit in cues.find(words_of(text))}:
                first, last = _new_days(connection, page, start, end) if outcome == "moved" else (None, None)
                cells = (page, sentence, outcome, _countries(connection, page, start, end), day, first, last)
                connection.execute("INSERT OR REPLACE INTO plan_notes VALUES (?, ?, ?, ?, ?, ?, ?)", cells)


def _countries(connection: sqlite3.Connection, page: int, start: int, end: int) -> str:
    rows = connection.execute(
        "SELECT country FROM mentions WHERE page = ? AND start >= ? AND start < ? AND country NOT NULL "
        "ORDER BY start",
        (page, start, end),
    )
    return "|".join(dict.fromkeys(code for (codes,) in rows for code in codes.split("|")))


def _new_days(
    connection: sqlite3.Connection, page: int, start: int, end: int
) -> tuple[str | None, str | None]:
    row = connection.execute(
        "SELECT first, last FROM times WHERE page = ? AND start >= ? AND start < ? AND first NOT NULL "
        "ORDER BY start DESC LIMIT 1",
        (page, start, end),
    ).fetchone()
    return (row[0], row[1]) if row else (None, None)


def keep_calendar(connection: sqlite3.Connection, pages: Sequence[int], *, today: date | None) -> None:
    """Enter the announced events of these pages, and settle those that these pages report on."""
    told = f"SELECT event FROM records WHERE page IN ({_marks(pages)})"
    new = _events(connection, f"{PLANNED} AND e.event IN ({told})", list(pages))
    for row in [*new, *_standing(connection, pages)]:
        plan = _announced(connection, row)
        _write(connection, row, settle(plan, list(_reports(connection, plan)), today=today))
    for process, sentence, plan in _rounds(connection, pages):
        found = settle(plan, list(_reports(connection, plan)), today=today)
        days = (day_text(plan.first), day_text(plan.last or plan.first))
        cells = (None, f"{process}@{days[0]}", None, None, None, *days)
        _write(connection, cells, found, process=process, sentence=sentence)


def mark_overdue(connection: sqlite3.Connection, *, today: date | None) -> int:
    """Mark the open plans whose days are gone; return how many plans there are."""
    planned = f"SELECT e.id FROM events e WHERE {PLANNED}"
    connection.execute(
        f"DELETE FROM plans WHERE process IS NULL AND event NOT IN ({planned})"
    )  # our own names
    connection.execute(
        "DELETE FROM plans WHERE process NOT NULL AND NOT EXISTS (SELECT 1 FROM process_statuses t "
        "WHERE t.process = plans.process AND t.sentence = plans.sentence AND t.status = 'planned')"
    )
    if today is not None:
        gone = (today - GRACE).isoformat()
        reason = f"no report of it by {today.isoformat()}"
        connection.execute(
            "UPDATE plans SET outcome = 'overdue', reason = ? WHERE outcome = 'open' AND last < ?",
            (reason, gone),
        )
    return int(connection.execute("SELECT count(*) FROM plans").fetchone()[0])


def calendar(connection: sqlite3.Connection, *, outcome: str | None = None) -> list[Plan]:
    """Return the announced events in the order of their days."""
    clause = "" if outcome is None else " WHERE outcome = ?"
    rows = connection.execute(
        "SELECT event_id, type, actors, recipients, place, first, last, outcome, reason, sentence, "
        f"settled_by, settling_sentence, moved_first, moved_last, process_id, title FROM plan{clause} "
        "ORDER BY coalesce(first, last, '9'), event_id",
        () if outcome is None else (outcome,),
    )
    return [_plan(row) for row in rows]


def _plan(row: Sequence[Any]) -> Plan:
    event_id, type_, actors, recipients, place, first, last, outcome, reason, *sentences = row[:12]
    sentence, settled, settling = sentences
    sides = [side.replace("; ", ", ") for side in (actors, recipients) if side]
    return Plan(
        event_id=event_id,
        title=row[15] if row[14] else f"{type_}: {' and '.join(sides) or 'parties not named'}",
        type=type_,
        actors=tuple(filter(None, actors.split("; "))),
        recipients=tuple(filter(None, recipients.split("; "))),
        place=place,
        first=day_of(first),
        last=day_of(last),
        outcome=outcome,
        reason=reason,
        sentence=sentence,
        settled_by=settled,
        settling_sentence=settling,
        moved_first=day_of(row[12]),
        moved_last=day_of(row[13]),
    )


def _events(connection: sqlite3.Connection, clause: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    return connection.execute(
        f"SELECT {FACTS} {FROM_FACTS} WHERE {clause} ORDER BY e.event",
        values,  # our own names only
    ).fetchall()


def _standing(connection: sqlite3.Connection, pages: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return the plans not settled yet that these pages may report on: of parties they tell of, about those days."""
    told = _days_by_country(connection, pages)
    if not told:
        return []
    first = min(day for days in told.values() for day in days)
    rows = _events(
        connection,
        "e.id IN (SELECT event FROM plans WHERE outcome IN ('open', 'overdue') AND last >= ? "
        "UNION SELECT event FROM plans WHERE outcome = 'unknown' AND first IS NULL)",
        ((date.fromisoformat(first) - MARGIN).isoformat(),),
    )
    return [row for row in rows if _is_near(row, told)]


def _days_by_country(connection: sqlite3.Connection, pages: Sequence[int]) -> dict[str, list[str]]:
    """Return the days on which these pages tell of each country: events that took place, changes of plan."""
    marks, real = _marks(pages), _marks(REAL)
    rows = connection.execute(
        "SELECT e.day, e.actor_countries || '|' || e.recipient_countries FROM records r "
        f"JOIN events e ON e.event = r.event WHERE r.page IN ({marks}) AND e.day NOT NULL "  # marks only
        f"AND e.factuality IN ({real}) UNION SELECT day, countries FROM plan_notes WHERE page IN ({marks})",
        [*pages, *REAL, *pages],
    )
    found: dict[str, list[str]] = {}
    for day, countries in rows:
        for country in filter(None, countries.split("|")):
            if day:
                found.setdefault(country, []).append(day)
    return {country: sorted(days) for country, days in found.items()}


def _is_near(row: Sequence[Any], told: dict[str, list[str]]) -> bool:
    """Return whether a plan's parties are told of between its announcement and some time after its days."""
    announced, last = row[7] or row[5], row[6] or row[5] or row[7]
    if announced is None or last is None:
        return False
    end = (date.fromisoformat(last) + (GRACE if row[5] or row[6] else LATER)).isoformat()
    for country in _parties(row[3], row[4]):
        days = told.get(country, [])
        at = bisect_left(days, announced)
        if at < len(days) and days[at] <= end:
            return True
    return False


def _announced(connection: sqlite3.Connection, row: Sequence[Any]) -> Announced:
    _, _, type_, actors, recipients, first, last, announced, page, _, sentence = row
    return Announced(
        type=type_,
        parties=_parties(actors, recipients),
        processes=_processes(connection, sentence),
        first=day_of(first),
        last=day_of(last),
        announced=day_of(announced),
        page=page,
    )


def _parties(actors: str, recipients: str) -> frozenset[str]:
    return frozenset(filter(None, f"{actors}|{recipients}".split("|")))


def _processes(connection: sqlite3.Connection, sentence: int) -> frozenset[str]:
    rows = connection.execute("SELECT process FROM process_mentions WHERE sentence = ?", (sentence,))
    return frozenset(process for (process,) in rows)


def _reports(connection: sqlite3.Connection, plan: Announced) -> Iterator[Report]:
    """Yield the reports that might settle a plan."""
    day = plan.first or plan.last or plan.announced
    if day is None:
        return
    end = (plan.last or plan.first or day + LATER) + MARGIN
    types = sorted({*MEETINGS, plan.type})
    rows = connection.execute(
        f"SELECT {FACTS} {FROM_FACTS} WHERE e.type IN ({_marks(types)}) AND e.day BETWEEN ? AND ? "
        f"AND e.factuality IN ({_marks(REAL)})",  # our own names only
        (*types, (day - MARGIN).isoformat(), end.isoformat(), *REAL),
    )
    for row in rows.fetchall():
        parties = _parties(row[3], row[4])
        near = len(parties & plan.parties)
        if near >= 2 or (near and len(plan.parties) == 1) or plan.processes:
            yield _report(connection, row, parties)
    yield from _changes(connection, plan)
    yield from _sessions(connection, plan)


def _sessions(connection: sqlite3.Connection, plan: Announced) -> Iterator[Report]:
    """Yield the sentences that say a process was held or is running, about the days of the plan."""
    first, last = plan.first or plan.last or plan.announced, plan.last or plan.first or plan.announced
    if first is None or last is None:
        return
    days = (first - MARGIN).isoformat(), (last + LATER).isoformat()
    for process in sorted(plan.processes):
        rows = connection.execute(
            "SELECT nullif(t.record, ''), t.first, t.last, coalesce(p.published, p.published_latest), p.id "
            "FROM process_statuses t JOIN pages p ON p.page = t.page "
            "WHERE t.process = ? AND t.status IN ('held', 'running') AND t.day BETWEEN ? AND ? "
            "AND p.superseded_by IS NULL",
            (process, *days),
        )
        for record, first, last, published, page in rows.fetchall():
            yield Report(
                record=record,
                type=plan.type if plan.type in MEETINGS else "CONSULT",
                parties=plan.parties,
                processes=frozenset({process}),
                first=day_of(first),
                last=day_of(last),
                published=day_of(published),
                page=page,
            )


def _rounds(connection: sqlite3.Connection, pages: Sequence[int]) -> Iterator[tuple[str, int, Announced]]:
    """Yield the announced rounds of the processes that these pages name."""
    marks = _marks(pages)
    earliest = connection.execute(
        f"SELECT min(coalesce(published, published_latest)) FROM pages WHERE page IN ({marks})", list(pages)
    ).fetchone()[0]
    rows = connection.execute(
        "SELECT t.process, t.sentence, t.first, t.last, coalesce(p.published, p.published_latest), p.id, "
        "q.participants FROM process_statuses t JOIN processes q ON q.process = t.process "
        "JOIN pages p ON p.page = t.page WHERE t.status = 'planned' AND t.first NOT NULL "
        "AND q.kind IN ('summit', 'talks', 'conference') AND p.superseded_by IS NULL AND t.process IN "
        f"(SELECT process FROM process_mentions WHERE page IN ({marks})) "  # marks only
        "AND (t.last >= ? OR ? IS NULL) ORDER BY t.page DESC",
        [*pages, earliest, earliest],
    )
    for process, sentence, first, last, announced, page, participants in rows.fetchall():
        plan = Announced(
            type="CONSULT",
            parties=frozenset(filter(None, participants.split("|"))),
            processes=frozenset({process}),
            first=day_of(first),
            last=day_of(last),
            announced=day_of(announced),
            page=page,
        )
        yield process, sentence, plan


def _report(connection: sqlite3.Connection, row: Sequence[Any], parties: frozenset[str]) -> Report:
    _, _, type_, _, _, first, last, published, page, record, sentence = row
    return Report(
        record=record,
        type=type_,
        parties=parties,
        processes=_processes(connection, sentence),
        first=day_of(first),
        last=day_of(last),
        published=day_of(published),
        page=page,
    )


def _changes(connection: sqlite3.Connection, plan: Announced) -> Iterator[Report]:
    """Yield the sentences of later pages that put something off or call it off."""
    if plan.announced is None:
        return
    end = (plan.last or plan.first or plan.announced + LATER) + GRACE
    rows = connection.execute(
        "SELECT n.outcome, n.countries, n.day, n.first, n.last, p.id, n.sentence, "
        "(SELECT r.id FROM records r WHERE r.sentence = n.sentence ORDER BY r.number LIMIT 1) "
        "FROM plan_notes n JOIN pages p ON p.page = n.page "
        "WHERE n.day BETWEEN ? AND ? AND p.superseded_by IS NULL",
        (plan.announced.isoformat(), end.isoformat()),
    )
    for outcome, countries, day, first, last, page, sentence, record in rows.fetchall():
        yield Report(
            record=record,
            type="",
            parties=_parties(countries, ""),
            processes=_processes(connection, sentence),
            first=day_of(first),
            last=day_of(last),
            published=day_of(day),
            page=page,
            outcome=outcome,
        )


def _write(
    connection: sqlite3.Connection,
    row: Sequence[Any],
    found: Outcome,
    *,
    process: str | None = None,
    sentence: int | None = None,
) -> None:
    moved = (day_text(found.first), day_text(found.last))
    connection.execute(
        "INSERT OR REPLACE INTO plans (event, outcome, reason, record, first, last, moved_first, moved_last, "
        "process, sentence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(row[1], found.outcome, found.reason, found.record, row[5], row[6] or row[5], *moved),
            *(process, sentence),
        ),
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
