"""Find copies of one text: wire stories reprinted, cut, given a new lead. News is cut, not rewritten.

Two texts are copies where most of the word sequences of the shorter one stand in the longer one (containment),
not where they are alike as wholes: a three-sentence brief is a copy of the long story it was cut from.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

_WORD = re.compile(r"\w+")
_LENGTH = 5
"""Words of a shingle."""
_ONE_IN = 2
"""Of how many shingles one is kept: those whose hash is a multiple."""
_COMMON = 60
"""A shingle in more texts than this is a formula ("could not be reached for comment") and tells nothing."""
_SHARE = 0.5
"""Part of the shorter text that must stand in the longer."""
_SHARE_OF_BRIEF = 0.8
"""The same, where little is compared: one sentence that two stories share must not make them copies."""
_LITTLE = 50
"""Kept shingles of a brief at most: about a hundred words."""
_SHARED = 4
"""Shingles that must be shared at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyText:
    """A text to compare: the body, and where and when it stood."""

    id: str
    text: str
    outlet: str | None = None
    agency: str | None = None
    """The agency that dateline or byline names."""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPair:
    """Two texts of which one holds most of the other."""

    first: str
    second: str
    share: float
    """How much of the shorter one stands in the longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Texts that are copies of each other: one voice, however many printed it."""

    members: tuple[str, ...]
    original: str
    """The agency's own version where it is among them, else the earliest, else the longest."""
    basis: str
    """``agency``, ``earliest`` or ``longest``: why that one is called the original."""
    agency: str | None = None


@dataclass(slots=True, kw_only=True)
class CopyIndex:
    """An index of the texts seen so far; ``add`` gives back what a new text copies. Can be kept for a store."""

    window: int = 7
    """Days within which a text may be a copy; texts without a day are compared with all."""
    texts: dict[str, CopyText] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    postings: dict[int, list[str]] = field(default_factory=dict)

    def add(self, text: CopyText) -> tuple[CopyPair, ...]:
        """Return the texts that this one is a copy of, or that copy it; and take it into the index."""
        shingles = sampled_shingles(text.text)
        found = tuple(self._pairs(text, shingles))
        self.texts[text.id] = text
        self.sizes[text.id] = len(shingles)
        for shingle in shingles:
            self.postings.setdefault(shingle, []).append(text.id)
        return found

    def _pairs(self, text: CopyText, shingles: frozenset[int]) -> Iterator[CopyPair]:
        shared: Counter[str] = Counter()
        for shingle in shingles:
            known = self.postings.get(shingle, ())
            if len(known) <= _COMMON:
                shared.update(known)
        for other, count in sorted(shared.items()):
            smaller = min(len(shingles), self.sizes[other])
            needed = _SHARE_OF_BRIEF if smaller < _LITTLE else _SHARE
            if other == text.id or count < _SHARED or count < needed * smaller:
                continue
            if self._near(text.day, self.texts[other].day):
                yield CopyPair(first=other, second=text.id, share=round(count / smaller, 3))

    def _near(self, day: date | None, other: date | None) -> bool:
        return day is None or other is None or abs((day - other).days) <= self.window


def sampled_shingles(text: str) -> frozenset[int]:
    """Return the hashes of a sample of the text's word sequences, the same sample in every text."""
    words = _WORD.findall(text.lower())
    hashes = {
        zlib.crc32(" ".join(words[at : at + _LENGTH]).encode())
        for at in range(max(0, len(words) - _LENGTH + 1))
    }
    return frozenset(value for value in hashes if value % _ONE_IN == 0)


def find_copies(texts: Iterable[CopyText], *, window: int = 7) -> tuple[CopyPair, ...]:
    """Return the pairs of texts of which one is cut or copied from the other."""
    index = CopyIndex(window=window)
    return tuple(pair for text in texts for pair in index.add(text))


def group_copies(texts: Sequence[CopyText], pairs: Iterable[CopyPair]) -> tuple[CopyGroup, ...]:
    """Return the groups that the pairs make, each with its original; texts without a copy are in none."""
    leader: dict[str, str] = {text.id: text.id for text in texts}

    def find(member: str) -> str:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for pair in pairs:
        first, second = sorted((find(pair.first), find(pair.second)))
        leader[second] = first
    groups: dict[str, list[CopyText]] = {}
    for text in texts:
        groups.setdefault(find(text.id), []).append(text)
    return tuple(_group(members) for members in groups.values() if len(members) > 1)


def _group(members: Sequence[CopyText]) -> CopyGroup:
    ids = tuple(sorted(text.id for text in members))
    agencies = Counter(text.agency for text in members if text.agency)
    agency = agencies.most_common(1)[0][0] if agencies else None
    own = [text for text in members if text.agency and text.outlet and _same_name(text.outlet, text.agency)]
    if own:
        best = max(own, key=lambda text: (len(text.text), text.id))
        return CopyGroup(members=ids, original=best.id, basis="agency", agency=best.agency)
    dated = [text for text in members if text.day]
    days = {text.day for text in dated}
    if len(days) > 1:
        best = min(dated, key=lambda text: (text.day or date.max, -len(text.text), text.id))
        return CopyGroup(members=ids, original=best.id, basis="earliest", agency=agency)
    best = max(members, key=lambda text: (len(text.text), text.id))
    return CopyGroup(members=ids, original=best.id, basis="longest", agency=agency)


def _same_name(outlet: str, agency: str) -> bool:
    """Return whether an outlet is the agency: "Xinhua" and "www.xinhuanet.com", "Sputnik International"."""
    return agency.lower().split()[0] in outlet.lower()


def borrowed_day(text: CopyText, *, pairs: Iterable[CopyPair], texts: Iterable[CopyText]) -> date | None:
    """Return the day of a copy, for a text that has none: the earliest of its dated copies."""
    if text.day is not None:
        return text.day
    days = {other.id: other.day for other in texts if other.day}
    near = [
        pair.second if pair.first == text.id else pair.first
        for pair in pairs
        if text.id in (pair.first, pair.second)
    ]
    found = [day for other in near if (day := days.get(other))]
    return min(found) if found else None
