"""The seed page, read by the whole program, tells its processes as a careful reader would."""

from datetime import date
from pathlib import Path

import pytest

from demarche.store import Store, connect

SEED = Path(__file__).parents[2] / "examples" / "seed.txt"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    import demarche

    store = connect(str(tmp_path_factory.mktemp("seed") / "record.db"))
    store.add([demarche.read(SEED)])
    store.gather(today="2018-03-20")
    return store


def statuses(store: Store, process: str) -> set[tuple[str, str | None, int | None]]:
    found = next(one for one in store.processes() if one.id.startswith(process))
    return {(one.status, one.holder, one.first.year if one.first else None) for one in found.statuses}


def test_six_party_talks_were_held_stopped_refused_and_are_hoped_for(store: Store) -> None:
    assert statuses(store, "six-party-talks") >= {
        ("held", None, 2003),
        ("suspended", None, 2009),
        ("refused", "North Korea", None),
        ("hoped", "Russia", None),
    }


def test_the_security_council_statement_was_proposed_and_blocked(store: Store) -> None:
    found = {
        (status, holder) for status, holder, _ in statuses(store, "document-un-security-council-statement")
    }

    assert found >= {("proposed", "Russia; China"), ("blocked", "United States")}


def test_the_summit_stands_in_the_calendar_for_april(store: Store) -> None:
    plan = next(plan for plan in store.calendar() if plan.title == "inter-Korean summit")

    assert (plan.first, plan.last, plan.outcome) == (date(2018, 4, 1), date(2018, 4, 30), "open")


def test_the_block_is_one_event_of_several_tellings(store: Store) -> None:
    blocks = [event for event in store.events(type="REJECT", actor="USA") if event.tellings > 1]

    assert len(blocks) == 1
