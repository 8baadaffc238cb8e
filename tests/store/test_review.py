"""Verdicts are kept apart, change the record at once, and are applied again after a re-run."""

from pathlib import Path

import pytest

from demarche.errors import StoreError
from demarche.store import Store, connect
from demarche.types import Factuality
from tests.store.readings import CHINA, Told, page

BLOCKED = Told(sentence="The United States blocked the statement proposed by Russia.", trigger="blocked")
PROPOSED = Told(
    sentence="China proposed talks with Russia.", trigger="proposed", type="REQUEST", actors=(CHINA,)
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = connect(str(tmp_path / "record.db"))
    store.add([page(BLOCKED, PROPOSED)])
    store.gather()
    return store


def record_id(store: Store, type_: str = "REJECT") -> str:
    return next(record.id for record in store.records() if record.type == type_)


def test_a_rejected_record_is_no_event_any_more(store: Store) -> None:
    store.review(record_id(store), "reject", note="a film plot", reviewer="ann")

    assert [event.type for event in store.events()] == ["REQUEST"]
    assert [record.type for record in store.records()] == ["REQUEST"]
    assert store.facets()["type"] == {"REQUEST": 1}
    (verdict,) = store.verdicts()
    assert (verdict.verdict, verdict.note, verdict.reviewer) == ("reject", "a film plot", "ann")


def test_accepting_after_all_brings_it_back(store: Store) -> None:
    rejected = record_id(store)
    store.review(rejected, "reject")
    store.review(rejected, "accept")

    assert {event.type for event in store.events()} == {"REQUEST", "REJECT"}


def test_a_correction_changes_codes_parties_and_what_follows(store: Store) -> None:
    store.review(
        record_id(store), "correct", changes={"type": "SANCTION", "recipients": "China (CHN); Russia (RUS)"}
    )

    (event,) = store.events(type="SANCTION")
    assert (event.quad, event.recipient_countries, event.recipients) == (
        "material_conflict",
        ("CHN", "RUS"),
        ("China", "Russia"),
    )
    assert store.facets(recipient="CHN")[""][""] == 1


def test_verdicts_outlive_a_reading_that_codes_the_sentence_anew(store: Store) -> None:
    store.review(record_id(store), "correct", changes={"factuality": "denied"})
    store.review(record_id(store, "REQUEST"), "reject")
    again = Told(
        sentence=BLOCKED.sentence, trigger="blocked", type="SANCTION", factuality=Factuality.HAPPENED
    )

    assert store.add([page(again, PROPOSED)]).reread == 1
    assert [(event.type, event.factuality) for event in store.events()] == [("SANCTION", "denied")]


@pytest.mark.parametrize(
    ("verdict", "changes", "message"),
    [
        ("maybe", {}, "choose from accept, correct, reject"),
        ("correct", {}, "choose from type"),
        ("correct", {"colour": "red"}, "can't be corrected"),
        ("correct", {"type": "REJCT"}, "is not one of AGREE"),
        ("correct", {"factuality": "so"}, "is not one of happened"),
    ],
)
def test_a_wrong_verdict_says_what_would_be_right(
    store: Store, verdict: str, changes: dict[str, str | None], message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        store.review(record_id(store), verdict, changes=changes)
    assert store.verdicts() == ()


def test_a_verdict_on_no_record_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="holds no record"):
        store.review("nothing", "accept")
