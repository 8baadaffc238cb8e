"""Find phrases of a list in a text, quickly and whatever their hyphens, dots and (mostly) capitals."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+")
Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text and where it stands."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The word as it is looked up: "U.S." and "US" are one."""
        return self.text.replace(".", "").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Generic[Meaning]):
    """A phrase found: the words from ``first`` up to ``last`` (not included)."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text."""
    return tuple(Word(text=m[0], start=m.start(), end=m.end()) for m in WORD.finditer(text))


class Phrases(Generic[Meaning]):
    """Phrases with their meanings; the longest phrase that stands at a place is the one found."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, Meaning]]] = defaultdict(list)
        for phrase, meaning in phrases:
            keys = tuple(word.key for word in words_of(phrase))
            if keys:
                self._by_first[keys[0]].append((keys, phrase, meaning))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Sequence[Word]) -> Iterator[Hit[Meaning]]:
        """Yield the phrases in these words, from left to right, none within another."""
        keys = [word.key for word in words]
        end = 0
        for at, key in enumerate(keys):
            if at < end or key not in self._by_first:
                continue
            hit = self._at(words, keys, at)
            if hit is not None:
                yield hit
                end = hit.last

    def _at(self, words: Sequence[Word], keys: Sequence[str], at: int) -> Hit[Meaning] | None:
        length, meanings = 0, list[Meaning]()
        for phrase, written, meaning in self._by_first[keys[at]]:
            if length and len(phrase) < length:
                break
            if tuple(keys[at : at + len(phrase)]) != phrase:
                continue
            if len(phrase) == 1 and written.isupper() and words[at].text.replace(".", "") != written:
                continue  # "INF" is a treaty, "inf" is not
            length = len(phrase)
            meanings.append(meaning)
        if not length:
            return None
        return Hit(first=at, last=at + length, meanings=tuple(dict.fromkeys(meanings)))
