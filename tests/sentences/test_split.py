from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.sentences.split import split_sentences
from demarche.sentences.words import load_words
from demarche.tables import load_tables
from demarche.types import Span

WORDS = load_words(load_tables())


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(start=0, end=len(text)), words=WORDS)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Talks ended.", "Both sides left."],
        ["Gen. John Doe met Mr. Roe in St. Petersburg.", "He left on Jan. 5."],
        ["J. R. Smith and Mary K. Jones signed."],
        ["The U.S. Army and the U.N. agreed.", "They met in the U.S.", "The talks were short."],
        ["The firm, Acme Inc., closed at 5 p.m. Friday."],
        ['"We will not go.', 'We will stay," he said.', "He smiled."],
        ["“Is it over?” the minister asked.", "“No!” came the answer."],
        ["MOSCOW (Sputnik) - Russia blocked the draft.", "China agreed."],
        ["Inflation rose 3.5 percent.", "Exports fell 2.1 percent."],
        ["See No. 5 of Art. 7 for details.", "It is short."],
        ["He paused... then went on.", "They waited…", "Nothing came."],
        ["1. The parties agree to stop."],
        ["(The ministry declined to comment.)", "The talks went on."],
    ],
)
def test_a_paragraph_falls_into_its_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_sentences_glued_without_a_blank_are_parted() -> None:
    assert split("The talks ended.The sides left.") == ["The talks ended.", "The sides left."]


def test_a_blank_line_ends_a_sentence() -> None:
    assert split("Talks in Geneva\n\nBoth sides left") == ["Talks in Geneva", "Both sides left"]


def test_lower_cased_text_is_split_too() -> None:
    assert split("the talks ended. both sides left.") == ["the talks ended.", "both sides left."]


def test_capitals_are_split_too() -> None:
    assert split("TALKS ENDED. BOTH SIDES LEFT.") == ["TALKS ENDED.", "BOTH SIDES LEFT."]


@given(st.text(alphabet=st.sampled_from("aB .!?\"”\n\u00a0(5-'é…"), max_size=60))
def test_sentences_cover_all_words_in_order(text: str) -> None:
    spans = split_sentences(text, Span(start=0, end=len(text)), words=WORDS)

    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(spans))
