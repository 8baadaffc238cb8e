"""Verdicts of people on records: kept apart, applied now and again after every re-run."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from demarche.errors import StoreError
from demarche.store.values import Verdict

VERDICTS = ("accept", "correct", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A verdict as it is given."""

    record: str
    verdict: str
    changes: Mapping[str, str | None] = field(default_factory=dict)
    note: str = ""
    reviewer: str = ""
    made: str = ""


def judge(connection: sqlite3.Connection, path: str, given: Given) -> Verdict:
    """Keep a verdict and apply it."""
    if given.verdict not in VERDICTS:
        raise StoreError(path, f"{given.verdict!r} is no verdict; choose from {', '.join(VERDICTS)}")
    raise NotImplementedError


def all_verdicts(connection: sqlite3.Connection) -> tuple[Verdict, ...]:
    """Return all verdicts, the latest first."""
    rows = connection.execute(
        "SELECT record, verdict, changes, note, reviewer, made FROM verdicts ORDER BY number DESC"
    )
    return tuple(
        Verdict(record=r, verdict=v, changes=json.loads(c), note=n, reviewer=w, made=m)
        for r, v, c, n, w, m in rows
    )
