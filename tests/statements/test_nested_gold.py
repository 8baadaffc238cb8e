"""The project's own gold for nested attribution: it compiles, and the product reads its chains."""

import json
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "evaluation" / "gold" / "attribution_nested"
EVALUATION = FOLDER.parents[1]


def passages() -> list[dict[str, object]]:
    return [
        json.loads(line) for line in (FOLDER / "attribution_nested.jsonl").read_text("utf-8").splitlines()
    ]


def test_there_are_two_hundred_passages_of_depth_one_to_four() -> None:
    depths = [passage["depth"] for passage in passages()]

    assert len(depths) >= 200
    assert set(depths) == {1, 2, 3, 4}


def test_spans_slice_to_words_and_chains_end() -> None:
    for passage in passages():
        text, rows = passage["text"], {row["id"]: row for row in passage["attributions"]}
        for row in rows.values():
            assert all(text[b:e].strip() == text[b:e] for role in ("source", "cue") for b, e in row[role])
            assert row["within"] is None or row["within"] in rows


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the evaluation folder is absent")
def test_full_chain_is_right_in_seven_of_ten() -> None:
    sys.path[:0] = [str(EVALUATION), str(FOLDER)]
    from areas.attribution import predict_document
    from score_chains import score

    from demarche.sentences import load_analyzer
    from demarche.tables import load_tables

    analyzer, tables = load_analyzer(), load_tables()
    predicted = [
        {"id": row["id"], "attributions": predict_document(row["text"], analyzer=analyzer, tables=tables)}
        for row in passages()
    ]

    assert score(passages(), predicted)["full chain"] >= 0.70
