"""Say which PLOVER contexts an event stands in."""

from demarche.tables import Tables
from demarche.types import Analysis

ContextWords = dict[str, tuple[str, ...]]
LIMIT = 3


def context_words(tables: Tables) -> ContextWords:
    """Return contexts by word; a module-level function, for ``tables.derive``."""
    found: dict[str, list[str]] = {}
    for row in tables.rows("context_words"):
        found.setdefault(row["word"], []).append(row["context"])
    return {word: tuple(contexts) for word, contexts in found.items()}


def cameo_contexts(tables: Tables) -> ContextWords:
    """Return the contexts that a CAMEO code brings; a module-level function, for ``tables.derive``."""
    return {
        row["cameo"]: tuple(row["contexts"].split("|"))
        for row in tables.rows("cameo_codes")
        if row["contexts"]
    }


def contexts_of(
    trigger: int, *, cameo: str | None, analysis: Analysis, words: ContextWords, codes: ContextWords
) -> tuple[str, ...]:
    """Return the contexts of an event: those of its code, then those of the words near it, at most three."""
    found: list[str] = list(codes.get(cameo or "", ()))
    sentence = analysis.sentences[analysis.sentence_of(trigger)]
    near = sorted(range(sentence.first, sentence.last), key=lambda token: abs(token - trigger))[:16]
    for token in near:
        lemma = analysis.lemma[token].lower()
        pair = f"{analysis.lemma[token - 1].lower()} {lemma}" if token > sentence.first else ""
        for word in (lemma, pair):
            found.extend(context for context in words.get(word, ()) if context not in found)
    return tuple(dict.fromkeys(found))[:LIMIT]
