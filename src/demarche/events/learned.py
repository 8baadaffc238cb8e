"""The learned part: how likely a word tells an event of each type, as the analyzer's trigger head reads it."""

from dataclasses import dataclass

from demarche.types import Analysis

CANDIDATES = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
OUTSIDE = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The likeliest type of a word, its probability, and that of no event."""

    type: str
    probability: float
    nothing: float


def guesses(analysis: Analysis) -> dict[int, Guess]:
    """Return a guess for each word that may tell an event; none where the analyzer has no such head."""
    if not analysis.trigger:
        return {}
    return {
        token: _guess(label, analysis.trigger_score[token])
        for token, label in enumerate(analysis.trigger)
        if analysis.upos[token] in CANDIDATES
    }


def _guess(label: str, score: float) -> Guess:
    if label == OUTSIDE:
        return Guess(type="NONE", probability=0.0, nothing=score)
    return Guess(type=label, probability=score, nothing=1.0 - score)
