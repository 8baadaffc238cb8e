"""Scores on the development gold; skipped where it is absent."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.gold
def test_scores_on_world_news_do_not_fall(gold: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("places_area", ROOT / "evaluation" / "areas" / "places.py")
    assert spec is not None and spec.loader is not None
    area = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(area)
    right, read = gold / "places" / "trnews.dev.jsonl", tmp_path / "read.jsonl"

    area.predict(right, read)
    scorer = [sys.executable, str(gold / "score_places.py"), str(right), str(read), "--json"]
    scores = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)

    assert scores["span exact"]["f1"] >= 0.85
    assert scores["accuracy@161km end to end"] >= 0.84
