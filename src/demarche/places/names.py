"""Find the place names of a text: what the analyzer calls a place, and names of the gazetteer in capitals."""

from collections.abc import Mapping
from dataclasses import dataclass

from demarche.places.gazetteer import Candidate, Gazetteer
from demarche.places.keys import name_key
from demarche.types import Analysis, Span

_KNOWN_BY_ALL = 100_000
"""Inhabitants from which a town is taken for one without the analyzer's word."""
_WIDE = ("country", "area")
_REGIONS = ("ADM1", "PCLI", "TERR")
_OF_A_NAME = ("PROPN", "ADP", "DET", "NOUN", "ADJ")


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
    """``name`` (the analyzer says so), ``gazetteer`` (a known name in capitals),
    ``demonym`` or ``abbreviation``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A text with its grammar and what is known of places; ``words`` are those of ``place_words`` by kind."""

    text: str
    analysis: Analysis
    gazetteer: Gazetteer
    words: Mapping[str, frozenset[str]]

    def written(self, first: int, last: int) -> str:
        """Return the words of some tokens, on one line."""
        return " ".join(self.text[self.analysis.start[first] : self.analysis.end[last - 1]].split())

    def name(self, first: int, last: int, candidates: tuple[Candidate, ...], basis: str) -> PlaceName:
        """Return a place name of these tokens."""
        span = Span(start=self.analysis.start[first], end=self.analysis.end[last - 1])
        return PlaceName(
            first=first, last=last, span=span, text=span.of(self.text), candidates=candidates, basis=basis
        )

    def find(self, first: int, last: int) -> tuple[Candidate, ...]:
        """Return the places of these words, none for words such as "the North"."""
        written = self.written(first, last)
        if written.lower().removeprefix("the ") in self.words["never"]:
            return ()
        return self.gazetteer.find(written)

    def longest_known(self, token: int, end: int) -> PlaceName | None:
        """Return the longest name of the gazetteer that begins here.

        The last word is in capitals, but for sites of our own table ("Zaporizhzhia nuclear power plant").
        """
        for last in range(min(end, token + self.gazetteer.longest), token, -1):
            candidates = self.find(token, last)
            if not candidates:
                continue
            ending = self.analysis.form[last - 1]
            own = candidates[0].source == "gazetteer" and ending.isalpha()
            if ending[:1].isupper() or last - 1 == token or own:
                return self.name(token, last, candidates, "gazetteer")
        return None


def find_names(setting: Setting) -> tuple[PlaceName, ...]:
    """Return the place names of a text, in order, none within another."""
    found: list[PlaceName] = []
    for sentence in setting.analysis.sentences:
        token = sentence.first
        while token < sentence.last:
            name = _name_at(token, sentence.last, setting)
            if name is not None:
                found.append(name)
            token = name.last if name is not None else token + 1
    return tuple(found)


def _name_at(token: int, end: int, setting: Setting) -> PlaceName | None:
    if not setting.analysis.form[token][:1].isupper() and setting.analysis.name[token] != "B-LOC":
        return None
    name = _short_region(token, setting)
    if name is None and setting.analysis.name[token] == "B-LOC":
        name = _of_analyzer(token, _end_of_name(token, end, setting.analysis), setting)
    if name is not None and name.candidates:
        return name
    return _demonym(token, end, setting) or name or _of_gazetteer(token, end, setting)


def _short_region(token: int, setting: Setting) -> PlaceName | None:
    """Return "Ky." or "B.C." as a region, and "OH" behind a comma."""
    analysis, gazetteer = setting.analysis, setting.gazetteer
    form, end = analysis.form[token], analysis.end[token]
    behind_comma = token > 0 and analysis.form[token - 1] == ","
    if behind_comma and setting.text.startswith(".", end) and not form.endswith("."):
        form, end = form + ".", end + 1
    region = gazetteer.abbreviations.get(form) if "." in form else None
    if region is None and behind_comma and not analysis.form[token - 2].isupper():
        region = gazetteer.postal.get(analysis.form[token])
        end = analysis.end[token]
    if region is None:
        return None
    span = Span(start=analysis.start[token], end=end)
    return PlaceName(
        first=token,
        last=token + 1,
        span=span,
        text=span.of(setting.text),
        candidates=(region,),
        basis="abbreviation",
    )


def _end_of_name(token: int, end: int, analysis: Analysis) -> int:
    inside = "I" + analysis.name[token][1:]
    last = token + 1
    while last < end and analysis.name[last] == inside:
        last += 1
    return last


