"""What the shelf keeps, and for how long."""

import shutil
import time
from pathlib import Path

import pytest

import demarche
from demarche.errors import StoreError
from demarche.web import shelf as shelf_module
from demarche.web.shelf import Shelf


def slowly(calls: list[int]) -> int:
    time.sleep(0.03)
    calls.append(1)
    return len(calls)


def test_a_slow_answer_is_kept_while_the_record_is_unchanged(own_record: Path) -> None:
    shelf, calls = Shelf(str(own_record)), list[int]()

    assert [shelf.remember("key", lambda: slowly(calls)) for _ in range(3)] == [1, 1, 1]


def test_a_quick_answer_is_made_each_time(own_record: Path) -> None:
    shelf, calls = Shelf(str(own_record)), list[int]()

    assert [shelf.remember("key", lambda: calls.append(1) or len(calls)) for _ in range(2)] == [1, 2]


def test_an_old_answer_is_given_once_more_while_it_is_made_anew(
    own_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "FRESH", 0.0)
    shelf, calls = Shelf(str(own_record)), list[int]()
    shelf.remember("key", lambda: slowly(calls))
    with demarche.connect(str(own_record)) as store:
        store.save_search(demarche.store.values.SavedSearch(name="x", filters={"actor": "RUS"}))

    assert shelf.remember("key", lambda: slowly(calls)) == 1
    until = time.monotonic() + 5
    while len(calls) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.05)
    assert shelf.remember("key", lambda: slowly(calls)) == 2


def test_a_replaced_record_is_opened_anew(own_record: Path, tmp_path: Path) -> None:
    shelf, calls = Shelf(str(own_record)), list[int]()
    before = shelf.store()
    shelf.remember("key", lambda: slowly(calls))
    other = tmp_path / "other.db"
    shutil.copy(own_record, other)
    other.replace(own_record)

    assert shelf.store() is not before
    assert shelf.remember("key", lambda: slowly(calls)) == 2


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file now"):
        Shelf(str(tmp_path / "none.db")).store()


def test_no_more_answers_are_kept_than_there_is_room_for(
    own_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "MOST_KEPT", 2)
    monkeypatch.setattr(shelf_module, "SLOW", 0.0)
    shelf = Shelf(str(own_record))
    for key in range(5):
        shelf.remember(key, lambda: 1)

    assert len(shelf._kept) == 2


def test_quick_answers_leave_nothing_behind(own_record: Path) -> None:
    shelf = Shelf(str(own_record))
    for key in range(50):
        shelf.remember(key, lambda: 1)

    assert len(shelf._kept) + len(shelf._making) < 5
