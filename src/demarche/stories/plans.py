"""What became of an announced event: held, moved, cancelled, overdue, still open, or unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MARGIN = timedelta(days=3)
"""How far from the announced days an event may be reported and still be the one announced."""
GRACE = timedelta(days=7)
"""How long after its last day a plan that nobody reported on is overdue."""
LATER = timedelta(days=120)
"""How long after its announcement an event without a day may be reported."""
MEETINGS = frozenset({"CONSULT", "COOPERATE"})
"""Types that an announced meeting is reported as when it is held (announced, it is coded AGREE)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An announced event."""

    type: str
    parties: frozenset[str]
    """Countries of both sides."""
    processes: frozenset[str]
    first: date | None
    last: date | None
    announced: date | None
    """Publication day of the page."""
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A later report: of an event that happened, or (with ``outcome``) of a change of plan."""

    record: str | None
    type: str
    parties: frozenset[str]
    processes: frozenset[str]
    first: date | None
    last: date | None
    published: date | None
    page: str
    outcome: str = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an announced event, and how that is known."""

    outcome: str
    reason: str
    record: str | None = None
    first: date | None = None
    """New days, where the event was moved."""
    last: date | None = None


def settle(plan: Announced, reports: Sequence[Report], *, today: date | None) -> Outcome:
    """Return what became of a plan; the latest report that fits it decides."""
    fitting = [report for report in reports if _fits(plan, report)]
    held = [report for report in fitting if report.outcome == "held"]
    changed = [report for report in fitting if report.outcome != "held"]
    latest = max(changed, key=_published, default=None)
    if held and (latest is None or _published(max(held, key=_published)) >= _published(latest)):
        first = min(held, key=lambda report: (report.published or date.max, report.record or ""))
        return Outcome(outcome="held", reason=f"reported as held {_when(first)}".strip(), record=first.record)
    if latest is not None:
        moved = latest.first is not None and latest.outcome == "moved"
        reason = f"reported as {latest.outcome}{f' to {_when(latest)}' if moved else ''}"
        return Outcome(
            outcome=latest.outcome, reason=reason, record=latest.record, first=latest.first, last=latest.last
        )
    return _unreported(plan, today)


def _unreported(plan: Announced, today: date | None) -> Outcome:
    end = plan.last or plan.first
    if end is None:
        return Outcome(outcome="unknown", reason="no day was told, and no report fits it")
    if today is not None and today > end + GRACE:
        return Outcome(outcome="overdue", reason=f"no report of it by {today.isoformat()}")
    return Outcome(outcome="open", reason=f"announced for {_interval(plan.first, plan.last)}")


def _fits(plan: Announced, report: Report) -> bool:
    """Return whether a report tells of the thing announced."""
    if report.page == plan.page or not _same_parties(plan, report):
        return False
    if plan.announced and report.published and report.published < plan.announced:
        return False
    if report.outcome != "held":
        return _in_time(plan, report)
    meeting = plan.type in {*MEETINGS, "AGREE"} and report.type in MEETINGS
    same = plan.type == report.type != "AGREE"
    return (meeting or same) and _on_the_days(plan, report)


def _same_parties(plan: Announced, report: Report) -> bool:
    if plan.processes & report.processes:
        return True
    shared = plan.parties & report.parties
    return len(shared) >= 2 or (len(plan.parties) == 1 and plan.parties == report.parties)


def _on_the_days(plan: Announced, report: Report) -> bool:
    first, last = report.first or report.last, report.last or report.first
    if plan.first is None and plan.last is None:
        day = first or report.published
        return bool(day and plan.announced and plan.announced < day <= plan.announced + LATER)
    begin, end = plan.first or plan.last, plan.last or plan.first
    if first is None or last is None:
        first = last = report.published
    if first is None or last is None or begin is None or end is None:
        return False
    return first <= end + MARGIN and begin - MARGIN <= last


def _in_time(plan: Announced, report: Report) -> bool:
    """Return whether a change of plan was reported while the plan stood."""
    end = plan.last or plan.first
    if end is None or report.published is None:
        return plan.announced is not None and report.published is not None
    return report.published <= end + GRACE


def _published(report: Report) -> date:
    return report.published or date.min


def _when(report: Report) -> str:
    return _interval(report.first, report.last) if report.first or report.last else ""


def _interval(first: date | None, last: date | None) -> str:
    days = [day.isoformat() for day in (first, last) if day is not None]
    return " to ".join(dict.fromkeys(days))
