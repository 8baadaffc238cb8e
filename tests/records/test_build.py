"""A reading becomes flat rows: who, what, whom, when, where, according to whom."""

from dataclasses import replace
from datetime import date

import pytest

from demarche.records import build_records
from demarche.tables import Tables, load_tables
from demarche.types import Actor, Span, Statement
from tests.store.readings import CHINA, MINISTER, RUSSIA, USA, Told, page

TEXT = "The United States blocked the statement proposed by Russia, Sergey Lavrov said."
BLOCKED = Told(sentence=TEXT, trigger="blocked", cameo="129", day=date(2018, 3, 15), speaker=MINISTER)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def test_a_record_says_who_what_whom_when_and_according_to_whom(tables: Tables) -> None:
    (record,) = build_records(page(BLOCKED, day=date(2018, 3, 16)), tables=tables)

    assert record.sentence == TEXT
    assert TEXT[record.trigger_start : record.trigger_end] == record.trigger == "blocked"
    assert [
        (p.text, p.actor, p.country, p.sector, p.start) for p in (*record.actors, *record.recipients)
    ] == [
        ("United States", "United States", "USA", "GOV", 4),
        ("Russia", "Russia", "RUS", "GOV", 52),
    ]
    assert (record.type, record.quad, record.goldstein) == ("REJECT", "verbal_conflict", -5.0)
    assert (record.when_first, record.when_last, record.according_to) == (
        date(2018, 3, 15),
        date(2018, 3, 15),
        ("Sergey Lavrov",),
    )


def test_a_type_without_a_code_takes_the_intensity_of_its_mode(tables: Tables) -> None:
    (record,) = build_records(page(replace(BLOCKED, type="CONSULT", mode="visit", cameo=None)), tables=tables)

    assert (record.quad, record.goldstein) == ("verbal_coop", 4.0)
    (said,) = build_records(page(replace(BLOCKED, type="STATEMENT", cameo=None)), tables=tables)
    assert said.quad == "neutral"


@pytest.mark.parametrize(
    ("statements", "innermost", "chain", "sides"),
    [
        ([("Lavrov", (MINISTER,), None)], 0, ("Sergey Lavrov",), ("RUS",)),
        ([("Lavrov", (MINISTER,), None), ("our colleagues", (), 0)], 1, ("Sergey Lavrov", "our colleagues"),
         ("RUS", "our colleagues")),
        ([("our colleagues", (), 1), ("Lavrov", (MINISTER,), None)], 0, ("Sergey Lavrov", "our colleagues"),
         ("RUS", "our colleagues")),
        ([("both", (RUSSIA, CHINA), None)], 0, ("Russia; China",), ("RUS; CHN",)),
        ([("Example News", (Actor(name="Example News"),), None), ("Lavrov", (MINISTER,), 0)], 1, ("Sergey Lavrov",),
         ("RUS",)),
        ([(None, (), None)], 0, (), ()),
        ([("Lavrov", (MINISTER,), None), ("he", (MINISTER,), 0)], 1, ("Sergey Lavrov",), ("RUS",)),
        ([("Lavrov", (MINISTER,), None)], None, (), ()),
    ],
    ids=["one", "two", "two, the inner first", "co-speakers", "own outlet", "nobody", "the same twice", "page's voice"],
)  # fmt: skip
def test_the_chain_runs_from_the_outermost_speaker(
    tables: Tables,
    statements: list[tuple[str | None, tuple[Actor, ...], int | None]],
    innermost: int | None,
    chain: tuple[str, ...],
    sides: tuple[str, ...],
) -> None:
    reading = page(
        replace(BLOCKED, speaker=None, sentence=f"{TEXT} Lavrov, our colleagues, both, he, Example News.")
    )
    text = reading.article.text

    def span(words: str | None) -> Span | None:
        start = text.find(words) if words else -1
        return Span(start=start, end=start + len(words)) if words and start >= 0 else None

    built = tuple(
        Statement(source=span(words), cue=None, content=(), speaker=speaker, within=within)
        for words, speaker, within in statements
    )
    reading = replace(
        reading,
        layers=replace(reading.layers, statements=built),
        events=tuple(replace(event, statement=innermost) for event in reading.events),
    )
    (record,) = build_records(reading, tables=tables)

    assert (record.according_to, record.sides) == (chain, sides)


def test_ids_are_made_from_content(tables: Tables) -> None:
    one, same = (build_records(page(BLOCKED), tables=tables)[0] for _ in range(2))
    others = [
        build_records(page(other), tables=tables)[0]
        for other in (
            replace(BLOCKED, type="ACCUSE"),
            replace(BLOCKED, actors=(CHINA,)),
            replace(BLOCKED, recipients=(USA,)),
            replace(BLOCKED, trigger="proposed"),
        )
    ]

    assert (one.id, one.event_id) == (same.id, same.event_id)
    assert len({one.id, *(other.id for other in others)}) == 5


def test_tellings_of_one_event_share_its_id_on_their_page_only(tables: Tables) -> None:
    again = Told(sentence="It blocked it.", trigger="blocked", event_id="7")
    first, second = build_records(page(replace(BLOCKED, event_id="7"), again), tables=tables)
    (elsewhere,) = build_records(page(replace(BLOCKED, event_id="7"), name="b"), tables=tables)

    assert first.event_id == second.event_id != elsewhere.event_id


def test_an_implied_party_has_no_words(tables: Tables) -> None:
    (record,) = build_records(page(replace(BLOCKED, recipients=(CHINA,))), tables=tables)

    assert [(p.text, p.start, p.actor) for p in record.recipients] == [(None, None, "China")]
