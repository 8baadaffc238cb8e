"""Turn the pieces of an expression into its meaning."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from demarche.times import read_days, read_periods, read_spans
from demarche.times.days import add_days, bounds, step, week_value
from demarche.times.scan import Piece
from demarche.times.scene import Scene, Sense
from demarche.types import TimeType

Reader = Callable[[re.Match[str], Scene], Sense | None]

_READERS: dict[str, Reader] = {
    "iso-day": read_days.read_numeric,
    "slash-day": read_days.read_numeric,
    "dot-day": read_days.read_numeric,
    "month-day": read_days.read_month_day,
    "day-month": read_days.read_month_day,
    "month-day-range": read_days.read_month_day,
    "day-month-range": read_days.read_month_day,
    "weekday": read_days.read_weekday,
    "day-word": read_days.read_day_word,
    "holiday": read_days.read_holiday,
    "month": read_periods.read_month,
    "month-year": read_periods.read_month_year,
    "year": read_periods.read_year,
    "year-bc": read_periods.read_year,
    "year-short": read_periods.read_year,
    "year-range": read_periods.read_year_range,
    "year-range-bc": read_periods.read_year_range,
    "decade": read_periods.read_decade,
    "century": read_periods.read_century,
    "this-century": read_periods.read_this_century,
    "season": read_periods.read_season,
    "half": read_periods.read_half,
    "half-short": read_periods.read_half,
    "quarter": read_periods.read_half,
    "quarter-short": read_periods.read_half,
    "year-before": read_periods.read_year_before,
    "period": read_periods.read_period,
    "distance": read_spans.read_distance,
    "duration": read_spans.read_duration,
    "long": read_spans.read_duration,
    "some-units": read_spans.read_duration,
    "set": read_spans.read_set,
    "vague": read_spans.read_vague,
    "year-end": read_spans.read_turn,
}
_CORE = (
    "day", "list", "night", "weekday", "month", "half", "season", "decade", "range", "year", "turn", "prior",
    "distance", "duration", "set", "vague", "period", "clock", "part", "eve",
)  # fmt: skip


def resolve(group: tuple[Piece, ...], scene: Scene) -> Sense | None:
    """Return what an expression means, None where it is no time expression after all."""
    pieces = {piece.kind: piece for piece in group}
    core = next(pieces[kind] for kind in _CORE if kind in pieces)
    sense = _core_sense(core, pieces, scene)
    if sense is None:
        return None
    return _modified(_with_part(_around(sense, pieces), pieces, scene), pieces, scene)


def _core_sense(core: Piece, pieces: dict[str, Piece], scene: Scene) -> Sense | None:
    found = core.found
    if core.kind == "list":
        return _day_of_list(found, scene)
    if core.kind == "night":
        return _night(core, scene)
    if core.kind in ("clock", "part"):
        return _this_day(scene)
    if core.kind == "eve":
        return Sense(basis="eve; unresolved:counts from an event")
    if core.kind == "weekday" and (
        "period" in pieces or found["plural"] or found["det"] in ("each", "every")
    ):
        return _weekday_of(found, pieces, scene)
    if core.name in ("month-day", "day-month") and "weekday" in pieces:
        day = pieces["weekday"].found["day"].rstrip(".")
        sense = read_days.read_month_day(found, scene, int(scene.lexicon.value("weekday", day) or 0))
        return _of_year(sense, pieces, scene)
    if core.name in ("half", "quarter") and "year" in pieces:
        return read_periods.read_half(found, scene, read_days.full_year(pieces["year"].found["year"], scene))
    sense_or_none = _READERS[core.name](found, scene)
    return (
        _of_year(sense_or_none, pieces, scene) if sense_or_none and core.kind != "period" else sense_or_none
    )


def _day_of_list(found: re.Match[str], scene: Scene) -> Sense | None:
    day = scene.memory.day
    if day is None:
        return None
    try:
        made = day.replace(day=int(found["dd"]))
    except ValueError:
        return None
    return Sense(value=made.isoformat(), anchor="text", basis="day-list")


def _this_day(scene: Scene) -> Sense:
    day = scene.reference
    if day is None:
        return Sense(value="XXXX-XX-XX", basis="time-of-day; unresolved:no day to count from")
    anchor = "text" if scene.memory.day else "published"
    return Sense(value=day.isoformat(), anchor=anchor, basis="time-of-day")


def _night(core: Piece, scene: Scene) -> Sense:
    groups = core.found.groupdict()
    det, part = groups.get("det"), groups.get("part") or "night"
    code = read_spans.part_code(part, scene)
    base = scene.anchor if det in (None, "this") and not scene.narrative else scene.reference
    basis = f"part-of-day:{core.found[0]}"
    if base is None:
        return Sense(type=TimeType.TIME, value=f"XXXX-XX-XX{code}", basis=f"{basis}; unresolved:no day")
    word = groups.get("word")
    move = -1 if word in ("last night", "overnight") else read_periods.direction(det or "")
    day = add_days(base, move)
    anchor = "published" if base == scene.anchor else "text"
    value = f"{day.isoformat()}{code}" if day else None
    return Sense(type=TimeType.TIME, value=value, anchor=anchor, basis=basis)


def _weekday_of(found: re.Match[str], pieces: dict[str, Piece], scene: Scene) -> Sense:
    weekday = int(scene.lexicon.value("weekday", found["day"].rstrip(".")) or 0)
    base = scene.anchor
    if "period" not in pieces:
        return Sense(type=TimeType.SET, value=f"XXXX-WXX-{weekday}", basis="weekday:every")
    if base is None:
        return Sense(value=f"XXXX-WXX-{weekday}", basis="weekday; unresolved:no publication date")
    period = pieces["period"].found
    code = scene.lexicon.value("unit", period["unit"]) or "W"
    moved = step(base, code, read_periods.direction(period["det"]))
    made = add_days(moved, weekday - moved.isoweekday()) if moved else None
    return Sense(value=made.isoformat() if made else None, anchor="published", basis="weekday:of-week")


def _of_year(sense: Sense, pieces: dict[str, Piece], scene: Scene) -> Sense:
    """Return "June last year", "the third quarter of that year" moved into the year that is named."""
    if "period" not in pieces or not sense.value or pieces["period"].found["unit"] != "year":
        return sense
    year = read_periods.read_period(pieces["period"].found, scene)
    if year is None or not year.value or (not sense.value[:4].isdigit() and sense.value[:4] != "XXXX"):
        return sense
    return replace(
        sense, value=year.value[:4] + sense.value[4:], anchor=year.anchor, basis=f"{sense.basis}:{year.basis}"
    )


def _around(sense: Sense, pieces: dict[str, Piece]) -> Sense:
    days = bounds(sense.value) if sense.value else None
    if days is None:
        return sense
    if "week-of" in pieces:
        return replace(sense, value=week_value(days[0]), basis=f"week-of:{sense.basis}")
    if "eve" in pieces:
        before: date | None = add_days(days[0], -1)
        return replace(sense, value=before.isoformat() if before else None, basis=f"eve:{sense.basis}")
    return sense


def _with_part(sense: Sense, pieces: dict[str, Piece], scene: Scene) -> Sense:
    value = sense.value
    if value is None or "T" in value or not ({"clock", "part"} & pieces.keys()) or not _names_a_day(value):
        return sense
    if "clock" in pieces:
        code = read_spans.clock_code(pieces["clock"].found, scene)
        if code is None:
            return Sense(type=TimeType.TIME, basis="clock; unresolved:no such hour")
        part = pieces["part"].found["part"] if "part" in pieces else ""
        if part in ("afternoon", "evening", "night") and int(code[1:3]) < 12:
            code = f"T{int(code[1:3]) + 12:02}{code[3:]}"
    else:
        code = read_spans.part_code(pieces["part"].found["part"], scene)
    kind = TimeType.SET if sense.type is TimeType.SET else TimeType.TIME
    return replace(sense, type=kind, value=value + code, basis=f"{sense.basis}:time")


def _names_a_day(value: str) -> bool:
    return bool(re.fullmatch(r"(?:BC)?[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-\d)", value))


def _modified(sense: Sense, pieces: dict[str, Piece], scene: Scene) -> Sense:
    mod = sense.mod
    if "modifier" in pieces:
        mod = scene.lexicon.value("modifier", pieces["modifier"].found["word"]) or mod
    if "approximate" in pieces:
        mod = scene.lexicon.value("approximate", pieces["approximate"].found["word"]) or mod or "APPROX"
    if mod == sense.mod:
        return sense
    return replace(sense, mod=mod, days=_side_of_anchor(sense, pieces, scene))


def _side_of_anchor(
    sense: Sense, pieces: dict[str, Piece], scene: Scene
) -> tuple[date | None, date | None] | None:
    """Return the days of "earlier this year" (up to the anchor) and "later this year" (from it)."""
    word = pieces["modifier"].found["word"].split()[0] if "modifier" in pieces else ""
    days = bounds(sense.value) if sense.value else None
    if word not in ("earlier", "later") or days is None or scene.anchor is None:
        return sense.days
    if not days[0] <= scene.anchor <= days[1]:
        return sense.days
    return (days[0], scene.anchor) if word == "earlier" else (scene.anchor, days[1])
