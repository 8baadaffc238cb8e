"""Map: where things happened, drawn as precisely as it is known; a statement gets no pin."""

import json
from functools import cache
from importlib.resources import files

from starlette.requests import Request

from demarche.store.filters import where
from demarche.web.charts import point_on_map
from demarche.web.page import View, filters_of, shelf_of

SPOTS = """
SELECT e.place, e.place_country AS country, e.latitude, e.longitude, e.place_precision AS precision, count(*) AS events
FROM events e {where} GROUP BY e.place, e.place_country, e.latitude, e.longitude ORDER BY events DESC LIMIT 400
"""
COLUMNS = ("place", "country", "latitude", "longitude", "precision", "events")


@cache
def outlines() -> list[str]:
    """Return the outlines of the countries as SVG paths, already projected."""
    path = files("demarche") / "web" / "static" / "world.json"
    paths: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return paths


def places(request: Request) -> View:
    """Return the places of events that are no mere statements."""
    clause, values = where(filters_of(request))
    own = "e.latitude IS NOT NULL AND e.kind <> 'statement'"
    condition = f"{clause} AND {own}" if clause else f"WHERE {own}"
    rows = shelf_of(request).rows(SPOTS.format(where=condition), values)
    spots = [
        {**row, "x": point[0], "y": point[1], "radius": 2.5 + min(row["events"], 400) ** 0.5}
        for row in rows
        if (point := point_on_map(row["longitude"], row["latitude"]))
    ]
    return View(
        title=f"{sum(row['events'] for row in rows):,} events at {len(rows)} places",
        subtitle="A ring is a country or region known no closer; a dot is a settlement or point. Statements have none.",
        template="places.html",
        context={"spots": spots, "outlines": outlines(), "rows": rows, "filters": filters_of(request)},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )
