"""Choose among the places of one name: by what the document says of countries and regions, by size, by nearness."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demarche.places.gazetteer import Candidate, Gazetteer
from demarche.places.keys import name_key
from demarche.places.names import PlaceName

# Weights set by hand on the development halves of four open corpora; what matters is their order.
_CLASS = {"PCLI": 5.0, "PCLH": 4.0, "CONT": 5.0, "OCN": 4.0, "SEA": 4.0, "ADM1": 1.5, "PPLC": 2.0, "ADM2": -0.5}
_OWN = 2.5
_BEHIND = 8.0
_COUNTRY = 1.6
_REGION = 2.2
_NEAR = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place chosen for a name, why, and who lost."""

    candidate: Candidate
    basis: str
    others: tuple[Candidate, ...]


def choose(names: Sequence[PlaceName], gazetteer: Gazetteer, *, text: str, start_at: Candidate | None = None) -> dict[str, Choice]:
    """Return one choice a key of name: a name has one sense a document."""
    behind = _regions_behind(names, gazetteer, text)
    by_key: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if name.candidates:
            by_key.setdefault(name_key(name.text), []).append(index)
    weights = _document(names, gazetteer)
    chosen: dict[str, Choice] = {}
    for _ in range(2):
        points = [
            (choice.candidate, len(by_key[key]), key) for key, choice in chosen.items() if choice.candidate.precision == "settlement"
        ]
        chosen = {
            key: _best(
                names[indices[0]].candidates,
                behind={behind[index] for index in indices if index in behind},
                weights=weights,
                points=[(point, count) for point, count, other in points if other != key],
                gazetteer=gazetteer,
            )
            for key, indices in by_key.items()
        }
    return chosen


def _regions_behind(names: Sequence[PlaceName], gazetteer: Gazetteer, text: str) -> dict[int, str]:
    """Return for each name the region or country that stands behind it: "Paris, Texas", "Gori, Georgia"."""
    found = {}
    for index, (name, following) in enumerate(zip(names, names[1:], strict=False)):
        gap = text[name.span.end : following.span.start]
        if gap in (", ", " , ", " (", ",", " in ", " of ") or gap == ", in ":
            key = name_key(following.text)
            if key in gazetteer.region_names:
                found[index] = gazetteer.region_names[key]
            elif following.candidates and following.candidates[0].precision == "country" and following.basis != "demonym":
                found[index] = following.candidates[0].country
    return found


def _document(names: Sequence[PlaceName], gazetteer: Gazetteer) -> Mapping[str, float]:
    """Return how strongly the document speaks of each country and region (by code)."""
    counts: Counter[str] = Counter()
    for name in names:
        if not name.candidates:
            continue
        first = name.candidates[0]
        key = name_key(name.text)
        region = gazetteer.region_names.get(key)
        if region:
            counts[region] += 1
            counts[_country_of(first, region)] += 0.5
        if first.precision == "country" or first.feature == "PPLC":
            counts[first.country] += 1
    return {code: math.log2(1 + count) for code, count in counts.items()}


def _country_of(candidate: Candidate, region: str) -> str:
    return candidate.country if candidate.region == region else "USA" if region.startswith("US.") else candidate.country


def _best(
    candidates: Sequence[Candidate],
    *,
    behind: set[str],
    weights: Mapping[str, float],
    points: Sequence[tuple[Candidate, int]],
    gazetteer: Gazetteer,
) -> Choice:
    scored = sorted(
        ((_score(one, behind, weights, points, gazetteer), one) for one in candidates), key=lambda pair: -pair[0]
    )
    best = scored[0][1]
    if behind and (best.region in behind or best.country in behind):
        basis = "region-behind"
    elif len(scored) == 1:
        basis = "only-one"
    elif weights.get(best.region) or weights.get(best.country):
        basis = "document"
    else:
        basis = "size"
    return Choice(candidate=best, basis=basis, others=tuple(one for _, one in scored[1:4]))


def _score(
    one: Candidate,
    behind: set[str],
    weights: Mapping[str, float],
    points: Sequence[tuple[Candidate, int]],
    gazetteer: Gazetteer,
) -> float:
    score = math.log10(one.population + 10) + _CLASS.get(one.feature, 0.0)
    if one.source != "geonames":
        score += _OWN
    if one.region in behind or one.country in behind:
        score += _BEHIND
    if one.precision in ("country", "area"):
        return score + (4 if one.population == 0 else 0)
    score += _COUNTRY * weights.get(one.country, 0.0) + _REGION * weights.get(one.region, 0.0)
    score += 0.3 * max((weights.get(country, 0.0) for country in gazetteer.neighbours.get(one.country, ())), default=0.0)
    return score + _NEAR * sum(math.exp(-kilometres(one, point) / 100) * math.log2(1 + count) for point, count in points)


def kilometres(one: Candidate, other: Candidate) -> float:
    """Return the distance between two places along the ground."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
