"""Words of a phrase in the form in which tables are looked up."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SPECIAL = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ß": "ss",
        "ə": "a",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "AE",
    }
)
_DROP = str.maketrans({"'": None, "’": None, "`": None, "ʻ": None, ".": None, "‘": None, ",": None})
_PART = re.compile(r"[-/‐‑–]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a name in lower-case letters without accents, points and apostrophes, words parted by one blank."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
        text = "".join(mark for mark in text if not unicodedata.combining(mark))
    return " ".join(_PART.sub(" ", text.translate(_DROP).lower()).split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase; a hyphenated token gives several."""

    text: str
    plain: str
    token: int
    """Index in the words that were given."""
    joined: bool = False
    """Follows a hyphen: "backed" in "US-backed"."""

    @property
    def capital(self) -> bool:
        """Return whether the word is written with a capital."""
        return self.text[:1].isupper()


def cut_words(words: Sequence[str]) -> tuple[Word, ...]:
    """Return the words of a phrase, hyphens and slashes cut, possessive marks and quotes left out.

    A comma, a bracket or a colon stays, with itself as the plain form: it parts the phrase.
    """
    found: list[Word] = []
    joined = False
    for index, token in enumerate(words):
        if token in _HYPHENS:
            joined = bool(found)
            continue
        if token in _MARKS:
            found.append(Word(token, token, index))
        elif token not in _SILENT:
            found.extend(_parts(token, index, joined))
        joined = False
    return tuple(found)


_HYPHENS = frozenset("-‐‑–/")
_MARKS = frozenset(",(;:)[]—…") | {"...", "--"}
_SILENT = frozenset({"'s", "’s", "'", "’", '"', "``", "''", "“", "”", ".", "`", "{", "}"})


def _parts(token: str, index: int, joined: bool) -> list[Word]:
    token = token.removesuffix("'s").removesuffix("’s").removesuffix("s'") + (
        "s" if token.endswith("s'") else ""
    )
    if "-" not in token and "/" not in token and "–" not in token:
        return [Word(token, fold(token), index, joined)]
    pieces = [piece for piece in _PART.split(token) if piece]
    return [Word(piece, fold(piece), index, joined or place > 0) for place, piece in enumerate(pieces)]


_TOKEN = re.compile(r"[A-Za-z]\.(?:[A-Za-z]\.)+|\w+(?:[.'’\-/&]\w+)*\.?|[^\w\s]")


def split_phrase(text: str) -> tuple[str, ...]:
    """Return the tokens of a phrase that no analyzer has cut: "Russia's envoy" → Russia, 's, envoy."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        stem = token.removesuffix("'s").removesuffix("’s")
        found.append(stem.removesuffix(".") if "." not in stem[:-1] and len(stem) > 2 else stem)
        if stem != token:
            found.append("'s")
    return tuple(found)
