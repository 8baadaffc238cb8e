"""A file that is no store, or can't be used, gives one clear error and is left as it was."""

import os
import sqlite3
from pathlib import Path

import pytest

from demarche.errors import QueryError, StoreError, StoreVersionError
from demarche.store import Store, connect
from demarche.store.connect import latest_version
from tests.store.readings import Told, page

BLOCKED = Told(sentence="The United States blocked the statement proposed by Russia.", trigger="blocked")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with connect(str(tmp_path / "record.db")) as store:
        store.add([page(BLOCKED)])
    return tmp_path / "record.db"


def refused(path: Path, message: str, error: type[StoreError] = StoreError) -> None:
    before = path.read_bytes()
    with pytest.raises(error, match=message):
        connect(str(path))
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_text_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_text("This is the news. " * 20)

    refused(path, "is not a record of demarche")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (a)")
    connection.commit()
    connection.close()

    refused(path, "is an SQLite file of another program")


def test_a_store_of_a_newer_version_says_to_upgrade(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {latest_version() + 1}")
    connection.close()

    refused(path, "newer demarche.*pip install --upgrade", StoreVersionError)


def test_a_truncated_file_is_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])

    refused(path, "is damaged: 20000 bytes")


def test_a_file_damaged_inside_says_how_to_rescue_it(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content), 8192):
        content[start : start + 200] = b"\xff" * 200
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"is damaged.*recover"), connect(str(path), read_only=True) as store:
        store.events()

    assert path.read_bytes() == content


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        connect(str(tmp_path))
    with pytest.raises(StoreError, match="does not exist"):
        connect(str(tmp_path / "no" / "record.db"))
    with pytest.raises(StoreError, match="no such file"):
        connect(str(tmp_path / "record.db"), read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch()
    with connect(str(path)) as store:
        assert store.add([page(BLOCKED)]).pages == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_read_only_file_can_be_read_but_not_written(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with connect(str(path)) as store:
            assert len(store.events()) == 1
            with pytest.raises(StoreError, match=r"read-only|reading only"):
                store.add([page(BLOCKED, name="b")])
    finally:
        path.parent.chmod(0o755)


def test_a_store_opened_for_reading_refuses_to_write(path: Path) -> None:
    with connect(str(path), read_only=True) as store:
        assert len(store.events()) == 1
        with pytest.raises(StoreError, match="open for reading only"):
            store.add([page(BLOCKED, name="b")])


def test_a_full_disk_keeps_what_was_committed(path: Path) -> None:
    with connect(str(path)) as store:
        connection = store._to_write()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        many = [
            page(
                Told(sentence=f"The United States blocked {n} statements. " * 60, trigger="blocked"),
                name=str(n),
            )
            for n in range(200)
        ]
        with pytest.raises(StoreError, match="the disk is full"):
            store.add(many)
        assert len(store.events()) == 1
    with connect(str(path)) as store:
        assert store.add(many).pages == 200


def test_two_stores_on_one_file_write_in_turn(path: Path) -> None:
    with connect(str(path)) as one, connect(str(path)) as other:
        one.add([page(BLOCKED, name="b")])
        other.add([page(BLOCKED, name="c")])
        one.gather()
        assert other.query("SELECT count(*) FROM page").rows == ((3,),)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM events", "only reading"),
        ("UPDATE pages SET title = ''", "only reading"),
        ("DROP TABLE pages", "only reading"),
        ("ATTACH 'other.db' AS other", "only reading"),
        ("PRAGMA journal_mode = DELETE", "only reading"),
        ("SELECT load_extension('x')", "only reading|no such function"),
        ("SELECT * FROM no_such_view", "no such table"),
        ("SELEC 1", "syntax error"),
        ("SELECT 1; SELECT 2", "one statement"),
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
            "took more than 0.2 s",
        ),
    ],
)
def test_sql_can_only_read_and_only_so_long(path: Path, sql: str, message: str) -> None:
    with connect(str(path), read_only=True) as store, pytest.raises(QueryError, match=message):
        store.query(sql, seconds=0.2)


def test_sql_gives_rows_up_to_the_limit(path: Path) -> None:
    with connect(str(path)) as store:
        result = store.query("SELECT kind, number FROM paragraphs UNION ALL SELECT 'x', 9", limit=1)

    assert (result.columns, len(result.rows), result.truncated) == (("kind", "number"), 1, True)


def test_every_view_can_be_read_and_is_documented(path: Path) -> None:
    documented = (Path(__file__).parents[2] / "docs" / "reference" / "store.md").read_text(encoding="utf-8")
    with connect(str(path)) as store:
        views = store.query("SELECT name FROM sqlite_master WHERE type = 'view'").rows
        assert len(views) >= 14
        for (view,) in views:
            columns = store.query(f"SELECT * FROM {view}").columns
            for column in (view, *columns):
                assert f"`{column}`" in documented, f"{view}.{column}"


def test_frames_hold_one_row_an_event(path: Path) -> None:
    pytest.importorskip("pandas")
    with connect(str(path)) as store:
        found = store.events()
        frame = found.df()

    assert list(frame["type"]) == ["REJECT"]
    assert list(frame.columns) == list(found.columns)
    assert frame["actors"][0] == "United States"
    assert found.arrow().num_rows == 1


def test_results_are_used_as_sequences(path: Path) -> None:
    with connect(str(path)) as store:
        found = store.events()

    assert (len(found), found[0].type, [event.type for event in found], repr(found)) == (
        1,
        "REJECT",
        ["REJECT"],
        "<1 × StoredEvent>",
    )


def test_a_store_is_the_one_type_that_connect_gives(path: Path) -> None:
    with connect(str(path)) as store:
        assert isinstance(store, Store)
