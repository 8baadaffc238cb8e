"""A set of possible days as stretches, and what is left of it after a cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

Stretch = tuple[date, date]
"""First and last day, both included."""
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Possible days: stretches in order, apart from each other."""

    stretches: tuple[Stretch, ...]

    @property
    def first(self) -> date | None:
        """The first possible day; None where nothing bounds it or nothing is left."""
        if not self.stretches or self.stretches[0][0] == FIRST:
            return None
        return self.stretches[0][0]

    @property
    def last(self) -> date | None:
        """The last possible day; None where nothing bounds it or nothing is left."""
        if not self.stretches or self.stretches[-1][1] == LAST:
            return None
        return self.stretches[-1][1]

    @property
    def size(self) -> int:
        """How many days are possible."""
        return sum((last - first).days + 1 for first, last in self.stretches)


ALL_DAYS = Days(stretches=((FIRST, LAST),))


def days_from(stretches: Iterable[Stretch]) -> Days:
    """Return the days of the stretches, those that touch joined."""
    joined: list[Stretch] = []
    for first, last in sorted(each for each in stretches if each[0] <= each[1]):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return Days(stretches=tuple(joined))


def common(days: Days, other: Days) -> Days:
    """Return the days that are in both."""
    return days_from(
        (max(first, other_first), min(last, other_last))
        for first, last in days.stretches
        for other_first, other_last in other.stretches
        if max(first, other_first) <= min(last, other_last)
    )


def not_before(day: date) -> Days:
    """Return all days from this one on."""
    return Days(stretches=((day, LAST),))


def not_after(day: date) -> Days:
    """Return all days up to this one."""
    return Days(stretches=((FIRST, day),))


def without_month(days: Days, month: int) -> Days:
    """Return the days that are not in this month, of any year."""
    kept: list[Stretch] = []
    for first, last in days.stretches:
        start = first
        for year in range(first.year, last.year + 1):
            opens = date(year, month, 1)
            closes = date(year + month // 12, month % 12 + 1, 1)
            if opens > start:
                kept.append((start, min(last, opens - timedelta(days=1))))
            start = max(start, closes)
            if start > last:
                break
        if start <= last:
            kept.append((start, last))
    return days_from(kept)


def on_weekday(days: Days, weekday: int, *, after: int = 0) -> Days:
    """Return the days that are this weekday, or up to ``after`` days later (Monday is 0)."""
    kept: list[Stretch] = []
    for first, last in days.stretches:
        day = first - timedelta(days=(first.weekday() - weekday) % 7)
        while day <= last:
            kept.append((max(first, day), min(last, day + timedelta(days=after))))
            day += timedelta(days=7)
    return days_from(kept)
