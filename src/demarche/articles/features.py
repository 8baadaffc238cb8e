"""Describe the lines of a page by numbers: shape, words, cues, place on the page."""

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.articles.lines import Line
from demarche.articles.patterns import branched
from demarche.articles.stamps import Stamp, StampWords, find_stamps, stamp_words
from demarche.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BUCKETS = 4096
WORDS_A_LINE = 14
CUE_KINDS = (
    "header", "byline", "date", "caption", "credit", "share", "promo", "related", "tags", "comments", "footer",
)  # fmt: skip
_ENDS = {
    ".": 0,
    "!": 0,
    "?": 0,
    '"': 1,
    "”": 1,
    "'": 1,
    "’": 1,
    ":": 2,
    ",": 3,
    ";": 3,
    ")": 4,
    "…": 5,
    "-": 6,
    "—": 6,
}
_END_ROWS = tuple(tuple(1.0 if end == index else 0.0 for index in range(7)) for end in range(8))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_LETTERS = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d")
_BULLET = re.compile(r"^(?:[*+•·–—-]|\d{1,2}[.)])\s")
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ'’./ ,-]{2,40}(?:,? [A-Z][a-z]+\.? \d{1,2})?\.? ?(?:\([A-Z][\w ./-]{1,20}\)|/[A-Z]+/|--|—|–|-|:)"
)
_ADDRESS = ("http", "www.", "@", ".com")
_STAMPED, _CUED = 160, 400
"""Characters of a line that is searched for stamps, and that is searched for cues as a whole."""
_PROSE = 14
"""Words from which a line with a sentence's end counts as prose."""
SHAPES = 31
WIDTH = SHAPES + len(CUE_KINDS) + 14


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """The tables that line features are made of."""

    function: frozenset[str]
    cues: re.Pattern[str]
    kinds: Mapping[str, tuple[int, ...]]
    stamps: StampWords


