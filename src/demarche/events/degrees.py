"""Give an event word a degree of factuality, -3 (surely not) to 3 (surely)."""

from demarche.events.factuality import Cues, cue_book, judge
from demarche.tables import Tables
from demarche.types import Analysis, Factuality

DEGREES = {
    Factuality.HAPPENED: 3.0,
    Factuality.ONGOING: 3.0,
    Factuality.ENDED: 2.5,
    Factuality.PLANNED: 1.9,
    Factuality.HOPED: 1.4,
    Factuality.PROPOSED: 1.6,
    Factuality.HYPOTHETICAL: 1.4,
    Factuality.DENIED: -1.6,
    Factuality.REFUSED: -1.4,
}
"""What annotators give on average for each kind, in the author's view (FactBank's scale of certainty)."""
SURE = 2.2
"""The model's degree from which on it has no doubt."""
DOUBT = 0.6
"""How much each degree of the model's doubt takes away."""
UNDONE = -2.2


def degrees(analysis: Analysis, tokens: tuple[int, ...], *, tables: Tables) -> tuple[float, ...]:
    """Return the degree of factuality of each of these words, read as events."""
    cues = tables.derive(cue_book)
    return tuple(degree(token, analysis=analysis, cues=cues) for token in tokens)


def degree(token: int, *, analysis: Analysis, cues: Cues) -> float:
    """Return the degree of one word: the rule's, lowered by the model's doubt where the rule sees a fact."""
    judged = judge(token, analysis=analysis, cues=cues)
    modelled = analysis.factuality[token] if analysis.factuality else SURE
    if judged.negated and judged.factuality not in (Factuality.DENIED, Factuality.HAPPENED):
        return UNDONE
    ruled = judged.degree if judged.degree is not None else DEGREES[judged.factuality]
    if judged.factuality in (Factuality.HAPPENED, Factuality.ONGOING, Factuality.ENDED):
        return ruled - DOUBT * max(0.0, SURE - modelled)
    return ruled
