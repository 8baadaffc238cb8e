"""iCalendar: announced events with their days and what became of them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from demarche.exports.delimited import TextOut
from demarche.types import Plan

STATUS = {"cancelled": "CANCELLED", "held": "CONFIRMED"}


def write_ical(plans: Iterable[Plan], out: TextOut) -> int:
    """Write the announced events that have a day; return how many."""
    count = 0
    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//demarche//announced events//EN"):
        out.write(line + "\r\n")
    for plan in plans:
        days = _days(plan)
        if days is None:
            continue
        for line in _lines(plan, days):
            out.write("".join(f"{part}\r\n" for part in _folded(line)))
        count += 1
    out.write("END:VCALENDAR\r\n")
    return count


def _days(plan: Plan) -> tuple[date, date] | None:
    """Return first and last day, the new ones where the event was moved."""
    first, last = plan.moved_first or plan.first, plan.moved_last or plan.last
    if plan.moved_first:
        last = plan.moved_last or plan.moved_first
    first, last = first or last, last or first
    return (first, last) if first and last else None


def _lines(plan: Plan, days: tuple[date, date]) -> Iterator[str]:
    first, last = days
    told = [f"{plan.outcome}: {plan.reason}", plan.sentence or "", plan.settling_sentence or ""]
    yield "BEGIN:VEVENT"
    yield f"UID:{plan.event_id}@demarche"
    yield f"DTSTAMP:{first:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(plan.title)} ({plan.outcome})"
    yield f"DESCRIPTION:{_escaped(chr(10).join(filter(None, told)))}"
    if plan.place:
        yield f"LOCATION:{_escaped(plan.place)}"
    yield f"STATUS:{STATUS.get(plan.outcome, 'TENTATIVE')}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(" ".join(line.split()) for line in plain.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, as the standard asks (RFC 5545, 3.1)."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode("utf-8"))
        if size + width > 75:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece
