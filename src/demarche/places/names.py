"""Find the place names of a text: what the analyzer calls a place, and names of the gazetteer in capitals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.places.gazetteer import Candidate, Gazetteer
from demarche.places.keys import name_key
from demarche.types import Analysis, Span

_KNOWN_BY_ALL = 100_000
_DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeastern northwestern southeastern southwestern"
    " northeast northwest southeast southwest upper lower greater downtown mainland rural the".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A stretch of tokens that may name a place, with the places of that name."""

    first: int
    last: int
    """One past the last token."""
    span: Span
    text: str
    candidates: tuple[Candidate, ...]
    basis: str
    """``name`` (the analyzer says so), ``gazetteer`` (a known name in capitals), ``demonym``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Kinds of words around place names, from the table."""

    before: frozenset[str]
    title: frozenset[str]
    feature: frozenset[str]


def find_names(text: str, analysis: Analysis, gazetteer: Gazetteer, words: Words) -> tuple[PlaceName, ...]:
    """Return the place names of a text, in order, none within another."""
    found: list[PlaceName] = []
    for sentence in analysis.sentences:
        token = sentence.first
        while token < sentence.last:
            name = _name_at(token, sentence.last, text=text, analysis=analysis, gazetteer=gazetteer, words=words)
            if name is None:
                token += 1
                continue
            found.append(name)
            token = name.last
    return tuple(found)


def _name_at(
    token: int, end: int, *, text: str, analysis: Analysis, gazetteer: Gazetteer, words: Words
) -> PlaceName | None:
    if analysis.name[token] == "B-LOC":
        last = _end_of_name(analysis, token, end)
        name = _of_analyzer(token, last, text, analysis, gazetteer)
        if name is not None:
            return name
    if analysis.form[token] in gazetteer.demonyms and not analysis.name[token].endswith("PER"):
        return _made(token, token + 1, text, analysis, (gazetteer.demonyms[analysis.form[token]],), "demonym")
    return _of_gazetteer(token, end, text=text, analysis=analysis, gazetteer=gazetteer, words=words)


def _end_of_name(analysis: Analysis, token: int, end: int) -> int:
    inside = "I" + analysis.name[token][1:]
    last = token + 1
    while last < end and analysis.name[last] == inside:
        last += 1
    return last


def _of_analyzer(
    token: int, last: int, text: str, analysis: Analysis, gazetteer: Gazetteer
) -> PlaceName | None:
    """Return the name of the analyzer, without "northern" and the like; unknown ones have no candidates."""
    longer = _longest_known(token, min(last + 2, len(analysis.form)), text, analysis, gazetteer)
    if longer is not None and longer.last > last:
        return longer
    first = token
    while first < last:
        candidates = gazetteer.find(_text(first, last, text, analysis))
        if candidates:
            return _made(first, last, text, analysis, candidates, "name")
        if analysis.form[first].lower() not in _DIRECTIONS:
            break
        first += 1
    if first == last:
        return None
    return _made(first, last, text, analysis, (), "name")


def _of_gazetteer(
    token: int, end: int, *, text: str, analysis: Analysis, gazetteer: Gazetteer, words: Words
) -> PlaceName | None:
    form = analysis.form[token]
    if not form[0].isupper() or analysis.name[token][2:] in ("PER", "LOC"):
        return None
    known = _longest_known(token, end, text, analysis, gazetteer)
    if known is None or not _credible(known, text=text, analysis=analysis, gazetteer=gazetteer, words=words):
        return None
    return known


def _longest_known(
    token: int, end: int, text: str, analysis: Analysis, gazetteer: Gazetteer
) -> PlaceName | None:
    for last in range(min(end, token + gazetteer.longest), token, -1):
        if not analysis.form[last - 1][0].isupper() and last - 1 > token:
            continue
        written = _text(token, last, text, analysis)
        candidates = gazetteer.find(written)
        if candidates:
            return _made(token, last, text, analysis, candidates, "gazetteer")
    return None


def _credible(
    name: PlaceName, *, text: str, analysis: Analysis, gazetteer: Gazetteer, words: Words
) -> bool:
    """Return whether a known name in capitals is a place here, although the analyzer does not say so."""
    tags = {analysis.name[token][2:] for token in range(name.first, name.last)}
    before = analysis.form[name.first - 1] if name.first else ""
    following = analysis.form[name.last] if name.last < len(analysis.form) else ""
    if before in words.title or tags & {"PER"}:
        return False
    if name_key(name.text) in gazetteer.common:
        return False
    country = name.candidates[0].precision in ("country", "area") or name.candidates[0].feature in ("ADM1", "PPLC")
    if "ORG" in tags:
        return country and analysis.name[name.first].startswith(("B", "I"))
    if any(analysis.upos[token] not in ("PROPN", "ADP", "DET", "NOUN", "ADJ") for token in range(name.first, name.last)):
        return False
    if analysis.upos[name.last - 1] != "PROPN" and not country:
        return False
    if following[:1].isupper() and _one_name(analysis, name.last - 1, name.last):
        return False
    if name.first and before[:1].isupper() and _one_name(analysis, name.first - 1, name.first):
        return False
    if country or before.lower() in words.before:
        return True
    return name.candidates[0].population >= _KNOWN_BY_ALL


def _one_name(analysis: Analysis, left: int, right: int) -> bool:
    """Return whether two neighbours are parts of one name."""
    parts = ("flat", "compound", "nmod:desc")
    return (analysis.head[right] == left and analysis.deprel[right].startswith(parts)) or (
        analysis.head[left] == right and analysis.deprel[left].startswith(parts) and analysis.upos[left] == "PROPN"
    )


def _text(first: int, last: int, text: str, analysis: Analysis) -> str:
    return " ".join(text[analysis.start[first] : analysis.end[last - 1]].split())


def _made(
    first: int, last: int, text: str, analysis: Analysis, candidates: tuple[Candidate, ...], basis: str
) -> PlaceName:
    span = Span(start=analysis.start[first], end=analysis.end[last - 1])
    return PlaceName(
        first=first, last=last, span=span, text=span.of(text), candidates=candidates, basis=basis
    )
