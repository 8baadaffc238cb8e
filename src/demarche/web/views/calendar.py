"""Calendar: announced events and what became of them."""

import io

from starlette.requests import Request
from starlette.responses import Response

from demarche.exports import write_ical
from demarche.web.page import View, shelf_of

PLANS = """
SELECT event_id, type, actors, recipients, place, first, last, outcome, reason, moved_first, moved_last, sentence,
       settling_sentence FROM plan ORDER BY first IS NULL, first DESC LIMIT 1000
"""
COLUMNS = ("first", "last", "type", "actors", "recipients", "place", "outcome", "reason", "sentence",
           "settling_sentence", "event_id")  # fmt: skip


def calendar(request: Request) -> View:
    """Return the plans, the latest first, with their outcome."""
    rows = shelf_of(request).kept_rows(PLANS)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())) or "none yet"
    return View(
        title=f"{len(rows)} announced events: {told}",
        subtitle="A plan is held, moved or cancelled when a later report says so; overdue when nobody reported on it.",
        template="calendar.html",
        context={"rows": rows},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )


def calendar_file(request: Request) -> Response:
    """Return the plans that have a day as an iCalendar file."""
    out = io.StringIO()
    write_ical(shelf_of(request).store().calendar(), out)
    return Response(out.getvalue(), media_type="text/calendar; charset=utf-8")
