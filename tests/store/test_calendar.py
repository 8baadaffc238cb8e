"""Announced events go into the calendar and are settled by what later pages report."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from demarche.store import Store, connect
from demarche.types import Factuality, Mention, MentionKind, Reading, Resolution, Span, Time, TimeType
from tests.store.readings import CHINA, RUSSIA, USA, Told, page

ANNOUNCED = date(2018, 3, 16)
PLAN = Told(
    sentence="Russia and the United States will hold a summit in April.",
    trigger="hold",
    type="AGREE",
    kind="planned",
    actors=(RUSSIA, USA),
    recipients=(),
    factuality=Factuality.PLANNED,
    day=date(2018, 4, 1),
    until=date(2018, 4, 30),
)
HELD = Told(
    sentence="Russia and the United States met on Friday.",
    trigger="met",
    type="CONSULT",
    actors=(RUSSIA, USA),
    recipients=(),
    day=date(2018, 4, 27),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return connect(str(tmp_path / "record.db"))


def announcement() -> Reading:
    return page(PLAN, name="a", day=ANNOUNCED)


def with_mentions(reading: Reading) -> Reading:
    """Return the reading with its parties as mentions, as the pipeline leaves them."""
    text = reading.article.text
    found = [(text.find(actor.name), actor) for actor in (RUSSIA, USA, CHINA) if actor.name in text]
    mentions = tuple(
        Mention(span=Span(start=at, end=at + len(actor.name)), head=0, kind=MentionKind.NAME)
        for at, actor in found
    )
    resolutions = tuple(Resolution(actors=(actor,), basis="test") for _, actor in found)
    return replace(reading, layers=replace(reading.layers, mentions=mentions, resolutions=resolutions))


def test_an_announced_event_is_open_until_its_days_are_gone(store: Store) -> None:
    store.add([announcement()])

    store.gather(today="2018-04-15")
    (plan,) = store.calendar()
    assert (plan.outcome, plan.first, plan.last) == ("open", date(2018, 4, 1), date(2018, 4, 30))
    assert plan.sentence == PLAN.sentence
    store.gather(today="2018-05-10")
    assert store.calendar()[0].outcome == "overdue"


def test_a_later_report_settles_it_as_held(store: Store) -> None:
    store.add([announcement()])
    store.gather()
    store.add([page(HELD, name="b", day=date(2018, 4, 28))])
    store.gather()

    (plan,) = store.calendar()
    assert (plan.outcome, plan.settling_sentence) == ("held", HELD.sentence)


def test_a_report_read_before_the_announcement_settles_it_too(store: Store) -> None:
    store.add([page(HELD, name="b", day=date(2018, 4, 28))])
    store.gather()
    store.add([announcement()])
    store.gather()

    assert store.calendar()[0].outcome == "held"


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Russia and the United States postponed their summit, officials said.", "moved"),
        ("Russia and the United States called off their summit, officials said.", "cancelled"),
        ("Russia and China called off their summit, officials said.", "open"),
    ],
)
def test_a_change_of_plan_settles_it(store: Store, sentence: str, outcome: str) -> None:
    told = Told(
        sentence=sentence, trigger="summit", type="STATEMENT", actors=(), recipients=(), day=date(2018, 3, 20)
    )
    store.add([announcement()])
    store.gather()
    store.add([with_mentions(page(told, name="b", day=date(2018, 3, 20)))])
    store.gather()

    plan = store.calendar()[0]
    assert plan.outcome == outcome
    assert plan.settling_sentence == (sentence if outcome != "open" else None)


@pytest.mark.parametrize(
    "other",
    [
        replace(HELD, actors=(CHINA, USA)),
        replace(HELD, day=date(2018, 7, 1)),
        replace(HELD, type="ACCUSE"),
        replace(HELD, factuality=Factuality.DENIED),
    ],
    ids=["other parties", "much later", "another act", "denied"],
)
def test_what_does_not_fit_settles_nothing(store: Store, other: Told) -> None:
    store.add([announcement(), page(other, name="b", day=other.day)])
    store.gather(today="2018-04-15")

    assert [plan.outcome for plan in store.calendar()] == ["open"]


def test_a_plan_without_a_day_is_unknown(store: Store) -> None:
    store.add([page(replace(PLAN, day=None, until=None), name="a", day=ANNOUNCED)])
    store.gather()

    assert store.calendar()[0].outcome == "unknown"


def test_a_plan_goes_with_its_page(store: Store) -> None:
    reading = announcement()
    store.add([reading])
    store.gather()
    store.delete(reading.article.page_id)

    assert len(store.calendar()) == 0


def summit(sentence: str, name: str, day: date, first: date, last: date) -> Reading:
    """Return a page with one sentence that names a summit and a time, and no event at all."""
    words = sentence.split()[-1].rstrip(".")
    told = Told(sentence=sentence, trigger=words, type="STATEMENT", actors=(), recipients=())
    reading = page(told, name=name, day=day)
    start = sentence.index(words)
    time = Time(
        span=Span(start=start, end=start + len(words)), type=TimeType.DATE, value=None, first=first, last=last
    )
    return replace(reading, layers=replace(reading.layers, times=(time,)), events=())


def test_an_announced_round_of_a_process_stands_in_the_calendar(store: Store) -> None:
    april = date(2018, 4, 1), date(2018, 4, 30)
    store.add([summit("The inter-Korean summit will take place in April.", "a", ANNOUNCED, *april)])
    store.gather(today="2018-03-20")

    (plan,) = store.calendar()
    assert (plan.title, plan.outcome, plan.first, plan.actors) == (
        "inter-Korean summit", "open", april[0], ("PRK", "KOR"))  # fmt: skip
    held = date(2018, 4, 27), date(2018, 4, 27)
    store.add([summit("The inter-Korean summit was held on Friday.", "b", date(2018, 4, 28), *held)])
    store.gather()
    assert [plan.outcome for plan in store.calendar()] == ["held"]
    store.delete(page_ids(store)[0])
    store.gather()
    assert len(store.calendar()) == 0


def page_ids(store: Store) -> list[str]:
    return [row[0] for row in store.query("SELECT page_id FROM page ORDER BY name").rows]
