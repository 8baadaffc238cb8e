"""Follow processes through newly read pages."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from demarche.store.records_back import day_of
from demarche.store.rows import day_text
from demarche.stories.process_names import ProcessName
from demarche.stories.processes import Dated, Marked, SentenceView, StatusFound, read_processes
from demarche.tables import Tables

Rows = dict[int, list[tuple[Any, ...]]]
"""Rows of one page by the sentence in which they stand."""


def follow_processes(connection: sqlite3.Connection, pages: Sequence[int], *, tables: Tables) -> None:
    """Write down which processes these pages name and how they say that they stand."""
    for page in pages:
        sentences = connection.execute(
            'SELECT sentence, start, "end", text FROM sentences WHERE page = ? ORDER BY number', (page,)
        ).fetchall()
        views = _views(connection, page, sentences)
        around = frozenset(party.country for view in views for party in view.parties if party.country)
        document, published = _month(connection, page)
        for (sentence, *_), view in zip(sentences, views, strict=True):
            names, statuses = read_processes(view, around=around, document=document, tables=tables)
            if names:
                _write(connection, (page, sentence, published), names, statuses)


def forget_processes(connection: sqlite3.Connection) -> None:
    """Take out processes that no page names any more."""
    connection.execute("DELETE FROM processes WHERE process NOT IN (SELECT process FROM process_mentions)")


def _month(connection: sqlite3.Connection, page: int) -> tuple[str, str | None]:
    """Return what tells this page's documents from others (its month, or itself), and its day."""
    page_id, published, latest = connection.execute(
        "SELECT id, published, published_latest FROM pages WHERE page = ?", (page,)
    ).fetchone()
    return (published[:7] if published else page_id[:8]), published or latest


def _views(
    connection: sqlite3.Connection, page: int, sentences: Sequence[tuple[Any, ...]]
) -> list[SentenceView]:
    bounds = [(start, end) for _, start, end, _ in sentences]
    parties = _within(
        bounds,
        connection.execute(
            'SELECT start, "end", actor, country FROM mentions WHERE page = ? AND actor NOT NULL '
            "AND (country NOT NULL OR kind = 'name') AND kind <> 'pronoun' ORDER BY start",
            (page,),
        ),
    )
    times = _within(
        bounds,
        connection.execute(
            'SELECT start, "end", text, first, last FROM times WHERE page = ? ORDER BY start', (page,)
        ),
    )
    triggers = _within(
        bounds,
        connection.execute(
            "SELECT trigger_start, trigger_end, id, according_to FROM records WHERE page = ? ORDER BY number",
            (page,),
        ),
    )
    return [
        _view(text, start, parties[index], times[index], triggers[index])
        for index, (_, start, _, text) in enumerate(sentences)
    ]


def _within(bounds: Sequence[tuple[int, int]], rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Return rows (start, end, …) by the sentence that holds them."""
    found: Rows = defaultdict(list)
    index = 0
    for row in sorted(rows, key=lambda row: int(row[0])):
        while index < len(bounds) and bounds[index][1] <= row[0]:
            index += 1
        if index < len(bounds) and bounds[index][0] <= row[0]:
            found[index].append(row)
    return found


def _view(
    text: str, start: int, parties: Sequence[Any], times: Sequence[Any], triggers: Sequence[Any]
) -> SentenceView:
    speakers = [name for *_, chain in triggers for name in json.loads(chain)[:1]]
    return SentenceView(
        text=text,
        parties=tuple(
            Marked(start=first - start, end=last - start, name=actor, country=(country or "").split("|")[0])
            for first, last, actor, country in parties
        ),
        times=tuple(
            Dated(start=first - start, end=last - start, text=words, first=day_of(begin), last=day_of(end))
            for first, last, words, begin, end in times
        ),
        triggers=tuple(
            Marked(start=first - start, end=last - start, name=record) for first, last, record, _ in triggers
        ),
        speakers=tuple(dict.fromkeys(speakers)),
    )


def _write(
    connection: sqlite3.Connection,
    where: tuple[int, int, str | None],
    names: Sequence[ProcessName],
    statuses: Sequence[StatusFound],
) -> None:
    page, sentence, published = where
    for name in names:
        connection.execute(
            "INSERT INTO processes (process, name, kind, participants, started, ended, basis) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                *(name.process, name.name, name.kind, "|".join(name.participants)),
                *(name.started or None, name.ended or None, name.basis),
            ),
        )
        connection.execute(
            'INSERT OR IGNORE INTO process_mentions (process, page, sentence, start, "end") '
            "VALUES (?, ?, ?, ?, ?)",
            (name.process, page, sentence, name.start, name.end),
        )
    for found in statuses:
        time = found.time
        first, last = (day_text(time.first), day_text(time.last)) if time else (None, None)
        connection.execute(
            "INSERT OR IGNORE INTO process_statuses "
            "(process, page, sentence, record, status, holder, first, last, day, when_text, basis) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(
                    found.process.process,
                    page,
                    sentence,
                    found.record,
                    found.status,
                    found.holder,
                    first,
                    last,
                ),
                *(first or last or published, time.text if time else None, found.basis),
            ),
        )
