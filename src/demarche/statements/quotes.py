"""Quotations: where they start and end, whatever the marks, over sentences and paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.types import Span

_OPENING = {"“": "”", "«": "»", "„": "“”", "‟": "”", "‹": "›", "「": "」", "『": "』"}
_CLOSING = frozenset("”»›」』")
_STRAIGHT = '"'
_SINGLE = frozenset("'’‘")
_LONGEST_SINGLE = 600
"""A quotation in single marks that runs longer is taken for a stray apostrophe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation, marks included."""

    span: Span
    paragraph: int
    """Index of the paragraph (block) it stands in."""
    closed: bool = True
    continues: bool = False
    """Whether it goes on with a quotation that the paragraph before left open."""
    inner: bool = False
    """Whether it stands inside another quotation."""


def find_quotes(text: str, blocks: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the quotations of the blocks (paragraphs), in order, inner ones after the outer one.

    A quotation that is not closed ends with its block; if the next block opens with a mark, it goes on there.
    """
    found: list[Quote] = []
    open_before = False
    for number, block in enumerate(blocks):
        outer = _double(text, block, number)
        if not outer:
            outer = _single(text, block, number)
        if outer and open_before and not text[block.start : outer[0].span.start].strip():
            outer[0] = _going_on(outer[0])
        open_before = bool(outer) and not outer[-1].closed
        for quote in outer:
            found.append(quote)
            found.extend(_inner(text, quote))
    return tuple(found)


def _going_on(quote: Quote) -> Quote:
    return Quote(span=quote.span, paragraph=quote.paragraph, closed=quote.closed, continues=True)


def _double(text: str, block: Span, number: int) -> list[Quote]:
    """Return the quotations in double marks: “ ”, straight, two single ones, guillemets."""
    found: list[Quote] = []
    start, closers = -1, ""
    place = block.start
    while place < block.end:
        mark, width = _mark(text, place, block.end)
        if not mark:
            place += 1
            continue
        if start < 0:
            if mark in _OPENING or _opens(text, place, width, block):
                start, closers = place, _OPENING.get(mark, mark) + "”"
        elif mark in closers or (mark == _STRAIGHT and _closes(text, place, width, block)):
            found.append(Quote(span=Span(start=start, end=place + width), paragraph=number))
            start = -1
        place += width
    if start >= 0:
        found.append(Quote(span=Span(start=start, end=block.end), paragraph=number, closed=False))
    return found


def _mark(text: str, place: int, end: int) -> tuple[str, int]:
    """Return the double mark at a place, as one character, and its width."""
    here = text[place]
    if here == _STRAIGHT or here in _OPENING or here in _CLOSING:
        return here, 1
    if here in "'`´’‘" and place + 1 < end and text[place + 1] == here:
        return _STRAIGHT, 2
    return "", 0


def _opens(text: str, place: int, width: int, block: Span) -> bool:
    """Return whether a two-faced mark opens: nothing or a space before it, a word after it."""
    before = text[place - 1] if place > block.start else " "
    after = text[place + width] if place + width < block.end else " "
    if not after.isspace() and (before.isspace() or before in "([—–-―:‘'“/"):
        return True
    return not after.isspace() and not before.isalnum() and before not in ".,!?;)"


def _closes(text: str, place: int, width: int, block: Span) -> bool:
    before = text[place - 1] if place > block.start else " "
    after = text[place + width] if place + width < block.end else " "
    return not (before.isspace() and after.isalnum())


def _single(text: str, block: Span, number: int, *, inner: bool = False) -> list[Quote]:
    """Return the quotations in single marks: ‘ ’ and ' '; apostrophes are no marks."""
    found: list[Quote] = []
    start = -1
    for place in range(block.start, block.end):
        if text[place] not in _SINGLE:
            continue
        before = text[place - 1] if place > block.start else " "
        after = text[place + 1] if place + 1 < block.end else " "
        if start < 0 and text[place] != "’" and not before.isalnum() and (after.isalnum() or after in '“"[…'):
            start = place
        elif start >= 0 and text[place] != "‘" and _ends_single(text, place, before, after):
            if place - start < _LONGEST_SINGLE and " " in text[start:place]:
                found.append(Quote(span=Span(start=start, end=place + 1), paragraph=number, inner=inner))
            start = -1
    return found


def _ends_single(text: str, place: int, before: str, after: str) -> bool:
    if after.isalnum() or before.isspace():
        return False
    if before in ".,!?;…":
        return True
    # "the ministers' proposal": a plural genitive goes on with a noun
    return not (before == "s" and after == " " and "'" in text[place + 1 : place + 200].replace("'s", ""))


def _inner(text: str, quote: Quote) -> list[Quote]:
    if quote.span.end - quote.span.start < 8:
        return []
    _, width = _mark(text, quote.span.start, quote.span.end)
    inside = Span(start=quote.span.start + max(width, 1), end=quote.span.end - max(width, 1))
    return _single(text, inside, quote.paragraph, inner=True)
