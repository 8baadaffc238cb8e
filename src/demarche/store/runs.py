"""Which program, tables and weights made what stands in the store."""

import sqlite3
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from demarche.records import digest
from demarche.tables import Tables


def begin_run(connection: sqlite3.Connection, *, what: str, started: str, tables: Tables) -> int:
    """Write down that a run begins; return its number."""
    cells = (started, what, program(), digest(shipped("data"), tables.overlay), shipped("weights"))
    cursor = connection.execute(
        "INSERT INTO runs (started, what, program, tables, weights) VALUES (?, ?, ?, ?, ?)", cells
    )
    return int(cursor.lastrowid or 0)


def note_run(
    connection: sqlite3.Connection, run: int, *, finished: str, counts: tuple[int, int, int]
) -> None:
    """Write down how far a run has come: pages, records and problems so far."""
    connection.execute(
        "UPDATE runs SET finished = ?, pages = ?, records = ?, problems = ? WHERE run = ?",
        (finished, *counts, run),
    )


def program() -> str:
    """Return the version of demarche."""
    try:
        return version("demarche")
    except PackageNotFoundError:
        return "not installed"


@lru_cache(maxsize=8)
def shipped(folder: str) -> str:
    """Return a fingerprint of a folder of the package: names and sizes of its files."""
    root = files("demarche") / folder
    if not root.is_dir():
        return "none"
    return digest(*(f"{name}:{size}" for name, size in sorted(_sizes(root))))


def _sizes(folder: Traversable) -> list[tuple[str, int]]:
    from pathlib import Path

    root = Path(str(folder))
    return [(path.name, path.stat().st_size) for path in root.rglob("*.*") if path.is_file()]
