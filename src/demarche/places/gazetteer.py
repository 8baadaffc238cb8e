"""The gazetteer: towns and regions packed from GeoNames, under tables of countries, seas and sites."""

import json
import zlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from demarche.places.keys import name_key
from demarche.tables import Row, Tables
from demarche.tables.schema import data_folder

_PRECISION = {"ADM1": "region", "ADM2": "region"}
_SMALL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may stand for."""

    id: str
    name: str
    latitude: float
    longitude: float
    country: str
    region: str
    feature: str
    precision: str
    population: int
    source: str
    """The table or file that holds it: ``geonames``, ``gazetteer``, ``states``, ``imported``."""


@dataclass(slots=True, kw_only=True)
class Packed:
    """GeoNames' towns and regions as columns; ``index[key]`` says where the key's members begin."""

    names: list[str]
    countries: list[str]
    regions: list[str]
    features: list[str]
    ids: "array[int]"
    latitude: "array[int]"
    longitude: "array[int]"
    population: "array[int]"
    country: "array[int]"
    region: "array[int]"
    feature: "array[int]"
    members: "array[int]"
    starts: "array[int]"
    index: dict[str, int]

    def find(self, key: str) -> Iterator[Candidate]:
        """Yield the places of this name, the most populous first."""
        number = self.index.get(key)
        if number is None:
            return
        for place in self.members[self.starts[number] : self.starts[number + 1]]:
            yield self.candidate(place)

    def candidate(self, place: int) -> Candidate:
        """Return one place."""
        feature = self.features[self.feature[place]]
        return Candidate(
            id=str(self.ids[place]),
            name=self.names[place],
            latitude=self.latitude[place] / 1e4,
            longitude=self.longitude[place] / 1e4,
            country=self.countries[self.country[place]],
            region=self.regions[self.region[place]],
            feature=feature,
            precision=_PRECISION.get(feature, "settlement"),
            population=self.population[place],
            source="geonames",
        )


@dataclass(slots=True, kw_only=True)
class Gazetteer:
    """All places by the key of their names."""

    packed: Packed
    own: Mapping[str, tuple[Candidate, ...]]
    """Countries, seas, sites and imported places: they stand before GeoNames' of the same name."""
    demonyms: Mapping[str, Candidate]
    """Country by adjective or people: "Turkish", "Turks"."""
    neighbours: Mapping[str, frozenset[str]]
    region_names: Mapping[str, str]
    """Code of a region by the key of its name or abbreviation, as in "Paris, Tex."."""
    abbreviations: Mapping[str, Candidate]
    """Regions by their short form as written: "Ky.", "B.C."."""
    postal: Mapping[str, Candidate]
    """Regions by their postal code, which counts only behind a comma: "Dayton, OH"."""
    bodies: frozenset[str]
    """Names of groups and news agencies: "Hamas" is no town here."""
    common: frozenset[str]
    """Keys that are mostly something else than a place: "reading", "march"."""
    articles: frozenset[str]
    """Arabic articles: "al-Raqqah" is looked for as "Raqqah" too."""
    longest: int = 6
    _found: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Return the places that a name may stand for."""
        key = name_key(name)
        article, _, rest = key.partition(" ")
        if not self.knows(key) and article in self.articles and len(rest) > _SMALL:
            key = rest
        if name in self.bodies and key not in self.own:
            return ()
        if key not in self._found:
            own = self.own.get(key, ())
            known = {one.id for one in own}
            self._found[key] = own + tuple(one for one in self.packed.find(key) if one.id not in known)
        return self._found[key]

    def knows(self, key: str) -> bool:
        """Return whether some place has a name of this key."""
        return key in self.own or key in self.packed.index


def load_packed(content: bytes) -> Packed:
    """Return the columns of the packed file that ``training/gazetteer`` writes."""
    parts = _parts(zlib.decompress(content))
    header, names, keys = json.loads(parts[0]), parts[1].decode().split("\n"), parts[2].decode().split("\n")
    kinds = "IiiIBHBIB"
    columns = [_column(kind, part) for kind, part in zip(kinds, parts[3:], strict=True)]
    return Packed(
        names=names,
        countries=header["countries"],
        regions=header["regions"],
        features=header["features"],
        ids=array("I", accumulate(columns[0], lambda one, step: (one + step) % 2**32)),
        latitude=columns[1],
        longitude=columns[2],
        population=columns[3],
        country=columns[4],
        region=columns[5],
        feature=columns[6],
        members=columns[7],
        starts=array("I", accumulate(columns[8], initial=0)),
        index=dict(zip(keys, range(len(keys)), strict=True)),
    )


def _parts(packed: bytes) -> list[bytes]:
    parts, position = [], 0
    while position < len(packed):
        length = int.from_bytes(packed[position : position + 4], "little")
        parts.append(packed[position + 4 : position + 4 + length])
        position += 4 + length
    return parts


def _column(kind: str, planes: bytes) -> "array[int]":
    column: array[int] = array(kind)
    size = column.itemsize
    count = len(planes) // size
    raw = bytearray(len(planes))
    for plane in range(size):
        raw[plane::size] = planes[plane * count : (plane + 1) * count]
    column.frombytes(raw)
    return column


def build_gazetteer(tables: Tables) -> Gazetteer:
    """Return the gazetteer of these tables."""
    packed = load_packed((data_folder() / "geonames.z").read_bytes())
    countries = _countries(tables)
    own: dict[str, tuple[Candidate, ...]] = {}
    for name, country in _country_names(tables, countries):
        own.setdefault(name_key(name), (country,))
    for row in tables.rows("gazetteer"):
        _add(_from_row(row), row, own)
    words = tables.rows("place_words")
    regions = _regions(packed)
    places = {one.id: one for found in own.values() for one in found}
    adjectives = {row["word"]: places[row["value"]] for row in words if row["kind"] == "adjective"}
    return Gazetteer(
        packed=packed,
        own=own,
        demonyms={
            row["text"]: countries[row["country"]]
            for row in tables.rows("demonyms")
            if row["country"] in countries
        }
        | adjectives,
        neighbours={
            row["iso3"]: frozenset(filter(None, row["neighbours"].split("|")))
            for row in tables.rows("country_points")
        },
        region_names={name_key(region.name): code for code, region in regions.items()}
        | {name_key(row["word"]): row["value"] for row in words if row["kind"] == "region"},
        articles=frozenset(row["word"] for row in words if row["kind"] == "article"),
        bodies=_bodies(tables),
        abbreviations=_short_regions(words, "region", regions),
        postal=_short_regions(words, "postal", regions),
        common=frozenset(name_key(row["word"]) for row in words if row["kind"] == "common") - own.keys(),
    )


def _bodies(tables: Tables) -> frozenset[str]:
    """Return the one-word names of groups and news agencies."""
    rows = (
        *(row for row in tables.rows("groups") if row["kind"] == "group"),
        *tables.rows("agencies"),
    )
    names = (name for row in rows for name in (row["name"], *row["names"].split("|")))
    return frozenset(name for name in names if name and " " not in name)


def _add(candidate: Candidate, row: Row, own: dict[str, tuple[Candidate, ...]]) -> None:
    """Put a place under its names: our sites and seas hide a country of the name, imported places do not."""
    for key in {name_key(name) for name in (row["name"], *row["names"].split("|")) if name}:
        known = own.get(key, ())
        if candidate.source == "imported":
            own[key] = (*known, candidate)
        else:
            own[key] = (candidate, *known) if candidate.feature == "PPL" else (candidate,)


def _countries(tables: Tables) -> dict[str, Candidate]:
    names = {row["iso3"]: row["name"] for row in tables.rows("states")}
    return {
        row["iso3"]: Candidate(
            id=row["geonames_id"],
            name=names.get(row["iso3"], row["iso3"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            country=row["iso3"],
            region="",
            feature="PCLI",
            precision="country",
            population=int(row["population"] or 0),
            source="states",
        )
        for row in tables.rows("country_points")
    }


def _country_names(tables: Tables, countries: Mapping[str, Candidate]) -> Iterator[tuple[str, Candidate]]:
    for row in tables.rows("states"):
        if row["iso3"] in countries:
            for name in (row["name"], *filter(None, row["names"].split("|"))):
                yield name, countries[row["iso3"]]


def _from_row(row: Row) -> Candidate:
    return Candidate(
        id=row["id"],
        name=row["name"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        country=row["country"],
        region=row["region"],
        feature=row["feature"],
        precision=row["precision"],
        population=int(row["population"] or 0),
        source="imported" if row["id"].isdigit() else "gazetteer",
    )


def _regions(packed: Packed) -> dict[str, Candidate]:
    """Return the first-level regions by code."""
    first = packed.features.index("ADM1")
    places = [place for place, feature in enumerate(packed.feature) if feature == first]
    return {packed.regions[packed.region[place]]: packed.candidate(place) for place in places}


def _short_regions(
    words: tuple[Row, ...], kind: str, regions: Mapping[str, Candidate]
) -> dict[str, Candidate]:
    return {row["word"]: regions[row["value"]] for row in words if row["kind"] == kind}
