"""Trends: how many events of which class, over time."""

from collections.abc import Sequence

from starlette.requests import Request

from demarche.store.filters import Filters
from demarche.tables import Tables
from demarche.web.charts import stacked_bars
from demarche.web.counts import LATEST, PATIENT, SECONDS, counted, is_kept, latest_rows
from demarche.web.page import View, filters_of, shelf_of
from demarche.web.shelf import Shelf

BY_YEAR = """
SELECT year AS period, facet_value AS type, sum(events) AS events FROM rollups
WHERE dimension = ? AND value = ? AND year <> '' AND facet = 'type' AND facet_value <> '' GROUP BY 1, 2
"""
QUADS = ("verbal_coop", "material_coop", "verbal_conflict", "material_conflict", "neutral")
MOST_BARS = 90
Series = dict[str, dict[str, int]]


def trends(request: Request) -> View:
    """Return counts by month or year and class."""
    shelf, filters = shelf_of(request), filters_of(request)
    series, whole = _series(shelf, filters)
    periods = _filled(sorted({period for counts in series.values() for period in counts}))
    total = sum(sum(counts.values()) for counts in series.values())
    span = f"{periods[0]} to {periods[-1]}" if periods else "no dated event"
    step = "month" if periods and len(periods[0]) > 4 else "year"
    return View(
        title=f"{total:,} dated events, {span}",
        subtitle=f"Events by {step} and class; an event told often counts once."
        + ("" if whole else f" Of the latest {total:,} events that fit: narrow the days for earlier ones."),
        template="trends.html",
        context={
            "bars": stacked_bars(series, periods),
            "most": max((sum(counts.get(p, 0) for counts in series.values()) for p in periods), default=0),
            "periods": periods,
            "told": [one for one in reversed(periods) if any(one in counts for counts in series.values())],
            "quads": QUADS,
            "series": series,
            "filters": filters,
        },
        columns=("period", "class", "events"),
        rows=[(period, quad, series[quad].get(period, 0)) for period in periods for quad in QUADS],
    )


def _series(shelf: Shelf, filters: Filters) -> tuple[Series, bool]:
    """Return counts by class and period: by year from the counts kept, or of the latest events by month."""
    kept = is_kept(filters)
    if kept and counted(shelf, filters).total > LATEST:
        ((dimension, value),) = [(name, str(value)) for name, value in filters.items() if value] or [("", "")]
        quads = shelf.store().tables.derive(quad_index)
        found: Series = {quad: {} for quad in QUADS}
        for row in shelf.kept_rows(BY_YEAR, (dimension, value)):
            counts = found[quads.get(row["type"], "neutral")]
            counts[row["period"]] = counts.get(row["period"], 0) + row["events"]
        return found, True
    rows, whole = latest_rows(
        shelf, "e.day, e.quad", filters, condition="e.day IS NOT NULL", seconds=PATIENT if kept else SECONDS
    )
    months = {day[:7] for day, _ in rows}
    return _grouped(rows, 7 if _span(months) <= MOST_BARS else 4), whole


def _span(months: set[str]) -> int:
    if not months:
        return 0
    first, last = min(months), max(months)
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1


def _grouped(rows: Sequence[tuple[str, str]], length: int) -> Series:
    found: Series = {quad: {} for quad in QUADS}
    for day, quad in rows:
        counts = found[quad if quad in found else "neutral"]
        counts[day[:length]] = counts.get(day[:length], 0) + 1
    return found


def _filled(periods: list[str]) -> list[str]:
    """Return all periods from the first to the last, those without an event too."""
    if not periods:
        return []
    first, last = periods[0], periods[-1]
    if len(first) == 4:
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    months = range(int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]))
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]


def quad_index(tables: Tables) -> dict[str, str]:
    """Return the class of each event type."""
    return {row["id"]: row["quad"] for row in tables.rows("event_types")}
