"""Verdicts of people on records: kept apart, applied now and again after every re-run."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from demarche.errors import StoreError
from demarche.records import Scores, digest
from demarche.store.joining import own_event
from demarche.store.rows import to_json
from demarche.store.tellings import refresh_events
from demarche.store.values import Verdict
from demarche.types import Factuality, RecordParty

VERDICTS = ("accept", "correct", "reject")
FIELDS = (
    *(
        "type",
        "mode",
        "kind",
        "cameo",
        "factuality",
        "actors",
        "recipients",
        "when_first",
        "when_last",
        "place",
    ),
    *("place_country", "latitude", "longitude"),
)
"""What a correction may change. Parties are written as ``United States (USA); Russia (RUS)``."""
PARTY = re.compile(r"\s*(?P<name>[^()]+?)\s*(?:\((?P<country>[A-Z]{3})\))?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A verdict as it is given."""

    record: str
    verdict: str
    changes: Mapping[str, str | None] = field(default_factory=dict)
    note: str = ""
    reviewer: str = ""
    made: str = ""


def judge(connection: sqlite3.Connection, path: str, given: Given, *, scores: Scores) -> Verdict:
    """Keep a verdict and apply it."""
    _check(path, given, scores)
    row = connection.execute(
        "SELECT r.record, s.text, r.trigger, p.key FROM records r JOIN pages p ON p.page = r.page "
        "LEFT JOIN sentences s ON s.sentence = r.sentence WHERE r.id = ?",
        (given.record,),
    ).fetchone()
    if row is None:
        raise StoreError(path, f"holds no record with the id {given.record!r}")
    number, sentence, trigger, key = row
    changes = _columns(given.changes, scores) if given.verdict == "correct" else {}
    connection.execute(
        "INSERT INTO verdicts (record, signature, verdict, changes, note, reviewer, made, original) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(given.record, signature(key, sentence, trigger), given.verdict, to_json(changes), given.note),
            *(given.reviewer, given.made, to_json(_standing(connection, number, changes))),
        ),
    )
    _apply(connection, number, given.verdict, changes)
    return Verdict(
        record=given.record,
        verdict=given.verdict,
        changes=dict(given.changes),
        note=given.note,
        reviewer=given.reviewer,
        made=given.made,
    )


def replay(connection: sqlite3.Connection, pages: Iterable[int]) -> int:
    """Apply the verdicts that were given on these pages before they were read anew; return how many."""
    if connection.execute("SELECT 1 FROM verdicts LIMIT 1").fetchone() is None:
        return 0
    count = 0
    for page in pages:
        rows = connection.execute(
            "SELECT r.record, r.id, s.text, r.trigger, p.key FROM records r JOIN pages p ON p.page = r.page "
            "LEFT JOIN sentences s ON s.sentence = r.sentence WHERE r.page = ? AND r.event NOT NULL",
            (page,),
        ).fetchall()
        for number, record, sentence, trigger, key in rows:
            found = connection.execute(
                "SELECT verdict, changes FROM verdicts WHERE record = ? OR signature = ? ORDER BY number DESC LIMIT 1",
                (record, signature(key, sentence, trigger)),
            ).fetchone()
            if found is not None:
                _apply(connection, number, found[0], json.loads(found[1]))
                count += 1
    return count


def signature(key: str, sentence: str | None, trigger: str) -> str:
    """Return what finds a record again when it is coded anew: its page, sentence and trigger."""
    return digest("verdict", key, " ".join((sentence or "").split()), trigger.lower())


def all_verdicts(connection: sqlite3.Connection) -> tuple[Verdict, ...]:
    """Return all verdicts, the latest first."""
    rows = connection.execute(
        "SELECT record, verdict, changes, note, reviewer, made FROM verdicts ORDER BY number DESC"
    )
    return tuple(
        Verdict(record=r, verdict=v, changes=json.loads(c), note=n, reviewer=w, made=m)
        for r, v, c, n, w, m in rows
    )


def _check(path: str, given: Given, scores: Scores) -> None:
    if given.verdict not in VERDICTS:
        raise StoreError(path, f"{given.verdict!r} is no verdict; choose from {', '.join(VERDICTS)}")
    if given.verdict == "correct" and not given.changes:
        raise StoreError(path, f"a correction changes something; choose from {', '.join(FIELDS)}")
    for name, value in given.changes.items():
        if name not in FIELDS:
            raise StoreError(path, f"{name!r} can't be corrected; choose from {', '.join(FIELDS)}")
        allowed = {"type": [*scores.quads, "STATEMENT"], "factuality": [str(value) for value in Factuality]}
        if name in allowed and value not in allowed[name]:
            raise StoreError(
                path, f"{name}: {value!r} is not one of {', '.join(dict.fromkeys(allowed[name]))}"
            )


def _columns(changes: Mapping[str, str | None], scores: Scores) -> dict[str, Any]:
    """Return the changes as columns of the table, with what follows from them."""
    columns: dict[str, Any] = dict(changes)
    for side in ("actors", "recipients"):
        if side in columns:
            columns[side] = to_json(_parties(columns[side] or ""))
    if "type" in columns:
        columns.setdefault("mode", None)
        columns.setdefault("cameo", None)
        columns["quad"] = scores.quads.get(columns["type"], "neutral")
        columns["goldstein"] = scores.intensities.get((columns["type"], columns["mode"] or ""))
    if columns.get("cameo") in scores.goldsteins:
        columns["goldstein"] = scores.goldsteins[columns["cameo"]]
    return columns


def _parties(text: str) -> Sequence[RecordParty]:
    found = [PARTY.fullmatch(part) for part in text.split(";") if part.strip()]
    return [
        RecordParty(text=None, actor=m["name"], country=m["country"], sector="GOV", basis="review")
        for m in found
        if m is not None
    ]


def _standing(connection: sqlite3.Connection, number: int, changes: Mapping[str, Any]) -> dict[str, Any]:
    if not changes:
        return {}
    row = connection.execute(
        f"SELECT {', '.join(changes)} FROM records WHERE record = ?",
        (number,),  # checked against FIELDS
    ).fetchone()
    return dict(zip(changes, row, strict=True))


def _apply(connection: sqlite3.Connection, number: int, verdict: str, changes: Mapping[str, Any]) -> None:
    event = connection.execute("SELECT event FROM records WHERE record = ?", (number,)).fetchone()[0]
    if verdict == "reject":
        connection.execute("UPDATE records SET event = NULL, verdict = 'reject' WHERE record = ?", (number,))
        refresh_events(connection, [event] if event is not None else [])
        return
    if changes:
        pairs = ", ".join(f"{column} = ?" for column in changes)  # checked against FIELDS
        connection.execute(f"UPDATE records SET {pairs} WHERE record = ?", (*changes.values(), number))
    connection.execute("UPDATE records SET verdict = ? WHERE record = ?", (verdict, number))
    refresh_events(connection, [own_event(connection, number) if event is None else event])
