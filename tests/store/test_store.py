"""What goes into the store comes out again, and only what is new changes it."""

from datetime import date
from pathlib import Path

import pytest

from demarche.store import Store, connect
from demarche.types import Factuality, Problem
from tests.store.readings import CHINA, MINISTER, RUSSIA, USA, Told, page

BLOCKED = Told(
    sentence="The United States blocked the statement proposed by Russia.",
    trigger="blocked",
    day=date(2018, 3, 15),
    speaker=MINISTER,
)
PROPOSED = Told(
    sentence="China proposed talks with Russia.", trigger="proposed", type="REQUEST", actors=(CHINA,)
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return connect(str(tmp_path / "record.db"))


def test_an_event_comes_back_as_it_went_in(store: Store) -> None:
    store.add([page(BLOCKED, day=date(2018, 3, 16))])

    (event,) = store.events()
    assert (event.type, event.actors, event.recipients) == ("REJECT", ("United States",), ("Russia",))
    assert (event.day, event.day_basis, event.speakers) == (date(2018, 3, 15), "told", ("Sergey Lavrov",))
    assert event.sentence == BLOCKED.sentence


def test_a_record_comes_back_as_it_was_built(store: Store) -> None:
    from demarche.records import build_records

    reading = page(BLOCKED, PROPOSED, day=date(2018, 3, 16))
    store.add([reading])

    assert tuple(store.records()) == build_records(reading, tables=store.tables)


def test_reading_the_same_page_again_changes_nothing(store: Store) -> None:
    reading = page(BLOCKED)
    store.add([reading])
    before = dump(store)

    summary = store.add([reading])
    assert (summary.pages, summary.unchanged, summary.records) == (0, 1, 0)
    assert dump(store) == before


def test_a_page_that_reads_differently_is_replaced(store: Store) -> None:
    store.add([page(BLOCKED)])
    other = Told(sentence=BLOCKED.sentence, trigger="blocked", type="SANCTION")

    summary = store.add([page(other)])
    assert (summary.pages, summary.reread) == (0, 1)
    assert [event.type for event in store.events()] == ["SANCTION"]


def test_a_newer_version_of_a_page_supersedes_it_and_keeps_history(store: Store) -> None:
    old, new = page(BLOCKED, name="a.txt"), page(PROPOSED, name="a.txt")
    store.add([old])

    summary = store.add([new])
    assert summary.superseded == 1
    assert [event.type for event in store.events()] == ["REQUEST"]
    kept = store.page(old.article.page_id)
    assert kept is not None
    assert kept.superseded_by == new.article.page_id
    assert kept.versions == (old.article.page_id, new.article.page_id)
    assert [record.type for record in kept.records] == ["REJECT"]


def test_reading_the_old_version_again_does_not_bring_it_back(store: Store) -> None:
    old, new = page(BLOCKED, name="a.txt"), page(PROPOSED, name="a.txt")
    store.add([old, new, old])

    assert [event.type for event in store.events()] == ["REQUEST"]


def test_deleting_a_page_takes_everything_of_it(store: Store) -> None:
    reading = page(BLOCKED)
    store.add([reading, page(PROPOSED, name="b.txt")])
    store.gather()

    assert store.delete(reading.article.page_id) == 1
    assert [event.type for event in store.events()] == ["REQUEST"]
    assert len(store.search("China")) == 1
    assert len(store.search("blocked")) == 0
    assert store.facets()["type"] == {"REQUEST": 1}
    assert store.query("SELECT count(*) FROM paragraphs").rows == ((1,),)


def test_problems_are_kept_once_and_go_when_the_page_is_read(store: Store) -> None:
    problem = Problem(page="page.txt", stage="articles", error="EmptyPageError", message="empty")
    store.add([problem, problem])
    assert store.problems() == (problem,)

    store.add([page(BLOCKED)])
    assert store.problems() == ()


def test_show_leads_from_any_id_to_the_sentence(store: Store) -> None:
    reading = page(BLOCKED)
    store.add([reading])
    (record,) = store.records()

    assert store.show(record.id).record == record
    assert store.show(record.event_id).kind == "event"
    assert store.show(reading.article.page_id).kind == "page"
    assert store.show(record.id[:8]).record == record


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"actor": "USA"}, 1),
        ({"actor": "RUS"}, 0),
        ({"recipient": "RUS"}, 2),
        ({"actor": "United States"}, 1),
        ({"actor": "united states"}, 1),
        ({"about": "CHN"}, 1),
        ({"party": ("USA", "CHN")}, 2),
        ({"type": "REJECT"}, 1),
        ({"factuality": ("denied", "happened")}, 2),
        ({"factuality": "denied"}, 1),
        ({"speaker": "Sergey Lavrov"}, 1),
        ({"since": "2018-03", "until": "2018-03"}, 1),
        ({"since": "2018-04"}, 1),
        ({"since": "2019"}, 0),
        ({"outlet": "Example News"}, 2),
        ({"standing": "single"}, 2),
        ({"quad": "verbal_conflict"}, 2),
        ({}, 2),
    ],
)
def test_events_are_found_by_what_they_are(store: Store, filters: dict[str, str], count: int) -> None:
    denied = Told(
        sentence=PROPOSED.sentence,
        trigger="proposed",
        type="REQUEST",
        actors=(CHINA,),
        day=date(2018, 5, 1),
        factuality=Factuality.DENIED,
    )
    store.add([page(BLOCKED, denied)])

    assert len(store.events(**filters)) == count  # type: ignore[arg-type]
    assert store.facets(**filters)[""][""] == count  # type: ignore[arg-type]
    store.gather()
    assert store.facets(**filters)[""][""] == count  # type: ignore[arg-type]


