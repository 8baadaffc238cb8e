"""Put right the base forms that the analyzer missed, where the tables know the word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from demarche.tables import Tables
from demarche.types import Analysis

Irregular = dict[str, str]
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
NOUN_COLUMNS = ("subject", "object", "preposition_object")
"""Conditions of a rule whose words are nouns."""
SUFFIXES = {"verb": ("ing", "ed", "es", "s", "d"), "noun": ("es", "s"), "adj": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words that the tables know."""

    words: dict[str, frozenset[str]]
    """Base forms by part of speech."""
    irregular: Irregular
    """Irregular verb form to base form."""


def vocabulary(tables: Tables) -> Vocabulary:
    """Return the words of rules, light verbs and cues by part of speech; for ``tables.derive``."""
    found: dict[str, set[str]] = {"verb": set(), "noun": set(), "adj": set()}
    for row in tables.rows("event_rules"):
        found[row["pos"]].add(row["lemma"])
        found["noun"].update(word for column in NOUN_COLUMNS for word in _words(row[column]))
    for row in tables.rows("factuality_cues"):
        if row["pos"] in found:
            found[row["pos"]].add(row["lemma"])
    found["noun"].update(row["word"] for row in tables.rows("word_sets"))
    found["verb"].update(row["lemma"] for row in tables.rows("light_verbs"))
    return Vocabulary(
        words={pos: frozenset(words) for pos, words in found.items()},
        irregular={row["form"]: row["lemma"] for row in tables.rows("irregular_verbs")},
    )


def _words(cell: str) -> Iterator[str]:
    """Yield the plain words of a condition: no set, no class, no pair."""
    return (part for part in cell.split("|") if part.isalpha() and part.islower())


def with_known_lemmas(analysis: Analysis, known: Vocabulary) -> Analysis:
    """Return the analysis with the base form of inflected words that the tables list: "expelled" is expel."""
    lemmas = list(analysis.lemma)
    for token, lemma in enumerate(analysis.lemma):
        pos = PARTS.get(analysis.upos[token])
        if pos is None:
            continue
        form = analysis.form[token].lower()
        if pos == "verb" and form in known.irregular:
            lemmas[token] = known.irregular[form]
        elif lemma.lower() not in known.words[pos]:
            lemmas[token] = next((word for word in stems(form, pos) if word in known.words[pos]), lemma)
    return replace(analysis, lemma=tuple(lemmas))


def stems(form: str, pos: str) -> Iterator[str]:
    """Yield the base forms that an inflected form may have: "freed" gives fre, free; "denied" gives deny."""
    yield form
    for suffix in SUFFIXES[pos]:
        if not form.endswith(suffix) or len(form) <= len(suffix) + 1:
            continue
        stem = form[: -len(suffix)]
        yield stem
        yield stem + "e"
        if stem.endswith("i"):
            yield stem[:-1] + "y"
        if len(stem) > 2 and stem[-1] == stem[-2]:
            yield stem[:-1]
