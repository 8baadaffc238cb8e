"""The tense around an expression: from the grammar where there is one, else from the words nearby."""

import re
from bisect import bisect_right

from demarche.times.grammar import Grammar
from demarche.times.scene import TenseAt
from demarche.types import Analysis

_CLAUSE_END = re.compile(r"(?<=\w\w)[.;!?][\"'”’]*\s+(?=\D)|\n\n")
_REACH = 140
_AHEAD = frozenset({"will", "shall", "’ll", "'ll", "wo", "ll"})


def tense_from_words(lowered: str, grammar: Grammar) -> TenseAt:
    """Return a reader of tense that takes the nearest cue word of the sentence."""

    def tense_at(start: int, end: int) -> str | None:
        before = _CLAUSE_END.split(lowered[max(0, start - _REACH) : start])[-1]
        after = _CLAUSE_END.split(lowered[end : end + _REACH])[0]
        future = min(_gaps(grammar.future, before, after), default=None)
        past = min(_gaps(grammar.past, before, after), default=None)
        if future is None and past is None:
            return None
        return "future" if past is None or (future is not None and future <= past) else "past"

    return tense_at


def _gaps(pattern: re.Pattern[str], before: str, after: str) -> list[float]:
    """Return how far the cues stand; a cue that follows counts half as much again."""
    return [len(before) - cue.end() for cue in pattern.finditer(before)] + [
        1.5 * cue.start() + 5 for cue in pattern.finditer(after)
    ]


def tense_from_grammar(analysis: Analysis, otherwise: TenseAt) -> TenseAt:
    """Return a reader of tense that climbs from the expression to its verb."""

    def tense_at(start: int, end: int) -> str | None:
        token = bisect_right(analysis.start, start) - 1
        if token < 0 or analysis.end[token] <= start:
            return otherwise(start, end)
        verb = _governing_verb(analysis, token)
        found = _tense_of(analysis, verb) if verb is not None else None
        return found or otherwise(start, end)

    return tense_at


def _governing_verb(analysis: Analysis, token: int) -> int | None:
    for _ in range(12):
        head = analysis.head[token]
        if head == token:
            return None
        token = head
        if analysis.upos[token] in ("VERB", "AUX"):
            return token
    return None


def _tense_of(analysis: Analysis, verb: int) -> str | None:
    helpers = [child for child in analysis.children[verb] if analysis.deprel[child].startswith("aux")]
    if any(analysis.form[child].lower() in _AHEAD for child in helpers):
        return "future"
    for token in (*helpers, verb):
        if "Tense=Past" in analysis.feats[token] and "VerbForm=Fin" in analysis.feats[token]:
            return "past"
    return None
