"""People by name, and what each was on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from demarche.actors.words import Word, fold
from demarche.errors import Fault, TableError
from demarche.tables import Row, Tables

_LEADING = (
    "head-of-state",
    "head-of-government",
    "monarch",
    "foreign-minister",
    "defence-minister",
    "un-official",
    "eu-official",
    "body-official",
)
_LOOSE = ("countryinfo", "cia", "archigos")


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A person with the rows of what he or she held."""

    name: str
    country: str
    surname: str
    terms: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person is on a day."""

    country: str
    sectors: tuple[str, ...]
    office: str | None
    basis: str


class People:
    """Everyone in ``office_holders``, by full name and by surname."""

    def __init__(self, tables: Tables) -> None:
        self.offices = {row["id"]: row for row in tables.rows("offices")}
        _refuse_reversed(tables.rows("office_holders"), "office_holders.csv")
        rows: dict[tuple[str, str], list[Row]] = {}
        for row in tables.rows("office_holders"):
            key = (row["person"], row["country"])
            if key in rows:
                rows[key].append(row)
            else:
                rows[key] = [row]
        self.rows = rows
        self.by_name: dict[str, list[tuple[str, str]]] = {}
        self._people: dict[tuple[str, str], Person] = {}
        self._surnames: dict[str, list[tuple[str, str]]] | None = None
        self._shapes: dict[str, list[str]] | None = None
        by_name = self.by_name
        for key, terms in rows.items():
            by_name.setdefault(fold(key[0]), []).append(key)
            if terms[0]["names"]:
                for name in terms[0]["names"].split("|"):
                    by_name.setdefault(fold(name), []).append(key)

    def person(self, key: tuple[str, str]) -> Person:
        """Return a person by name and country."""
        if key not in self._people:
            terms = self.rows[key]
            surname = next((row["surname"] for row in terms if row["surname"]), key[0].split(" ")[-1])
            self._people[key] = Person(key[0], key[1], fold(surname), tuple(terms))
        return self._people[key]

    def named(self, name: str) -> tuple[Person, ...]:
        """Return the people of this full name, exactly, or as it is spelt elsewhere."""
        plain = fold(name)
        keys = self.by_name.get(plain)
        if keys is None and plain.count(" "):
            keys = [key for other in self._alike(plain) for key in self.by_name[other]]
        return tuple(self.person(key) for key in dict.fromkeys(keys or ()))

    def match_at(self, words: Sequence[Word], index: int) -> tuple[int, tuple[Person, ...]]:
        """Return how many words from here are the full name of people, and who they are."""
        if not words[index].capital:
            return 0, ()
        for length in range(min(5, len(words) - index), 0, -1):
            stretch = words[index : index + length]
            last = stretch[-1]
            if all(word.plain[:1].isalpha() for word in stretch) and (last.capital or last.joined):
                keys = self.by_name.get(" ".join(word.plain for word in stretch))
                if keys and (length > 1 or (len(words) - index == 1 and len(keys) == 1)):
                    return length, tuple(self.person(key) for key in dict.fromkeys(keys))
        return 0, ()

    def surnamed(self, surname: str) -> tuple[Person, ...]:
        """Return everyone of this surname."""
        if self._surnames is None:
            index: dict[str, list[tuple[str, str]]] = {}
            for key, terms in self.rows.items():
                last = (
                    next((row["surname"] for row in terms if row["surname"]), "") or key[0].rsplit(" ", 1)[-1]
                )
                plain = fold(last)
                index.setdefault(plain, []).append(key)
                if plain.startswith(("al ", "el ")):
                    index.setdefault(plain[3:], []).append(key)
            self._surnames = index
        return tuple(self.person(key) for key in self._surnames.get(fold(surname), ()))

    def leaders(self, surname: str, *, on: date | None) -> tuple[Person, ...]:
        """Return the people of this surname who hold a leading office that day.

        Without a day, or where nobody does, those of our own list who ever led a state, if not long ago.
        """
        people = self.surnamed(surname)
        current = [person for person in people if on and any(_leads(row, on) for row in person.terms)]
        return tuple(current or (person for person in people if any(_led(row, on) for row in person.terms)))

    def _alike(self, plain: str) -> Iterator[str]:
        """Yield the known names that this one spells otherwise: "Sergei" for "Sergey", a middle name more or less."""
        if self._shapes is None:
            shapes: dict[str, list[str]] = {}
            for name in self.by_name:
                if " " in name:
                    shapes.setdefault(_shape(name), []).append(name)
            self._shapes = shapes
        for name in self._shapes.get(_shape(plain), ()):
            if _near(plain, name):
                yield name

    def standing(self, person: Person, *, on: date | None) -> Standing:
        """Return what the person is on the day: in office, former (ELI), or not yet anything."""
        if on is None:
            row = min(person.terms, key=lambda row: (row["office"] not in _LEADING, row["source"] != "own"))
            return Standing(
                country=_country(row), sectors=self._sectors(row), office=None, basis=f"undated:{row['id']}"
            )
        day = on
        current = [row for row in person.terms if holds(row, day)]
        if current:
            return self._standing(min(current, key=_rank), "office_holders", day=day)
        ended = [row for row in person.terms if row["last"] and row["last"] < day.isoformat()]
        if ended:
            row = max(ended, key=lambda row: row["last"])
            sectors = ("ELI",) if _official(self.offices[row["office"]]) else self._sectors(row)
            return Standing(country=_country(row), sectors=sectors, office=None, basis=f"former:{row['id']}")
        return Standing(
            country=person.country, sectors=(), office=None, basis=f"before:{person.terms[0]['id']}"
        )

    def _standing(self, row: Row, table: str, *, day: date) -> Standing:
        office = row["title"] or self.offices[row["office"]]["title"]
        if row["announced"] and row["announced"] <= day.isoformat():
            table = f"leaving:{table}"  # the end is announced: still in office, but news may say otherwise
        return Standing(
            country=_country(row), sectors=self._sectors(row), office=office, basis=f"{table}:{row['id']}"
        )

    def _sectors(self, row: Row) -> tuple[str, ...]:
        return tuple(part for part in self.offices[row["office"]]["sectors"].split("|") if part)


def _refuse_reversed(rows: Sequence[Row], file: str) -> None:
    """Raise with every row that ends before it begins."""
    faults = [
        Fault(
            file=file,
            row=number,
            column="last",
            value=row["last"],
            expected=f"is before {row['first']}, the first day",
        )
        for number, row in enumerate(rows, start=2)
        if row["last"] and row["last"] < row["first"][: len(row["last"])]
    ]
    if faults:
        raise TableError(faults)


def holds(row: Row, day: date) -> bool:
    """Return whether the row's term takes in the day; a month or a year counts whole."""
    text = day.isoformat()
    first, last = row["first"], row["last"]
    return (not first or first <= text) and (not last or text[: len(last)] <= last)


