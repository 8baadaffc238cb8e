"""Calendar: announced events and what became of them."""

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from demarche.web.page import View, shelf_of

PLANS = """
SELECT event_id, type, actors, recipients, place, first, last, outcome, reason, moved_first, moved_last, sentence,
       settling_sentence FROM plan ORDER BY first IS NULL, first DESC LIMIT 1000
"""
COLUMNS = ("first", "last", "type", "actors", "recipients", "place", "outcome", "reason", "sentence",
           "settling_sentence", "event_id")  # fmt: skip


def calendar(request: Request) -> View:
    """Return the plans, the latest first, with their outcome."""
    rows = shelf_of(request).rows(PLANS)
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
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//demarche//record//EN"]
    for row in shelf_of(request).rows(PLANS):
        if row["first"]:
            lines += _entry(row)
    lines.append("END:VCALENDAR")
    return Response("\r\n".join(lines) + "\r\n", media_type="text/calendar; charset=utf-8")


def _entry(row: dict[str, str]) -> list[str]:
    first = date.fromisoformat(row["first"][:10])
    last = date.fromisoformat((row["last"] or row["first"])[:10]) + timedelta(days=1)
    title = f"{row['actors']} {row['type']} {row['recipients']} ({row['outcome']})"
    return [
        "BEGIN:VEVENT",
        f"UID:{row['event_id']}@demarche",
        f"DTSTAMP:{first:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last:%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(row['sentence'] or '')}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())
