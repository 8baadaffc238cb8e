"""What was exported can be read into another store, and tells the same events."""

from datetime import date
from pathlib import Path

import pytest

from demarche.exports import export_file, read_csv, read_jsonl, read_parquet
from demarche.store import Store, connect
from tests.store.readings import CHINA, MINISTER, Told, page

DAY = date(2018, 3, 15)
FIRST = Told(
    sentence="The United States blocked a statement by Russia.", trigger="blocked", day=DAY, speaker=MINISTER
)
SECOND = Told(sentence="A statement by Russia was blocked by the United States.", trigger="blocked", day=DAY)
OTHER = Told(sentence="China rejected the offer of Russia.", trigger="rejected", actors=(CHINA,), day=DAY)
NOTHING = Told(sentence="It rained.", trigger="rained", type="STATEMENT", actors=(), recipients=())


def seen(store: Store) -> list[tuple[object, ...]]:
    return sorted(
        (
            e.type,
            e.actors,
            e.recipients,
            e.day,
            e.tellings,
            e.pages,
            e.sources,
            e.standing,
            e.sentence,
            e.outlets,
        )
        for e in store.events()
    )


@pytest.mark.parametrize(
    ("name", "read"), [("parquet", read_parquet), ("csv", read_csv), ("jsonl", read_jsonl)]
)
def test_an_export_fills_another_store(tmp_path: Path, name: str, read: object) -> None:
    path = tmp_path / f"out.{name}"
    with connect(str(tmp_path / "one.db")) as one, connect(str(tmp_path / "other.db")) as other:
        one.add(
            [page(NOTHING, FIRST, OTHER, name="a", day=DAY), page(SECOND, name="b", outlet="Two", day=DAY)]
        )
        one.gather()
        export_file(one.tellings(), name, path, tables=one.tables, include=None)

        summary = other.add_tellings(read(path))  # type: ignore[operator]
        other.gather()
        assert (summary.pages, summary.records) == (2, 4)
        assert seen(other) == seen(one)
        assert [record.id for record in other.records()] == [record.id for record in one.records()]
        assert other.add_tellings(read(path)).unchanged == 2  # type: ignore[operator]
