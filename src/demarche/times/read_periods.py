"""Readers of months, quarters, seasons, years, decades and what is said of them: "last week", "that year"."""

import re
from datetime import date

from demarche.times.days import make_day, month_value, quarter_value, step, value_at
from demarche.times.read_days import full_year
from demarche.times.scene import Scene, Sense
from demarche.types import TimeType

Found = re.Match[str]
_BACK = ("last", "past", "previous", "preceding", "prior")
_AHEAD = ("next", "coming", "following")
_NO_ANCHOR = "unresolved:no publication date"


def direction(det: str) -> int:
    """Return -1 for "last", "past", 1 for "next", "coming", 0 for "this", "that"."""
    words = det.split()
    return -1 if set(words) & set(_BACK) else 1 if set(words) & set(_AHEAD) else 0


def from_text(det: str) -> bool:
    """Return whether the words count from what was said before: "that", "the same", "the following"."""
    return bool(set(det.split()) & {"that", "same", "following", "previous", "preceding"})


def read_month(found: Found, scene: Scene) -> Sense:
    """Return the month of "April": the last such month, or the next with future tense; "last April"."""
    month = int(scene.lexicon.value("month", found["month"].rstrip(".")) or 0)
    det = found["det"] or ""
    if det in ("each", "every"):
        return Sense(type=TimeType.SET, value=f"XXXX-{month:02}", basis="month:every")
    if scene.narrative and scene.memory.year:
        return _carried_month(month, det, scene)
    if scene.anchor is None:
        return Sense(value=f"XXXX-{month:02}", basis=f"month; {_NO_ANCHOR}")
    year = scene.anchor.year + _month_year_gap(month, det, found=found, scene=scene)
    return Sense(value=month_value(year, month), anchor="published", basis="month")


def _carried_month(month: int, det: str, scene: Scene) -> Sense:
    year, era = scene.memory.year or 0, scene.memory.era
    last = scene.memory.day.month if scene.memory.day else 0
    if direction(det) < 0 and last and month >= last:
        year -= 1
    if direction(det) > 0 and last and month <= last:
        year += 1
    return Sense(value=f"{era}{year:04}-{month:02}", anchor="text", basis="month:year-carried")


def _month_year_gap(month: int, det: str, *, found: Found, scene: Scene) -> int:
    now = scene.anchor.month if scene.anchor else 0
    if direction(det) < 0:
        return 0 if month < now else -1
    if direction(det) > 0:
        return 0 if month > now else 1
    if det == "this":
        return 0
    if scene.tense(found) == "future":
        return 0 if month >= now else 1
    return 0 if month <= now else -1


def read_month_year(found: Found, scene: Scene) -> Sense:
    """Return the month of "April 2018", "June of '44", "May 480 BC"."""
    month = int(scene.lexicon.value("month", found["month"].rstrip(".")) or 0)
    year = full_year(found["year"], scene)
    era = "BC" if found["bc"] else ""
    return Sense(value=f"{era}{year:04}-{month:02}", basis="month-year")


def read_year(found: Found, scene: Scene) -> Sense:
    """Return the year of "2003", "fiscal 1990", "'41", "480 BC"."""
    groups = found.groupdict()
    year = full_year(found["year"], scene)
    if year == 0:
        return Sense(basis="year; unresolved:not a year")
    era = "BC" if groups.get("bc") else ""
    if scene.narrative and scene.memory.era and not era and year < 1000:
        era = "BC"
    return Sense(value=f"{era}{year:04}", basis="fiscal-year" if groups.get("fiscal") else "year")


def read_year_range(found: Found, scene: Scene) -> Sense:
    """Return the stretch of "1985-87"."""
    first, last = found["year"], found["year2"]
    if found.groupdict().get("bc"):
        return Sense(value=f"BC{int(first):04}/BC{int(last):04}", basis="year")
    last = last if len(last) == 4 else first[:2] + last
    if int(last) <= int(first):
        return Sense(value=first, basis="year")
    return Sense(value=f"{first}/{last}", basis="year")


