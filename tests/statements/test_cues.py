import pytest

from demarche.statements.cues import index_cues
from demarche.tables import load_tables
from demarche.types import Stance

CUES = load_tables().derive(index_cues)


def test_every_cue_can_take_something() -> None:
    empty = [
        cue.id
        for table in (CUES.verb, CUES.noun, CUES.adjective)
        for cues in table.values()
        for cue in cues
        if not cue.frames
    ]

    assert empty == []


@pytest.mark.parametrize(
    ("lemma", "word", "expected"),
    [
        ("insiste", "insisted", "insist-verb"),
        ("say", "said", "say-verb"),
        ("denie", "denies", "deny-verb"),
        ("plann", "planned", "plan-verb"),
    ],
)
def test_regular_forms_are_known_where_the_lemma_is_wrong(lemma: str, word: str, expected: str) -> None:
    assert CUES.known(CUES.verb, lemma, word)[-1].id == expected


def test_unknown_word_is_no_cue() -> None:
    assert CUES.known(CUES.verb, "walk", "walked") == ()


def test_row_with_a_particle_stands_before_the_row_without() -> None:
    assert [cue.particle for cue in CUES.verb["call"]][-1] == ""
    assert CUES.verb["deny"][0].stance is Stance.DENIES
