"""Keep out what is no political event: sport, markets, weather, films, bare anaphors."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from demarche.events import grammar
from demarche.tables import Tables
from demarche.types import Analysis, Layers, Sentence

ENOUGH = 2
PAGE_ENOUGH = 6
"""Weight of a domain's words, each counted once, from which on a page is of that domain."""
ORGANS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "REB", "IGO", "OPP", "PTY", "SPY"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainWords:
    """Words of other domains with their weight, by word or by modifier and noun."""

    weights: dict[str, tuple[str, int]]


def domain_words(tables: Tables) -> DomainWords:
    """Return the words of other_domains.csv; a module-level function, for ``tables.derive``."""
    return DomainWords(
        weights={row["word"]: (row["domain"], int(row["weight"])) for row in tables.rows("other_domains")}
    )


def other_domain(sentence: Sentence, *, analysis: Analysis, words: DomainWords) -> str | None:
    """Return the domain that a sentence belongs to where that is not politics."""
    found: dict[str, int] = {}
    seen: set[str] = set()
    for token in range(sentence.first, sentence.last):
        lemma = analysis.lemma[token].lower()
        pair = f"{analysis.lemma[token - 1].lower()} {lemma}" if token > sentence.first else lemma
        for word in (lemma, pair):
            if word in words.weights and word not in seen:
                seen.add(word)
                domain, weight = words.weights[word]
                found[domain] = found.get(domain, 0) + weight
    best = max(found, key=lambda domain: found[domain], default=None)
    return best if best is not None and found[best] >= ENOUGH else None


def page_domain(analysis: Analysis, layers: Layers, *, words: DomainWords) -> str | None:
    """Return the domain that a whole page belongs to where that is not politics.

    Such a page uses many words of the domain and names hardly a state organ: a match report, a film review.
    """
    found: dict[str, int] = {}
    for word in {lemma.lower() for lemma in analysis.lemma} | set(_pairs(analysis)):
        if word in words.weights:
            domain, weight = words.weights[word]
            found[domain] = found.get(domain, 0) + weight
    best = max(found, key=lambda domain: found[domain], default=None)
    if best is None or found[best] < PAGE_ENOUGH:
        return None
    organs = sum(
        any(actor.sectors and actor.sectors[0] in ORGANS for actor in resolution.actors)
        for resolution in layers.resolutions
    )
    return best if found[best] > 2 * organs else None


def _pairs(analysis: Analysis) -> Iterator[str]:
    for before, after in pairwise(analysis.lemma):
        yield f"{before.lower()} {after.lower()}"


def is_modifier(token: int, *, analysis: Analysis) -> bool:
    """Return whether a noun only describes another one: "attack" in "attack helicopter"."""
    return analysis.deprel[token] in ("compound", "amod", "nmod:poss", "flat", "nmod:desc", "case", "fixed")


def is_generic(token: int, *, analysis: Analysis) -> bool:
    """Return whether a noun speaks of a kind of thing: "any attack", "such attacks"."""
    determiners = {
        analysis.lemma[child].lower() for child in grammar.children(analysis, token, "det", "amod")
    }
    return bool(determiners & {"any", "such", "every", "each", "what", "whichever"})


def is_background(token: int, *, analysis: Analysis) -> bool:
    """Return whether a verb only tells which thing is meant: "activists detained in May", "rebels that fled".

    A participle with its own doer ("a text proposed by Russia") and a clause set off by a comma tell news.
    """
    relation = analysis.deprel[token]
    if relation == "acl" and grammar.first(analysis, token, "mark") is None:
        return grammar.first(analysis, token, "obl:agent") is None and analysis.xpos[token] == "VBN"
    if relation != "acl:relcl":
        return False
    first = min((token, *grammar.subtree(analysis, token)))
    return first > 0 and analysis.upos[first] != "PUNCT" and analysis.upos[first - 1] != "PUNCT"
