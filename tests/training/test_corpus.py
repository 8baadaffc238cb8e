"""The corpus compiles, its marks resolve, and its rows keep what the codebook promises."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
sys.path.insert(0, str(CORPUS))

from notation import FACTUALITY, REGIONS, SECTORS, TYPES, NotationError, read_sentence  # noqa: E402

MODES = dict(TYPES.values())


def rows(kind: str) -> list[dict]:
    files = sorted((CORPUS / kind).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def sentences() -> list[dict]:
    return rows("sentences")


@pytest.fixture(scope="module")
def articles() -> list[dict]:
    return rows("articles")


def test_marks_become_spans_of_the_plain_text() -> None:
    line = "[Kenyan police=KEN.COP] *held* [a bishop=KEN.REL] <on Tuesday>, {a group} said. :: CE.arrest"

    sentence = read_sentence(line)

    (event,) = sentence.events
    assert sentence.text == "Kenyan police held a bishop on Tuesday, a group said."
    assert (event.type, event.mode, event.factuality) == ("COERCE", "arrest", "happened")
    assert [sentence.text[slice(*span)] for span in (event.trigger, event.when or (0, 0))] == [
        "held",
        "on Tuesday",
    ]
    assert [(party.country, party.sector) for party in (*event.actors, *event.recipients)] == [
        ("KEN", "COP"),
        ("KEN", "REL"),
    ]
    assert [sentence.text[slice(*span)] for span in event.according_to] == ["a group"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[Iran=IRQX] *left*. :: RE", "bad code"),
        ("[Iran=IRX] *left*. :: RE", "unknown country"),
        ("[Iran=IRN.XYZ] *left*. :: RE", "unknown sector"),
        ("[Iran=IRN *left*. :: RE", "never closed"),
        ("[Iran [and Iraq=IRN] *left*. :: RE", "bad mark"),
        ("[Iran=IRN] *left*. :: XX", "unknown type"),
        ("[Iran=IRN] *left*. :: RE.fly", "0 modes"),
        ("[Iran=IRN] left. :: RE", "0 triggers but 1 events"),
        ("[Iran=IRN] *left* and *came*. :: RE ; CN 1>", "parties must be written"),
        ("[Iran=IRN] *left*. :: RE 1>2", "no party number 2"),
        ("[Iran=IRN] *left*. :: RE ~z", "unknown factuality"),
        ("[Iran=IRN] *left*, {a} told {b}. :: RE", "which of several speakers"),
    ],
)
def test_a_faulty_line_says_what_is_wrong(line: str, fault: str) -> None:
    with pytest.raises(NotationError, match=fault):
        read_sentence(line)


def test_compiled_sentences_are_those_of_the_source(sentences: list[dict]) -> None:
    lines = [
        line.strip()
        for file in sorted((CORPUS / "source").glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith(("@", "#"))
    ]

    assert [read_sentence(line).text for line in lines] == [row["text"] for row in sentences]


def test_there_are_as_many_sentences_and_articles_as_promised(
    sentences: list[dict], articles: list[dict]
) -> None:
    assert len(sentences) >= 3000
    assert len(articles) >= 150


def test_every_code_is_known_and_every_span_is_in_the_text(
    sentences: list[dict], articles: list[dict]
) -> None:
    for row in (*sentences, *articles):
        for event in row["events"]:
            parties = [*event["actors"], *event["recipients"]]
            spans = [event["trigger"], event["when"], *event["according_to"], *(p["span"] for p in parties)]
            assert event["mode"] is None or event["mode"] in MODES[event["type"]], row["text"]
            assert event["factuality"] in FACTUALITY.values() or event["factuality"] == "happened"
            assert all(p["country"] is None or p["country"] in REGIONS for p in parties)
            assert all(p["sector"] is None or p["sector"] in SECTORS for p in parties)
            for start, end in filter(None, spans):
                words = row["text"][start:end]
                assert words and words == words.strip() and "\n" not in words, row["text"]


def test_every_type_has_examples_on_both_sides_of_the_split(sentences: list[dict]) -> None:
    count = Counter((event["type"], row["split"]) for row in sentences for event in row["events"])

    for event_type in MODES:
        assert count[event_type, "train"] >= 40, event_type
        assert count[event_type, "heldout"] >= 15, event_type


def test_a_third_is_held_out(sentences: list[dict]) -> None:
    share = sum(row["split"] == "heldout" for row in sentences) / len(sentences)

    assert 0.28 < share < 0.38


def test_a_quarter_holds_no_act_but_words(sentences: list[dict]) -> None:
    quiet = sum(all(event["type"] == "STATEMENT" for event in row["events"]) for row in sentences)

    assert quiet / len(sentences) >= 0.25


def test_no_sentence_is_written_twice(sentences: list[dict]) -> None:
    assert len({row["text"].lower() for row in sentences}) == len(sentences)


def test_sentence_spans_of_an_article_hold_their_events(articles: list[dict]) -> None:
    for article in articles:
        for event in article["events"]:
            start, end = article["sentences"][event["sentence"]]
            assert start <= event["trigger"][0] < event["trigger"][1] <= end, article["id"]


def _word_runs(text: str, length: int = 12) -> set[tuple[str, ...]]:
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
    return {tuple(words[index : index + length]) for index in range(len(words) - length + 1)}


def test_no_run_of_twelve_words_is_from_the_gold(sentences: list[dict], gold: Path) -> None:
    texts = [
        str(json.loads(line).get("text", ""))
        for file in sorted((gold / "events").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    foreign = set().union(*map(_word_runs, texts))

    assert [row["text"] for row in sentences if _word_runs(row["text"]) & foreign] == []
