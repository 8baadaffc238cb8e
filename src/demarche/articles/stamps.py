"""Find date expressions as news pages print them: stamps, datelines, captions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from demarche.tables import Tables

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date found in a text, with the time beside it."""

    start: int
    end: int
    """Where it stands, time and zone included."""
    year: int | None
    month: int
    day: int | None
    time: str | None = None
    zone: str | None = None
    rival: date | None = None
    """The other reading of 04/03/2024."""

    @property
    def value(self) -> date | None:
        """The day, where year, month and day are all said."""
        if self.year is None or self.day is None:
            return None
        return _day(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class StampWords:
    """The table ``date_words`` as patterns."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    zones: Mapping[str, str]
    dates: re.Pattern[str]
    time_before: re.Pattern[str]
    time_after: re.Pattern[str]
    quick: re.Pattern[str]


def stamp_words(tables: Tables) -> StampWords:
    """Return the patterns made of the table ``date_words`` (for ``tables.derive``)."""
    rows = tables.rows("date_words")
    months = {row["word"]: int(row["value"]) for row in rows if row["kind"] == "month"}
    weekdays = {row["word"]: int(row["value"]) for row in rows if row["kind"] == "weekday"}
    zones = {row["word"]: row["value"] for row in rows if row["kind"] == "zone"}
    month, zone = _one_of(months), _one_of(zones)
    zoned = rf"(?:(?P<zone>(?:{zone})(?![a-z])(?:\s?[+-]\d{{1,2}}(?!\d))?|[+-]\d{{2}}:?\d{{2}}(?!\d)))"
    clock = r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<half>[ap]\.?m\b\.?))?"
    return StampWords(
        months=months,
        weekdays=weekdays,
        zones=zones,
        dates=_date_pattern(month),
        time_before=re.compile(rf"(?<![\d.:/]){clock}\s?{zoned}?\s?(?:on\s)?[,|/·-]?\s?$", re.I),
        time_after=re.compile(rf"^\s?(?:[,|/·•T-]|at|—|–)?\s?(?:at\s)?{clock}\s?{zoned}?", re.I),
        quick=re.compile(
            rf"\d[./-]\d{{1,2}}[./-]\d|\d{{8}}|(?:{_one_of({name[:3]: 1 for name in months})})", re.I
        ),
    )


def find_stamps(text: str, *, words: StampWords) -> Iterator[Stamp]:
    """Yield the dates of a text in order, each with the time that stands beside it."""
    if not _DIGIT.search(text) or not words.quick.search(text):
        return
    for match in words.dates.finditer(text):
        stamp = _stamp(match, words)
        if stamp is not None:
            yield _with_time(text, stamp, words)


def _one_of(names: Mapping[str, object]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


def _date_pattern(month: str) -> re.Pattern[str]:
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    # "April 25, 20232:26 PM": a time may be glued to the year
    year = r"(?:19[5-9]\d|20[0-4]\d)(?!\d(?!\d?:\d\d))"
    return re.compile(
        rf"(?P<iso_year>(?<!\d){year})[-/.](?P<iso_month>0?[1-9]|1[0-2])[-/.](?P<iso_day>{day})(?!\d)"
        rf"|(?P<packed>(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
        rf"|(?<![\d/.-])(?P<first>\d{{1,2}})[./-](?P<second>\d{{1,2}})[./-](?P<num_year>{year})"
        rf"|(?:(?<![A-Za-z])|(?-i:(?<=[a-z])(?=[A-Z])))(?P<a_month>{month})\b\.?\s{{0,2}}(?P<a_day>{day})(?:st|nd|rd|th)?(?![\d:])"
        rf"(?:\s{{0,2}},?\s{{0,2}}(?P<a_year>{year}))?"
        rf"|(?P<b_day>(?<!\d){day}|(?<=[+-]\d){day}|(?<=[+-]\d\d){day})(?:st|nd|rd|th)?\s?(?:of\s)?[\s.-]{{0,2}}(?P<b_month>{month})"
        rf"(?![A-Za-z])\.?,?(?:[\s-]{{0,2}}(?P<b_year>{year}))?"
        rf"|(?<![A-Za-z])(?P<c_month>{month})\b\.?,?\s(?P<c_year>{year})",
        re.I,
    )


def _stamp(match: re.Match[str], words: StampWords) -> Stamp | None:
    parts = match.groupdict()
    start, end = match.span()
    if parts["iso_year"]:
        return _made(start, end, parts["iso_year"], int(parts["iso_month"]), parts["iso_day"])
    if parts["packed"]:
        packed = parts["packed"]
        return _made(start, end, packed[:4], int(packed[4:6]), packed[6:])
    if parts["num_year"]:
        return _numeric(start, end, parts)
    for form in ("a", "b", "c"):
        name = parts[f"{form}_month"]
        if name and (parts[f"{form}_year"] or name[0].isupper()):  # "may 5 people" is no date
            return _made(
                start, end, parts[f"{form}_year"], words.months[name.lower()], parts.get(f"{form}_day")
            )
    return None


def _made(start: int, end: int, year: str | None, month: int, day: str | None) -> Stamp | None:
    number = int(day) if day else None
    if number and _day(int(year) if year else 2000, month, number) is None:
        return None
    return Stamp(start=start, end=end, year=int(year) if year else None, month=month, day=number)


def _numeric(start: int, end: int, parts: Mapping[str, str]) -> Stamp | None:
    first, second, year = int(parts["first"]), int(parts["second"]), int(parts["num_year"])
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    best = day_first or month_first
    if best is None:
        return None
    rival = month_first if day_first and month_first and day_first != month_first else None
    return Stamp(start=start, end=end, year=year, month=best.month, day=best.day, rival=rival)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(text: str, stamp: Stamp, words: StampWords) -> Stamp:
    after = words.time_after.search(text[stamp.end : stamp.end + 40])
    if after:
        return replace(
            stamp, end=stamp.end + len(after.group(0).rstrip()), time=_clock(after), zone=after["zone"]
        )
    before = words.time_before.search(text[max(0, stamp.start - 30) : stamp.start])
    if before:
        start = stamp.start - len(before.group(0))
        return replace(stamp, start=start, time=_clock(before), zone=before["zone"])
    return stamp


def _clock(match: re.Match[str]) -> str:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{match['minute']}"