def test_two_tellings_on_a_page_are_one_event(store: Store) -> None:
    again = Told(
        sentence="The US side blocked it, Russia said.", trigger="blocked", event_id="1", speaker=RUSSIA
    )
    first = Told(sentence=BLOCKED.sentence, trigger="blocked", event_id="1", speaker=MINISTER)
    store.add([page(first, again)])

    (event,) = store.events()
    assert (event.tellings, event.sources, event.standing) == (2, 1, "single")


def test_claim_and_denial_stand_as_contradicted(store: Store) -> None:
    claim = Told(
        sentence="Russia said the United States shelled it.",
        trigger="shelled",
        event_id="1",
        type="ASSAULT",
        speaker=RUSSIA,
    )
    denial = Told(
        sentence="The United States denied it shelled Russia.",
        trigger="shelled",
        event_id="1",
        type="ASSAULT",
        speaker=USA,
        factuality=Factuality.DENIED,
    )
    store.add([page(claim, denial)])

    (event,) = store.events()
    assert (event.standing, event.standing_reason) == ("contradicted", "denied by United States")
    (pair,) = store.contradictions()
    assert (pair.sentence, pair.other_sentence) == (claim.sentence, denial.sentence)


def test_the_read_connection_sees_what_another_store_writes(store: Store) -> None:
    with connect(store.path) as other:
        assert len(store.events()) == 0
        other.add([page(BLOCKED)])
        assert len(store.events()) == 1


def dump(store: Store) -> list[tuple[object, ...]]:
    """Return every row of every table but the runs."""
    import sqlite3

    with sqlite3.connect(store.path) as connection:
        lines = [(line,) for line in connection.iterdump() if '"runs"' not in line]
    connection.close()
    return lines


def test_records_that_say_the_same_are_one(store: Store) -> None:
    store.add([page(BLOCKED, BLOCKED)])

    assert len(store.records()) == 1
    assert [event.tellings for event in store.events()] == [1]


def test_a_new_version_takes_its_joinings_with_it(store: Store) -> None:
    store.add([page(BLOCKED, name="a"), page(BLOCKED, name="b")])
    store.gather()
    store.add([page(PROPOSED, name="a"), page(PROPOSED, name="b")])
    store.gather()

    assert store.query("SELECT count(*) FROM merges").rows == ((len(store.records()) - len(store.events()),),)
    assert {event.type for event in store.events()} == {"REQUEST"}


def test_a_page_in_another_language_is_kept_without_records(store: Store) -> None:
    from dataclasses import replace

    reading = page(BLOCKED)
    bare = replace(reading, events=(), analysis=replace(reading.analysis, sentences=()))
    store.add([bare])
    store.gather()

    stored = store.page(reading.article.page_id)
    assert stored is not None
    assert (stored.records, stored.sentences, len(store.events())) == ((), (), 0)