def _leads(row: Row, on: date) -> bool:
    return row["office"] in _LEADING and holds(row, on)


def _led(row: Row, on: date | None) -> bool:
    """Return whether the row is of a leader of a state who is still called by surname alone."""
    if row["source"] != "own" or row["office"] not in ("head-of-state", "head-of-government"):
        return False
    return on is None or (
        row["first"][:4] <= str(on.year) and int(row["last"][:4] or on.year) >= on.year - _RECENT
    )


_RECENT = 10
"""Years for which a former leader's surname alone is understood."""


def _country(row: Row) -> str:
    return row["serves"] or row["country"]


def _official(office: Row) -> bool:
    lead = office["sectors"].split("|")[0]
    return lead in ("GOV", "LEG", "JUD", "MIL", "SPY", "COP", "ELI", "")


def _rank(row: Row) -> tuple[bool, bool, str]:
    return row["source"] in _LOOSE, row["office"] not in _LEADING, (row["first"] and "") or row["id"]


_PARTICLES = frozenset({"al", "el", "bin", "ben", "ibn", "de", "von", "van", "ul", "ur", "abu"})


def _ends(name: str) -> tuple[str, str]:
    """Return first and last word of a name, particles such as "al" left out."""
    words = [word for word in name.split() if word not in _PARTICLES] or name.split()
    return words[0], words[-1]


def _near(one: str, two: str) -> bool:
    """Return whether first and last words of two names are spelt nearly alike; short words more so."""
    return all(
        SequenceMatcher(None, first, second).ratio() >= (0.7 if len(first) > 5 else 0.82)
        for first, second in zip(_ends(one), _ends(two), strict=True)
    )


def _shape(name: str) -> str:
    """Return the consonants of first and last word: one shape for "Sergei Lavrov" and "Sergey Lavrov"."""
    return " ".join(_skeleton(word) for word in _ends(name))


def _skeleton(word: str) -> str:
    for spelt, plain in _SPELLINGS:
        word = word.replace(spelt, plain)
    body = [mark for mark in word[1:] if mark not in "aeiouyh"]
    squeezed = [mark for place, mark in enumerate(body) if place == 0 or body[place - 1] != mark]
    return word[0] + "".join(squeezed)


_SPELLINGS = (
    ("ph", "f"),
    ("kh", "h"),
    ("gh", "g"),
    ("ck", "k"),
    ("w", "v"),
    ("q", "k"),
    ("ch", "c"),
    ("tz", "z"),
    ("ts", "z"),
    ("j", "y"),
)
