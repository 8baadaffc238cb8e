"""Choose among the places of one name: by what the document says, by its neighbours in the text, by size."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from demarche.places.gazetteer import Candidate, Gazetteer
from demarche.places.keys import name_key
from demarche.places.names import PlaceName


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each kind of evidence counts; set on the development halves of four open corpora."""

    behind: float = 8.0
    """A region or country that stands behind the name: "Paris, Texas"."""
    country: float = 3.0
    """The share of the document's countries that is the candidate's."""
    region: float = 4.0
    """The same of regions."""
    near: float = 1.5
    """Other names of the document that may lie within some hundred kilometres."""
    same_region: float = 0.7
    """Other names of the document that may lie in the same region."""
    same_country: float = 0.5
    feature: Mapping[str, float] = field(
        default_factory=lambda: {
            "PCLI": 5.0, "PCLH": 8.0, "TERR": 5.0, "CONT": 9.0, "OCN": 9.0, "SEA": 9.0,
            "ADM1": 1.5, "ADM2": -0.5, "PPLC": 3.0,
        }
    )  # fmt: skip
    namesake: float = 3.0
    """Against a region that holds a city of the same name: "New York" is the city first."""
    own: float = 2.0
    """A town, region or country of our own table."""
    site: float = 8.0
    """Another site or stretch of land of our own table."""


