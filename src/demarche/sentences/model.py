"""Our analyzer: one ONNX model, one pass over word pieces, for tags, lemmas, trees, names and factuality."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from demarche.errors import WeightsError
from demarche.sentences.decode import best_names, best_tree, is_tree, name_moves
from demarche.sentences.lemmas import apply_script
from demarche.sentences.pieces import Pieces, Vocabulary, vocabulary
from demarche.sentences.weights import Weights

BATCH_PIECES = 120
"""Pieces of one batch, padding counted: hardly any padding, and small enough for the cache of the processor."""
MOST_PIECES = 300
"""A longer sentence is read in windows, so that time and memory grow no faster than its length."""
_OUTPUTS = (
    "upos",
    "xpos",
    "feats",
    "script",
    "name",
    "arcs",
    "head",
    "deprel",
    "factuality",
    "event",
    "vectors",
)
Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """What the model says of one sentence: a column a task, one entry a word."""

    lemma: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    """Position in the sentence; a root is its own head."""
    deprel: list[str]
    name: list[str]
    factuality: list[float]
    trigger: list[str]
    trigger_score: list[float]
    vectors: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """The loaded weights."""

    session: onnxruntime.InferenceSession
    vocabulary: Vocabulary
    labels: Mapping[str, tuple[str, ...]]
    lexicon: Mapping[tuple[str, str], str]
    arc_labels: Mapping[str, Array]
    """Layers that label an arc, for heads that are mended after the session ran."""
    may_follow: npt.NDArray[np.bool_]
    lemmas: dict[tuple[str, str, int], str] = field(default_factory=dict, repr=False)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Grammar]:
        """Return the grammar of each sentence, given as words."""
        windows = [
            (number, window) for number, words in enumerate(sentences) for window in self._windows(words)
        ]
        read: dict[int, Grammar] = {}
        for batch in _batches([pieces for _, (_, pieces) in windows]):
            grammars = self._run([windows[index][1] for index in batch])
            read.update(zip(batch, grammars, strict=True))
        parts: list[list[Grammar]] = [[] for _ in sentences]
        for index, (number, _) in enumerate(windows):
            parts[number].append(read[index])
        return [_joined(found) for found in parts]

    def _windows(self, words: Sequence[str]) -> Iterator[tuple[Sequence[str], Pieces]]:
        pieces = self.vocabulary.encode(words)
        if len(pieces.ids) <= MOST_PIECES or len(words) < 2:
            yield words, pieces
            return
        middle = _best_cut(words)
        yield from self._windows(words[:middle])
        yield from self._windows(words[middle:])

    def _run(self, batch: Sequence[tuple[Sequence[str], Pieces]]) -> Iterator[Grammar]:
        found = self.session.run(_OUTPUTS, _inputs([pieces for _, pieces in batch]))
        outputs = dict(zip(_OUTPUTS, found, strict=True))
        for row, (words, _) in enumerate(batch):
            size = len(words)
            yield self._grammar(words, {name: values[row, :size] for name, values in outputs.items()})

    def _grammar(self, words: Sequence[str], scores: Mapping[str, npt.NDArray[np.float32]]) -> Grammar:
        heads, deprel = self._tree(scores)
        scripts = scores["script"].tolist()
        xpos = self._named("xpos", scores["xpos"].tolist())
        return Grammar(
            lemma=[self._lemma(*given) for given in zip(words, xpos, scripts, strict=True)],
            upos=self._named("upos", scores["upos"].tolist()),
            xpos=xpos,
            feats=self._named("feats", scores["feats"].tolist()),
            heads=[place if head == 0 else head - 1 for place, head in enumerate(heads)],
            deprel=self._named("deprel", deprel),
            name=self._named("name", self._names(scores["name"])),
            factuality=scores["factuality"].tolist(),
            trigger=self._named("event", scores["event"].argmax(1).tolist()),
            trigger_score=scores["event"].max(1).tolist(),
            vectors=scores["vectors"],
        )

    def _named(self, task: str, numbers: Sequence[int]) -> list[str]:
        known = self.labels[task]
        return [known[number] for number in numbers]

    def _names(self, scores: Array) -> list[int]:
        best: list[int] = scores.argmax(1).tolist()
        if not any(best):
            return best
        return best_names(scores, may_follow=self.may_follow)

    def _lemma(self, word: str, xpos: str, script: int) -> str:
        known = self.lemmas.get((word, xpos, script))
        if known is None:
            known = self.lexicon.get((word.lower(), xpos)) or apply_script(
                word, script=self.labels["script"][script]
            )
            if len(self.lemmas) < 200_000:
                self.lemmas[word, xpos, script] = known
        return known

    def _tree(self, scores: Mapping[str, npt.NDArray[np.float32]]) -> tuple[list[int], list[int]]:
        heads: list[int] = scores["head"].tolist()
        deprel: list[int] = scores["deprel"].tolist()
        if is_tree(heads):
            return heads, deprel
        mended = best_tree(scores["arcs"][:, : len(heads) + 1])
        for word, (before, after) in enumerate(zip(heads, mended, strict=True)):
            if before != after:
                deprel[word] = self._label(scores["vectors"], child=word, head=after)
        return mended, deprel

    def _label(self, vectors: Array, *, child: int, head: int) -> int:
        layers = self.arc_labels
        of_head = vectors[head - 1] if head else layers["root"]
        above = layers["label_head_weight"] @ of_head + layers["label_head_bias"]
        below = layers["label_child_weight"] @ vectors[child] + layers["label_child_bias"]
        joined = np.concatenate([_gelu(above + below), above * below])
        scores = layers["label_weight"] @ joined + layers["label_bias"]
        root = self.labels["deprel"].index("root")
        scores[root] = np.inf if head == 0 else -np.inf
        return int(scores.argmax())


def load_model(weights: Weights) -> Model:
    """Return the model that these weights make."""
    with np.load(BytesIO(weights.files["labels"])) as layers:
        arc_labels = {name: layers[name].astype(np.float32) for name in layers.files}
    rows = (line.split("\t") for line in weights.lines("lexicon"))
    return Model(
        session=_session(weights.files["graph"], folder=weights.folder),
        vocabulary=vocabulary(weights.lines("vocabulary")),
        labels=weights.labels,
        lexicon={(form, xpos): lemma for form, xpos, lemma in rows},
        arc_labels=arc_labels,
        may_follow=name_moves(weights.labels["name"]),
    )


def _session(graph: bytes, *, folder: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # every batch has a shape of its own
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except (RuntimeError, ValueError) as error:  # onnxruntime's own errors derive from these
        raise WeightsError(str(folder), "the graph can't be read by this onnxruntime") from error


def _batches(pieces: Sequence[Pieces]) -> Iterator[list[int]]:
    """Yield indices of sentences of like length, few enough to fit a batch."""
    order = sorted(range(len(pieces)), key=lambda index: len(pieces[index].ids))
    batch: list[int] = []
    for index in order:
        if batch and len(pieces[index].ids) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _inputs(batch: Sequence[Pieces]) -> dict[str, npt.NDArray[np.int64]]:
    length = max(len(pieces.ids) for pieces in batch)
    words = max(len(pieces.first) for pieces in batch)
    wide = {name: np.zeros((len(batch), length), dtype=np.int64) for name in ("ids", "case", "mask")}
    narrow = {name: np.zeros((len(batch), words), dtype=np.int64) for name in ("first", "known")}
    for row, pieces in enumerate(batch):
        size, count = len(pieces.ids), len(pieces.first)
        wide["ids"][row, :size], wide["case"][row, :size], wide["mask"][row, :size] = (
            pieces.ids,
            pieces.case,
            1,
        )
        narrow["first"][row, :count], narrow["known"][row, :count] = pieces.first, 1
    return wide | narrow


def _best_cut(words: Sequence[str]) -> int:
    """Return where to cut an overlong sentence: near its middle, after punctuation where there is some."""
    middle = len(words) // 2
    reach = range(max(1, middle - middle // 2), middle + middle // 2)
    after = [place for place in reach if words[place - 1] in {".", ";", ":", ",", "!", "?", "|", "•", "-"}]
    return min(after, key=lambda place: abs(place - middle), default=max(1, middle))


def _joined(parts: Sequence[Grammar]) -> Grammar:
    """Return the windows of one sentence as one: roots of later windows hang on the first root."""
    if len(parts) == 1:
        return parts[0]
    top = next(place for place, head in enumerate(parts[0].heads) if head == place)
    heads, deprel, shift = list(parts[0].heads), list(parts[0].deprel), len(parts[0].heads)
    for part in parts[1:]:
        for place, head in enumerate(part.heads):
            heads.append(top if head == place else head + shift)
            deprel.append("parataxis" if head == place else part.deprel[place])
        shift += len(part.heads)
    return Grammar(
        lemma=[lemma for part in parts for lemma in part.lemma],
        upos=[tag for part in parts for tag in part.upos],
        xpos=[tag for part in parts for tag in part.xpos],
        feats=[bundle for part in parts for bundle in part.feats],
        heads=heads,
        deprel=deprel,
        name=[tag for part in parts for tag in part.name],
        factuality=[value for part in parts for value in part.factuality],
        trigger=[kind for part in parts for kind in part.trigger],
        trigger_score=[score for part in parts for score in part.trigger_score],
        vectors=np.concatenate([part.vectors for part in parts]),
    )


def _gelu(values: Array) -> Array:
    """Return the tanh form of GELU, close enough to choose a label."""
    inner = np.float32(0.7978845608) * (values + np.float32(0.044715) * values**3)
    return (np.float32(0.5) * values * (np.float32(1) + np.tanh(inner))).astype(np.float32)
