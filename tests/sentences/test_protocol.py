"""What every analyzer must do, run on ours and on a blank spaCy pipeline."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.sentences import Analyzer
from demarche.types import Analysis, Span

COLUMNS = ("start", "end", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "name", "children")
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NEWS = st.text(alphabet=st.sampled_from("aé B.!?'\"”\n\u00a0\u200b\u00ad(5-,…中\x00"), max_size=80)


def check(analysis: Analysis, text: str) -> None:
    tokens = range(len(analysis.start))

    assert {len(getattr(analysis, column)) for column in COLUMNS} == {len(tokens)}
    assert all(text[analysis.start[token] : analysis.end[token]] == analysis.form[token] for token in tokens)
    assert all(analysis.lemma[token] and analysis.form[token] for token in tokens)
    assert [token for sentence in analysis.sentences for token in range(sentence.first, sentence.last)] == [
        *tokens
    ]
    for sentence in analysis.sentences:
        inside = range(sentence.first, sentence.last)

        assert sum(analysis.head[token] == token for token in inside) == 1
        assert all(analysis.head[token] in inside for token in inside)
        assert all(
            analysis.start[token] >= sentence.span.start and analysis.end[token] <= sentence.span.end
            for token in inside
        )


def test_sentences_keep_to_their_paragraph(any_analyzer: Analyzer) -> None:
    text = "Talks ended. Both left\nNobody spoke. All slept."
    spans = [Span(start=0, end=22), Span(start=23, end=len(text))]
    analysis = any_analyzer.analyze(text, spans)

    check(analysis, text)

    assert [sentence.span.of(text) for sentence in analysis.sentences] == [
        "Talks ended.",
        "Both left",
        "Nobody spoke.",
        "All slept.",
    ]
    assert [sentence.paragraph for sentence in analysis.sentences] == [0, 0, 1, 1]


def test_words_given_are_words_kept(any_analyzer: Analyzer) -> None:
    words = [["Talks", "ended", "."], [], ["Both", "sides", "left", "."]]
    analysis = any_analyzer.analyze_words(words)

    check(analysis, "Talks ended .\n\nBoth sides left .")

    assert analysis.form == tuple(word for sentence in words for word in sentence)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "."])
def test_text_without_words_gives_no_crash(any_analyzer: Analyzer, text: str) -> None:
    check(any_analyzer.analyze(text, [Span(start=0, end=len(text))]), text)


@SLOW
@given(NEWS)
def test_any_text_gives_tokens_that_slice_back(any_analyzer: Analyzer, text: str) -> None:
    check(any_analyzer.analyze(text, [Span(start=0, end=len(text))]), text)
