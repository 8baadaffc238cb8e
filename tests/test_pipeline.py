"""From page to records, whole."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche import build_records, load
from demarche.engines import stream
from demarche.pipeline import Pipeline, plain_article, read_text
from demarche.types import Page, Problem, Reading

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


def triples(reading: Reading, pipeline: Pipeline) -> list[tuple[str, str, str, str]]:
    return [
        (
            ",".join(party.country or "-" for party in record.actors),
            record.type,
            ",".join(party.country or "-" for party in record.recipients),
            record.factuality,
        )
        for record in build_records(reading, tables=pipeline.tables)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia rejected a U.S. proposal to extend the truce.", ("RUS", "REJECT", "USA", "happened")),
        (
            "Egypt's president met the Turkish prime minister in Cairo.",
            ("EGY,TUR", "CONSULT", "", "happened"),
        ),
        ("Three Ukrainian activists were arrested by Russian police.", ("RUS", "COERCE", "UKR", "happened")),
        ("Japan condemned North Korea's missile launch.", ("JPN", "ACCUSE", "PRK", "happened")),
    ],
)
def test_a_plain_sentence_gives_its_triple(
    text: str, expected: tuple[str, str, str, str], pipeline: Pipeline
) -> None:
    assert expected in triples(read_text(text, pipeline=pipeline), pipeline)


@pytest.mark.parametrize(
    ("first", "second", "one_event"),
    [
        (
            "Washington blocked a draft statement proposed by Russia on Thursday, the minister said.",
            "The United States had blocked the draft statement of Russia, a spokesman said.",
            True,
        ),
        (
            "Kenyan police arrested two students in Nairobi.",
            "Kenyan police arrested a journalist in Mombasa.",
            False,
        ),
        ("France condemned Mali.", "French lawmakers denounced Mali.", False),
    ],
)
def test_tellings_share_an_id_only_when_they_tell_one_happening(
    first: str, second: str, one_event: bool, pipeline: Pipeline
) -> None:
    reading = read_text(f"{first}\n\n{second}", pipeline=pipeline)
    ids = {event.event_id for event in reading.events if event.type in ("REJECT", "COERCE", "ACCUSE")}

    assert (len(ids) == 1) is one_event


def test_the_sport_page_has_no_event(pipeline: Pipeline) -> None:
    content = (EXAMPLES / "sport.txt").read_bytes()
    page = Page(id="0" * 16, name="sport.txt", content=content, media_type="text/plain")

    assert pipeline.read(page).events == ()


def test_the_same_page_gives_the_same_records(pipeline: Pipeline) -> None:
    content = (EXAMPLES / "agency.txt").read_bytes()
    page = Page(id="0" * 16, name="agency.txt", content=content, media_type="text/plain")

    first, second = (build_records(pipeline.read(page), tables=pipeline.tables) for _ in range(2))

    assert first == second != ()


def test_problems_pass_through_a_stream() -> None:
    problem = Problem(page="x", stage="pages", error="EmptyPageError", message="empty")

    assert list(stream([problem])) == [problem]


def test_a_day_given_by_the_caller_is_the_publication_day() -> None:
    assert plain_article("Peace.", day=date(2018, 3, 16)).published.value == date(2018, 3, 16)


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_gives_a_reading_whose_spans_slice_back(text: str) -> None:
    pipeline = _shared()
    reading = read_text(text, pipeline=pipeline)

    for event in reading.events:
        assert 0 <= event.trigger.start < event.trigger.end <= len(text)
    for record in build_records(reading, tables=pipeline.tables):
        assert text[record.start : record.end] == record.sentence


_LOADED: list[Pipeline] = []


def _shared() -> Pipeline:
    if not _LOADED:
        _LOADED.append(load())
    return _LOADED[0]
