"""The same event on several pages becomes one, with the reason; claims against claims stay apart."""

from datetime import date
from pathlib import Path

import pytest

from demarche.store import Store, connect
from demarche.types import Factuality, Reading
from tests.store.readings import CHINA, RUSSIA, USA, Told, page

DAY = date(2018, 3, 15)
FIRST = Told(
    sentence="The United States blocked a draft statement on Korea proposed by Russia.",
    trigger="blocked",
    day=DAY,
)
SECOND = Told(
    sentence="A draft statement on Korea by Russia was blocked by the United States.",
    trigger="blocked",
    day=DAY,
)
SHELLED = Told(
    sentence="Russia said the United States shelled a village near the border.",
    trigger="shelled",
    type="ASSAULT",
    actors=(USA,),
    recipients=(RUSSIA,),
    day=DAY,
    speaker=RUSSIA,
)
COUNTER = Told(
    sentence="The United States said Russia shelled a village near the border.",
    trigger="shelled",
    type="ASSAULT",
    actors=(RUSSIA,),
    recipients=(USA,),
    day=DAY,
    speaker=USA,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return connect(str(tmp_path / "record.db"))


def test_one_event_on_two_pages_becomes_one_with_both_tellings(store: Store) -> None:
    store.add([page(FIRST, name="a", day=DAY), page(SECOND, name="b", outlet="Other News", day=DAY)])
    assert len(store.events()) == 2

    summary = store.gather()
    (event,) = store.events()
    assert summary.merged == 1
    assert (event.tellings, event.pages, event.sources, event.standing) == (2, 2, 2, "corroborated")
    shown = store.show(event.id)
    assert len(shown.tellings) == 2
    assert "both REJECT, USA → RUS, 2018-03-15" in shown.merges[0].reason


def test_gathering_again_changes_nothing(store: Store) -> None:
    store.add([page(FIRST, name="a", day=DAY), page(SECOND, name="b", day=DAY)])
    store.gather()
    before = list(store.events())

    assert store.gather().merged == 0
    assert list(store.events()) == before
    assert store.gather(everything=True).merged == 1
    assert list(store.events()) == before


@pytest.mark.parametrize(
    "other",
    [
        Told(sentence=SECOND.sentence, trigger="blocked", day=date(2018, 3, 20)),
        Told(sentence=SECOND.sentence, trigger="blocked", day=DAY, type="SANCTION"),
        Told(sentence=SECOND.sentence, trigger="blocked", day=DAY, actors=(CHINA,)),
        Told(sentence=SECOND.sentence, trigger="blocked", day=DAY, factuality=Factuality.PLANNED),
        Told(sentence=SECOND.sentence, trigger="blocked", day=DAY, actors=(RUSSIA,), recipients=(USA,)),
    ],
    ids=["another day", "another type", "another actor", "only planned", "sides swapped"],
)
def test_different_events_stay_apart(store: Store, other: Told) -> None:
    store.add([page(FIRST, name="a", day=DAY), page(other, name="b", day=DAY)])

    assert store.gather().merged == 0


def test_two_outlets_quoting_one_side_are_one_source(store: Store) -> None:
    quoted = [
        Told(sentence=one.sentence, trigger="blocked", day=DAY, speaker=RUSSIA) for one in (FIRST, SECOND)
    ]
    store.add([page(quoted[0], name="a", day=DAY), page(quoted[1], name="b", outlet="Other News", day=DAY)])
    store.gather()

    (event,) = store.events()
    assert (event.pages, event.sources, event.standing) == (2, 1, "single")


def test_claim_and_counter_claim_are_two_events_that_contradict_each_other(store: Store) -> None:
    store.add([page(SHELLED, name="a", day=DAY), page(COUNTER, name="b", day=DAY)])

    summary = store.gather()
    assert (summary.merged, summary.contradictions) == (0, 1)
    assert [event.standing for event in store.events()] == ["contradicted", "contradicted"]
    (pair,) = store.contradictions()
    assert pair.kind == "counter-claim"
    assert {pair.sentence, pair.other_sentence} == {SHELLED.sentence, COUNTER.sentence}


def test_a_denial_on_another_page_is_a_telling_of_the_event(store: Store) -> None:
    denied = Told(
        sentence="The United States denied it shelled a village near the border.",
        trigger="shelled",
        type="ASSAULT",
        day=DAY,
        speaker=USA,
        factuality=Factuality.DENIED,
    )
    store.add([page(SHELLED, name="a", day=DAY), page(denied, name="b", day=DAY)])
    store.gather()

    (event,) = store.events()
    assert (event.factuality, event.standing) == ("happened", "contradicted")
    assert event.standing_reason == "denied by United States"


def test_a_person_can_take_a_merge_back_for_good(store: Store) -> None:
    store.add([page(FIRST, name="a", day=DAY), page(SECOND, name="b", day=DAY)])
    store.gather()
    (event,) = store.events()
    (merge,) = store.show(event.id).merges

    store.split(merge.told_as)
    assert len(store.events()) == 2
    store.gather(everything=True)
    assert len(store.events()) == 2


def test_deleting_the_page_an_event_was_named_after_keeps_the_other_telling(store: Store) -> None:
    first, second = page(FIRST, name="a", day=DAY), page(SECOND, name="b", day=DAY)
    store.add([first, second])
    store.gather()

    store.delete(first.article.page_id)
    (event,) = store.events()
    assert (event.tellings, event.sentence) == (1, SECOND.sentence)
    store.add([first])
    store.gather()
    assert [event.tellings for event in store.events()] == [2]


def test_differing_numbers_are_shown(store: Store) -> None:
    one = Told(
        sentence="The United States killed 12 people in the strike near the border, Russia said.",
        trigger="killed",
        type="ASSAULT",
        day=DAY,
    )
    other = Told(
        sentence="The United States killed 15 people in the strike near the border of Russia.",
        trigger="killed",
        type="ASSAULT",
        day=DAY,
    )
    store.add([page(one, name="a", day=DAY), page(other, name="b", day=DAY)])
    store.gather()

    (event,) = store.events()
    assert (event.standing, event.standing_reason) == ("contradicted", "12 against 15 people")


BODY = [
    "The ministers of the two countries met in the capital on Thursday and spoke for three hours.",
    "Neither side gave details of what had been agreed behind the closed doors of the palace.",
    "A second round of the negotiations is to begin next week in a town by the lake, officials said.",
]


def story(name: str, outlet: str, *, lead: Told = FIRST, body: list[str] = BODY) -> Reading:
    rest = [Told(sentence=sentence, trigger=sentence.split()[0], type="STATEMENT") for sentence in body]
    return page(lead, *rest, name=name, outlet=outlet, day=DAY)


def test_copies_are_one_source_however_many_print_them(store: Store) -> None:
    store.add([story("a", "One"), story("b", "Two"), story("c", "Three")])

    summary = store.gather()
    event = store.events(type="REJECT")[0]
    assert summary.copies == 2
    assert (event.pages, event.sources, event.standing) == (3, 1, "single")
    assert len(store.query("SELECT 1 FROM page WHERE copy_of NOT NULL").rows) == 2


def test_a_copy_that_comes_later_joins_the_group(store: Store) -> None:
    store.add([story("a", "One")])
    store.gather()
    store.add([story("b", "Two"), page(SECOND, name="c", outlet="Three", day=DAY)])
    store.gather()

    event = store.events(type="REJECT")[0]
    assert (event.pages, event.sources) == (3, 2)
    original = store.page(store.query("SELECT copy_of FROM page WHERE copy_of NOT NULL").rows[0][0])
    assert original is not None
    assert len(original.copies) == 1


def test_when_the_original_goes_the_copy_stands_for_itself(store: Store) -> None:
    store.add([story("a", "One"), story("b", "Two")])
    store.gather()
    original = store.query("SELECT copy_of FROM page WHERE copy_of NOT NULL").rows[0][0]
    store.delete(original)
    store.gather()

    assert store.query("SELECT count(*) FROM page WHERE copy_of NOT NULL").rows == ((0,),)
    assert store.events(type="REJECT")[0].pages == 1
