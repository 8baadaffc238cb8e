"""However the latest events are looked for, the same ones are found."""


import pytest
from bench.synthetic import synthetic_pages

import demarche
from demarche.store import Store, choose
from demarche.store.connect import transaction
from demarche.store.rollups import roll


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("choose") / "record.db"
    made = demarche.connect(str(path))
    made.add_rows(synthetic_pages(2_000))
    with transaction(made._to_write()) as _:
        roll(made._to_write())
    return made


SEARCHES = [
    {},
    {"actor": "RUS"},
    {"actor": "RUS", "recipient": "POL"},
    {"party": "USA", "factuality": "denied"},
    {"about": "UKR", "factuality": "planned"},
    {"outlet": "Capital Post", "type": "ACCUSE"},
    {"outlet": "capital post", "actor": "Russia"},
    {"actor": ["RUS", "CHN"], "since": "2012"},
    {"recipient": "MLI", "type": "CONSULT", "until": "2020"},
]


@pytest.mark.parametrize("filters", SEARCHES, ids=str)
@pytest.mark.parametrize("dearer", [0, 3, 10_000])
def test_the_way_of_looking_changes_nothing(
    filters: dict[str, str], dearer: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [event.id for event in store.events(**filters)][:25]
    monkeypatch.setattr(choose, "FEW", 0)
    monkeypatch.setattr(choose, "DEARER", dearer)

    assert [event.id for event in store.events(limit=25, **filters)] == expected


@pytest.mark.parametrize("filters", SEARCHES, ids=str)
def test_the_latest_that_fit_are_all_where_there_is_time(filters: dict[str, str], store: Store) -> None:
    rows, whole = store.latest("e.id", limit=5_000, seconds=30, **filters)

    assert whole
    assert {row[0] for row in rows} == {event.id for event in store.events(**filters)}


def test_the_latest_within_a_limit_are_not_all(store: Store) -> None:
    rows, whole = store.latest("e.id", limit=10, seconds=30)

    assert (len(rows), whole) == (10, False)


def test_no_time_gives_no_whole_answer(store: Store) -> None:
    rows, whole = store.latest("e.id", limit=5_000, seconds=-1, speaker="nobody")

    assert not whole and len(rows) < 2_000


@pytest.mark.parametrize("few", [0, 10_000])
def test_events_between_two_are_found_in_both_directions(
    few: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("demarche.store.events._COMMON", few)
    expected = {
        event.id
        for event in store.events()
        if {"USA", "RUS"} <= {*event.actor_countries, *event.recipient_countries}
    }

    assert {event.id for event in store.between("USA", "RUS")} == expected
    assert {event.id for event in store.between("RUS", "USA")} == expected
