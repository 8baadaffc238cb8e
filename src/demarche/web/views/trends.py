"""Trends: how many events of which class, over time."""

from starlette.requests import Request

from demarche.store.filters import where
from demarche.web.charts import stacked_bars
from demarche.web.page import View, filters_of, shelf_of

COUNTS = """
SELECT substr(e.day, 1, {length}) AS period, e.quad, count(*) AS events FROM events e {where}
GROUP BY period, e.quad ORDER BY period
"""
QUADS = ("verbal_coop", "material_coop", "verbal_conflict", "material_conflict", "neutral")
MOST_BARS = 90


def trends(request: Request) -> View:
    """Return counts by month or year and quad class."""
    clause, values = where(filters_of(request))
    condition = f"{clause} AND e.day IS NOT NULL" if clause else "WHERE e.day IS NOT NULL"
    length = 7
    rows = shelf_of(request).rows(COUNTS.format(length=length, where=condition), values)
    if len({row["period"] for row in rows}) > MOST_BARS:
        length = 4
        rows = shelf_of(request).rows(COUNTS.format(length=length, where=condition), values)
    periods = sorted({row["period"] for row in rows})
    series = {quad: {row["period"]: row["events"] for row in rows if row["quad"] == quad} for quad in QUADS}
    total = sum(row["events"] for row in rows)
    span = f"{periods[0]} to {periods[-1]}" if periods else "no dated event"
    return View(
        title=f"{total:,} dated events, {span}",
        subtitle=f"Events by {'month' if length == 7 else 'year'} and class; an event told often counts once.",
        template="trends.html",
        context={"bars": stacked_bars(series, periods), "periods": periods, "quads": QUADS, "series": series,
                 "filters": filters_of(request)},
        columns=("period", "class", "events"),
        rows=[(row["period"], row["quad"], row["events"]) for row in rows],
    )  # fmt: skip
