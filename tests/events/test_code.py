"""Hand-made parses in, events out: types, parties and factuality with the shipped tables."""

import pytest

from demarche.events import code_events
from demarche.tables import load_tables
from tests.events import samples
from tests.events.parsed import article_of, layers_of, parse

TABLES = load_tables()
COUNTRIES = {"Oslo": "NOR", "Rome": "ITA"}
Shown = tuple[str, str, str, str]


def coded(*sentences: str) -> list[Shown]:
    analysis = parse(*sentences)
    events = code_events(article_of(analysis), analysis, layers_of(analysis, COUNTRIES), tables=TABLES)
    return [
        (
            event.type,
            ",".join(str(p.actor.country) for p in event.actors),
            ",".join(str(p.actor.country) for p in event.recipients),
            str(event.factuality),
        )
        for event in events
    ]


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        (samples.BLOCKED, [("REJECT", "NOR", "ITA", "happened"), ("REQUEST", "ITA", "", "happened")]),
        (samples.CONTROL_SUBJECT, [("REJECT", "NOR", "ITA", "happened")]),
        (samples.CONTROL_OBJECT, [("REQUEST", "NOR", "ITA", "happened")]),
        (samples.TALKS, [("CONSULT", "NOR,ITA", "", "happened")]),
        (samples.WILL_MEET, [("AGREE", "NOR", "ITA", "planned")]),
        (samples.WILL_NOT_VISIT, [("REJECT", "NOR", "ITA", "happened")]),
        (samples.WILL_ATTACK, [("THREATEN", "NOR", "ITA", "happened")]),
        (samples.DENIED, [("ASSAULT", "ITA", "", "denied")]),
        (samples.DID_NOT, [("ASSAULT", "NOR", "ITA", "denied")]),
        (samples.KILLING, [("ASSAULT", "NOR", "ITA", "happened")]),
    ],
    ids=lambda value: (
        " ".join(line.split()[0] for line in value.strip().splitlines()) if isinstance(value, str) else ""
    ),
)
def test_a_sentence_gives_its_events(sentence: str, events: list[Shown]) -> None:
    assert coded(sentence) == events


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Apples apple NOUN 0 root\n, , PUNCT 3 punct\npears pear NOUN 1 conj",
        "Oslo Oslo PROPN 0 root",
        "3 3 NUM 0 root\n: : PUNCT 1 punct\n2 2 NUM 1 appos",
    ],
)
def test_text_without_a_clause_gives_no_event(sentence: str) -> None:
    assert coded(*([sentence] if sentence else [])) == []


def test_two_tellings_of_one_act_share_an_id() -> None:
    analysis = parse(samples.BLOCKED, samples.BLOCKED_PASSIVE)
    events = code_events(article_of(analysis), analysis, layers_of(analysis, COUNTRIES), tables=TABLES)
    rejections = [event for event in events if event.type == "REJECT"]

    assert len(rejections) == 2
    assert len({event.event_id for event in rejections}) == 1


def test_every_event_says_what_decided() -> None:
    analysis = parse(samples.BLOCKED)
    events = code_events(article_of(analysis), analysis, layers_of(analysis, COUNTRIES), tables=TABLES)

    assert all(event.basis and event.confidence > 0 for event in events)