WEIGHTS = Weights()
_CITY = 50_000
_PART_OF_REGION = 12
_FIXED = ("demonym", "abbreviation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place chosen for a name, why, and who lost."""

    candidate: Candidate
    basis: str
    others: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rest of the document says, by the key of the name that says it."""

    countries: Mapping[str, Counter[str]]
    """Times that countries and regions are named, by code."""
    cells: Mapping[tuple[int, int], Mapping[str, float]]
    """How likely each name lies in a cell of two degrees."""
    areas: Mapping[str, Mapping[str, float]]
    """How likely each name lies in a region or country, by code."""


def choose(
    names: Sequence[PlaceName], gazetteer: Gazetteer, *, text: str, weights: Weights = WEIGHTS
) -> tuple[Choice | None, ...]:
    """Return the choice for each name; a name has one sense a document.

    Adjectives point to their country; a region behind a town ("Albany, New York") is that region.
    """
    behind = _regions_behind(names, gazetteer, text)
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if name.candidates and name.basis not in _FIXED and index - 1 not in behind:
            by_key[name_key(name.text)].append(index)
    candidates = {key: names[indices[0]].candidates for key, indices in by_key.items()}
    evidence = _evidence(names, candidates, gazetteer)
    chosen = {
        key: _best(
            candidates[key],
            key,
            behind={behind[index] for index in indices if index in behind},
            evidence=evidence,
            weights=weights,
        )
        for key, indices in by_key.items()
    }
    return tuple(_choice(index, name, chosen, behind) for index, name in enumerate(names))


def _choice(
    index: int, name: PlaceName, chosen: Mapping[str, Choice], behind: Mapping[int, str]
) -> Choice | None:
    if not name.candidates:
        return None
    if name.basis in _FIXED:
        return Choice(candidate=name.candidates[0], basis="table", others=())
    if index - 1 in behind:
        code = behind[index - 1]
        wider = (
            one
            for one in name.candidates
            if one.precision != "settlement" and code in (one.region, one.country)
        )
        region = next(wider, None)
        if region is not None:
            return Choice(candidate=region, basis="region-of-town", others=())
    key = name_key(name.text)
    return chosen.get(key) or Choice(candidate=name.candidates[0], basis="size", others=())


def _regions_behind(names: Sequence[PlaceName], gazetteer: Gazetteer, text: str) -> dict[int, str]:
    """Return for each name the region or country that stands behind it: "Paris, Texas", "Gori, Georgia"."""
    found: dict[int, str] = {}
    for index, (name, following) in enumerate(pairwise(names)):
        gap = text[name.span.end : following.span.start]
        if gap not in (", ", " , ", " (", ",", " in ", ", in ") or not following.candidates:
            continue
        code = _code_of_region(following, gazetteer)
        if (
            code
            and index - 1 not in found
            and any(code in (one.region, one.country) for one in name.candidates)
        ):
            found[index] = code
    return found


def _code_of_region(name: PlaceName, gazetteer: Gazetteer) -> str | None:
    if name.basis == "abbreviation":
        return name.candidates[0].region
    key = name_key(name.text)
    if key in gazetteer.region_names:
        return gazetteer.region_names[key]
    if name.candidates[0].precision == "country" and name.basis != "demonym":
        return name.candidates[0].country
    return None


def _evidence(
    names: Sequence[PlaceName], candidates: Mapping[str, tuple[Candidate, ...]], gazetteer: Gazetteer
) -> Evidence:
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    areas: dict[str, dict[str, float]] = defaultdict(dict)
    for key, found in candidates.items():
        total = sum(math.sqrt(one.population + 100) for one in found)
        for one in found:
            share = math.sqrt(one.population + 100) / total
            if one.precision in ("settlement", "point") or one.feature == "ADM2":
                cell = _cell(one)
                cells[cell][key] = max(share, cells[cell].get(key, 0.0))
            for code in (one.region, one.country):
                if code and one.precision not in ("country", "area"):
                    areas[code][key] = max(share, areas[code].get(key, 0.0))
    return Evidence(countries=_countries_said(names, gazetteer), cells=cells, areas=areas)


def _cell(one: Candidate) -> tuple[int, int]:
    return math.floor(one.latitude / 2), math.floor(one.longitude / 2)


def _countries_said(names: Sequence[PlaceName], gazetteer: Gazetteer) -> dict[str, Counter[str]]:
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if not name.candidates:
            continue
        first, key = name.candidates[0], name_key(name.text)
        region = first.region if name.basis == "abbreviation" else gazetteer.region_names.get(key)
        if region:
            said[region][key] += 2
        if first.precision == "country" or first.feature == "PPLC" or region:
            said[first.country][key] += 2 if first.precision == "country" else 1
    return said


def _best(
    candidates: Sequence[Candidate], key: str, *, behind: set[str], evidence: Evidence, weights: Weights
) -> Choice:
    scored = sorted(
        ((_score(one, key, behind=behind, evidence=evidence, weights=weights), one) for one in candidates),
        key=lambda pair: pair[0] - weights.namesake * _holds_city(pair[1], key, candidates),
        reverse=True,
    )
    best = scored[0][1]
    biggest = max(candidates, key=lambda one: one.population)
    if best.region in behind or best.country in behind:
        basis = "region-behind"
    elif len(scored) == 1:
        basis = "only-one"
    else:
        basis = "size" if best is biggest else "document"
    return Choice(candidate=best, basis=basis, others=tuple(one for _, one in scored[1:4]))


def _holds_city(one: Candidate, key: str, candidates: Sequence[Candidate]) -> bool:
    """Return whether a region holds a city of its own name, no small part of it: New York, Kherson.

    A city that only goes by the name too must be a larger part: "Oklahoma" is not Oklahoma City.
    """
    return one.feature == "ADM1" and any(
        other.feature in ("PPL", "PPLC")
        and other.region == one.region
        and other.population >= _CITY
        and (_PART_OF_REGION if name_key(other.name) == key else 5) * other.population >= one.population
        for other in candidates
    )


def _score(one: Candidate, key: str, *, behind: set[str], evidence: Evidence, weights: Weights) -> float:
    score = math.log10(one.population + 10) + weights.feature.get(one.feature, 0.0)
    if one.source == "gazetteer":
        score += weights.own if one.feature in weights.feature else weights.site
    if one.region in behind or one.country in behind:
        score += weights.behind
    score += weights.country * _share(evidence.countries.get(one.country), key)
    score += weights.region * _share(evidence.countries.get(one.region), key) if one.region else 0.0
    if one.country:
        score += weights.same_country * _others(evidence.areas.get(one.country), key)
    if one.precision in ("country", "area"):
        return score
    score += weights.same_region * _others(evidence.areas.get(one.region), key) if one.region else 0.0
    return score + weights.near * _near(one, key, evidence)


def _share(said: Counter[str] | None, key: str) -> float:
    """Return how loudly the other names speak for it, from 0 towards 1."""
    if not said:
        return 0.0
    count = said.total() - said[key]
    return count / (count + 4)


def _others(likely: Mapping[str, float] | None, key: str) -> float:
    if not likely:
        return 0.0
    return math.log2(1 + sum(likely.values()) - likely.get(key, 0.0))


def _near(one: Candidate, key: str, evidence: Evidence) -> float:
    """Return how many other names may lie in the cells around."""
    row, column = _cell(one)
    best: dict[str, float] = {}
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            for other, share in evidence.cells.get((row + north, column + east), {}).items():
                best[other] = max(share, best.get(other, 0.0))
    best.pop(key, None)
    return math.log2(1 + sum(best.values()))
