from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.sentences.tokens import tokenizer
from demarche.sentences.words import load_words
from demarche.tables import load_tables
from demarche.types import Span

TOKENIZER = tokenizer(load_words(load_tables()))


def cut(text: str) -> list[str]:
    return [token.of(text) for token in TOKENIZER.cut(text, Span(start=0, end=len(text)))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("They didn't, can't and won’t go.", "They did n't , ca n't and wo n’t go ."),
        ("He cannot say Moscow's gonna win.", "He can not say Moscow 's gon na win ."),
        ("the drivers' strike", "the drivers ' strike"),
        ("a long-term pro-Beijing plan", "a long - term pro-Beijing plan"),
        ("U.S.-led forces in the U.S.", "U.S. - led forces in the U.S."),
        ("Mr. J. Smith paid $3.5m (10%) at 5pm.", "Mr. J. Smith paid $ 3.5 m ( 10 % ) at 5 pm ."),
        ("“Go!”—he said…", "“ Go ! ” — he said …"),
        ("MOSCOW (Sputnik) -- Talks", "MOSCOW ( Sputnik ) -- Talks"),
        (
            "O'Brien wrote to a.b@c.org, see https://x.org/a?b=1.",
            "O'Brien wrote to a.b@c.org , see https://x.org/a?b=1 .",
        ),
        ("10,000 men on 11/12/2018 and the 21st", "10,000 men on 11/12/2018 and the 21st"),
        ("no\u00a0break\u200bspaces", "no break spaces"),
        ("AT&T and/or Acme Inc.", "AT&T and / or Acme Inc."),
        ("Plan B.", "Plan B ."),
    ],
)
def test_tokens_are_cut_as_the_treebanks_cut(text: str, tokens: str) -> None:
    assert cut(text) == tokens.split(" ")


@given(st.text(max_size=80))
def test_tokens_slice_back_in_order_and_miss_no_word(text: str) -> None:
    spans = TOKENIZER.cut(text, Span(start=0, end=len(text)))

    assert all(span.start < span.end for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert sum(map(str.isalnum, text)) == sum(sum(map(str.isalnum, span.of(text))) for span in spans)
