"""Compile towns whose name means one country: from the packed gazetteer, without names that are also surnames."""

import csv
import gzip
import io

from common import DATA, OWN, own_words, plain, read_rows
from compile_states import COMMON

from demarche.places.gazetteer import load_packed

LARGE, LARGER = 200_000, 800_000
"""Population from which a town counts, and in lands of many towns, or whose towns people are named for."""
LENDERS = frozenset(own_words("lands of many towns"))
SHARE = 6
"""How many times larger the town must be than its largest namesake abroad."""


def surnames() -> set[str]:
    text = gzip.decompress((DATA / "office_holders.csv.gz").read_bytes()).decode("utf-8")
    return {
        plain(word)
        for row in csv.DictReader(io.StringIO(text))
        for word in (row["surname"], row["person"].split(" ")[-1], row["person"].split(" ")[0])
        if word
    }


def towns() -> list[tuple[str, str]]:
    packed = load_packed((DATA / "geonames.z").read_bytes())
    states = {row["iso3"] for row in read_rows(DATA / "states.csv")}
    taken = surnames() | COMMON
    best: dict[str, dict[str, int]] = {}
    shown: dict[str, str] = {}
    for key in packed.index:
        for place in packed.find(key):
            if place.feature.startswith("PPL"):
                lands = best.setdefault(plain(key), {})
                lands[place.country] = max(lands.get(place.country, 0), place.population)
                if plain(place.name) == plain(key):
                    shown[plain(key)] = place.name
    found = []
    for key, lands in best.items():
        (country, population), *others = sorted(lands.items(), key=lambda land: -land[1])
        floor = LARGER if country in LENDERS else LARGE
        rival = others[0][1] if others else 0
        if (
            population >= floor
            and population > SHARE * rival
            and country in states
            and key not in taken
            and key in shown
        ):
            found.append((shown[key], country))
    return sorted(found)


if __name__ == "__main__":
    rows = [town for town in towns() if len(plain(town[0])) > 4]
    with (OWN / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["text", "country"])
        writer.writerows(rows)
    print(f"towns: {len(rows)} rows")
