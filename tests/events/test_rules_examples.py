"""Every row of event_rules.csv gives what its own example promises; a row that does not is reported."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from demarche.config import Settings
from demarche.events import check_rules
from demarche.pipeline import load, read_text
from demarche.tables import load_tables
from demarche.types import Reading

Read = Callable[[str], Reading]
OWN = 0.97
"""Share of rows that must themselves code their example; another, narrower row may code the others."""
ROWS = load_tables().rows("event_rules")


@pytest.fixture(scope="module")
def read() -> Read:
    """Read a text with the shipped weights and tables; each text once."""
    pipeline = load(Settings(tables=None))
    known: dict[str, Reading] = {}

    def read_once(text: str) -> Reading:
        if text not in known:
            known[text] = read_text(text, pipeline=pipeline)
        return known[text]

    return read_once


def overlay(folder: Path, **cells: str) -> Path:
    """Write a folder that changes cells of the first shipped rule."""
    row = {**ROWS[0], **cells}
    with (folder / "event_rules.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    return folder


def test_every_rule_gives_what_its_example_expects(read: Read) -> None:
    faults = check_rules(load_tables(), read)
    assert not faults, "\n".join(str(fault) for fault in faults)


def test_rules_code_their_own_examples(read: Read) -> None:
    promised = [row for row in ROWS if row["expect"] != "none"]
    others = [row["id"] for row in promised if not codes(read(row["example"]), row["id"])]
    assert len(others) <= (1 - OWN) * len(promised), f"another row codes the example of {', '.join(others)}"


def codes(reading: Reading, rule: str) -> bool:
    return any(f"event_rules:{rule}" in event.basis.split("; ") for event in reading.events)


def test_no_two_rules_have_the_same_conditions() -> None:
    columns = (
        "lemma",
        "pos",
        "particle",
        "subject",
        "object",
        "preposition",
        "preposition_object",
        "complement",
    )
    seen = Counter(tuple("|".join(sorted(row[column].split("|"))) for column in columns) for row in ROWS)
    assert [conditions for conditions, count in seen.items() if count > 1] == []


def test_there_are_rules_for_every_type() -> None:
    assert len(ROWS) >= 1500
    counts = Counter(row["event_type"] for row in ROWS)
    types = load_tables().column("event_types", "id") - {"STATEMENT"}
    assert {kind for kind in types if counts[kind] < 30} == set()


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"expect": "AID NOR → PER"}, "example", "AID NOR → PER was expected"),
        ({"expect": "Norway helps Peru"}, "example", "unknown form"),
        ({"mode": "politely"}, "mode", "its modes:"),
        ({"object": "@unheard_of"}, "object", "is not a set of word_sets.csv"),
    ],
)
def test_a_faulty_rule_is_reported_with_its_column(
    read: Read, tmp_path: Path, cells: dict[str, str], column: str, words: str
) -> None:
    faults = check_rules(load_tables(overlay(tmp_path, **cells)), read)
    assert [fault for fault in faults if fault.column == column and words in str(fault)]
