"""The names and role words of all tables in one index, found longest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from demarche.actors.words import Word, fold
from demarche.tables import Row, Tables

NAME_KINDS = ("state", "demonym", "alias", "organization", "group")


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of words that stands in a table."""

    first: int
    last: int
    """One past the last word."""
    kind: str
    """``state``, ``demonym``, ``alias``, ``organization``, ``group``, ``agent`` or ``person``."""
    rows: tuple[Row, ...]
    """The table's rows for these words, most likely first."""

    @property
    def row(self) -> Row:
        """Return the first row."""
        return self.rows[0]

    @property
    def table(self) -> str:
        """Return the table of the row."""
        return _TABLES[self.kind]

    @property
    def row_id(self) -> str:
        """Return table and key of the row: ``states:RUS``."""
        row = self.rows[0]
        return f"{_TABLES[self.kind]}:{row['iso3'] if self.kind == 'state' else row['id']}"

    @property
    def country(self) -> str:
        """Return the country that the row names, empty where none."""
        row = self.rows[0]
        return row["iso3"] if self.kind == "state" else row.get("country", "")

    @property
    def sectors(self) -> tuple[str, ...]:
        """Return the sectors of the row."""
        return tuple(part for part in self.rows[0].get("sectors", "").split("|") if part)


_TABLES = {
    "state": "states",
    "demonym": "demonyms",
    "alias": "aliases",
    "organization": "organizations",
    "group": "groups",
    "agent": "agents",
    "person": "office_holders",
}


class Lexicon:
    """All phrases of the tables by their folded words."""

    def __init__(self, tables: Tables) -> None:
        self.phrases: dict[str, list[tuple[str, bool, Row]]] = {}
        self.longest: dict[str, int] = {}
        self.word_kinds: dict[str, frozenset[str]] = _word_kinds(tables)
        for row in tables.rows("states"):
            self._add("state", row["names"].split("|") if row["names"] else (), row)
        for row in tables.rows("demonyms"):
            self._add("demonym", (row["text"],), row)
        for row in tables.rows("groups"):
            self._add("group", row["names"].split("|"), row)
        for row in tables.rows("organizations"):
            self._add("organization", row["names"].split("|"), row)
        self.short: dict[str, Row] = {}
        for row in tables.rows("aliases"):
            if row["kind"] == "short":
                self.short[row["text"].lower()] = row
            else:
                self._add("alias", (row["text"],), row)
        for row in tables.rows("agents"):
            self._add("agent", (row["text"],), row)

    def _add(self, kind: str, names: Sequence[str], row: Row) -> None:
        phrases, longest = self.phrases, self.longest
        for name in names:
            if "'s" in name:
                self._add(kind, (name.replace("'s", ""),), row)
            key = fold(name)
            cased = len(name) <= 6 and name.isupper() if kind != "agent" else False
            phrases.setdefault(key, []).append((kind, cased, row))
            first = key.split(" ", 1)[0]
            size = key.count(" ") + 1
            if longest.get(first, 0) < size:
                longest[first] = size

    def matches(self, words: Sequence[Word], *, on: date | None, start: int = 0) -> Iterator[Match]:
        """Yield the longest matches from left to right, without overlap."""
        index = start
        while index < len(words):
            found = self.match_at(words, index, on=on)
            if found is None:
                index += 1
                continue
            yield found
            index = found.last

    def match_at(self, words: Sequence[Word], index: int, *, on: date | None) -> Match | None:
        """Return the longest match that starts at a word."""
        size = min(
            self.longest.get(words[index].plain, 0) or self._stem_size(words[index].plain), len(words) - index
        )
        for length in range(size, 0, -1):
            stretch = words[index : index + length]
            if stretch[0].plain == "the" and _goes_on(words, index + length):
                continue
            key = " ".join(word.plain for word in stretch)
            found = self.phrases.get(key) or self._singular(key)
            if found:
                match = _fitting(found, stretch, index, on)
                if match is not None:
                    return match
        return None

    def _stem_size(self, plain: str) -> int:
        return 1 if plain.endswith("s") else 0

    def _singular(self, key: str) -> list[tuple[str, bool, Row]] | None:
        if not key.endswith("s") or len(key) < 4:
            return None
        stems = (
            key[:-1],
            key[:-2] if key.endswith("es") else "",
            key[:-3] + "y" if key.endswith("ies") else "",
        )
        for stem in stems:
            rows = [entry for entry in self.phrases.get(stem, ()) if entry[0] == "agent"]
            if rows:
                return rows
        return None


def _goes_on(words: Sequence[Word], index: int) -> bool:
    """Return whether a capitalised word follows: "The Guardian" is no paper in "The Guardian Council"."""
    return index < len(words) and words[index].capital and not words[index].joined


def _fitting(
    found: list[tuple[str, bool, Row]], stretch: Sequence[Word], index: int, on: date | None
) -> Match | None:
    """Return the match whose rows fit the words' capitals and the day; a name needs a capital."""
    capital = any(word.capital for word in stretch)
    upper = "".join(word.text for word in stretch).isupper()
    day = on.isoformat() if on else ""
    fit = [
        (kind, row)
        for kind, cased, row in found
        if kind == "agent" or ((upper if cased else capital or not _named(row)) and _valid(row, day))
    ]
    if not fit:
        fit = [(kind, row) for kind, cased, row in found if kind == "agent" or (upper if cased else capital)]
    if not fit:
        return None
    kind = fit[0][0] if capital else next((kind for kind, _ in fit if kind == "agent"), fit[0][0])
    rows = tuple(row for other, row in fit if other == kind)
    return Match(index, index + len(stretch), kind, rows)


def _named(row: Row) -> bool:
    return not row.get("names", "A")[:1].islower()


def _valid(row: Row, day: str) -> bool:
    if not day:
        return True
    return row.get("first", "") <= day and (not row.get("last") or day <= row["last"])


def _word_kinds(tables: Tables) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in tables.rows("phrase_words"):
        kinds.setdefault(row["text"], set()).add(row["kind"])
    return {text: frozenset(found) for text, found in kinds.items()}
