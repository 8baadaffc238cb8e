"""Everything in the store can be looked at by its id."""

from datetime import date
from pathlib import Path

import pytest

from demarche.errors import QueryError, StoreError
from demarche.store import Store, connect
from tests.store.readings import CHINA, USA, Told, page

TALKS = Told(
    sentence="The United States blocked the six-party talks, which were held in Beijing.",
    trigger="blocked",
    day=date(2018, 3, 15),
    mode="assist",
    place=("Beijing", 39.9, 116.4, "CHN"),
)
OTHER = Told(sentence="China signed a deal.", trigger="signed", type="AGREE", actors=(CHINA,), recipients=())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = connect(str(tmp_path / "record.db"))
    store.add([page(TALKS, name="a", day=date(2018, 3, 16)), page(OTHER, name="b")])
    store.gather()
    return store


def test_a_process_is_found_by_id_name_and_through_show(store: Store) -> None:
    process = store.process("six-party-talks")

    assert process is not None
    assert store.process("Six-Party Talks") == process
    assert store.process("no such") is None
    assert [found.id for found in store.processes()] == ["six-party-talks"]
    assert store.show("six-party-talks").process == process
    assert {status.status for status in process.statuses} == {"blocked", "held"}
    assert process.statuses[0].sentence == TALKS.sentence


def test_events_are_found_by_process_place_and_mode(store: Store) -> None:
    for filters in ({"process": "six-party-talks"}, {"about": "six-party talks"}, {"place": "CHN"},
                    {"place": "beijing"}, {"mode": "assist"}):  # fmt: skip
        assert [event.actors for event in store.events(**filters)] == [("United States",)]  # type: ignore[arg-type]
        assert store.facets(**filters)[""][""] == 1  # type: ignore[arg-type]
        assert len(store.records(**filters)) == 1  # type: ignore[arg-type]
        assert len(list(store.tellings(**filters))) == 1  # type: ignore[arg-type]
    assert store.facets(context="military")[""][""] == 0
    assert list(store.tellings(include=("denied",))) == []


def test_an_event_is_found_by_the_id_it_had_on_its_page(store: Store) -> None:
    (event, _) = store.events(actor=("USA", "CHN"))

    assert store.event(event.id) == event
    assert store.event("nothing") is None


@pytest.mark.parametrize(("wanted", "message"), [("nothing", "holds no record"), ("ab", "holds no record")])
def test_an_id_that_is_not_there_says_so(store: Store, wanted: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        store.show(wanted)


@pytest.mark.parametrize("filters", [{"colour": "red"}, {"since": "last week"}, {"until": "2018-3"}])
def test_a_wrong_filter_says_what_would_be_right(store: Store, filters: dict[str, str]) -> None:
    for ask in (store.events, store.facets, store.records):
        with pytest.raises(QueryError, match=r"no filter is called|write YYYY-MM-DD"):
            ask(**filters)  # type: ignore[arg-type]


def test_the_run_says_which_program_made_the_record(store: Store) -> None:
    ((what, pages, records, program),) = store.query("SELECT what, pages, records, program FROM run").rows

    assert (what, pages, records) == ("add", 2, 2)
    assert program


def test_a_split_of_something_never_joined_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="was not joined"):
        store.split("nothing")


def test_results_can_be_limited(store: Store) -> None:
    assert len(store.events(limit=1)) == 1
    assert [event.actors for event in store.events(limit=1, offset=1)] == [("China",)]
    assert USA.name in store.events()[0].actors
