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
            name = _name_at(
                token, sentence.last, text=text, analysis=analysis, gazetteer=gazetteer, words=words
            )
            if name is None:
                token += 1
                continue
            found.append(name)
            token = name.last
    return tuple(found)


def _name_at(
    token: int, end: int, *, text: str, analysis: Analysis, gazetteer: Gazetteer, words: Words
) -> PlaceName | None:
    short = _short_region(token, text, analysis, gazetteer)
    if short is not None:
        return short
    if analysis.name[token] == "B-LOC":
        last = _end_of_name(analysis, token, end)
        name = _of_analyzer(token, last, text, analysis, gazetteer)
        if name is not None:
            return name
    demonym = _demonym(token, end, text, analysis, gazetteer)
    if demonym is not None:
        return demonym
    return _of_gazetteer(token, end, text=text, analysis=analysis, gazetteer=gazetteer, words=words)


def _short_region(token: int, text: str, analysis: Analysis, gazetteer: Gazetteer) -> PlaceName | None:
    """Return "Ky." or "B.C." as a region, and "OH" behind a comma."""
    start, end = analysis.start[token], analysis.end[token]
    form = analysis.form[token]
    if text.startswith(".", end) and not form.endswith(".") and token and analysis.form[token - 1] == ",":
        form, end = form + ".", end + 1
    region = gazetteer.abbreviations.get(form) if "." in form else None
    if region is None and token and analysis.form[token - 1] == ",":
        region = gazetteer.postal.get(form)
    if region is None:
        return None
    span = Span(start=start, end=end)
    return PlaceName(
        first=token, last=token + 1, span=span, text=span.of(text), candidates=(region,), basis="abbreviation"
    )


def _demonym(token: int, end: int, text: str, analysis: Analysis, gazetteer: Gazetteer) -> PlaceName | None:
    """Return "Turkish", "South Korean" as a pointer to the country."""
    if analysis.name[token].endswith("PER") or not analysis.form[token][:1].isupper():
        return None
    for last in (token + 2, token + 1):
        if last <= end:
            candidate = gazetteer.demonyms.get(_text(token, last, text, analysis))
            if candidate is not None:
                return _made(token, last, text, analysis, (candidate,), "demonym")
    return None


def _end_of_name(analysis: Analysis, token: int, end: int) -> int:
    inside = "I" + analysis.name[token][1:]
    last = token + 1
    while last < end and analysis.name[last] == inside:
        last += 1
    return last


def _of_analyzer(
    token: int, last: int, text: str, analysis: Analysis, gazetteer: Gazetteer
) -> PlaceName | None:
    """Return the name of the analyzer, without "northern" or "province"; unknown ones have no candidates."""
    longer = _longest_known(token, min(last + 2, len(analysis.form)), text, analysis, gazetteer)
    if longer is not None and longer.last > last:
        return longer
    while last > token + 1 and analysis.form[last - 1].islower():
        last -= 1
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
    return _known_head(first, last, text, analysis, gazetteer) or _made(
        first, last, text, analysis, (), "name"
    )


def _known_head(
    first: int, last: int, text: str, analysis: Analysis, gazetteer: Gazetteer
) -> PlaceName | None:
    """Return "Dublin" of "Dublin Community Recreation Center": what the place is named after and stands in."""
    head = _longest_known(first, last, text, analysis, gazetteer)
    if head is None or name_key(head.text) in gazetteer.common:
        return None
    return head


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


def _credible(name: PlaceName, *, text: str, analysis: Analysis, gazetteer: Gazetteer, words: Words) -> bool:
    """Return whether a known name in capitals is a place here, although the analyzer does not say so."""
    tags = {analysis.name[token][2:] for token in range(name.first, name.last)}
    before = analysis.form[name.first - 1] if name.first else ""
    following = analysis.form[name.last] if name.last < len(analysis.form) else ""
    if before in words.title or tags & {"PER"}:
        return False
    if name_key(name.text) in gazetteer.common:
        return False
    top = name.candidates[0]
    country = top.precision in ("country", "area") or top.feature in ("ADM1", "PPLC")
    if "ORG" in tags:
        return _in_organization(name, analysis, top)
    if any(
        analysis.upos[token] not in ("PROPN", "ADP", "DET", "NOUN", "ADJ")
        for token in range(name.first, name.last)
    ):
        return False
    if analysis.upos[name.last - 1] != "PROPN" and not country:
        return False
    if len(name.text) < 3 and top.precision != "country":
        return False
    if following[:1].isupper() and _one_name(analysis, name.last - 1, name.last):
        return False
    if name.first and before[:1].isupper() and _one_name(analysis, name.first - 1, name.first):
        return False
    if country or before.lower() in words.before:
        return True
    return name.candidates[0].population >= _KNOWN_BY_ALL


def _in_organization(name: PlaceName, analysis: Analysis, top: Candidate) -> bool:
    """Return whether the name is the place that an organization is of: "Charleston" in "Charleston Police"."""
    last = name.last
    inside = last < len(analysis.form) and analysis.name[last] == "I-ORG"
    if not inside and analysis.name[name.first] == "B-ORG" and top.precision != "country":
        return False
    return top.precision == "country" or top.population >= _KNOWN_BY_ALL


def _one_name(analysis: Analysis, left: int, right: int) -> bool:
    """Return whether two neighbours are parts of one name."""
    parts = ("flat", "compound", "nmod:desc")
    return (analysis.head[right] == left and analysis.deprel[right].startswith(parts)) or (
        analysis.head[left] == right
        and analysis.deprel[left].startswith(parts)
        and analysis.upos[left] == "PROPN"
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
