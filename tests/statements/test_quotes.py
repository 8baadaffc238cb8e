from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.statements.quotes import find_quotes
from demarche.types import Span


def blocks(text: str) -> list[Span]:
    found, place = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Span(start=place, end=place + len(line)))
        place += len(line) + 1
    return found


def quoted(text: str) -> list[str]:
    return [quote.span.of(text) for quote in find_quotes(text, blocks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no, never” twice.", ["“no, never”"]),
        ("He said «no, never» twice.", ["«no, never»"]),
        ("He said „no, never“ twice.", ["„no, never“"]),
        ("He said ''no, never'' twice.", ["''no, never''"]),
        ("He said ``no, never'' twice.", ["``no, never''"]),
        ("He called it ‘a bad day’ and left.", ["‘a bad day’"]),
        ("The ministers' plan and the envoy's car.", []),
        ("Don't, he said; it wasn't theirs.", []),
        ('"Now," he said, "we wait."', ['"Now,"', '"we wait."']),
        (
            "“He told me ‘go home now’ and I went.”",
            ["“He told me ‘go home now’ and I went.”", "‘go home now’"],
        ),
        ('A 6" pipe is no quotation.', []),
        ("", []),
    ],
)
def test_quotations_are_found_whatever_the_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'He said: "We will see.\nNothing followed.'
    quote = find_quotes(text, blocks(text))[0]

    assert (quote.span.of(text), quote.closed) == ('"We will see.', False)


def test_open_quotation_goes_on_in_the_next_paragraph() -> None:
    text = '"We will see.\n"Then we will act."'
    first, second = find_quotes(text, blocks(text))

    assert (first.closed, second.closed, second.continues) == (False, True, True)


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`", max_size=80))
def test_quotations_stay_inside_their_paragraph_and_in_order(text: str) -> None:
    paragraphs = blocks(text)
    outer = [quote for quote in find_quotes(text, paragraphs) if not quote.inner]

    assert all(paragraphs[quote.paragraph].holds(quote.span) for quote in outer)
    assert all(left.span.end <= right.span.start for left, right in pairwise(outer))