def read_decade(found: Found, scene: Scene) -> Sense:
    """Return the decade of "the 1980s", "the '60s", "the nineties": three digits of the year."""
    if found["year"]:
        return Sense(value=found["year"][:3], basis="decade")
    tens = (
        int(found["short"][0]) if found["short"] else int(scene.lexicon.value("decade", found["word"]) or 0)
    )
    near = scene.memory.year if scene.narrative and scene.memory.year else None
    near = near or (scene.anchor.year if scene.anchor else 2000)
    candidates = [century * 10 + tens for century in range(10, 21) if (century * 10 + tens) * 10 <= near]
    return Sense(value=str(candidates[-1]) if candidates else None, anchor="published", basis="decade:short")


def read_century(found: Found, scene: Scene) -> Sense:
    """Return the century of "the 19th century": two digits of the year."""
    words = found["ordinal"]
    digits = re.match(r"\d+", words)
    number = int(digits[0]) if digits else int(scene.lexicon.value("ordinal", words) or 0)
    if not 1 <= number <= 40:
        return Sense(basis="century; unresolved:not a century")
    era = "BC" if found["bc"] else ""
    return Sense(value=f"{era}{number - 1:02}", basis="century")


def read_this_century(found: Found, scene: Scene) -> Sense:
    """Return the century of "this century"."""
    if scene.anchor is None:
        return Sense(value="XX", basis=f"century; {_NO_ANCHOR}")
    number = scene.anchor.year // 100 + direction(found["det"])
    return Sense(value=f"{number:02}", anchor="published", basis="century")


def read_season(found: Found, scene: Scene) -> Sense:
    """Return the season of "last summer", "the winter of 1941"."""
    season = scene.lexicon.value("season", found["season"]) or ""
    if found["year"]:
        return Sense(value=f"{full_year(found['year'], scene):04}-{season}", basis="season-year")
    if scene.narrative and scene.memory.year:
        return Sense(
            value=f"{scene.memory.era}{scene.memory.year:04}-{season}",
            anchor="text",
            basis="season:year-carried",
        )
    if scene.anchor is None:
        return Sense(value=f"XXXX-{season}", basis=f"season; {_NO_ANCHOR}")
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    gap = _season_gap(month, found["det"] or "", found=found, scene=scene)
    return Sense(value=f"{scene.anchor.year + gap:04}-{season}", anchor="published", basis="season")


def _season_gap(month: int, det: str, *, found: Found, scene: Scene) -> int:
    now = scene.anchor.month if scene.anchor else 0
    ended, begun = now > month + 2, now >= month
    if direction(det) > 0 or (scene.tense(found) == "future" and direction(det) == 0):
        return 1 if ended or (begun and direction(det) > 0) else 0
    if direction(det) < 0:
        return 0 if ended else -1
    return 0 if begun or det == "this" else -1


def read_half(found: Found, scene: Scene, year: int | None = None) -> Sense:
    """Return the half or quarter of "the second half", "the third quarter of 1989", "1Q 2017", "Q3"."""
    groups = found.groupdict()
    letter = "H" if "half" in found[0] or found[0].startswith("h") else "Q"
    number = _part_number(found, scene, letter)
    written = next((groups[name] for name in ("year", "fyear", "year3") if groups.get(name)), None)
    year = full_year(written, scene) if written else year
    if year is not None:
        return Sense(value=f"{year:04}-{letter}{number}", basis="quarter" if letter == "Q" else "half")
    if scene.narrative and scene.memory.year:
        return Sense(
            value=f"{scene.memory.year:04}-{letter}{number}", anchor="text", basis="quarter:year-carried"
        )
    if scene.anchor is None:
        return Sense(value=f"XXXX-{letter}{number}", basis=f"quarter; {_NO_ANCHOR}")
    begins = (number - 1) * (3 if letter == "Q" else 6) + 1
    begun = begins <= scene.anchor.month
    future = scene.tense(found) == "future"
    ended = scene.anchor.month > begins + (2 if letter == "Q" else 5)
    gap = (1 if ended else 0) if future else (0 if begun else -1)
    gap -= "year-ago" in found[0]
    return Sense(value=f"{scene.anchor.year + gap:04}-{letter}{number}", anchor="published", basis="quarter")


