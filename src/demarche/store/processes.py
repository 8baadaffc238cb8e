"""Processes out of the store."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from demarche.store.records_back import day_of
from demarche.types import Process, ProcessStatus


def process_by_id(connection: sqlite3.Connection, process_id: str) -> Process | None:
    """Return a process with its status line, by id or by name."""
    row = connection.execute(
        "SELECT process, name, kind, participants, basis FROM processes "
        "WHERE process = ?1 OR name = ?1 COLLATE NOCASE",
        (process_id,),
    ).fetchone()
    return _process(connection, row) if row else None


def all_processes(connection: sqlite3.Connection) -> list[Process]:
    """Return the processes that the pages tell of, the most told first."""
    rows = connection.execute(
        "SELECT q.process, q.name, q.kind, q.participants, q.basis FROM processes q ORDER BY "
        "(SELECT count(*) FROM process_mentions m WHERE m.process = q.process) DESC, q.name"
    ).fetchall()
    return [_process(connection, row) for row in rows]


def _process(connection: sqlite3.Connection, row: Sequence[Any]) -> Process:
    process_id, name, kind, participants, basis = row
    statuses = connection.execute(
        "SELECT t.status, t.record, t.holder, t.first, t.last, t.when_text, s.text, p.id, "
        "coalesce(p.published, p.published_latest) FROM process_statuses t JOIN pages p ON p.page = t.page "
        "LEFT JOIN sentences s ON s.sentence = t.sentence WHERE t.process = ? AND p.superseded_by IS NULL "
        "ORDER BY coalesce(t.first, t.last, t.day, ''), t.page, t.sentence",
        (process_id,),
    )
    found = tuple(_status(cells) for cells in statuses)
    holders = dict.fromkeys(name for status in found if status.holder for name in status.holder.split("; "))
    return Process(
        id=process_id,
        name=name,
        kind=kind,
        participants=tuple(filter(None, participants.split("|"))) or tuple(holders),
        statuses=found,
        basis=basis,
    )


def _status(row: Sequence[Any]) -> ProcessStatus:
    status, record, holder, first, last, when_text, sentence, page_id, published = row
    return ProcessStatus(
        status=status,
        record_id=record,
        holder=holder or None,
        first=day_of(first),
        last=day_of(last),
        when_text=when_text,
        sentence=sentence,
        page_id=page_id,
        published=day_of(published),
    )
