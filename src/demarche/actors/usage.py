"""How a name is used: as one who acts, as a place, or as a modifier; told by syntax."""

from demarche.tables import Tables
from demarche.types import Analysis, Mention, MentionKind


def usage_of(analysis: Analysis, mention: Mention, *, tables: Tables, seat: bool = False) -> str:
    """Return ``actor``, ``place`` or ``modifier`` for a mention of a country, capital, city or seat.

    ``seat``: the name is a seat of power by the tables, though it ends like a street or a hall.
    """
    words = tables.derive(usage_words)
    token = mention.head
    relation = analysis.deprel[token]
    if relation in ("compound", "amod") or (mention.kind is MentionKind.MODIFIER and relation != "nmod:poss"):
        return "modifier"
    return _by_syntax(analysis, token, words, seat=seat)


def _by_syntax(
    analysis: Analysis, token: int, words: dict[str, frozenset[str]], *, seat: bool, depth: int = 0
) -> str:
    relation = analysis.deprel[token]
    head = analysis.head[token]
    if analysis.form[token].lower() in words["place head"] and not seat:
        return "place"
    case = _case(analysis, token)
    if case:
        return _by_preposition(analysis, token, case, words)
    if relation == "conj" and depth < 4:
        return _by_syntax(analysis, head, words, seat=seat, depth=depth + 1)
    if relation in ("nsubj", "nsubj:outer"):
        return _by_predicate(analysis, head, words)
    if relation in _BY_LEMMA:
        return "place" if analysis.lemma[head] in words[_BY_LEMMA[relation]] else "actor"
    return "actor" if relation in ("vocative", "dislocated", "obl:agent") else "place"


_BY_LEMMA = {
    "nsubj:pass": "place passive",
    "obj": "place object",
    "iobj": "place object",
    "nmod:poss": "thing noun",
}


def _by_predicate(analysis: Analysis, head: int, words: dict[str, frozenset[str]]) -> str:
    """Return the use of a subject by what is said of it."""
    if analysis.upos[head] in ("VERB", "AUX"):
        return "place" if analysis.lemma[head] in words["place subject"] else "actor"
    if analysis.upos[head] == "ADJ":
        return "actor" if analysis.lemma[head] in words["act adjective"] else "place"
    return "actor" if _case(analysis, head) else "place"


def _by_preposition(analysis: Analysis, token: int, case: str, words: dict[str, frozenset[str]]) -> str:
    if case in words["place preposition"]:
        return "place"
    head = analysis.head[token]
    kind = f"{case} {'noun' if analysis.upos[head] in ('NOUN', 'PROPN') else 'verb'}"
    listed = analysis.lemma[head].lower() in words.get(kind, ())
    if case in words["actor preposition"] or case == "by" or kind == "for noun":
        return "place" if listed and case == "with" else "actor"
    return "actor" if listed else "place"


def _case(analysis: Analysis, token: int) -> str:
    """Return the preposition of a noun, of the noun that it is joined to where it has none."""
    for child in analysis.children[token]:
        if analysis.deprel[child] == "case" and analysis.upos[child] != "PART":
            return analysis.form[child].lower()
    return ""


def usage_words(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the words that tell actor from place, by what they are."""
    found: dict[str, set[str]] = {}
    for row in tables.rows("usage_words"):
        found.setdefault(row["kind"], set()).add(row["text"])
    return {kind: frozenset(texts) for kind, texts in found.items()}