def _part_number(found: Found, scene: Scene, letter: str) -> int:
    groups = found.groupdict()
    digit = next((groups[name] for name in ("n", "n2", "n3") if groups.get(name)), None)
    if digit:
        return int(digit)
    word = found["ordinal"].split()[-1]
    if word in ("last", "latter"):
        return 2
    if word == "final":
        return 4
    return int(word[0]) if word[0].isdigit() else int(scene.lexicon.value("ordinal", word) or 1)


def read_year_before(found: Found, scene: Scene) -> Sense:
    """Return the same stretch a year before: in a report on a quarter "a year ago" is that quarter."""
    named = next(
        (n for n, word in enumerate(("first", "second", "third", "fourth"), 1) if word in found[0]), 0
    )
    if named and scene.anchor:
        return Sense(
            value=f"{scene.anchor.year - 1:04}-Q{named}", anchor="published", basis="year-before:quarter"
        )
    quarter = scene.memory.quarter
    if quarter and not scene.narrative:
        return Sense(
            value=quarter_value(quarter.replace(year=quarter.year - 1)),
            anchor="text",
            basis="year-before:quarter",
        )
    base = scene.reference if "ago" not in found[0] else scene.anchor
    if base is None:
        return Sense(value="XXXX", basis=f"year-before; {_NO_ANCHOR}")
    return Sense(value=f"{base.year - 1:04}", anchor="published", basis="year-before")


def read_period(found: Found, scene: Scene) -> Sense | None:
    """Return the stretch of "last week", "this month", "that year", "the latest quarter", "the next day"."""
    det, unit = found["det"], found["unit"]
    if unit == "period":
        return _read_period_word(det, scene)
    code = scene.lexicon.value("unit", unit.rstrip("s")) or ""
    if code.startswith("T") or unit.endswith("s"):
        return None
    if code == "Q" and not direction(det) and scene.memory.quarter:
        return Sense(value=quarter_value(scene.memory.quarter), anchor="text", basis="period:same-quarter")
    if det == "the" and code == "Y" and re.match(r" end(?:ed|ing)\b", scene.lowered[found.end() :]):
        return Sense(type=TimeType.DURATION, value="P1Y", basis="period:year-ended")
    base = _base_of(det, code, scene)
    anchor = "text" if from_text(det) or scene.narrative else "published"
    if base is None:
        return Sense(value=_unknown(code), basis=f"period; {_NO_ANCHOR}")
    if det == "the" and code not in ("W", "WE", "Q", "Y", "M"):
        return None
    moved = step(base, code, _count(found, code, base, scene))
    return Sense(value=value_at(moved, code) if moved else None, anchor=anchor, basis=f"period:{det} {unit}")


def _count(found: Found, code: str, base: date, scene: Scene) -> int:
    det = found["det"]
    move = direction(det)
    if det in ("the latest", "latest", "the") and code == "Q":
        return -1
    if code == "WE" and det == "the" and base.isoweekday() < 6 and scene.tense(found) != "future":
        return -1  # "over the weekend" in a paper of Monday
    return move


def _read_period_word(det: str, scene: Scene) -> Sense | None:
    quarter = scene.memory.quarter
    if "latest" in det and quarter:
        return Sense(value=quarter_value(quarter), anchor="text", basis="period:same-quarter")
    if det in ("this", "that", "that same", "the same") and scene.memory.value:
        return Sense(value=scene.memory.value, anchor="text", basis="period:same")
    return None


def _base_of(det: str, code: str, scene: Scene) -> date | None:
    if not (from_text(det) or scene.narrative):
        return scene.anchor
    if code == "D" and scene.memory.day is None:
        return None if scene.narrative else scene.anchor
    if scene.memory.day is None and scene.memory.year and code == "Y" and not scene.memory.era:
        return make_day(scene.memory.year, 1, 1)
    return scene.reference


def _unknown(code: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(
        code, "XXXX"
    )
