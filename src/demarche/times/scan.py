"""Find where time expressions stand: the longest form at each place, then neighbours joined into one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.times.checks import Look, acceptable
from demarche.times.grammar import Grammar
from demarche.times.patterns import ONLY_JOINED


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


_WRAPPED = re.compile(r"(?<=[\w,.])\n(?=[a-z0-9])|[\t\u00a0]")


def lower(text: str) -> str:
    """Return the text in small letters with every character where it was; a wrapped line goes on.

    No letter may become two (as the capital I with a dot would), or the spans would be off.
    """
    flat = _WRAPPED.sub(" ", text)
    lowered = flat.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in flat)


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
        if acceptable(form.name, found, Look(text=text, narrative=narrative, grammar=grammar)):
            best = Piece(name=form.name, kind=form.kind, found=found)
    return best
