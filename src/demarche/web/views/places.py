"""Map: where things happened, drawn as precisely as it is known; a statement gets no pin."""

import json
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request

from demarche.store.filters import Filters
from demarche.web.charts import point_on_map
from demarche.web.counts import latest_rows
from demarche.web.page import View, filters_of, shelf_of
from demarche.web.shelf import Shelf

SPOTS = """
SELECT e.place, e.place_country AS country, e.latitude, e.longitude, e.place_precision AS precision, count(*) AS events
FROM events e WHERE e.latitude IS NOT NULL AND e.kind <> 'statement'
GROUP BY e.place, e.place_country, e.latitude, e.longitude ORDER BY events DESC LIMIT 400
"""
COLUMNS = ("place", "country", "latitude", "longitude", "precision", "events")
PLACED = "e.latitude IS NOT NULL AND e.kind <> 'statement'"
MOST_SPOTS = 400


@cache
def outlines() -> list[str]:
    """Return the outlines of the countries as SVG paths, already projected."""
    path = files("demarche") / "web" / "static" / "world.json"
    paths: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return paths


def places(request: Request) -> View:
    """Return the places of events that are no mere statements."""
    filters = filters_of(request)
    rows, whole = _spots(shelf_of(request), filters)
    most = max((row["events"] for row in rows), default=1)
    spots = [
        {**row, "x": point[0], "y": point[1], "radius": 2.5 + 12 * (row["events"] / most) ** 0.5}
        for row in rows
        if (point := point_on_map(row["longitude"], row["latitude"]))
    ]
    total = sum(row["events"] for row in rows)
    return View(
        title=f"{total:,} event{'' if total == 1 else 's'} at {len(rows)} place{'' if len(rows) == 1 else 's'}",
        subtitle="A ring is a country or region known no closer; a dot is a settlement or point. Statements have none."
        + ("" if whole else f" Of the latest {total:,} events that fit."),
        template="places.html",
        context={"spots": spots, "outlines": outlines(), "rows": rows, "filters": filters},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )


def _spots(shelf: Shelf, filters: Filters) -> tuple[list[dict[str, Any]], bool]:
    """Return places with their events: of all events, or of the latest that fit the filters."""
    if not filters:
        return shelf.kept_rows(SPOTS), True
    columns = "e.place, e.place_country, e.latitude, e.longitude, e.place_precision"
    rows, whole = latest_rows(shelf, columns, filters, condition=PLACED)
    found = Counter(rows).most_common(MOST_SPOTS)
    return [dict(zip(COLUMNS, (*spot, count), strict=True)) for spot, count in found], whole
