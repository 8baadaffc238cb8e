"""What a parse says: subjects and objects through passives, relatives, control and coordination."""

import pytest

from demarche.events import grammar
from tests.events import samples
from tests.events.parsed import parse


@pytest.mark.parametrize(
    ("sentence", "verb", "subject", "done_to"),
    [
        (samples.BLOCKED, "blocked", "Oslo", "text"),
        (samples.BLOCKED, "proposed", "Rome", "text"),
        (samples.BLOCKED_PASSIVE, "blocked", "Oslo", "text"),
        (samples.REDUCED, "blocked", "Oslo", "text"),
        (samples.RELATIVE, "attacked", "Rebels", "Rome"),
        (samples.CONTROL_OBJECT, "disarm", "Rome", None),
        (samples.CONTROL_SUBJECT, "meet", "Oslo", "Rome"),
        (samples.DECISION, "attack", "Rome", "Oslo"),
        (samples.COORDINATED, "burned", "Oslo", "camp"),
        (samples.COORDINATED, "attacked", "Oslo", "camp"),
    ],
)
def test_subject_and_object_are_found(sentence: str, verb: str, subject: str, done_to: str | None) -> None:
    analysis = parse(sentence)
    token = analysis.form.index(verb)
    found = [grammar.subject(analysis, token), grammar.done_to(analysis, token)]

    assert [analysis.form[t] if t is not None else None for t in found] == [subject, done_to]


def test_a_phrase_is_found_by_its_preposition() -> None:
    analysis = parse(samples.TALKS)

    assert [analysis.form[t] for t in grammar.phrases(analysis, 2, "with")] == ["Rome"]


@pytest.mark.parametrize(
    ("sentence", "word", "negated"),
    [
        (samples.DID_NOT, "attack", True),
        (samples.WILL_ATTACK, "attack", False),
        (samples.WILL_NOT_VISIT, "visit", True),
    ],
)
def test_negation_is_seen_on_the_word_itself(sentence: str, word: str, negated: bool) -> None:
    analysis = parse(sentence)

    assert grammar.is_negated(analysis, analysis.form.index(word)) is negated
