"""What may stand for an actor or a place."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from demarche.actors import resolve_actors
from demarche.mentions import find_mentions
from demarche.tables import Tables, load_tables
from tests.actors.parsed import read

DAY = date(2018, 3, 16)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def found(tables: Tables, *sentences: str) -> list[tuple[str, str]]:
    """Return words and kind of each mention."""
    article, analysis = read(DAY, *sentences)
    mentions = find_mentions(article, analysis, tables=tables)
    return [(mention.span.of(article.text), mention.kind.value) for mention in mentions]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Russian|ADJ|2|amod envoys|NOUN|3|nsubj left|VERB|0|root",
            [("Russian", "modifier"), ("Russian envoys", "nominal")],
        ),
        (
            "Peru|PROPN|4|nsubj|B-LOC and|CCONJ|3|cc Chile|PROPN|1|conj|B-LOC agreed|VERB|0|root",
            [("Peru", "name"), ("Chile", "name")],
        ),
        (
            "the|DET|3|det US|PROPN|3|compound|B-LOC decision|NOUN|4|nsubj failed|VERB|0|root",
            [("US", "modifier")],
        ),
        (
            "Washington|PROPN|3|nmod:poss|B-LOC 's|PART|1|case decision|NOUN|4|nsubj failed|VERB|0|root",
            [("Washington", "name")],
        ),
        (
            "President|PROPN|2|nmod:desc Jane|PROPN|4|nsubj|B-PER Roe|PROPN|2|flat|I-PER won|VERB|0|root",
            [("President Jane Roe", "name")],
        ),
        ("they|PRON|2|nsubj fled|VERB|0|root", [("they", "pronoun")]),
        ("the|DET|2|det table|NOUN|3|nsubj broke|VERB|0|root", []),
        (
            "Turkish|ADJ|4|amod and|CCONJ|3|cc Greek|ADJ|1|conj troops|NOUN|5|nsubj met|VERB|0|root",
            [("Turkish", "modifier"), ("Greek", "modifier"), ("Turkish and Greek troops", "nominal")],
        ),
    ],
)
def test_names_roles_pronouns_and_modifiers_are_mentions(
    sentence: str, expected: list[tuple[str, str]], tables: Tables
) -> None:
    assert found(tables, sentence) == expected


def test_a_clause_behind_is_no_part_of_the_phrase(tables: Tables) -> None:
    sentence = "the|DET|2|det rebels|NOUN|5|nsubj who|PRON|4|nsubj fled|VERB|2|acl:relcl returned|VERB|0|root"

    assert found(tables, sentence) == [("the rebels", "nominal")]


def test_short_names_join_the_chain_of_the_full_name(tables: Tables) -> None:
    article, analysis = read(
        DAY,
        "Jane|PROPN|3|nsubj|B-PER Roe|PROPN|1|flat|I-PER won|VERB|0|root",
        "Roe|PROPN|2|nsubj|B-PER spoke|VERB|0|root",
        "She|PRON|2|nsubj left|VERB|0|root",
    )

    mentions = find_mentions(article, analysis, tables=tables)

    assert [mention.chain for mention in mentions] == [0, 0, 0]
    assert [mention.antecedent for mention in mentions] == [None, 0, 1]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(
            some.sampled_from(["Iran", "police", "the", "they", "US", "-", "left"]),
            some.sampled_from(["NOUN", "PROPN", "PRON", "VERB", "PUNCT", "ADJ"]),
            some.sampled_from(["nsubj", "obj", "conj", "compound", "nmod:poss", "flat", "acl"]),
            some.sampled_from(["O", "B-LOC", "I-LOC", "B-PER", "I-ORG"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_parse_gives_mentions_whose_head_lies_in_their_span(
    tables: Tables, words: list[tuple[str, str, str, str]]
) -> None:
    parts = [
        f"{form}|{upos}|{max(number, 0)}|{relation}|{name}"
        for number, (form, upos, relation, name) in enumerate(words)
    ]
    article, analysis = read(DAY, " ".join(parts))

    mentions = find_mentions(article, analysis, tables=tables)
    resolutions = resolve_actors(article, analysis, mentions, tables=tables)

    assert len(resolutions) == len(mentions)
    assert all(mention.span.holds(analysis.span(mention.head)) for mention in mentions)
