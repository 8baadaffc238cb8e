"""Calendar arithmetic over TIMEX3 values: which days a value covers, and steps from one to the next."""

import calendar
import re
from datetime import date, timedelta

DAY = timedelta(days=1)
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY_VALUE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH_VALUE = re.compile(r"(\d{4})-(\d\d)(?:-XX)?(?:T.*)?")
_WEEK_VALUE = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART_VALUE = re.compile(r"(\d{4})-(?:([QH])([1-4])|(SP|SU|FA|WI))")
_YEARS_VALUE = re.compile(r"(\d{2,4})(?:-XX.*)?")


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_value(year: int, month: int) -> str:
    """Return the TIMEX3 value of a month."""
    return f"{year:04}-{month:02}"


def week_value(day: date) -> str:
    """Return the TIMEX3 value of the ISO week that holds the day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_value(day: date) -> str:
    """Return the TIMEX3 value of the quarter that holds the day."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def add_months(day: date, months: int) -> date | None:
    """Return the day so many months on, the last of the month where it is shorter; None off the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_days(day: date, days: int) -> date | None:
    """Return the day so many days on; None off the calendar."""
    try:
        return day + days * DAY
    except OverflowError:
        return None


_MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAYS_IN = {"D": 1, "W": 7, "2W": 14, "WE": 7}


def step(day: date, unit: str, count: int) -> date | None:
    """Return the day so many units on (``unit`` as in the table of time words)."""
    if unit in _DAYS_IN:
        return add_days(day, count * _DAYS_IN[unit])
    return add_months(day, count * _MONTHS_IN[unit])


def value_at(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the unit that holds the day: its week, its month, its decade."""
    if unit in ("W", "2W"):
        return week_value(day)
    if unit == "WE":
        return week_value(day) + "-WE"
    if unit == "M":
        return month_value(day.year, day.month)
    if unit == "Q":
        return quarter_value(day)
    lengths = {"Y": 4, "DE": 3, "CE": 2}
    return f"{day.year:04}"[: lengths[unit]] if unit in lengths else day.isoformat()


def easter(year: int) -> date:
    """Return Easter Sunday of a year (Gregorian reckoning, by the Meeus/Jones/Butcher rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth such weekday of a month, counted from the end where negative."""
    length = calendar.monthrange(year, month)[1]
    found = [day for day in range(1, length + 1) if date(year, month, day).isoweekday() == weekday]
    index = nth - 1 if nth > 0 else nth
    return date(year, month, found[index]) if -len(found) <= index < len(found) else None


def bounds(value: str) -> tuple[date, date] | None:
    """Return the first and last day that a TIMEX3 value covers, None where it names no days."""
    if "/" in value:
        ends = [bounds(part) for part in value.split("/")]
        return (ends[0][0], ends[-1][1]) if ends[0] and ends[-1] else None
    try:
        return _day_bounds(value) or _part_bounds(value) or _year_bounds(value)
    except ValueError:
        return None


def _day_bounds(value: str) -> tuple[date, date] | None:
    if found := _DAY_VALUE.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _MONTH_VALUE.fullmatch(value):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _WEEK_VALUE.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return (monday + 5 * DAY if found[3] else monday), monday + 6 * DAY
    return None


def _part_bounds(value: str) -> tuple[date, date] | None:
    found = _PART_VALUE.fullmatch(value)
    if not found:
        return None
    year = int(found[1])
    if found[4]:
        return _months(year, _SEASON_MONTHS[found[4]], 3)
    length = 3 if found[2] == "Q" else 6
    return _months(year, (int(found[3]) - 1) * length + 1, length)


def _year_bounds(value: str) -> tuple[date, date] | None:
    found = _YEARS_VALUE.fullmatch(value)
    if not found:
        return None
    unit = 10 ** (4 - len(found[1]))
    year = int(found[1]) * unit
    return date(max(1, year), 1, 1), date(year + unit - 1, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    first = date(year, month, 1)
    last = add_months(first, count - 1)
    if last is None:
        return None
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def narrowed(first: date, last: date, mod: str | None) -> tuple[date, date]:
    """Return the third that "early", "mid" or "late" leaves of a stretch longer than four days."""
    length = (last - first).days + 1
    if mod not in ("START", "MID", "END") or length < 5:
        return first, last
    third = length // 3
    if mod == "START":
        return first, first + (third - 1) * DAY
    if mod == "END":
        return last - (third - 1) * DAY, last
    return first + third * DAY, last - third * DAY


_GRAINS = (
    (re.compile(r".*T.+"), "time"),
    (re.compile(r"-?\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"\d{4}-W.*"), "week"),
    (re.compile(r"(?:BC)?\d{4}-\d\d(?:-XX)?"), "month"),
    (re.compile(r"\d{4}-[QH].*|(?:BC)?[\dX]{4}-(?:SP|SU|FA|WI|Q.)"), "quarter"),
    (re.compile(r"(?:BC)?\d{4}(?:-XX.*)?"), "year"),
    (re.compile(r"\d{2,3}|(?:BC)\d{2,3}"), "decade"),
    (re.compile(r"[X\d]{4}-(?:[X\d]{2}-[X\d]{2}|WXX-\d).*"), "day"),
)


def grain(value: str | None) -> str:
    """Return how fine a value is: ``time``, ``day``, ``week``, ``month`` … ``vague``."""
    if not value or value.startswith("P") or value.endswith("_REF"):
        return "vague"
    return next((name for pattern, name in _GRAINS if pattern.fullmatch(value)), "vague")
