"""Readers of expressions that name a day: full dates, weekdays, "yesterday", holidays."""

import re
from datetime import date

from demarche.times.days import add_days, easter, make_day, nth_weekday
from demarche.times.scene import Scene, Sense

Found = re.Match[str]


def read_numeric(found: Found, scene: Scene) -> Sense:
    """Return the day of 2018-03-16, 11/25/1998 (month first, as American papers write) or 25.11.1998."""
    year = full_year(found["year"], scene)
    month, day = int(found["m"]), int(found["dd"])
    if found.re.pattern.find("/") > 0 and month > 12 >= day:
        month, day = day, month
    clock = found.groupdict().get("clock")
    return _dated(year, month, day, basis="numeric", clock=clock)


def full_year(written: str, scene: Scene) -> int:
    """Return the year of "1998", "'98" or "nineteen ninety-eight"; two digits fall near the anchor."""
    digits = written.lstrip("'’")
    if not digits.isdigit():
        return scene.lexicon.spelt_year(written) or 0
    if len(digits) > 2:
        return int(digits)
    near = scene.memory.year if scene.narrative and scene.memory.year else None
    near = near or (scene.anchor.year if scene.anchor else 2000)
    return min((century * 100 + int(digits) for century in range(10, 22)), key=lambda year: abs(year - near))


def read_month_day(found: Found, scene: Scene, weekday: int | None = None) -> Sense:
    """Return the day of "March 16", "16 March 2018", "March 3-5", the year worked out if not said."""
    month = int(scene.lexicon.value("month", found["month"].rstrip(".")) or 0)
    day = _day_number(found["dd"], scene)
    groups = found.groupdict()
    if groups.get("bc"):
        return Sense(value=f"BC{int(found['year']):04}-{month:02}-{day:02}", basis="full-date")
    if groups.get("year"):
        sense = _dated(full_year(found["year"], scene), month, day, basis="full-date")
    else:
        sense = _yearless(month, day, weekday, found=found, scene=scene)
    return _range_of(sense, int(groups["dd2"])) if groups.get("dd2") else sense


def _day_number(words: str, scene: Scene) -> int:
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    return int(scene.lexicon.value("ordinal", words.split()[0]) or 0)


def _dated(year: int, month: int, day: int, *, basis: str, clock: str | None = None) -> Sense:
    made = make_day(year, month, day)
    if made is None:
        return Sense(basis=f"{basis}; unresolved:no such day in the calendar")
    return Sense(value=made.isoformat() + (f"T{clock}" if clock else ""), basis=basis)


def _yearless(month: int, day: int, weekday: int | None, *, found: Found, scene: Scene) -> Sense:
    if make_day(2000, month, day) is None:
        return Sense(basis="month-day; unresolved:no such day in the calendar")
    if scene.narrative and scene.memory.era:
        return Sense(
            value=f"BC{scene.memory.year or 0:04}-{month:02}-{day:02}", basis="month-day:year-carried"
        )
    year, anchor = _year_of(month, day, weekday, found=found, scene=scene)
    if year is None:
        reason = "unresolved:no publication date to count the year from"
        return Sense(value=f"XXXX-{month:02}-{day:02}", basis=f"month-day; {reason}")
    made = make_day(year, month, day)
    if made is None:
        return Sense(basis="month-day; unresolved:no such day in that year")
    return Sense(value=made.isoformat(), anchor=anchor, basis=f"month-day:year-from-{anchor}")


def _year_of(
    month: int, day: int, weekday: int | None, *, found: Found, scene: Scene
) -> tuple[int | None, str]:
    if scene.narrative and scene.memory.year:
        return scene.memory.year, "text"
    if scene.anchor is None:
        return None, "none"
    anchor = scene.anchor
    days = [made for year in (-1, 0, 1) if (made := make_day(anchor.year + year, month, day))]
    if weekday:
        days = [made for made in days if made.isoweekday() == weekday] or days
    tense = scene.tense(found)
    near = min(days, key=lambda made: _distance(made, anchor, tense), default=None)
    return (near.year if near else anchor.year), "published"


def _distance(made: date, anchor: date, tense: str | None) -> float:
    """Return how far off a day is; against the tense it counts double, ahead a little more than back."""
    gap = (made - anchor).days
    if gap > 0:
        return gap * {"future": 0.7, "past": 2.5}.get(tense or "", 1.4)
    return -gap * (2.0 if tense == "future" else 1.0)


