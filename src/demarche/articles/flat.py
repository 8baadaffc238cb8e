"""Tell what each line of a text page is, and join the lines that a paragraph was wrapped into."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from demarche.articles.inline import part_captions
from demarche.articles.label import label_page
from demarche.articles.lines import Line, clean_breaks, split_lines
from demarche.articles.memory import SiteMemory
from demarche.articles.rules import Label
from demarche.articles.settle import goes_on, is_open
from demarche.errors import RefusedInputError
from demarche.tables import Tables
from demarche.types import Paragraph, ParagraphKind, Span

_MOST_LINES = 20_000
_PIECE = 8
"""A line of fewer words may be a piece of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text page, read."""

    text: str
    """The page's own characters; a line break within a paragraph has become a space."""
    paragraphs: tuple[Paragraph, ...]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What other pages of the site showed, and which page this is."""

    memory: SiteMemory
    site: str
    page_id: str


def read_flat(text: str, *, name: str, tables: Tables, seen: Seen | None = None) -> Labelled:
    """Return the paragraphs of a text page with their kinds."""
    broken = clean_breaks(text)
    joined = join_wrapped(broken)
    lines = split_lines(joined)
    if len(lines) > _MOST_LINES:
        raise RefusedInputError(
            name, f"has {len(lines):,} lines; at most {_MOST_LINES:,} are read as one page"
        )
    flattened = is_flattened(lines)
    repeated: frozenset[int] = frozenset()
    if seen is not None:
        repeated = seen.memory.repeated(seen.site, seen.page_id, lines)
        seen.memory.keep(seen.site, seen.page_id, lines)
    kinds = label_page(lines, flattened=flattened, repeated=repeated, tables=tables)
    joined, paragraphs = join_pieces(joined, lines, kinds)
    paragraphs = part_captions(joined, paragraphs, tables=tables)
    return Labelled(text=joined, paragraphs=paragraphs, form="flat" if flattened else "text")


def join_pieces(
    text: str, lines: Sequence[Line], labels: Sequence[Label]
) -> tuple[str, tuple[Paragraph, ...]]:
    """Return the paragraphs, body lines that a link cut in mid-sentence joined, every character in its place."""
    gaps: list[tuple[int, int]] = []
    paragraphs: list[Paragraph] = []
    for index, (line, (kind, flags)) in enumerate(zip(lines, labels, strict=True)):
        follows = index > 0 and kind is ParagraphKind.BODY and labels[index - 1][0] is ParagraphKind.BODY
        before = lines[index - 1].text
        joins = (
            follows
            and is_open(before)
            and (
                goes_on(line.text)
                or (len(before.split()) < _PIECE and goes_on(_next_body(lines, labels, index)))
            )
        )
        if joins:
            last = paragraphs.pop()
            gaps.append((last.span.end, line.start))
            span = Span(start=last.span.start, end=line.end)
            paragraphs.append(Paragraph(span=span, kind=kind, flags=last.flags))
        else:
            paragraphs.append(Paragraph(span=line.span, kind=kind, flags=flags))
    return _with_spaces(text, gaps), tuple(paragraphs)


def _with_spaces(text: str, gaps: Sequence[tuple[int, int]]) -> str:
    """Return the text with spaces in the gaps, every other character in its place."""
    if not gaps:
        return text
    characters = list(text)
    for start, end in gaps:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _next_body(lines: Sequence[Line], labels: Sequence[Label], index: int) -> str:
    follows = index + 1 < len(lines) and labels[index + 1][0] is ParagraphKind.BODY
    return lines[index + 1].text if follows else "A"


def is_flattened(lines: Sequence[Line]) -> bool:
    """Return whether a text has furniture: below the top, more than a few lines that are no sentences."""
    loose = sum(1 for line in lines[3:] if len(line.text.split()) < 16 and line.text[-1] not in ".!?:\"”'’)")
    return loose > max(1, len(lines) // 10)


def join_wrapped(text: str) -> str:
    """Return the text with hard-wrapped paragraphs on one line each, every character in its place.

    A text is hard-wrapped where most lines of its paragraphs end near one width, in mid-sentence.
    """
    raw = text.split("\n")
    width = _wrap_width(raw)
    if width is None:
        return text
    pieces = [raw[0]]
    for before, line in pairwise(raw):
        pieces.append(" " if _continues(before, line, width) else "\n")
        pieces.append(line)
    return "".join(pieces)


def _wrap_width(raw: Sequence[str]) -> int | None:
    filled = [line.rstrip() for line in raw if line.strip()]
    if len(filled) < 4:
        return None
    width = _common_width([len(line) for line in filled])
    if not 40 <= width <= 120:
        return None
    follows = [(before, after) for before, after in pairwise(raw) if before.strip() and after.strip()]
    near = sum(1 for before, after in follows if _fills(before, after, width))
    open_ended = sum(1 for before, _ in follows if before.rstrip()[-1] not in '.!?:"”')
    enough = len(follows) >= 3 and near * 10 >= 7 * len(follows) and open_ended * 2 > len(follows)
    return width if enough else None


def _common_width(lengths: Sequence[int]) -> int:
    """Return the greatest length that a fifth of the lines come near; one long line does not count."""
    for width in sorted(set(lengths), reverse=True):
        if sum(width - 12 <= length <= width for length in lengths) >= max(2, len(lengths) // 5):
            return width
    return 0


def _fills(before: str, after: str, width: int) -> bool:
    """Return whether the next line's first word would no longer have fitted."""
    return len(before.rstrip()) + 1 + len(after.split()[0]) > width - 4


def _continues(before: str, line: str, width: int) -> bool:
    if not before.strip() or not line.strip():
        return False
    if before.rstrip()[-1] in '.!?:"”' and not _fills(before, line, width):
        return False
    indent, indent_before = len(line) - len(line.lstrip()), len(before) - len(before.lstrip())
    return indent <= indent_before
