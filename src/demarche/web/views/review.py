"""Review: accept, correct or reject; the least certain records first."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.store import connect
from demarche.web.page import View, shelf_of

WAITING = """
SELECT r.* FROM record r LEFT JOIN verdicts v ON v.record = r.record_id
WHERE v.record IS NULL ORDER BY r.confidence, r.record_id LIMIT 40
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
        context={"rows": rows, "done": done, "fields": FIELDS},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )


async def verdict(request: Request) -> Response:
    """Keep a verdict; only where the reading room was opened for editing."""
    if not request.app.state.edit:
        raise HTTPException(403, "This reading room is read-only; start it with --edit to review.")
    fields = parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=20)
    given = {name: value.strip() for name, value in fields}
    if given.get("verdict") not in VERDICTS or not given.get("record"):
        raise HTTPException(400, f"A verdict is one of {', '.join(VERDICTS)}, and needs a record.")
    changes: dict[str, str | None] = {name: given[name] for name in FIELDS if given.get(name)}
    with connect(shelf_of(request).path) as store:
        store.review(given["record"], given["verdict"], changes=changes, note=given.get("note", ""))
    return RedirectResponse("/review", 303)
