"""All tellings one after the other, with bounded memory, for exports."""

import sqlite3
from collections.abc import Iterator, Sequence

from demarche.store.filters import Filters, where
from demarche.store.records_back import FROM_RECORDS, PAGE_FACTS, RECORD_FACTS, day_of, facts_of, record_of
from demarche.store.rows import RECORD_COLUMNS
from demarche.types import Telling

WIDTH = len(RECORD_COLUMNS) + 6
PAGE_WIDTH = 13


def stream_tellings(
    connection: sqlite3.Connection, filters: Filters, *, include: Sequence[str] | None = None
) -> Iterator[Telling]:
    """Yield tellings in the order of pages; the connection is closed at the end.

    ``include`` names the factualities wanted; None is all.
    """
    clauses, values = ["p.superseded_by IS NULL", "r.event NOT NULL"], []
    inner, inner_values = where(filters)
    if inner:
        clauses.append(f"r.event IN (SELECT e.event FROM events e{inner})")
        values.extend(inner_values)
    if include is not None:
        clauses.append(f"r.factuality IN ({', '.join('?' * len(include))})")
        values.extend(include)
    for pragma in ("mmap_size = 0", "cache_size = -16384"):  # a stream passes over the file once
        connection.execute(f"PRAGMA {pragma}")
    try:
        rows = connection.execute(
            f"SELECT {RECORD_FACTS}, {PAGE_FACTS}, v.day, v.tellings, v.pages, v.sources, v.standing, "
            f"v.record = r.record "
            f"{FROM_RECORDS} JOIN events v ON v.event = r.event "  # our own names only
            f"WHERE {' AND '.join(clauses)} ORDER BY r.record",
            values,
        )
        for row in rows:
            day, tellings, pages, sources, standing, best = row[WIDTH + PAGE_WIDTH :]
            yield Telling(
                record=record_of(row),
                page=facts_of(row[WIDTH : WIDTH + PAGE_WIDTH]),
                day=day_of(day),
                tellings=tellings,
                pages=pages,
                sources=sources,
                standing=standing,
                best=bool(best),
            )
    finally:
        connection.close()
