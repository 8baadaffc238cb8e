"""Network: who deals with whom, cooperation apart from conflict."""

from starlette.requests import Request

from demarche.web.charts import spring_layout
from demarche.web.page import View, number_of, shelf_of
from demarche.web.shelf import Shelf

PAIRS = """
SELECT q.country AS first, o.country AS second, sum(e.quad LIKE '%coop%') AS cooperation,
       sum(e.quad LIKE '%conflict%') AS conflict, count(*) AS events
FROM (SELECT * FROM events WHERE day IS NOT NULL ORDER BY day DESC LIMIT 50000) e
JOIN parties q ON q.event = e.event JOIN parties o ON o.event = e.event AND o.country > q.country
WHERE q.country <> '' AND o.country <> '' GROUP BY 1, 2 ORDER BY events DESC LIMIT ?
"""
COLUMNS = ("first", "second", "cooperation", "conflict", "events")
SIZE = 640


def network(request: Request) -> View:
    """Return the strongest pairs of countries, and a drawing of them."""
    pairs = number_of(request, "pairs", default=60, most=200)
    return shelf_of(request).remember(("network", pairs), lambda: _network(shelf_of(request), pairs))


def _network(shelf: Shelf, pairs: int) -> View:
    rows = shelf.rows(PAIRS, (pairs,))
    nodes = sorted({row[side] for row in rows for side in ("first", "second")})
    most = max((row["events"] for row in rows), default=1)
    edges = {(row["first"], row["second"]): row["events"] for row in rows}
    at = _scaled(spring_layout(nodes, edges))
    lines = [
        {
            **row,
            "x1": at[row["first"]][0],
            "y1": at[row["first"]][1],
            "x2": at[row["second"]][0],
            "y2": at[row["second"]][1],
            "width": round(0.7 + 5 * (row["events"] / most) ** 0.5, 1),
            "kind": "conflict" if (row["conflict"] or 0) > (row["cooperation"] or 0) else "cooperation",
        }
        for row in rows
    ]
    return View(
        title=f"{len(rows)} pairs of countries that deal with each other most",
        subtitle="In the latest 50,000 events. Line colour: mostly cooperation or mostly conflict; width: events.",
        template="network.html",
        context={"lines": lines, "nodes": at, "rows": rows, "size": SIZE},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )


def _scaled(at: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    if not at:
        return {}
    reach = max(max(abs(x), abs(y)) for x, y in at.values()) or 1.0
    half, inner = SIZE / 2, SIZE / 2 - 30
    return {
        node: (round(half + x / reach * inner, 1), round(half + y / reach * inner, 1))
        for node, (x, y) in at.items()
    }
