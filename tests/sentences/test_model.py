import time

import pytest

from demarche.sentences import Analyzer
from demarche.types import Analysis, Span


def read(analyzer: Analyzer, text: str) -> Analysis:
    return analyzer.analyze(text, [Span(start=0, end=len(text))])


def names(analysis: Analysis, text: str) -> list[tuple[str, str]]:
    found: list[list[int]] = []
    for token, tag in enumerate(analysis.name):
        if tag.startswith("B-"):
            found.append([token, token])
        elif tag.startswith("I-"):
            found[-1][1] = token
    return [
        (text[analysis.start[first] : analysis.end[last]], analysis.name[first][2:]) for first, last in found
    ]


def arc(analysis: Analysis, word: str) -> tuple[str, str]:
    token = analysis.form.index(word)
    return analysis.form[analysis.head[token]], analysis.deprel[token]


def test_who_did_what_to_whom_is_in_the_tree(ours: Analyzer) -> None:
    analysis = read(ours, "Russia blocked a statement that was proposed by France.")

    assert arc(analysis, "Russia") == ("blocked", "nsubj")
    assert arc(analysis, "statement") == ("blocked", "obj")
    assert arc(analysis, "France") == ("proposed", "obl:agent")


def test_tags_lemmas_and_features_are_told(ours: Analyzer) -> None:
    analysis = read(ours, "The ministers were not told.")
    told = analysis.form.index("told")

    assert analysis.lemma == ("the", "minister", "be", "not", "tell", ".")
    assert analysis.upos[told] == "VERB"
    assert "Voice=Pass" in analysis.feats[told]
    assert "Number=Plur" in analysis.feats[1]
    assert "Tense=Past" in analysis.feats[2]
    assert "Polarity=Neg" in analysis.feats[3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Angela Merkel met the NATO chief in Paris.",
            [("Angela Merkel", "PER"), ("NATO", "ORG"), ("Paris", "LOC")],
        ),
        ("KYIV (Reuters) - Talks failed.", [("KYIV", "LOC"), ("Reuters", "ORG")]),
    ],
)
def test_names_are_found(ours: Analyzer, text: str, found: list[tuple[str, str]]) -> None:
    assert names(read(ours, text), text) == found


def test_a_happening_is_more_factual_than_a_denied_one(ours: Analyzer) -> None:
    happened = read(ours, "The army attacked the town.")
    denied = read(ours, "The army did not attack the town.")

    assert (
        happened.factuality[happened.lemma.index("attack")]
        > denied.factuality[denied.lemma.index("attack")] + 0.5
    )


def test_a_sentence_of_two_thousand_words_is_read_at_the_usual_speed(ours: Analyzer) -> None:
    text = "Talks with the " + ", ".join(["minister of trade"] * 600) + " ended."
    started = time.process_time()
    analysis = read(ours, text)

    assert len(analysis.sentences) == 1
    assert sum(head == token for token, head in enumerate(analysis.head)) == 1
    assert time.process_time() - started < 5


def test_each_token_has_a_vector(ours: Analyzer) -> None:
    analysis = read(ours, "Talks ended.")

    assert analysis.vectors is not None
    assert analysis.vectors.shape == (3, 384)


def test_the_same_text_gives_the_same_analysis_whatever_stands_beside_it(ours: Analyzer) -> None:
    sentence = "The minister said the talks would resume on Monday."
    alone, beside = read(ours, sentence), read(ours, f"{sentence} Nobody else spoke of the long talks.")

    assert beside.head[: len(alone.head)] == alone.head
    assert beside.deprel[: len(alone.head)] == alone.deprel