def _range_of(sense: Sense, last: int) -> Sense:
    start = (
        date.fromisoformat(sense.value)
        if sense.value and len(sense.value) == 10 and sense.value[0] != "X"
        else None
    )
    end = make_day(start.year, start.month, last) if start else None
    if start is None or end is None or end <= start:
        return sense
    return Sense(value=f"{start.isoformat()}/{end.isoformat()}", anchor=sense.anchor, basis=sense.basis)


def read_weekday(found: Found, scene: Scene) -> Sense:
    """Return the day of "Friday": the latest such day, today included; ahead with future tense or "next"."""
    weekday = int(scene.lexicon.value("weekday", found["day"].rstrip(".")) or 0)
    base = (scene.reference if scene.narrative else None) or scene.anchor
    if base is None:
        return Sense(value=f"XXXX-WXX-{weekday}", basis="weekday; unresolved:no publication date")
    gap = (weekday - base.isoweekday()) % 7
    owned = scene.lowered.startswith(("'s ", "’s "), found.end())  # "Monday's drills" are over
    tense = None if owned else scene.tense(found)
    made = add_days(base, _weekday_gap(gap, found["det"] or "", tense))
    anchor = "text" if scene.narrative else "published"
    return Sense(value=made.isoformat() if made else None, anchor=anchor, basis="weekday")


def _weekday_gap(gap: int, det: str, tense: str | None) -> int:
    """Return how many days to move from the anchor; ``gap`` leads to the next such day, today included."""
    if det in ("next", "this coming", "the coming", "the following"):
        return gap or 7
    if det in ("last", "this past", "the previous", "the preceding"):
        return gap - 7
    if det == "this" or tense == "future":
        return gap
    return gap - 7 if gap else 0


def read_day_word(found: Found, scene: Scene) -> Sense:
    """Return the day of "today", "yesterday", "tomorrow" and their neighbours."""
    offsets = {"today": 0, "yesterday": -1, "tomorrow": 1}
    offset = offsets.get(found["word"], -2 if "yesterday" in found["word"] else 2)
    if found["word"] == "today" and scene.narrative:
        return Sense(value="PRESENT_REF", basis="day-word:era")
    if scene.anchor is None:
        return Sense(value="XXXX-XX-XX", basis=f"day-word:{found['word']}; unresolved:no publication date")
    made = add_days(scene.anchor, offset)
    return Sense(
        value=made.isoformat() if made else None, anchor="published", basis=f"day-word:{found['word']}"
    )


def read_holiday(found: Found, scene: Scene) -> Sense:
    """Return the day of a holiday: of the year said, or the nearest that suits the tense."""
    name = found["name"].replace("’", "'")
    holiday = scene.lexicon.holidays[name]
    if holiday.form == "fixed" and len(holiday.day) == 10:
        return Sense(value=holiday.day, basis=f"holiday:{name}")
    if holiday.form == "unknown":
        return Sense(basis=f"holiday:{name}; unresolved:a movable day")
    years, anchor = _holiday_years(found, scene)
    days = [made for year in years if (made := _holiday_day(holiday.form, holiday.day, year))]
    if not days:
        return Sense(basis=f"holiday:{name}; unresolved:no year to count from")
    return Sense(value=_pick_holiday(days, found, scene).isoformat(), anchor=anchor, basis=f"holiday:{name}")


def _holiday_years(found: Found, scene: Scene) -> tuple[tuple[int, ...], str]:
    if found["year"]:
        return (int(found["year"]),), "none"
    if scene.narrative and scene.memory.year:
        return (scene.memory.year,), "text"
    if scene.anchor is None:
        return (), "none"
    return tuple(scene.anchor.year + move for move in (-1, 0, 1)), "published"


def _holiday_day(form: str, rule: str, year: int) -> date | None:
    if form == "easter":
        return add_days(easter(year), int(rule))
    if form == "weekday":
        month, weekday, nth = map(int, rule.split(":"))
        return nth_weekday(year, month, weekday, nth)
    return make_day(year, *map(int, rule.split("-")))


def _pick_holiday(days: list[date], found: Found, scene: Scene) -> date:
    anchor = scene.anchor
    if len(days) == 1 or anchor is None:
        return days[0]
    past = [day for day in days if day <= anchor]
    ahead = [day for day in days if day >= anchor]
    if found["det"] in ("last", "this past") and past:
        return past[-1]
    if found["det"] == "next" and ahead:
        return ahead[0]
    tense = scene.tense(found)
    return min(days, key=lambda day: _distance(day, anchor, tense))
