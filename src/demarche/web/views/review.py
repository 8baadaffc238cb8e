"""Review: accept, correct or reject; the least certain records first."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.store import connect
from demarche.types import Factuality
from demarche.web.page import View, shelf_of
from demarche.web.shelf import Shelf
from demarche.web.views.inbox import edit_of

WAITING = """
SELECT r.id AS record_id, e.id AS event_id, p.id AS page_id, p.outlet, p.published, r.confidence, r.actors, r.type,
       r.mode, r.recipients, r.factuality, s.text AS sentence, s.start AS sentence_start, r.basis
FROM (SELECT * FROM records w INDEXED BY records_confidence
      WHERE w.event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM verdicts v WHERE v.record = w.id)
      ORDER BY w.confidence LIMIT 40) r
JOIN events e ON e.event = r.event JOIN pages p ON p.page = r.page LEFT JOIN sentences s ON s.sentence = r.sentence
ORDER BY r.confidence, r.id
"""
DONE = "SELECT verdict, count(*) AS records FROM verdicts GROUP BY verdict"
COLUMNS = ("record_id", "confidence", "actors", "type", "recipients", "factuality", "sentence", "basis")
VERDICTS = ("accept", "correct", "reject")
FIELDS = ("type", "mode", "factuality")


def review(request: Request) -> View:
    """Return the records that wait for a verdict."""
    shelf = shelf_of(request)
    rows, done = shelf.rows(WAITING), {row["verdict"]: row["records"] for row in shelf.rows(DONE)}
    return View(
        title=f"{sum(done.values())} records reviewed",
        subtitle="The least certain first. A verdict is kept apart from the coding and applied again after a re-run.",
        template="review.html",
        context={"rows": rows, "done": done, "fields": FIELDS, "choices": _choices(shelf)},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )


async def verdict(request: Request) -> Response:
    """Keep a verdict; only where the reading room was opened for editing."""
    given = await edit_of(request)
    if given.get("verdict") not in VERDICTS or not given.get("record"):
        raise HTTPException(400, f"A verdict is one of {', '.join(VERDICTS)}, and needs a record.")
    changes: dict[str, str | None] = {name: given[name] for name in FIELDS if given.get(name)}
    with connect(shelf_of(request).path) as store:
        store.review(given["record"], given["verdict"], changes=changes, note=given.get("note", ""))
    return RedirectResponse("/review", 303)


def _choices(shelf: Shelf) -> dict[str, list[str]]:
    """Return the values that a correction may choose from."""
    tables = shelf.store().tables
    return {
        "type": [row["id"] for row in tables.rows("event_types") if not row["retired"]],
        "mode": sorted({row["mode"] for row in tables.rows("modes")}),
        "factuality": [kind.value for kind in Factuality],
    }
