"""Tokens: a sentence in, the spans of its words out, cut as in the English treebanks.

Clitics stand alone ("did" "n't", "Moscow" "'s"); hyphened compounds fall apart ("long" "-" "term")
unless they open with a prefix ("pro-Beijing"); abbreviations keep their full stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from demarche.sentences.words import Words
from demarche.types import Span

_LETTER = r"[^\W\d_]"
_IN_WORD = r"[^\W_\u00ad]|[\u0300-\u036f\u00ad]"
_CACHED = 100_000
_CHUNK = re.compile(r"[^\s\u200b\u200e\u200f\u2060\ufeff]+")
_CLITIC = re.compile(r"(?i)(?<=\w)(n['’`]t|['’`](?:s|re|ve|ll|d|m))$")
_PATTERNS = (
    r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"[@#]\w+",
    rf"(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?",
    r"\d{3}-\d{3,4}(?:-\d{4})?(?!\w)",
    r"\d{1,4}(?:[/.]\d{1,4}){2}(?!\w)",
    r"\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|s)(?!\w))?",
    r"\d/\d+(?!\w)",
    r"'\d\ds?(?!\w)",
    r"\w+(?:\.\w+)*\.(?:com|org|net|gov|edu|co\.uk|info|ru|cn|doc|pdf|xls)(?!\w)",
    rf"(?:{_IN_WORD})+(?:['’](?:{_IN_WORD})+)*(?:&(?:{_IN_WORD})+)*",
    r"\.{2,}|…+|-{2,}|[!?]{2,}|\*+|_+|=+|['’`]{2}",
)
_DIGITS_THEN_LETTERS = re.compile(r"(\d[\d.,]*)((?:km|kg|cm|mm|am|pm|m|bn|k|g|ft|mph|kph|tn|mn|C|F)\.?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokenizer:
    """Cuts sentences into tokens; remembers the chunks it has cut."""

    words: Words
    pattern: re.Pattern[str]
    seen: dict[tuple[str, bool], tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False)

    def cut(self, text: str, span: Span) -> list[Span]:
        """Return the tokens of a sentence; the spans count in the whole text."""
        chunks = list(_CHUNK.finditer(text, span.start, span.end))
        found: list[Span] = []
        for number, chunk in enumerate(chunks, start=1):
            first = chunk.start()
            found.extend(
                Span(start=first + start, end=first + end)
                for start, end in self._cuts(chunk[0], last=number == len(chunks))
            )
        return found

    def _cuts(self, chunk: str, *, last: bool) -> tuple[tuple[int, int], ...]:
        known = self.seen.get((chunk, last))
        if known is None:
            known = tuple(self._cut_chunk(chunk, last=last))
            if len(self.seen) < _CACHED and len(chunk) < 40:
                self.seen[chunk, last] = known
        return known

    def _cut_chunk(self, chunk: str, *, last: bool) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(chunk):
            end = self._end(chunk, place, last=last)
            yield from self._parts(chunk[place:end], place)
            place = end

    def _end(self, chunk: str, place: int, *, last: bool) -> int:
        match = self.pattern.match(chunk, place)
        if match is None:
            return place + 1
        end = match.end()
        if chunk[end : end + 1] == "." and self._keeps_stop(
            chunk[place:end], at_end=last and end + 1 == len(chunk)
        ):
            return end + 1
        return self._past_prefix(chunk, place, end)

    def _keeps_stop(self, word: str, *, at_end: bool) -> bool:
        if word.lower() in self.words.abbreviations:
            return not at_end or word.lower() in self.words.shorts
        return len(word) == 1 and word.isupper() and not at_end

    def _past_prefix(self, chunk: str, place: int, end: int) -> int:
        if chunk[end : end + 1] == "-" and chunk[place:end].lower() in self.words.prefixes:
            rest = self.pattern.match(chunk, end + 1)
            if rest is not None and rest[0][:1].isalpha():
                return rest.end()
        return end

    def _parts(self, token: str, place: int) -> Iterator[tuple[int, int]]:
        cut = self._cut_point(token)
        if cut:
            yield (place, place + cut)
        yield (place + cut, place + len(token))

    def _cut_point(self, token: str) -> int:
        half = self.words.halves.get(token.lower())
        if half is not None:
            return len(half)
        match = _CLITIC.search(token) or (_DIGITS_THEN_LETTERS.match(token) if token[0].isdigit() else None)
        if match is None:
            return 0
        return match.start() if match.re is _CLITIC else match.end(1)


def tokenizer(words: Words) -> Tokenizer:
    """Return a tokenizer that knows these words."""
    return Tokenizer(words=words, pattern=re.compile("|".join(_PATTERNS)))
