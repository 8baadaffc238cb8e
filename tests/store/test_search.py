"""Sentences are found by their words, narrowed down by what their events are."""

from datetime import date
from pathlib import Path

import pytest

from demarche.errors import QueryError
from demarche.store import Store, connect
from demarche.store.search import match_of
from tests.store.readings import CHINA, MINISTER, Told, page

FIRST = Told(
    sentence="The United States blocked the statement by Russia on talks.", trigger="blocked", day=date(2018, 3, 15),
    speaker=MINISTER,
)  # fmt: skip
SECOND = Told(
    sentence="China proposed new talks with Russia.", trigger="proposed", type="REQUEST", actors=(CHINA,),
    day=date(2019, 5, 1),
)  # fmt: skip
NOTHING = Told(sentence="Talking is cheap.", trigger="Talking", type="STATEMENT", actors=(), recipients=())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = connect(str(tmp_path / "record.db"))
    store.add([page(FIRST, SECOND, NOTHING)])
    return store


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("talks", '"talks"'),
        ("talks Russia", '"talks" AND "Russia"'),
        ('"new talks" -China', '"new talks" NOT "China"'),
        ("talks OR statement Russia", '("talks" OR "statement") AND "Russia"'),
        ("prop*", '"prop"*'),
        ('NEAR(a b) "', '"NEAR(a" AND "b)"'),
        ("col:umn AND x", '"col:umn" AND "AND" AND "x"'),
    ],
)
def test_what_a_person_types_is_a_safe_query(words: str, query: str) -> None:
    assert match_of(words) == query


@pytest.mark.parametrize(
    ("words", "filters", "found"),
    [
        ("talks", {}, {FIRST.sentence, SECOND.sentence, NOTHING.sentence}),
        ("talks Russia", {}, {FIRST.sentence, SECOND.sentence}),
        ('"new talks"', {}, {SECOND.sentence}),
        ("talks -China -cheap", {}, {FIRST.sentence}),
        ("prop*", {}, {SECOND.sentence}),
        ("talks", {"actor": "CHN"}, {SECOND.sentence}),
        ("talks", {"type": "REJECT"}, {FIRST.sentence}),
        ("talks", {"speaker": "Sergey Lavrov"}, {FIRST.sentence}),
        ("talks", {"since": "2019"}, {SECOND.sentence}),
        ("talks", {"recipient": "CHN"}, set()),
        ("talks", {"outlet": "example news", "about": "RUS"}, {FIRST.sentence, SECOND.sentence}),
    ],
)
def test_sentences_are_found(store: Store, words: str, filters: dict[str, str], found: set[str]) -> None:
    assert {one.text for one in store.search(words, **filters)} == found  # type: ignore[arg-type]


def test_a_find_shows_the_words_and_leads_to_page_and_event(store: Store) -> None:
    (found,) = store.search('"new talks"')

    assert found.snippet == "China proposed «new talks» with Russia."
    assert store.show(found.event_ids[0]).kind == "event"
    assert store.show(found.record_ids[0]).kind == "record"
    stored = store.page(found.page_id)
    assert stored is not None
    assert stored.text[found.start : found.end] == found.text


def test_facets_of_a_search_count_its_events(store: Store) -> None:
    assert store.search_facets("talks")["type"] == {"REJECT": 1, "REQUEST": 1, "STATEMENT": 1}
    assert store.search_facets("talks", actor="CHN")[""][""] == 1
    assert store.search_facets("talks", speaker="Sergey Lavrov")["type"] == {"REJECT": 1}
    assert store.count("talks") == 3


def test_a_search_without_words_says_so(store: Store) -> None:
    with pytest.raises(QueryError, match="no word to look for"):
        store.search("-China ?")
