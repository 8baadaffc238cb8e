"""Readers: a corpus file in, examples out. A new task is one more column."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Label = str | int | float | None
CERTAIN = {"happened": 3.0, "ongoing": 3.0, "ended": 3.0, "denied": -3.0}


@dataclass(slots=True, kw_only=True)
class Example:
    """A sentence and what is known of its words: one list a column, None for "not known"."""

    words: list[str]
    columns: dict[str, list[Label]] = field(default_factory=dict)
    share: float = 1.0
    """How often it is seen in one epoch: 1.5 is once or twice, as chance falls."""

    def copy(self) -> "Example":
        """Return an example whose lists can be changed."""
        return Example(
            words=list(self.words), columns={name: list(column) for name, column in self.columns.items()}
        )


def read_trees(path: Path) -> list[Example]:
    """Return the sentences of a CoNLL-U file with all columns but names."""
    return [_tree(rows) for rows in _blocks(path) if rows]


def read_names(path: Path) -> list[Example]:
    """Return the sentences of a BIO file."""
    return [
        Example(words=[row[0] for row in rows], columns={"name": [row[-1] for row in rows]})
        for rows in _blocks(path)
        if rows
    ]


def read_factuality(path: Path) -> list[Example]:
    """Return sentences with -3 (did not happen) to 3 (happened) at their event words."""
    examples = []
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        values: list[Label] = [None] * len(row["tokens"])
        for event in row["events"]:
            values[event["token"]] = float(event["value"])
        examples.append(Example(words=row["tokens"], columns={"factuality": values}))
    return examples


def read_events(folder: Path, *, cut: Callable[[str], list[tuple[int, int]]], split: str) -> list[Example]:
    """Return the sentences of the project's own corpus: the event type at the first word of each trigger.

    ``cut`` gives the tokens of a sentence; ``split`` is ``train`` or ``heldout``.
    """
    lines = [
        line
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf8").splitlines()
    ]
    rows = [row for row in map(json.loads, lines) if row["split"] == split]
    return [_events(row, cut(row["text"])) for row in rows]


def _events(row: dict[str, Any], tokens: list[tuple[int, int]]) -> Example:  # JSON of training/corpus
    columns: dict[str, list[Label]] = {"event": ["O"] * len(tokens), "factuality": [None] * len(tokens)}
    for event in row["events"]:
        place = next((place for place, (start, _) in enumerate(tokens) if start == event["trigger"][0]), None)
        if place is not None:
            columns["event"][place] = event["type"]
            columns["factuality"][place] = CERTAIN.get(event["factuality"])
    return Example(words=[row["text"][start:end] for start, end in tokens], columns=columns)


def join_columns(examples: list[Example], others: list[Example]) -> int:
    """Add the columns of the others to the examples that hold the same words; return how many matched."""
    known = {tuple(other.words): other.columns for other in others}
    matched = 0
    for example in examples:
        columns = known.get(tuple(example.words))
        if columns is not None:
            example.columns.update({name: list(column) for name, column in columns.items()})
            matched += 1
    return matched


def _tree(rows: list[list[str]]) -> Example:
    columns: dict[str, list[Label]] = {
        "lemma": [row[2] for row in rows],
        "upos": [row[3] for row in rows],
        "xpos": [row[4] for row in rows],
        "feats": [row[5] for row in rows],
        "head": [int(row[6]) for row in rows],
        "deprel": [row[7] for row in rows],
    }
    return Example(words=[row[1].replace(" ", "_") for row in rows], columns=columns)


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf8") as text:
        for line in text:
            line = line.rstrip("\n")
            if not line.strip():
                yield rows
                rows = []
            elif not line.startswith("#") or "\t" in line:
                fields = line.split("\t")
                if len(fields) == 2 or fields[0].isdigit():
                    rows.append(fields)
    yield rows
