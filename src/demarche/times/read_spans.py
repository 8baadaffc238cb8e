"""Readers of durations, sets, distances ("two days ago"), clock times and vague words."""

import math
import re
from datetime import date

from demarche.times.days import month_value, quarter_value, step, value_at
from demarche.times.read_periods import direction, from_text
from demarche.times.scene import Scene, Sense
from demarche.types import TimeType

Found = re.Match[str]
_VAGUE_LENGTHS = {"DE": ("Y", 10), "CE": ("Y", 100), "2W": ("W", 2), "WE": ("W", 1), "Q": ("M", 3)}


def unit_of(word: str, scene: Scene) -> str:
    """Return the TIMEX3 code of a unit, plural or not."""
    return scene.lexicon.value("unit", word) or scene.lexicon.value("unit", word.rstrip("s")) or ""


def length_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 duration: ``P3D``, ``PT5H30M``, ``PXY`` for an unknown number."""
    if unit in _VAGUE_LENGTHS and count is not None:
        unit, factor = _VAGUE_LENGTHS[unit]
        count *= factor
    elif unit in _VAGUE_LENGTHS:
        unit = {"2W": "W", "WE": "WE"}.get(unit, unit)
    prefix, letter = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    if count is None:
        return f"{prefix}X{letter}"
    if count == int(count):
        return f"{prefix}{int(count)}{letter}"
    smaller, factor = {"H": ("M", 60), "M": ("S", 60) if prefix == "PT" else ("W", 4), "Y": ("M", 12)}.get(
        letter, ("", 1)
    )
    if not smaller:
        return f"{prefix}{count:g}{letter}"
    whole, rest = int(count), round((count - int(count)) * factor)
    return f"{prefix}{whole}{letter}{rest}{smaller}" if whole else f"{prefix}{rest}{smaller}"


def _count_of(found: Found, scene: Scene) -> float | None:
    words = found["number"]
    if words is None:
        return None
    vague = scene.lexicon.value("vague_number", words)
    if vague is not None:
        return None if vague == "X" else float(vague)
    count = scene.lexicon.number(words)
    return (count or 0) + 0.5 if found.groupdict().get("half") else count


def _mod_of(found: Found, scene: Scene) -> str | None:
    words = found.groupdict().get("approx")
    mod = scene.lexicon.value("approximate", words) if words else None
    return mod or ("APPROX" if " or so" in found[0] else None)


def read_duration(found: Found, scene: Scene) -> Sense | None:
    """Return the length of "three days", "the last two weeks", "10-year", "several months"."""
    groups = found.groupdict()
    unit = unit_of(found["unit"], scene)
    count = _count_of(found, scene) if "number" in groups else None
    if found.re.groups == 1 and found["unit"][-1] != "s":
        count = 1  # "day-long", but "months-long"
    if "number" in groups and groups["number"] and count == 0:
        return None
    sense = Sense(
        type=TimeType.DURATION, value=length_value(count, unit), mod=_mod_of(found, scene), basis="duration"
    )
    way = _way_of(found, scene)
    if not way or scene.anchor is None or scene.narrative or from_text(groups.get("rel") or ""):
        return sense
    return _anchored(sense, way, count=count, unit=unit, anchor=scene.anchor)


def _way_of(found: Found, scene: Scene) -> int:
    """Return -1 for "the last two weeks", 1 for "the coming days" and "will meet in two days", else 0."""
    groups = found.groupdict()
    number = groups.get("number") or ""
    if number in ("recent", "coming"):
        return -1 if number == "recent" else 1
    way = direction(groups.get("rel") or "")
    if way:
        return way
    before = scene.lowered[max(0, found.start() - 8) : found.start()]
    if (before.endswith(" in ") or groups.get("approx") == "within") and scene.tense(found) == "future":
        return 1
    return 0


def _anchored(sense: Sense, way: int, *, count: float | None, unit: str, anchor: date) -> Sense:
    """Return "the last two weeks" with its days: up to the anchor, or from it."""
    far = None
    if count is not None and unit == "TH":
        far = step(anchor, "D", way * math.ceil(count / 24))
    elif count is not None and not unit.startswith("T"):
        far = step(anchor, unit, way * int(count))
    days = (far, anchor) if way < 0 else (anchor, far)
    return Sense(
        type=sense.type,
        value=sense.value,
        mod=sense.mod,
        anchor="published",
        basis="duration:anchored",
        days=days,
    )


def read_distance(found: Found, scene: Scene) -> Sense:
    """Return when "two days ago", "a year earlier", "six weeks later" was."""
    unit = unit_of(found["unit"], scene)
    count = (
        1
        if found["det"] and found["number"] is None and found["unit"][-1] != "s"
        else _count_of(found, scene)
    )
    back = found["way"] not in ("later", "from now", "hence", "after", "afterwards", "afterward")
    ago = found["way"] in ("ago", "from now", "hence")
    if unit == "Y" and count == 1 and back and _same_quarter_last_year(scene):
        return _quarter_before(scene)
    if count is None:
        return _vague_distance(back, scene)
    base = scene.anchor if ago and not scene.narrative else scene.reference
    if base is None or unit.startswith("T"):
        return _no_base(found, unit, count=count, base=base)
    if int(count) != count and unit == "Y":
        unit, count = "M", count * 12
    moved = step(base, unit, int(-count if back else count))
    anchor = "published" if base == scene.anchor else "text"
    return Sense(
        value=value_at(moved, unit) if moved else None,
        mod=_mod_of(found, scene),
        anchor=anchor,
        basis=f"distance:{found['way']}",
    )


def _same_quarter_last_year(scene: Scene) -> bool:
    return scene.memory.quarter is not None and not scene.narrative


def _quarter_before(scene: Scene) -> Sense:
    quarter = scene.memory.quarter
    assert quarter is not None
    return Sense(
        value=quarter_value(quarter.replace(year=quarter.year - 1)),
        anchor="text",
        basis="year-before:quarter",
    )


def _vague_distance(back: bool, scene: Scene) -> Sense:
    anchor = scene.anchor
    days = ((None, anchor) if back else (anchor, None)) if anchor and not scene.narrative else None
    reference = "PAST_REF" if back else "FUTURE_REF"
    return Sense(value=reference, anchor="published" if days else "none", basis="distance:vague", days=days)


def _no_base(found: Found, unit: str, *, count: float, base: date | None) -> Sense:
    if unit.startswith("T") and base is not None:
        return Sense(type=TimeType.DURATION, value=length_value(count, unit), basis="distance:hours")
    value = "XXXX-XX-XX" if unit in ("D", "W", "2W") else "XXXX"
    return Sense(value=value, basis=f"distance:{found['way']}; unresolved:no day to count from")


def read_set(found: Found, scene: Scene) -> Sense:
    """Return the frequency of "every day", "twice a week", "monthly", "regularly"."""
    if found["word"]:
        return Sense(
            type=TimeType.SET, value=scene.lexicon.value("set", found["word"]), basis=f"set:{found['word']}"
        )
    unit = unit_of(found["rate"] or found["unit"], scene)
    words = found["number"] or ""
    count = 1.0 if words in ("", "single") else 2.0 if words == "other" else None
    if count is None:
        ordinal = scene.lexicon.value("ordinal", words)
        count = float(ordinal) if ordinal else scene.lexicon.number(words)
    return Sense(type=TimeType.SET, value=length_value(count, unit), basis="set")


def read_vague(found: Found, scene: Scene) -> Sense:
    """Return the open stretch of "recently", "now", "soon"; "the current row" tells no day of an event."""
    if found["adjective"]:
        reference = scene.lexicon.value("vague_adjective", found["adjective"])
        return Sense(value=reference, basis=f"vague:{found['adjective']}")
    reference = scene.lexicon.value("vague", found["word"])
    anchor = None if scene.narrative else scene.anchor
    days: tuple[date | None, date | None] | None = None
    if anchor:
        days = {"PAST_REF": (None, anchor), "FUTURE_REF": (anchor, None)}.get(
            reference or "", (anchor, anchor)
        )
    return Sense(
        value=reference,
        anchor="published" if anchor else "none",
        basis=f"vague:{found['word']}",
        days=days,
    )


def read_turn(found: Found, scene: Scene) -> Sense:
    """Return the end or middle of the year or month: "year-end", "mid-year", "month's end"."""
    word = found["word"]
    base = scene.reference if scene.narrative else scene.anchor
    if base is None:
        return Sense(value="XXXX", basis="turn; unresolved:no year to count from")
    mod = "MID" if word.startswith("mid") else "END"
    value = month_value(base.year, base.month) if word.startswith("month") else f"{base.year:04}"
    return Sense(value=value, mod=mod, anchor="published", basis="turn")


def clock_code(found: Found, scene: Scene) -> str | None:
    """Return ``T16:57`` for "4:57 p.m.", "16:57 GMT"; None where there is no such hour."""
    if found["military"]:
        hour, minute = int(found["military"][:2]), int(found["military"][2:])
    elif found["oclock"]:
        hour, minute = int(scene.lexicon.number(found["oclock"]) or 99), 0
    else:
        hour = int(found["hour"] or found["h24"])
        minute = int(found["minute"] or found["m24"] or 0)
    half = (found["half"] or "")[:1]
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    return f"T{hour:02}:{minute:02}"


def part_code(part: str, scene: Scene) -> str:
    """Return the TIMEX3 code of a part of the day: ``TMO``, ``T12:00``."""
    return "T" + (scene.lexicon.value("part", part) or "NI")
