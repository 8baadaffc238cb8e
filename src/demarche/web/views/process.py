"""Processes: named talks, truces, drafts and their status over the years."""

from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from demarche.types import Process
from demarche.web.page import View, shelf_of
from demarche.web.shelf import Shelf

LISTED = "SELECT process_id, name, kind, participants, started, ended, statuses, pages FROM process ORDER BY pages DESC"
STATUSES = """
SELECT status, holder, first, last, day, when_text, record_id, sentence, page_id, outlet, published, basis
FROM process_status WHERE process_id = ? ORDER BY coalesce(first, day, published), status
"""
MOST = 400
"""Entries of a status line that a page shows: the latest."""
COLUMNS = ("status", "holder", "first", "last", "day", "sentence", "outlet", "published", "record_id")


def processes(request: Request) -> View:
    """Return all processes that the pages tell of."""
    rows = shelf_of(request).kept_rows(LISTED)
    return View(
        title=f"{len(rows)} processes",
        subtitle="Talks, treaties, truces, drafts, summits and sanctions as things with a life of their own.",
        template="processes.html",
        context={"rows": rows},
        columns=("process_id", "name", "kind", "participants", "statuses", "pages"),
        rows=[
            (row["process_id"], row["name"], row["kind"], row["participants"], row["statuses"], row["pages"])
            for row in rows
        ],
    )


def process(request: Request) -> View:
    """Return one process: participants and status line, each entry with its sentence."""
    wanted = request.path_params["id"]
    shelf = shelf_of(request)
    found, rows = shelf.remember(("process", wanted), lambda: _found(shelf, wanted))
    if found is None:
        raise HTTPException(404, f"No process is called {wanted!r}. The list of processes has all of them.")
    latest = rows[-1]["status"] if rows else "no status told"
    return View(
        title=f"{found.name}: {latest}",
        subtitle="What was said of it, in the order of the days told; hopes and refusals stand with who holds them.",
        template="process.html",
        context={"process": found, "rows": rows, "line": _line(rows), "rounds": _rounds(rows)},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )


def _found(shelf: Shelf, wanted: str) -> tuple[Process | None, list[dict[str, Any]]]:
    found = shelf.store().process(wanted)
    rows = shelf.rows(STATUSES, (found.id,)) if found else []
    return found, rows[-MOST:]


def _line(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the dated entries as points of a line over the years, each status on its own height."""
    dated = [(row, str(row["first"] or row["day"])) for row in rows if row["first"] or row["day"]]
    if not dated:
        return {}
    days = [date.fromisoformat(day[:10]).toordinal() for _, day in dated]
    first, span = min(days), max(1, max(days) - min(days))
    statuses = list(dict.fromkeys(row["status"] for row, _ in dated))
    points = [
        {
            "x": round(110 + (day - first) / span * 770, 1),
            "y": 18 + 24 * statuses.index(row["status"]),
            "status": row["status"],
            "title": f"{told}: {row['status']}{' by ' + row['holder'] if row['holder'] else ''}",
        }
        for (row, told), day in zip(dated, days, strict=True)
    ]
    ends = (
        date.fromordinal(first).isoformat(),
        date.fromordinal(max(days)).isoformat() if max(days) > first else "",
    )
    return {"points": points, "statuses": statuses, "height": 24 * len(statuses) + 24, "ends": ends}


def _rounds(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rounds: entries that were held or are to be held, one a day."""
    found = {
        (row["status"], row["first"]): row
        for row in rows
        if row["status"] in ("held", "planned", "running") and row["first"]
    }
    return list(found.values())
