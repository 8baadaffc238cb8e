"""Word pieces: a word in, the numbers that the encoder reads out (uncased BERT rules, our own code)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
MOST_PIECES = 8
"""A word keeps at most this many pieces: the first stands for it, a longer tail is noise."""
_CACHED_WORDS = 200_000
_PART = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A sentence as the encoder reads it."""

    ids: list[int]
    case: list[int]
    first: list[int]
    """For each word the place of its first piece."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The known pieces and their numbers; remembers the words it has cut."""

    numbers: Mapping[str, int]
    seen: dict[str, tuple[tuple[int, ...], int]] = field(default_factory=dict, repr=False)

    def cut(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the numbers of the pieces of one word, at least one, and its case."""
        known = self.seen.get(word)
        if known is not None:
            return known
        numbers = tuple(_cut(word, numbers=self.numbers))[:MOST_PIECES]
        known = numbers or (self.numbers[UNKNOWN],), case_of(word)
        if len(self.seen) < _CACHED_WORDS:
            self.seen[word] = known
        return known

    def encode(self, words: Sequence[str]) -> Pieces:
        """Return the pieces of a sentence between its start and end marks."""
        ids, cases, first = [self.numbers[START]], [0], []
        for word in words:
            numbers, case = self.cut(word)
            first.append(len(ids))
            ids.extend(numbers)
            cases.extend([case] * len(numbers))
        return Pieces(ids=[*ids, self.numbers[END]], case=[*cases, 0], first=first)


def vocabulary(lines: Sequence[str]) -> Vocabulary:
    """Return the vocabulary whose n-th piece stands on the n-th line."""
    return Vocabulary(numbers={piece: number for number, piece in enumerate(lines)})


def case_of(word: str) -> int:
    """Return how a word is written, from 1 to 7 (0 is kept for the marks at both ends)."""
    if not any(map(str.isalpha, word)):
        return 1 if any(map(str.isdigit, word)) else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    rest = word[1:]
    if word[0].isupper() and (rest.islower() or not any(map(str.isalpha, rest))):
        return 6
    return 7


def _cut(word: str, *, numbers: Mapping[str, int]) -> list[int]:
    pieces: list[int] = []
    for part in _PART.findall(_plain(word)):
        pieces.extend(_longest_first(part, numbers=numbers))
    return pieces


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in spread if unicodedata.category(character) != "Mn")


def _longest_first(part: str, *, numbers: Mapping[str, int]) -> list[int]:
    pieces: list[int] = []
    start = 0
    while start < len(part):
        mark = "##" if start else ""
        end = next((end for end in range(len(part), start, -1) if mark + part[start:end] in numbers), None)
        if end is None:
            return [numbers[UNKNOWN]]
        pieces.append(numbers[mark + part[start:end]])
        start = end
    return pieces