def line_words(tables: Tables) -> LineWords:
    """Return the word lists for line features (for ``tables.derive``)."""
    kinds: dict[str, tuple[int, ...]] = {}
    for row in tables.rows("line_cues"):
        words = row["words"]
        kinds[words] = (*kinds.get(words, ()), CUE_KINDS.index(row["kind"]))
    return LineWords(
        function=frozenset(row["word"] for row in tables.rows("function_words")),
        cues=re.compile(rf"(?<!\w)(?:{branched(kinds)})(?!\w)"),
        kinds=kinds,
        stamps=tables.derive(stamp_words),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What is looked up once for a line: its date stamps and its cues."""

    stamps: tuple[Stamp, ...]
    cues: tuple[tuple[int, tuple[int, ...]], ...]
    """For each cue the number of its characters and its kinds."""
    opening: int | None = None
    """Index of the cue that opens the line."""

    @property
    def stamped(self) -> int:
        """How many characters are date stamp."""
        return sum(stamp.end - stamp.start for stamp in self.stamps)


def facts_of(text: str, *, words: LineWords) -> LineFacts:
    """Return the stamps and cues of a line; of a long line those near its ends."""
    stamps = tuple(find_stamps(text, words=words.stamps)) if len(text) < _STAMPED else ()
    lowered = text.lower() if len(text) < _CUED else f"{text[:120]} {text[-160:]}".lower()
    cues: list[tuple[int, tuple[int, ...]]] = []
    opening = None
    for match in words.cues.finditer(lowered):
        if match.start() == 0:
            opening = 0
        cues.append((match.end() - match.start(), words.kinds[match.group(0)]))
    return LineFacts(stamps=stamps, cues=tuple(cues), opening=opening)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageFeatures:
    """Numbers of a page's lines."""

    numbers: "npt.NDArray[np.float32]"
    """lines × WIDTH"""
    hashes: "npt.NDArray[np.int32]"
    """lines × WORDS_A_LINE, 0 where a line has fewer words."""


def describe_lines(
    lines: Sequence[Line], *, words: LineWords, facts: Sequence[LineFacts] | None = None
) -> PageFeatures:
    """Return the features of the lines of one page."""
    import numpy as np

    known = facts or [facts_of(line.text, words=words) for line in lines]
    tokens = [_WORD.findall(line.text[:400].lower()) for line in lines]
    rows = [_shape(line, found, fact, words) for line, found, fact in zip(lines, tokens, known, strict=True)]
    numbers = np.zeros((len(lines), WIDTH), dtype=np.float32)
    numbers[:, : SHAPES + len(CUE_KINDS)] = np.array(rows, dtype=np.float32).reshape(len(lines), -1)
    numbers[:, SHAPES + len(CUE_KINDS) :] = _place(lines, tokens, rows)
    hashes = np.array([_hashed(found) for found in tokens], dtype=np.int32).reshape(len(lines), WORDS_A_LINE)
    return PageFeatures(numbers=numbers, hashes=hashes)


def _hashed(tokens: Sequence[str]) -> list[int]:
    kept = [*tokens[:10], *tokens[max(10, len(tokens) - 4) :]]
    ids = [1 + zlib.crc32(token.encode()) % (BUCKETS - 1) for token in kept]
    return ids + [0] * (WORDS_A_LINE - len(ids))


def _shape(line: Line, tokens: Sequence[str], facts: LineFacts, words: LineWords) -> list[float]:
    text = line.text
    length, count = len(text), len(tokens)
    split = text.split()
    function = len([1 for token in tokens if token in words.function])
    capitals = len([1 for word in split if word[0].isupper()])
    upper = len([1 for word in split if len(word) > 1 and word.isupper()])
    digits = len(_DIGITS.findall(text)) if length < 200 else 0
    end = _ENDS.get(text[-1], 7)
    stamped = min(facts.stamped / length, 1.0)
    first = text[0]
    row = [
        math.log1p(length) / 6,
        math.log1p(count) / 5,
        min(length, 600) / 600,
        *_END_ROWS[end],
        1.0 if first.islower() else 0.0,
        1.0 if first.isupper() else 0.0,
        1.0 if first.isdigit() else 0.0,
        1.0 if first in "\"“'‘" else 0.0,
        1.0 if _BULLET.match(text) else 0.0,
        capitals / max(len(split), 1),
        upper / max(len(split), 1),
        digits / length,
        function / max(count, 1),
        min(function, 10) / 10,
        stamped,
        1.0 if stamped else 0.0,
        1.0 if not _LETTERS.search(text) else 0.0,
        min(text.count(","), 10) / max(count, 1),
        1.0 if "|" in text or "»" in text or " › " in text or " > " in text else 0.0,
        1.0 if any(sign in text for sign in _ADDRESS) else 0.0,
        1.0 if "“" in text or '"' in text else 0.0,
        1.0 if first == "(" else 0.0,
        1.0 if _DATELINE.match(text[:80]) else 0.0,
        1.0 if "©" in text else 0.0,
        1.0 if _glued(text) else 0.0,
    ]
    return row + _cue_row(length, facts)


def _glued(text: str) -> bool:
    """Return whether words run into each other: "World NewsLatest", "Log inRegister"."""
    return len(re.findall(r"[a-z][A-Z]", text[:300])) > 1


def _cue_row(length: int, facts: LineFacts) -> list[float]:
    row = [0.0] * len(CUE_KINDS)
    for size, kinds in facts.cues:
        for kind in kinds:
            row[kind] = min(1.0, row[kind] + 0.4 + size / max(length, 1))
    return row


def _place(
    lines: Sequence[Line], tokens: Sequence[Sequence[str]], rows: Sequence[Sequence[float]]
) -> list[list[float]]:
    """Return what depends on the rest of the page: position, repeats, prose before and after, shared words."""
    total = len(lines)
    prose = [_is_prose(line, found, row) for line, found, row in zip(lines, tokens, rows, strict=True)]
    mass = [len(found) if is_prose else 0 for found, is_prose in zip(tokens, prose, strict=True)]
    whole = sum(mass)
    seen = Counter(line.text for line in lines)
    pages = Counter(
        word for found, is_prose in zip(tokens, prose, strict=True) if is_prose for word in set(found)
    )
    first_prose = prose.index(True) if True in prose else total
    last_prose = total - 1 - prose[::-1].index(True) if True in prose else -1
    before = 0
    placed: list[list[float]] = []
    for index, line in enumerate(lines):
        own = mass[index]
        long = {word for word in tokens[index] if len(word) > 3}
        needed = 2 if prose[index] else 1
        shared = sum(1 for word in long if pages[word] >= needed)
        placed.append(
            [
                index / total,
                math.log1p(index) / 6,
                math.log1p(total - 1 - index) / 6,
                before / whole if whole else 0.0,
                (whole - before - own) / whole if whole else 0.0,
                1.0 if prose[index] else 0.0,
                1.0 if seen[line.text] > 1 else 0.0,
                shared / max(len(long), 1),
                min(shared, 8) / 8,
                1.0 if line.gap else 0.0,
                1.0 if line.indent else 0.0,
                max(-1.0, min(1.0, (first_prose - index) / 12)),
                max(-1.0, min(1.0, (index - last_prose) / 12)),
                math.log1p(total) / 7,
            ]
        )
        before += own
    return placed


def _is_prose(line: Line, tokens: Sequence[str], row: Sequence[float]) -> bool:
    """A line of many words, one in five of them a function word, that ends like a sentence."""
    return len(tokens) >= _PROSE and row[18] > 0.2 and line.text[-1] in ".!?\"”'’)…"
