import csv
import io
from pathlib import Path

import pytest

from demarche.errors import ConfigError, Fault, TableError, UnknownTableError
from demarche.tables import Schema, known_tables, load_schema, load_tables
from demarche.tables.schema import Field, check_rows

SCHEMA = Schema(
    name="holders",
    title="Who holds an office",
    key="id",
    fields=(
        Field(name="id", required=True),
        Field(name="since", type="date"),
        Field(name="sector", enum=("GOV", "MIL")),
        Field(name="country", reference=("states", "iso3")),
        Field(name="rank", type="integer"),
        Field(name="tags", type="list", pattern="[a-z]+"),
    ),
)


def faults(*rows: list[str]) -> list[str]:
    found = check_rows(SCHEMA, rows, file="holders.csv", keys=lambda table, column: frozenset({"RUS"}))
    return [str(fault) for fault in found]


def test_a_good_row_has_no_fault() -> None:
    assert faults(["a", "2018-03-16", "GOV", "RUS", "1", "x|y"]) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["", "2018", "GOV", "RUS", "1", ""], "holders.csv, row 2, id: '' is empty; a value is required"),
        (
            ["a", "2018-02-31", "GOV", "RUS", "1", ""],
            "holders.csv, row 2, since: '2018-02-31' is a day that does not exist",
        ),
        (
            ["a", "20180216", "GOV", "RUS", "1", ""],
            "holders.csv, row 2, since: '20180216' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        (["a", "", "XXX", "RUS", "1", ""], "holders.csv, row 2, sector: 'XXX' is not one of GOV, MIL"),
        (
            ["a", "", "", "ZZZ", "1", ""],
            "holders.csv, row 2, country: 'ZZZ' is not in states.csv, column iso3",
        ),
        (["a", "", "", "", "one", ""], "holders.csv, row 2, rank: 'one' is not a whole number"),
        (["a", "", "", "", "", "x|Y"], "holders.csv, row 2, tags: 'x|Y' does not have the form [a-z]+"),
    ],
)
def test_a_fault_says_where_what_and_what_is_right(row: list[str], message: str) -> None:
    assert faults(row) == [message]


def test_all_faults_of_all_rows_are_told_at_once() -> None:
    assert len(faults(["a", "x", "y", "z", "q", "1"], ["a", "", "", "", "", ""])) == 6


def test_an_unknown_table_lists_the_known_ones() -> None:
    with pytest.raises(UnknownTableError, match=r"the tables are .*event_types"):
        load_schema("event_typs")


@pytest.mark.parametrize("name", known_tables())
def test_every_shipped_table_is_as_its_schema_says(name: str) -> None:
    assert load_tables().rows(name)


def overlay(folder: Path, text: str) -> Path:
    (folder / "event_types.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_row_of_the_overlay_replaces_ours(tmp_path: Path) -> None:
    ours = load_tables().rows("event_types")
    key = load_schema("event_types").key or ""
    changed = {**ours[0], "meaning": "changed"}
    text = io.StringIO()
    csv.writer(text).writerows([changed.keys(), changed.values()])

    rows = load_tables(overlay(tmp_path, text.getvalue())).rows("event_types")

    assert [row for row in rows if row[key] == changed[key]] == [changed]
    assert len(rows) == len(ours)


def test_an_overlay_with_a_wrong_header_says_what_the_columns_are(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="expected the columns") as caught:
        load_tables(overlay(tmp_path, "code,meaning\nX,y\n")).rows("event_types")

    assert isinstance(caught.value.faults[0], Fault)


def test_a_missing_overlay_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        load_tables(tmp_path / "nowhere")
