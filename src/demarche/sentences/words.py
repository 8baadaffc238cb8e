"""The word lists that cutting needs, by kind, from the table ``sentence_words``."""

from dataclasses import dataclass

from demarche.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is known of words before any model has seen them; all in lower case."""

    titles: frozenset[str]
    counters: frozenset[str]
    shorts: frozenset[str]
    starters: frozenset[str]
    prefixes: frozenset[str]
    speech: frozenset[str]
    halves: dict[str, str]
    """A word that is two words, and its first part."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """All words that keep their full stop."""
        return self.titles | self.counters | self.shorts


def load_words(tables: Tables) -> Words:
    """Return the word lists of the table ``sentence_words``."""
    rows = tables.rows("sentence_words")
    kinds = {kind: frozenset(row["word"] for row in rows if row["kind"] == kind) for kind in _KINDS}
    return Words(
        titles=kinds["title"],
        counters=kinds["counter"],
        shorts=kinds["short"],
        starters=kinds["starter"],
        prefixes=kinds["prefix"],
        speech=kinds["speech"],
        halves={row["word"]: row["value"] for row in rows if row["kind"] == "halved"},
    )


_KINDS = ("title", "counter", "short", "starter", "prefix", "speech")
