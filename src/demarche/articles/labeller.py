"""Label the lines of a page with a small network over the line features, and the best path through the labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from demarche.articles.features import WIDTH, PageFeatures
from demarche.errors import WeightsError
from demarche.types import ParagraphKind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

LABELS = (
    "header", "title", "deck", "byline", "date", "dateline", "body", "subhead",
    "caption", "credit", "share", "promo", "related", "tags", "comments", "footer",
)  # fmt: skip
KINDS = tuple(ParagraphKind(label) for label in LABELS)
_FILE = "lines.npz"
_STEPS = (1, 2, 4)
"""How far apart the lines are that each convolution looks at."""
_CHAIN = 0.3
"""Weight of the order of labels against what a line says by itself."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labeller:
    """The trained weights."""

    mean: "Floats"
    spread: "Floats"
    words: "Floats"
    enter: tuple["Floats", "Floats"]
    convolutions: tuple[tuple["Floats", "Floats"], ...]
    leave: tuple["Floats", "Floats"]
    transitions: "Floats"
    """From each label, and from the start of the page, to each label: logarithms."""


def load_labeller(content: bytes | None = None) -> Labeller:
    """Return the labeller that ships with demarche, or the one in these bytes."""
    import io

    import numpy as np

    if content is None:
        path = files("demarche") / "weights" / _FILE
        if not path.is_file():
            raise WeightsError(str(path), "is missing")
        content = path.read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays = {name: archive[name].astype(np.float32) for name in archive.files}
    if arrays["mean"].shape != (WIDTH,):
        raise WeightsError(_FILE, f"was made for {arrays['mean'].shape[0]} features, not {WIDTH}")
    return Labeller(
        mean=arrays["mean"],
        spread=arrays["std"],
        words=arrays["words"],
        enter=(arrays["enter_weight"], arrays["enter_bias"]),
        convolutions=tuple(
            (arrays[f"convolution{index}_weight"], arrays[f"convolution{index}_bias"])
            for index in range(len(_STEPS))
        ),
        leave=(arrays["leave_weight"], arrays["leave_bias"]),
        transitions=arrays["transitions"],
    )


def score_lines(features: PageFeatures, *, labeller: Labeller) -> "Floats":
    """Return the logarithm of each label's probability for each line."""
    import numpy as np

    vectors = labeller.words[features.hashes]
    vectors[features.hashes == 0] = 0.0
    size = np.sqrt(np.maximum((features.hashes > 0).sum(1, keepdims=True), 1))
    entering = np.concatenate(
        [(features.numbers - labeller.mean) / labeller.spread, vectors.sum(1) / size],
        axis=1,
        dtype=np.float32,
    )
    first = np.maximum(entering @ labeller.enter[0] + labeller.enter[1], 0.0)
    hidden = first
    for step, (weight, bias) in zip(_STEPS, labeller.convolutions, strict=True):
        hidden = hidden + np.maximum(_convolved(hidden, weight, step) + bias, 0.0)
    whole = np.broadcast_to(hidden.mean(0, keepdims=True), hidden.shape)
    scores = np.concatenate([hidden, first, whole], axis=1) @ labeller.leave[0] + labeller.leave[1]
    scores = scores - scores.max(1, keepdims=True)
    normal: Floats = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    return normal


def _convolved(hidden: "Floats", weight: "Floats", step: int) -> "Floats":
    """Return each line's vector mixed with those ``step`` lines before and after."""
    import numpy as np

    lines, width = hidden.shape
    padded = np.zeros((lines + 2 * step, width), dtype=np.float32)
    padded[step : step + lines] = hidden
    mixed: Floats = padded[:lines] @ weight[0] + hidden @ weight[1] + padded[2 * step :] @ weight[2]
    return mixed


def best_path(scores: "Floats", *, labeller: Labeller) -> Sequence[int]:
    """Return the label numbers of the best way through the page (Viterbi)."""
    import numpy as np

    if not len(scores):
        return ()
    costs = labeller.transitions[:-1] * _CHAIN
    total = scores[0] + labeller.transitions[-1] * _CHAIN
    came_from = np.zeros(scores.shape, dtype=np.int8)
    for line in range(1, len(scores)):
        through = total[:, None] + costs
        came_from[line] = through.argmax(0)
        total = through.max(0) + scores[line]
    path = [int(total.argmax())]
    for line in range(len(scores) - 1, 0, -1):
        path.append(int(came_from[line, path[-1]]))
    return path[::-1]