def _of_analyzer(token: int, last: int, setting: Setting) -> PlaceName | None:
    """Return the name of the analyzer, without "northern" or "province"; unknown ones have no candidates."""
    forms = setting.analysis.form
    longer = setting.longest_known(token, min(last + 4, len(forms)))
    if longer is not None and longer.last > last:
        return longer
    while last > token + 1 and forms[last - 1].islower():
        last -= 1
    first = token
    while first < last:
        candidates = setting.find(first, last)
        if candidates:
            return setting.name(first, last, candidates, "name")
        if forms[first].lower() not in setting.words["direction"]:
            break
        first += 1
    if first == last:
        return None
    return _known_head(first, last, setting) or setting.name(first, last, (), "name")


def _known_head(first: int, last: int, setting: Setting) -> PlaceName | None:
    """Return "Dublin" of "Dublin Community Center": what the place is named after and stands in."""
    head = setting.longest_known(first, last)
    if head is None or name_key(head.text) in setting.gazetteer.common:
        return None
    return head


def _demonym(token: int, end: int, setting: Setting) -> PlaceName | None:
    """Return "Turkish" as a pointer to its country; not the "British" of "British Columbia"."""
    if setting.analysis.name[token].endswith("PER"):
        return None
    for last in (token + 2, token + 1):
        candidate = setting.gazetteer.demonyms.get(setting.written(token, last)) if last <= end else None
        if candidate is not None:
            known = setting.longest_known(token, end)
            if known is not None and known.last > last and known.candidates[0].feature in _REGIONS:
                return None
            return setting.name(token, last, (candidate,), "demonym")
    return None


def _of_gazetteer(token: int, end: int, setting: Setting) -> PlaceName | None:
    if setting.analysis.name[token][2:] in ("PER", "LOC"):
        return None
    known = setting.longest_known(token, end)
    return known if known is not None and _credible(known, setting) else None


def _credible(name: PlaceName, setting: Setting) -> bool:
    """Return whether a known name in capitals is a place here, although the analyzer does not say so."""
    analysis, top = setting.analysis, name.candidates[0]
    tags = {analysis.name[token][2:] for token in range(name.first, name.last)}
    before = analysis.form[name.first - 1] if name.first else ""
    if before in setting.words["title"] or "PER" in tags or name_key(name.text) in setting.gazetteer.common:
        return False
    if "ORG" in tags:
        return _in_organization(name, analysis)
    if not _written_as_name(name, setting) or _part_of_longer(name, analysis):
        return False
    well_known = _wide(top) or top.population >= _KNOWN_BY_ALL
    return well_known or before.lower() in setting.words["before"]


def _wide(top: Candidate) -> bool:
    return top.precision in _WIDE or top.feature in ("ADM1", "PPLC")


def _in_organization(name: PlaceName, analysis: Analysis) -> bool:
    """Return whether the name is the place that an organization is of: "Charleston Police", "Bank of London"."""
    top = name.candidates[0]
    leads = analysis.name[name.first] == "B-ORG" and analysis.name[name.last : name.last + 1] == ("I-ORG",)
    follows = name.first > 0 and analysis.upos[name.first - 1] == "ADP"
    return top.precision == "country" or (top.population >= _KNOWN_BY_ALL and (leads or follows))


def _written_as_name(name: PlaceName, setting: Setting) -> bool:
    upos, top = setting.analysis.upos, name.candidates[0]
    if any(upos[token] not in _OF_A_NAME for token in range(name.first, name.last)):
        return False
    if upos[name.last - 1] != "PROPN" and not _wide(top):
        return False
    return len(name.text) > 2 or top.precision == "country"


def _part_of_longer(name: PlaceName, analysis: Analysis) -> bool:
    """Return whether a neighbour in capitals belongs to the same name: "Madison Smith"."""
    after, before = name.last, name.first - 1
    if (
        after < len(analysis.form)
        and analysis.form[after][:1].isupper()
        and _one_name(analysis, after - 1, after)
    ):
        return True
    return before >= 0 and analysis.form[before][:1].isupper() and _one_name(analysis, before, before + 1)


def _one_name(analysis: Analysis, left: int, right: int) -> bool:
    parts = ("flat", "compound", "nmod:desc")
    if analysis.head[right] == left and analysis.deprel[right].startswith(parts):
        return True
    joined = analysis.head[left] == right and analysis.deprel[left].startswith(parts)
    return joined and analysis.upos[left] == "PROPN"
