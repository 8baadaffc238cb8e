import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.statements import find_statements
from demarche.tables import Tables, load_tables
from demarche.types import Layers, SpeechKind, Stance, Statement, statement_at, statement_chain

sys.path.insert(0, str(Path(__file__).parent))

from parses import flat, parsed, parses

TABLES = load_tables()
LONG = "Moscow welcomes the summit which our colleagues told us will take place in April, the minister said."
SIGNS = "\"“”'‘’«»()[]:—,."
WORDS = ("said", "according", "to", "Lavrov", "he", "denies", "31", "February", *SIGNS, "\n", "``", "''")


def found(text: str) -> tuple[Statement, ...]:
    article, analysis = parsed(text)
    return find_statements(article, analysis, Layers(), tables=TABLES)


def rows(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content as words."""
    return [
        (
            statement.source.of(text) if statement.source else "",
            statement.cue.of(text) if statement.cue else "",
            " … ".join(piece.of(text) for piece in statement.content),
        )
        for statement in found(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lavrov said Washington had blocked the draft.",
            ("Lavrov", "said", "Washington had blocked the draft"),
        ),
        ("Talks, he said, have failed.", ("he", "said", "Talks … have failed")),
        (
            "The talks will resume in May, the foreign minister said on Friday.",
            ("the foreign minister", "said", "The talks will resume in May"),
        ),
        (
            "According to the ministry, the bridge was mined.",
            ("the ministry", "According to", "the bridge was mined"),
        ),
        ("As the minister noted, the talks have failed.", ("the minister", "noted", "the talks have failed")),
        ("The envoy promised to visit the families.", ("The envoy", "promised", "to visit the families")),
        (
            "The rebels accused the army of breaking the truce.",
            ("The rebels", "accused", "the army of breaking the truce"),
        ),
        (
            "The prime minister called on the rebels to lay down their arms.",
            ("The prime minister", "called on", "the rebels to lay down their arms"),
        ),
        ("The plan was rejected by the opposition.", ("the opposition", "was rejected", "The plan")),
        (
            "The minister described the talks as a failure.",
            ("The minister", "described", "the talks as a failure"),
        ),
        (
            "The minister called the report a fabrication.",
            ("The minister", "called", "the report a fabrication"),
        ),
        ("Russia is not satisfied with the scenario.", ("Russia", "is not satisfied", "with the scenario")),
        ("The rebels reportedly crossed the river.", ("", "reportedly", "The rebels … crossed the river")),
        ("Petrov: We will not sign the treaty.", ("Petrov", ":", "We will not sign the treaty")),
    ],
)
def test_one_cue_gives_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "told", "chain"),
    [
        (
            "The spokesman said that Washington denied sending the letter.",
            "letter",
            ("The spokesman", "Washington"),
        ),
        (
            LONG,
            "April",
            ("the minister", "Moscow", "our colleagues"),
        ),
        (
            "Tass quoted the deputy minister as saying that the pipeline would be finished by autumn.",
            "pipeline",
            ("Tass", "the deputy minister"),
        ),
        (
            "The ambassador, quoted by Kyodo, said the quotas would stay.",
            "quotas",
            ("Kyodo", "The ambassador"),
        ),
        (
            "The general denied shelling the convoy, according to a spokesman.",
            "shelling",
            ("a spokesman", "The general"),
        ),
        (
            "The ministry issued a statement saying that the border was closed.",
            "border",
            ("The ministry",),
        ),
        (
            "Nauru rejected the charity's allegation that guards beat the boys.",
            "guards",
            ("Nauru", "the charity"),
        ),
        ('"We know the report is false," Mr. Reza said.', "false", ("Mr. Reza", "We")),
    ],
)
def test_chain_runs_from_the_outermost_source(text: str, told: str, chain: tuple[str, ...]) -> None:
    article, analysis = parsed(text)
    statements = found(text)
    token = analysis.form.index(told)
    index = statement_at(statements, analysis.span(token))
    sources = [statements[number].source for number in statement_chain(statements, index)]

    assert tuple(source.of(article.text) for source in sources if source) == chain


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Lavrov said Washington had blocked the draft.", Stance.ASSERTS),
        ("Moscow hopes for the resumption of the talks.", Stance.HOPES),
        ("The minister did not believe that the vote was fair.", Stance.DOUBTS),
        ("The envoy promised to visit the families.", Stance.PROMISES),
        ("The prime minister called on the rebels to lay down their arms.", Stance.DEMANDS),
        ("The plan was rejected by the opposition.", Stance.DENIES),
    ],
)
def test_cue_tells_the_stance(text: str, stance: Stance) -> None:
    assert [statement.stance for statement in found(text)] == [stance]


def test_quotation_goes_on_after_the_speaker() -> None:
    text = '"We were promised food," she said. "Nothing has come."'

    assert ("she", "said", '"We were promised food," … "Nothing has come."') in rows(text)


def test_split_quotation_has_one_speaker() -> None:
    assert rows('"Now," he said, "we wait."') == [("he", "said", '"Now," … "we wait."')]


def test_quotation_after_a_colon_belongs_to_the_cue() -> None:
    assert rows('Lavrov told reporters: "We will see."')[0] == ("Lavrov", "told", '"We will see."')


def test_name_after_a_dash_signs_the_quotation() -> None:
    assert rows('"Peace is possible." — Kofi Mensah') == [("Kofi Mensah", "—", '"Peace is possible."')]


def test_quotation_without_a_speaker_stays_without_one() -> None:
    statements = found('"The road is open and the trucks are moving."')

    assert [(item.source, item.speaker, item.basis) for item in statements] == [
        (None, (), "quote:unattributed")
    ]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("Lavrov said Washington had blocked the draft.", SpeechKind.INDIRECT),
        ('"Now," he said, "we wait."', SpeechKind.DIRECT),
    ],
)
def test_marks_tell_direct_from_indirect_speech(text: str, speech: SpeechKind) -> None:
    assert found(text)[0].speech is speech


@pytest.mark.parametrize(
    "text", ["The Kremlin condemned the attack.", "Moscow hopes for the resumption of the talks."]
)
def test_reaction_does_not_rest_on_the_speakers_word(text: str) -> None:
    statements = found(text)

    assert [statement.told for statement in statements] == [False]
    assert statement_at(statements, statements[0].content[0]) is None


@pytest.mark.parametrize("text", sorted(parses()))
def test_spans_slice_back_and_every_statement_has_a_basis(text: str) -> None:
    for statement in found(text):
        assert statement.basis
        assert all(piece.of(text).strip() for piece in statement.content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_text_gives_statements_without_circles(text: str) -> None:
    article, analysis = flat(text)
    statements = find_statements(article, analysis, Layers(), tables=TABLES)

    for index, statement in enumerate(statements):
        chain = statement_chain(statements, index)
        assert len(set(chain)) == len(chain)
        assert statements[chain[0]].within is None
        assert all(0 <= piece.start < piece.end <= len(text) for piece in statement.content)


def test_empty_article_has_no_statement(tables: Tables) -> None:
    article, analysis = flat("")

    assert find_statements(article, analysis, Layers(), tables=tables) == ()
