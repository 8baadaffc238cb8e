"""How a name is used: as one who acts, as a place, or as a modifier; told by syntax."""

from demarche.tables import Tables
from demarche.types import Analysis, Mention, MentionKind


def usage_of(analysis: Analysis, mention: Mention, *, tables: Tables) -> str:
    """Return ``actor``, ``place`` or ``modifier`` for a mention of a country, capital, city or seat."""
    words = tables.derive(usage_words)
    token = mention.head
    relation = analysis.deprel[token]
    if mention.kind is MentionKind.MODIFIER and relation != "nmod:poss":
        return "modifier"
    return _by_syntax(analysis, token, words)


def _by_syntax(analysis: Analysis, token: int, words: dict[str, frozenset[str]], depth: int = 0) -> str:
    relation = analysis.deprel[token]
    head = analysis.head[token]
    case = _case(analysis, token)
    if case:
        return _by_preposition(analysis, token, case, words)
    if relation == "conj" and depth < 4:
        return _by_syntax(analysis, head, words, depth + 1)
    if relation in ("nsubj", "nsubj:outer"):
        return _by_verb(analysis, head, words)
    if relation == "nsubj:pass":
        return "place" if analysis.lemma[head] in words["place passive"] else "actor"
    if relation in ("obj", "iobj"):
        return "place" if analysis.lemma[head] in words["place object"] else "actor"
    if relation == "nmod:poss":
        return "actor" if analysis.lemma[head] in words["act noun"] else "modifier"
    if relation == "appos":
        return "place"
    if relation in ("vocative", "dislocated"):
        return "actor"
    return "place"


def _by_verb(analysis: Analysis, verb: int, words: dict[str, frozenset[str]]) -> str:
    if analysis.upos[verb] in ("VERB", "AUX"):
        return "place" if analysis.lemma[verb] in words["place subject"] else "actor"
    if analysis.upos[verb] == "ADJ":
        return "actor" if analysis.lemma[verb] in words["act adjective"] else "place"
    return "place"


def _by_preposition(analysis: Analysis, token: int, case: str, words: dict[str, frozenset[str]]) -> str:
    head = analysis.head[token]
    if case in words["place preposition"]:
        return "place"
    if case in words["actor preposition"]:
        return "actor"
    if case == "by":
        return "actor"
    noun = analysis.upos[head] in ("NOUN", "PROPN")
    lemma = analysis.lemma[head].lower()
    if case in ("to", "on", "for", "of", "from", "between", "among"):
        key = f"{case} {'noun' if noun else 'verb'}"
        return "actor" if lemma in words.get(key, ()) else "place"
    return "place"


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
