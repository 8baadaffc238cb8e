"""Processes: named talks, truces, drafts and their status over the years."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from demarche.web.page import View, shelf_of

LISTED = "SELECT process_id, name, kind, participants, started, ended, statuses, pages FROM process ORDER BY pages DESC"
STATUSES = """
SELECT status, holder, first, last, day, when_text, record_id, sentence, page_id, outlet, published, basis
FROM process_status WHERE process_id = ? ORDER BY coalesce(first, day, published), status
"""
COLUMNS = ("status", "holder", "first", "last", "day", "sentence", "outlet", "published", "record_id")


def processes(request: Request) -> View:
    """Return all processes that the pages tell of."""
    rows = shelf_of(request).rows(LISTED)
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
    found = shelf.store().process(wanted)
    if found is None:
        raise HTTPException(404, f"No process is called {wanted!r}. The list of processes has all of them.")
    rows = shelf.rows(STATUSES, (found.id,))
    latest = rows[-1]["status"] if rows else "no status told"
    return View(
        title=f"{found.name}: {latest}",
        subtitle="What was said of it, in the order of the days told; hopes and refusals stand with who holds them.",
        template="process.html",
        context={"process": found, "rows": rows},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )
