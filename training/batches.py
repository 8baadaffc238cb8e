"""Batches: examples in, padded tensors of word pieces and label numbers out."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from corpora import Example, Label
from torch import Tensor

from demarche.sentences.lemmas import script_for
from demarche.sentences.pieces import Vocabulary

IGNORED = -1
MOST_WORDS, MOST_PIECES = 120, 200
TAG_TASKS = ("upos", "xpos", "feats", "script", "name")
EVENT_TYPES = (
    *("O", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT"),
)
NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
POOL = 1_500


@dataclass(slots=True, kw_only=True)
class Encoded:
    """An example as numbers."""

    ids: list[int]
    case: list[int]
    first: list[int]
    targets: dict[str, list[float]]


def count_labels(examples: Sequence[Example]) -> dict[str, list[str]]:
    """Return the labels of each task; the rare ones are left out."""
    counts = {
        task: Counter(label for example in examples for label in _labels(example, task) if label is not None)
        for task in ("upos", "xpos", "feats", "script", "deprel")
    }
    least = {"upos": 1, "xpos": 1, "feats": 5, "script": 3, "deprel": 5}
    labels = {
        task: sorted(str(label) for label, count in counted.items() if count >= least[task])
        for task, counted in counts.items()
    }
    labels["name"], labels["event"] = list(NAME_TAGS), list(EVENT_TYPES)
    return labels


def encode(example: Example, *, vocabulary: Vocabulary, numbers: dict[str, dict[str, int]]) -> Encoded | None:
    """Return the example as numbers; None where it is too long to train on."""
    if len(example.words) > MOST_WORDS:
        return None
    pieces = vocabulary.encode(example.words)
    if len(pieces.ids) > MOST_PIECES:
        return None
    targets: dict[str, list[float]] = {}
    for task, known in numbers.items():
        labels = _labels(example, task)
        if labels:
            targets[task] = [
                known.get(str(label), IGNORED) if label is not None else IGNORED for label in labels
            ]
    for task in ("head", "factuality"):
        if task in example.columns:
            missing = IGNORED if task == "head" else float("nan")
            targets[task] = [missing if value is None else value for value in example.columns[task]]
    return Encoded(ids=pieces.ids, case=pieces.case, first=pieces.first, targets=targets)


def batches(examples: list[Encoded], *, size: int, chance: random.Random) -> Iterator[list[Encoded]]:
    """Yield batches of at most ``size`` padded pieces, sentences of like length together, in random order."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    filled: list[list[Encoded]] = []
    for start in range(0, len(order), POOL):
        pool = sorted(
            (examples[index] for index in order[start : start + POOL]), key=lambda encoded: len(encoded.ids)
        )
        filled.extend(_fill(pool, size=size))
    chance.shuffle(filled)
    yield from filled


def collate(batch: Sequence[Encoded], *, tasks: Sequence[str]) -> dict[str, Tensor]:
    """Return the padded tensors of a batch."""
    length, words = max(len(encoded.ids) for encoded in batch), max(len(encoded.first) for encoded in batch)
    tensors = {
        "ids": _padded([encoded.ids for encoded in batch], length, 0),
        "case": _padded([encoded.case for encoded in batch], length, 0),
        "mask": _padded([[1] * len(encoded.ids) for encoded in batch], length, 0),
        "first": _padded([encoded.first for encoded in batch], words, 0),
        "known": _padded([[1] * len(encoded.first) for encoded in batch], words, 0),
    }
    for task in tasks:
        empty = float("nan") if task == "factuality" else IGNORED
        tensors[task] = _padded([encoded.targets.get(task, []) for encoded in batch], words, empty)
    return tensors


def _labels(example: Example, task: str) -> list[Label]:
    if task == "script":
        lemmas = example.columns.get("lemma", [])
        return [
            None if lemma is None else script_for(word, lemma=str(lemma))
            for word, lemma in zip(example.words, lemmas, strict=False)
        ]
    return example.columns.get(task, [])


def _fill(pool: list[Encoded], *, size: int) -> Iterator[list[Encoded]]:
    batch: list[Encoded] = []
    for encoded in pool:
        if batch and len(encoded.ids) * (len(batch) + 1) > size:
            yield batch
            batch = []
        batch.append(encoded)
    if batch:
        yield batch


def _padded(rows: list[list[float]], width: int, empty: float) -> Tensor:
    kind = torch.float32 if isinstance(empty, float) else torch.int64
    return torch.tensor([[*row, *[empty] * (width - len(row))] for row in rows], dtype=kind)
