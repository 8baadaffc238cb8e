"""Announced events become an iCalendar file that calendar programs read."""

import io
from dataclasses import replace
from datetime import date

from demarche.exports import write_ical
from demarche.types import Plan

PLAN = Plan(
    event_id="abc",
    title="inter-Korean summit; round 3, by the border",
    type="CONSULT",
    actors=("PRK", "KOR"),
    recipients=(),
    place="Panmunjom",
    first=date(2018, 4, 1),
    last=date(2018, 4, 30),
    outcome="open",
    reason="announced for April",
    sentence="The summit, our colleagues told us,\nwill take place in April.",
    settled_by=None,
    settling_sentence=None,
)


def entries(*plans: Plan) -> list[str]:
    out = io.StringIO()
    write_ical(plans, out)
    assert out.getvalue().endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in out.getvalue().split("\r\n"))
    return out.getvalue().replace("\r\n ", "").split("\r\n")


def test_a_plan_is_an_entry_of_whole_days() -> None:
    lines = entries(PLAN)

    assert "DTSTART;VALUE=DATE:20180401" in lines
    assert "DTEND;VALUE=DATE:20180501" in lines
    assert "SUMMARY:inter-Korean summit\\; round 3\\, by the border (open)" in lines
    assert (
        "DESCRIPTION:open: announced for April\\nThe summit\\, our colleagues told us\\,\\nwill take place in April."
        in lines
    )
    assert "STATUS:TENTATIVE" in lines
    assert "LOCATION:Panmunjom" in lines


def test_a_plan_that_was_moved_stands_on_its_new_days() -> None:
    lines = entries(replace(PLAN, outcome="moved", moved_first=date(2018, 5, 2), moved_last=None))

    assert "DTSTART;VALUE=DATE:20180502" in lines
    assert "DTEND;VALUE=DATE:20180503" in lines


def test_held_and_cancelled_plans_say_so_and_a_plan_without_a_day_is_left_out() -> None:
    lines = entries(
        replace(PLAN, outcome="held"),
        replace(PLAN, outcome="cancelled"),
        replace(PLAN, first=None, last=None),
    )

    assert [line for line in lines if line.startswith("STATUS")] == ["STATUS:CONFIRMED", "STATUS:CANCELLED"]
