"""The learned part: how likely a word tells an event of each type, from its vector in the analysis."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from demarche.types import Analysis

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]

LABELS = (
    "NONE",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "STATEMENT",
)
CANDIDATES = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
OUTSIDE = "O"
WEIGHTS = "events.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The likeliest type of a word, its probability, and that of no event."""

    type: str
    probability: float
    nothing: float


def features(analysis: Analysis, tokens: Sequence[int]) -> "Array":
    """Return what the head sees of each word: its vector and the mean vector of its sentence."""
    import numpy as np

    assert analysis.vectors is not None
    vectors = analysis.vectors
    means: dict[int, Array] = {}
    rows = []
    for token in tokens:
        index = analysis.sentence_of(token)
        if index not in means:
            sentence = analysis.sentences[index]
            means[index] = vectors[sentence.first : sentence.last].astype(np.float32).mean(axis=0)
        rows.append(np.concatenate([vectors[token].astype(np.float32), means[index]]))
    return np.asarray(rows, dtype=np.float32)


def guesses(analysis: Analysis) -> dict[int, Guess]:
    """Return a guess for each word that may tell an event: the head's type, the analyzer's trigger beside it.

    Where the analyzer's own reading of triggers is there, whether a word tells any event at all is the
    mean of the two.
    """
    layers = _layers()
    tokens = [t for t, upos in enumerate(analysis.upos) if upos in CANDIDATES]
    if analysis.vectors is None or not layers or not tokens:
        return _triggers(analysis)
    probabilities = _probabilities(features(analysis, tokens), layers)
    types = probabilities[:, 1:].argmax(axis=1) + 1
    found = {}
    beside = _triggers(analysis)
    for row, token in enumerate(tokens):
        nothing = float(probabilities[row, 0])
        if token in beside:
            nothing = (nothing + beside[token].nothing) / 2
        found[token] = Guess(
            type=LABELS[types[row]], probability=float(probabilities[row, types[row]]), nothing=nothing
        )
    return found


def _triggers(analysis: Analysis) -> dict[int, Guess]:
    """Return what the analyzer itself says of triggers."""
    found = {}
    for token, (label, score) in enumerate(zip(analysis.trigger, analysis.trigger_score, strict=True)):
        if analysis.upos[token] in CANDIDATES:
            outside = label == OUTSIDE
            found[token] = Guess(
                type="NONE" if outside else label,
                probability=0.0 if outside else score,
                nothing=score if outside else 1.0 - score,
            )
    return found


def _probabilities(inputs: "Array", layers: tuple[tuple["Array", ...], ...]) -> "Array":
    import numpy as np

    total = np.zeros((len(inputs), len(LABELS)), dtype=np.float32)
    for first, first_bias, second, second_bias in layers:
        hidden = inputs @ first + first_bias
        hidden = 0.5 * hidden * (1 + np.tanh(0.7978846 * (hidden + 0.044715 * hidden * hidden * hidden)))
        scores = hidden @ second + second_bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        total += scores / scores.sum(axis=1, keepdims=True)
    averaged: Array = total / np.float32(len(layers))
    return averaged


@cache
def _layers() -> tuple[tuple["Array", ...], ...]:
    """Return the networks' matrices; empty where the weights are not installed."""
    import numpy as np

    path = files("demarche") / "weights" / WEIGHTS
    if not path.is_file():
        return ()
    with path.open("rb") as file:
        arrays = np.load(file)
        count = sum(name.startswith("w1_") for name in arrays.files)
        return tuple(
            tuple(arrays[f"{part}_{index}"].astype(np.float32) for part in ("w1", "b1", "w2", "b2"))
            for index in range(count)
        )
