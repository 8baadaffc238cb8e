"""Name pools for augmentation: people, places and organisations of the whole world, real and made up."""

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora import Example, Label

KINDS = ("PER", "LOC", "ORG")
SMALL = frozenset(
    ["of", "for", "the", "and", "on", "in", "to", "at", "de", "la", "du", "des", "del", "al", "a", "an"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a name of a sentence may be replaced by."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]
    countries: tuple[str, ...]
    adjectives: tuple[str, ...]
    patterns: dict[str, tuple[str, ...]]
    """Rows of ``name_patterns.csv`` by kind: field, firm, body, agency, nouns that names stand for."""

    def draw(self, kind: str, *, chance: random.Random) -> str:
        """Return a name of the kind PER, LOC or ORG."""
        if kind == "PER":
            return self._person(chance)
        if kind == "LOC":
            return chance.choice(self.countries if chance.random() < 0.25 else self.places)
        return self._organisation(chance)

    def kind_of(self, noun: str) -> str | None:
        """Return the kind of name that may stand for a noun: ORG for "company"."""
        return next((kind for kind in ("ORG", "PER", "LOC") if noun in self.patterns["noun-" + kind]), None)

    def agency(self, chance: random.Random) -> str:
        """Return the name of a news agency."""
        return chance.choice(self.patterns["agency"])

    def _person(self, chance: random.Random) -> str:
        name = chance.choice(self.people)
        words = name.split()
        draw = chance.random()
        if draw < 0.4 and len(words) > 1:
            return words[-1]
        if draw < 0.45 and len(words) > 1:
            return f"{words[0][0]}. {words[-1]}"
        return name

    def _organisation(self, chance: random.Random) -> str:
        draw = chance.random()
        if draw < 0.3:
            return chance.choice(self.organisations)
        if draw < 0.37:
            return self.agency(chance)
        if draw < 0.52:
            return "".join(
                chance.choice("ABCDEFGHIJKLMNOPRSTUWZ") for _ in range(chance.choice((2, 3, 3, 3, 4, 4, 5)))
            )
        pattern = chance.choice(self.patterns["firm"] if draw < 0.65 else self.patterns["body"])
        last = chance.choice(self.people).split()[-1]
        place = chance.choice(self.places)
        return pattern.format(
            last=last,
            place=place,
            country=chance.choice(self.countries),
            adjective=chance.choice(self.adjectives),
            field=chance.choice(self.patterns["field"]),
        )


def made_sentences(path: Path, *, names: Names, chance: random.Random) -> Iterator[Example]:
    """Yield each sentence of a file of patterns with drawn names in its slots, and its name tags."""
    for line in _lines(path):
        if line and not line.startswith("#"):
            yield _filled(line.split(), names=names, chance=chance)


def _filled(pattern: list[str], *, names: Names, chance: random.Random) -> Example:
    words: list[str] = []
    tags: list[Label] = []
    name: list[str] = []
    for slot in pattern:
        kind = slot.strip("{}") if slot.startswith("{") else ""
        if kind in KINDS:
            name = as_words(names.draw(kind, chance=chance))
        filled = name if kind in KINDS else [slot]
        if kind == "ACR":
            filled, kind = ["".join(word[0] for word in name if word[0].isupper())], "ORG"
        elif kind == "ADJ":
            filled = as_words(chance.choice(names.adjectives))
        words += filled
        tags += [f"B-{kind}"] + [f"I-{kind}"] * (len(filled) - 1) if kind in KINDS else ["O"] * len(filled)
    return Example(words=words, columns={"name": tags})


def as_words(name: str) -> list[str]:
    """Return a name cut as the treebanks cut: hyphens and clitics stand alone."""
    words: list[str] = []
    for word in name.replace(",", " ,").split():
        bare, clitic = (word[:-2], word[-2:]) if word.endswith(("'s", "’s")) else (word, "")
        tail = ["'"] if bare.endswith(("s'", "s’")) else []
        bare = bare[:-1] if tail else bare
        parts = bare.replace("-", " - ").split() if "-" in bare else [bare]
        words += [*parts, *([clitic] if clitic else []), *tail]
    return words or [name]


def load_names(folder: Path) -> Names:
    """Return the pools compiled from the actor sources."""
    countries = tuple(
        line.split("\t")[4]
        for line in _lines(folder / "geonames/countryInfo.txt")
        if not line.startswith(("#", "ISO\t"))
    )
    capitals = [
        line.split("\t")[5]
        for line in _lines(folder / "geonames/countryInfo.txt")
        if not line.startswith(("#", "ISO\t"))
    ]
    regions = [line.split("\t")[2] for line in _lines(folder / "geonames/admin1CodesASCII.txt")]
    cities = _tagged(folder / "countryinfo/CountryInfo.140728.txt", tag="MajorCities") * 3
    adjectives = [
        part.strip()
        for row in _rows(folder / "plover/ngec_countries.csv")
        for part in row["Nationality"].split(",")[:1]
    ]
    return Names(
        people=tuple(sorted(_people(folder))),
        places=tuple(place for place in [*regions, *(capitals * 4), *cities] if _usable(place)),
        organisations=tuple(sorted(_organisations(folder))),
        countries=countries,
        adjectives=tuple(word for word in adjectives if word),
        patterns=_patterns(Path(__file__).with_name("name_patterns.csv")),
    )


def _patterns(path: Path) -> dict[str, tuple[str, ...]]:
    rows = _rows(path)
    kinds = dict.fromkeys(row["kind"] for row in rows)
    return {kind: tuple(row["pattern"] for row in rows if row["kind"] == kind) for kind in kinds}


def _people(folder: Path) -> set[str]:
    names = {row["person"] for row in _rows(folder / "everypolitician_holders/holders21.csv")}
    names |= {
        " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in row["person"].split())
        for row in _rows(folder / "cia_world_leaders_2019/cabinets_2019-06.csv")
    }
    names |= {row["name"] for row in _rows(folder / "foreign_ministers_2022/wikidata.csv")}
    names |= {row["officeholderLabel"] for row in _rows(folder / "world_leaders_2021/wikidata.csv")}
    return {name for name in names if 1 < len(name.split()) < 5 and re.fullmatch(r"[^\W\d][\w .'’-]+", name)}


def _organisations(folder: Path) -> set[str]:
    names = {row["name"] for row in _rows(folder / "ifg_uk/organisation.csv")}
    for file in ("Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"):
        for line in _lines(folder / "phoenix" / file):
            phrase = re.match(r"\+?([A-Z][A-Z_'&-]+)", line)
            if phrase and "rulers" not in line and "ELI]" not in line and not re.search(r"\d{6}", line):
                names.add(_titled(phrase[1].strip("_").replace("_", " ")))
    return {name for name in names if 1 < len(name) < 60 and _usable(name)}


def _titled(phrase: str) -> str:
    words = phrase.split()
    if len(words) == 1 and len(phrase) <= 5:
        return phrase
    return " ".join(
        word.lower() if index and word.lower() in SMALL else _word_titled(word)
        for index, word in enumerate(words)
    )


def _word_titled(word: str) -> str:
    if (len(word) <= 4 and not re.search(r"[AEIOU]", word)) or word in {"UN", "EU", "US", "UNO", "OSCE"}:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _usable(name: str) -> bool:
    return bool(re.fullmatch(r"[\w .,'’&-]+", name)) and len(name.split()) <= 7


def _tagged(path: Path, *, tag: str) -> list[str]:
    text = path.read_text(encoding="utf8", errors="replace").split("-->", 1)[-1]
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
    lines = [
        line.split("#")[0].strip(" _").replace("_", " ") for block in found for line in block.splitlines()
    ]
    return [line.title() for line in lines if line]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as text:
        return list(csv.DictReader(text))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf8", errors="replace").splitlines()
