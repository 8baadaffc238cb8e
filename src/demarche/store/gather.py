"""The second half of the work, over the whole store: what pages have in common."""

import sqlite3
from dataclasses import dataclass

from demarche.store.connect import transaction
from demarche.store.rollups import roll
from demarche.tables import Tables


@dataclass(slots=True)
class GatherSummary:
    """What a ``gather`` did."""

    pages: int = 0
    """Pages that were new to it."""
    copies: int = 0
    """Pages found to be copies of others."""
    merged: int = 0
    """Events joined to events of other pages."""
    contradictions: int = 0
    processes: int = 0
    """Processes that the store knows now."""
    plans: int = 0
    """Announced events in the calendar."""


def gather_pages(
    connection: sqlite3.Connection, *, tables: Tables, everything: bool, today: str | None
) -> GatherSummary:
    """Gather the pages that are waiting, in one transaction."""
    summary = GatherSummary()
    with transaction(connection):
        roll(connection)
    return summary
