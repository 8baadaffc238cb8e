"""What holds for any words."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from demarche.actors import resolve_phrase
from demarche.actors.usage import usage_of
from demarche.actors.words import cut_words, fold, split_phrase
from demarche.tables import Tables, load_tables
from demarche.types import Mention, MentionKind
from tests.actors.parsed import read

TOKENS = """the US - backed Assad regime of in Iran and police , ( President Obama 's former two Koreas
15-member council ethnic Serbs North al 15"""
WORDS = some.sampled_from(TOKENS.split())


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(WORDS, max_size=9), some.none() | some.dates(min_value=date(1950, 1, 1)))
def test_any_words_give_actors_with_a_basis_or_a_reason(
    tables: Tables, words: list[str], on: date | None
) -> None:
    found = resolve_phrase(words, on=on, tables=tables)

    assert all(actor.basis for actor in found.actors)
    assert found.actors or found.basis


@given(some.text(max_size=60))
def test_any_text_can_be_cut_and_folded(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(0 <= word.token < len(split_phrase(text)) for word in cut_words(split_phrase(text)))


@pytest.mark.parametrize(
    ("sentence", "token", "use"),
    [
        ("Oslo|PROPN|2|nsubj rejected|VERB|0|root", 0, "actor"),
        ("they|PRON|2|nsubj visit|VERB|0|root Oslo|PROPN|2|obj", 2, "place"),
        ("he|PRON|2|nsubj lives|VERB|0|root in|ADP|4|case Oslo|PROPN|2|obl", 3, "place"),
        ("talks|NOUN|0|root with|ADP|3|case Oslo|PROPN|1|nmod", 2, "actor"),
        ("a|DET|3|det US|PROPN|3|compound ship|NOUN|0|root", 1, "modifier"),
        ("Oslo|PROPN|3|nmod:poss 's|PART|1|case economy|NOUN|0|root", 0, "place"),
        ("Oslo|PROPN|3|nmod:poss 's|PART|1|case refusal|NOUN|0|root", 0, "actor"),
        ("attacked|VERB|0|root by|ADP|3|case Oslo|PROPN|1|obl:agent", 2, "actor"),
        ("Main|PROPN|2|compound Street|PROPN|3|nsubj closed|VERB|0|root", 1, "place"),
    ],
)
def test_syntax_tells_actor_from_place(sentence: str, token: int, use: str, tables: Tables) -> None:
    _, analysis = read(date(2018, 3, 16), sentence)
    mention = Mention(span=analysis.span(token), head=token, kind=MentionKind.NAME)

    assert usage_of(analysis, mention, tables=tables) == use
