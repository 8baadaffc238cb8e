"""A saved search tells of each event once, however many pages tell it."""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from demarche.errors import ConfigError, QueryError, StoreError
from demarche.exports import deliver
from demarche.store import Store, connect
from demarche.store.values import SavedSearch
from tests.store.readings import CHINA, RUSSIA, Told, page

DAY = date(2018, 3, 15)
FIRST = Told(sentence="The United States blocked a statement by Russia.", trigger="blocked", day=DAY)
SECOND = Told(sentence="A statement by Russia was blocked by the United States.", trigger="blocked", day=DAY)
OTHER = Told(sentence="China rejected the offer of Russia.", trigger="rejected", actors=(CHINA,), day=DAY)
SEARCH = SavedSearch(name="us", filters={"actor": "USA"}, target="jsonl:out.jsonl")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = connect(str(tmp_path / "record.db"))
    store.save_search(SEARCH)
    return store


def told(store: Store) -> list[str]:
    found = store.untold(SEARCH)
    store.told(SEARCH.name, [telling.record.event_id for telling in found])
    return [telling.record.sentence for telling in found]


def test_one_alert_an_event_not_one_a_page(store: Store) -> None:
    store.add([page(FIRST, name="a", day=DAY), page(OTHER, name="c", day=DAY)])
    assert told(store) == []  # not gathered yet

    store.gather()
    assert told(store) == [FIRST.sentence]
    assert told(store) == []
    store.add([page(SECOND, name="b", day=DAY)])
    store.gather()
    assert told(store) == []


def test_searches_are_kept_replaced_and_removed(store: Store) -> None:
    store.save_search(replace(SEARCH, filters={"actor": "RUS"}))

    assert [search.filters for search in store.searches()] == [{"actor": "RUS"}]
    assert (store.remove_search("us"), store.remove_search("us")) == (True, False)


def test_a_wrong_search_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="no filter is called 'colour'"):
        store.save_search(SavedSearch(name="x", filters={"colour": "red"}))  # type: ignore[typeddict-unknown-key]
    with pytest.raises(StoreError, match="atom:…"):
        store.save_search(SavedSearch(name="x", filters={}, target="mail:me"))


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_alerts_become_a_feed(store: Store, tmp_path: Path, kind: str) -> None:
    feedparser = pytest.importorskip("feedparser")
    store.add([page(FIRST, name="a", day=DAY)])
    store.gather()
    found = store.untold(SEARCH)
    deliver(found, recent=found, name="us & more", target=f"{kind}:{tmp_path / 'feed.xml'}")

    feed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert feed.feed.title == "us & more"
    assert [entry.title for entry in feed.entries] == ["United States → REJECT → Russia (happened)"]
    assert feed.entries[0].summary == FIRST.sentence


def test_alerts_become_lines_and_go_to_a_command(store: Store, tmp_path: Path) -> None:
    store.add([page(FIRST, name="a", day=DAY)])
    store.gather()
    found = store.untold(SEARCH)
    copy = (
        f"{sys.executable} -c 'import sys; open(sys.argv[1], \"w\").write(sys.stdin.read())' {tmp_path / 'c'}"
    )
    for target in (f"jsonl:{tmp_path / 'lines'}", f"jsonl:{tmp_path / 'lines'}", f"command:{copy}"):
        deliver(found, recent=found, name="us", target=target)

    assert len((tmp_path / "lines").read_text().splitlines()) == 2
    assert json.loads((tmp_path / "c").read_text())["record"]["type"] == "REJECT"
    with pytest.raises(ConfigError, match="exit code 3"):
        deliver(found, recent=found, name="us", target=f"command:{sys.executable} -c 'raise SystemExit(3)'")


def test_positions_over_time_show_a_change(store: Store) -> None:
    later = date(2018, 5, 1)
    praised = Told(
        sentence="The United States welcomed Russia's offer.", trigger="welcomed", type="SUPPORT", day=later
    )
    store.add([page(FIRST, name="a", day=DAY), page(praised, name="b", day=later)])
    store.gather()

    found = store.positions("USA", about="RUS")
    assert [(one.day, one.topic, one.attitude, one.changed) for one in found] == [
        (DAY, "Russia", "refuses", False),
        (later, "Russia", "supports", True),
    ]
    assert list(store.positions("United States", about=RUSSIA.name)) == list(found)
