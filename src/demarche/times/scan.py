"""Find where time expressions stand: the longest form at each place, then neighbours joined into one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.tables import Tables
from demarche.times.lexicon import Lexicon, build_lexicon
from demarche.times.patterns import ONLY_JOINED, Form, compile_forms, join_patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A form found at a place."""

    name: str
    kind: str
    found: re.Match[str]

    @property
    def start(self) -> int:
        """First character."""
        return self.found.start()

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.found.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The compiled forms and the words behind them."""

    lexicon: Lexicon
    anything: re.Pattern[str]
    forms: tuple[Form, ...]
    joins: dict[tuple[str, str], re.Pattern[str]]
    day_list: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]


def build_grammar(tables: Tables) -> Grammar:
    """Return the grammar of these tables."""
    lexicon = tables.derive(build_lexicon)
    anything, forms = compile_forms(lexicon)
    return Grammar(
        lexicon=lexicon,
        anything=anything,
        forms=forms,
        joins=join_patterns(),
        day_list=re.compile(
            r"(?:,| and|, and| or) (?P<dd>[0-3]?\d)(?=[,.;:)]| (?:and|or|in|at|for|to|by|on|with)\b|$)(?![.,]\d)"
        ),
        future=re.compile(lexicon.fill(r"(?<!\w)~future_cue~(?!\w)")),
        past=re.compile(lexicon.fill(r"(?<!\w)(?:~past_cue~|[a-z]{3,}ed)(?!\w)")),
    )


def lower(text: str) -> str:
    """Return the text in lower case with every character where it was (no letter may become two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def find_groups(text: str, lowered: str, *, grammar: Grammar, narrative: bool) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each expression, in the order of the text."""
    group: list[Piece] = []
    for piece in _pieces(text, lowered, grammar=grammar, narrative=narrative):
        if group and _joined(group, piece, text=lowered, grammar=grammar):
            group.append(piece)
            continue
        yield from _kept(group)
        group = [piece]
    yield from _kept(group)


def _kept(group: list[Piece]) -> Iterator[tuple[Piece, ...]]:
    while group and group[-1].kind in ("modifier", "approximate", "week-of"):
        group = group[:-1]
    if not group or {piece.kind for piece in group} <= ONLY_JOINED - {"eve"}:
        return
    if {piece.kind for piece in group} <= {"part", "modifier", "approximate"}:
        word = group[-1].found["part"]
        if word not in ("noon", "midnight", "midday"):
            return
    yield tuple(group)


def _joined(group: list[Piece], piece: Piece, *, text: str, grammar: Grammar) -> bool:
    last = group[-1]
    gap = grammar.joins.get((last.kind, piece.kind))
    if gap is None or not gap.fullmatch(text, last.end, piece.start):
        return False
    if any(piece.kind == other.kind for other in group):
        return False
    if piece.kind == "period" and last.kind in ("month", "day", "season", "holiday", "half"):
        return piece.found["unit"] == "year"
    if piece.kind == "period" and last.kind == "weekday":
        return piece.found["unit"] in ("week", "month")
    if last.kind == "weekday" and piece.kind == "day":
        return "month" in piece.found.groupdict()
    return not (last.kind == "day" and piece.kind == "part" and "clock" in (other.kind for other in group))


def _pieces(text: str, lowered: str, *, grammar: Grammar, narrative: bool) -> Iterator[Piece]:
    position = 0
    while found := grammar.anything.search(lowered, position):
        piece = _longest(text, lowered, found.start(), grammar=grammar, narrative=narrative)
        if piece is None:
            position = _next_word(lowered, found.start())
            continue
        yield piece
        position = piece.end
        while piece.name in ("month-day", "day-list") and (more := grammar.day_list.match(lowered, position)):
            day = re.compile(r"(?P<dd>\d+)").match(lowered, more.start("dd"), more.end("dd"))
            assert day is not None
            piece = Piece(name="day-list", kind="list", found=day)
            yield piece
            position = piece.end


def _next_word(text: str, position: int) -> int:
    while position < len(text) and text[position].isalnum():
        position += 1
    return position + 1


def _longest(text: str, lowered: str, start: int, *, grammar: Grammar, narrative: bool) -> Piece | None:
    best: Piece | None = None
    for form in grammar.forms:
        found = form.pattern.match(lowered, start)
        if found is None or (best and found.end() <= best.end):
            continue
        if acceptable(form.name, found, text, narrative=narrative):
            best = Piece(name=form.name, kind=form.kind, found=found)
    return best


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|last|this|next|from|to|and|early|late|mid|through|or|before|after|for|during"
    r"|between|around|than|as|the|earlier|later|every|each|on)[ -]|-|– ?)$"
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|and|through|before|after|around|between|during|circa|late|early|mid|for) $"
)


def acceptable(name: str, found: re.Match[str], text: str, *, narrative: bool) -> bool:
    """Return whether a form found here is a time expression: "May" but not "may", "1990" but not "1500 men"."""
    check = _CHECKS.get(name)
    return check is None or check(found, text, narrative)


def _month_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    if not text[found.start("month")].isupper():
        return False
    if found.re.groupindex.get("det") is None:
        return True
    word = found["month"]
    if word in ("may", "march", "august", "mar", "jan", "sep", "jun", "jul", "apr") and not found["det"]:
        ok = bool(_BEFORE_MONTH.search(text[max(0, found.start() - 12) : found.start()].lower()))
        return ok or (word == "august" and not re.match(r" [A-Z]", text[found.end() :]))
    return found["det"] is not None or not re.match(r" [A-Z][a-z]+ (?:said|says|told)", text[found.end() :])


def _weekday_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    return text[found.start("day")].isupper()


_COUNTED = re.compile(
    r" (?:people|men|women|troops|soldiers|miles|km|kilometers|kilometres|meters|metres|feet|tons|tonnes|dollars|pounds"
    r"|points|shares|jobs|workers|members|copies|aircraft|tanks|ships|guns|prisoners|casualties|dead|wounded|killed"
    r"|civilians|homes|houses|cars|barrels|acres|votes|volunteers|infantry|cavalry|horses|years|days|hours|million|billion"
    r"|aboard|local|american|british|french|german|soviet|others|militants|refugees|pages|students|strong)\b"
)


def _year_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    groups = found.groupdict()
    if groups.get("bc") or groups.get("fiscal") or "year" in found[0]:
        return True
    if not found["year"].isdigit():
        return True
    year = int(found["year"])
    if _COUNTED.match(text[found.end() : found.end() + 20].lower()):
        return False
    before = text[max(0, found.start() - 10) : found.start()].lower()
    if re.search(r"(?:\bno\.? |\broom |\bflight |\bpage |-)$", before) and not before.endswith(
        ("mid-", "post-", "pre-", "late-", "early-")
    ):
        return False
    if year < 1500 or year > 2099 or (year % 100 == 0 and year != 2000):
        return bool(_BEFORE_YEAR.search(before))
    return narrative or 1600 <= year <= 2060


def _year_short(found: re.Match[str], text: str, narrative: bool) -> bool:
    return narrative or bool(_BEFORE_YEAR.search(text[max(0, found.start() - 10) : found.start()].lower()))


def _clock_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    if found["h24"] is None:
        return True
    return (
        len(found["h24"]) == 2
        or found["zone"] is not None
        or text[: found.start()].endswith(("at ", "from ", "until "))
    )


def _season_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    word, det = found["season"], found["det"]
    if found["year"] or (det and det != "the"):
        return True
    before = text[max(0, found.start() - 12) : found.start()].lower()
    if word in ("fall", "spring"):
        if text.startswith(" of", found.end()) or (word == "fall" and not det):
            return word == "spring" and bool(_BEFORE_MONTH.search(before))
        return (bool(_BEFORE_MONTH.search(before)) and det == "the") or (
            word == "spring" and bool(_BEFORE_MONTH.search(before))
        )
    return True


def _decade_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    return (
        not found["word"]
        or found[0].startswith("the ")
        or bool(
            re.search(r"\b(?:late|early|mid)[ -]$", text[max(0, found.start() - 6) : found.start()].lower())
        )
    )


def _duration_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    unit, number = found["unit"], found.groupdict().get("number")
    if re.match(r"[ -]olds?\b", text[found.end() :]):
        return False
    if unit == "second":
        return bool(number and number[0].isdigit())
    if unit in ("quarter", "quarters", "weekend") and number in ("a", "an", "one", "three"):
        return found["rel"] is not None
    return True


def _units_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    before = text[max(0, found.start() - 10) : found.start()].lower()
    after = text[found.end() : found.end() + 8].lower()
    return bool(re.search(r"\b(?:for|in|within|over|after|of|took|last) $", before)) or after.startswith(
        (" after", " befor", " of ")
    )


def _period_written(found: re.Match[str], text: str, narrative: bool) -> bool:
    det, unit = found["det"], found["unit"]
    if det == "the":
        return unit in ("week", "weekend", "year", "quarter") and not text.startswith(
            (" of", "-"), found.end()
        )
    if unit.endswith("s") and unit != "period":
        return False
    return unit not in ("second", "minute", "hour")


_CHECKS = {
    "month": _month_written,
    "month-year": _month_written,
    "month-day": _month_written,
    "month-day-range": _month_written,
    "day-month-range": _month_written,
    "day-month": _month_written,
    "weekday": _weekday_written,
    "year": _year_written,
    "year-short": _year_short,
    "clock": _clock_written,
    "season": _season_written,
    "decade": _decade_written,
    "duration": _duration_written,
    "some-units": _units_written,
    "period": _period_written,
}
