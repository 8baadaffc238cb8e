"""Scores on the development gold; skipped where it is absent."""

import importlib.util
import json
import time as clock
from pathlib import Path
from types import ModuleType

import pytest

from demarche.tables import load_tables
from demarche.times import find_times_in_text

ROOT = Path(__file__).parents[2]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.gold
@pytest.mark.parametrize(("corpus", "value", "days"), [("tbaq", 0.77, 0.82), ("wikiwars", 0.82, 0.89)])
def test_scores_do_not_fall(gold: Path, corpus: str, value: float, days: float, tmp_path: Path) -> None:
    scorer = load(gold / "score_time.py")
    area = load(ROOT / "evaluation" / "areas" / "time.py")
    right, read = gold / "time" / f"{corpus}.dev.jsonl", tmp_path / "read.jsonl"

    area.predict(right, read)
    scores = scorer.score(scorer.read_jsonl(right), scorer.read_jsonl(read))

    assert scores["value"]["f1"] >= value
    assert scores["days"]["f1"] >= days


@pytest.mark.gold
def test_forty_thousand_words_a_second(gold: Path) -> None:
    lines = (gold / "time" / "tbaq.dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    tables = load_tables()
    find_times_in_text("Friday", anchor=None, tables=tables)

    start = clock.process_time()
    for text in texts:
        find_times_in_text(text, anchor=None, tables=tables)
    words = sum(len(text.split()) for text in texts)

    assert words / (clock.process_time() - start) >= 40_000
