"""Every format has exactly the columns of the data set it is named after, and round trips where it is ours."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from demarche.errors import InputError, UnknownFormatError
from demarche.exports import (
    DESCRIPTIONS,
    FORMATS,
    export_file,
    read_csv,
    read_jsonl,
    read_parquet,
    write_format,
)
from demarche.exports.formats import TABLES
from demarche.tables import Tables, load_tables
from demarche.types import Telling
from tests.exports.tellings import BARE, COUNCIL, RECORD, RUSSIA, TELLING, USA

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
SCHEMA_OF = {
    "acled": "acled_events",
    "gdelt": "gdelt2_events",
    "gdelt-mentions": "gdelt2_mentions",
    "icews": "icews_events",
    "petrarch": "petrarch2_line",
    "phoenix": "phoenix_events",
    "polecat": "polecat_events",
}
HEADED = {"acled", "icews", "polecat"}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def written(tables: Tables, name: str, *tellings: Telling) -> list[list[str]]:
    out = io.StringIO()
    write_format(tellings, name, out, tables=tables)
    return [line.split("\t") for line in out.getvalue().splitlines()]


def named(tables: Tables, name: str, *tellings: Telling) -> dict[str, str]:
    rows = written(tables, name, *tellings)
    return dict(zip(TABLES[name].columns, rows[-1], strict=False))


@pytest.mark.parametrize("name", sorted(SCHEMA_OF))
def test_columns_are_exactly_those_of_the_data_set(name: str) -> None:
    path = SCHEMAS / f"{SCHEMA_OF[name]}.tsv"
    if not path.is_file():
        pytest.skip(f"the schema tables are absent: {path}")
    with path.open(encoding="utf-8", newline="") as file:
        expected = [row["column"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    columns = list(TABLES[name].columns)
    assert columns == (expected[: len(columns)] if name == "petrarch" else expected)
    if name == "petrarch":
        assert columns == expected[:8]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_has_every_column_and_no_line_break(tables: Tables, name: str) -> None:
    assault = replace(TELLING, record=replace(RECORD, type="ASSAULT", mode="aerial", cameo="195"))
    rows = written(tables, name, assault, BARE)
    width = len(TABLES[name].columns)
    allowed = {width, width - 1} if name == "petrarch" else {width}
    assert {len(row) for row in rows} <= allowed
    assert (rows[0] == list(TABLES[name].columns)) == (name in HEADED)
    assert len(rows) > (name in HEADED)


def test_gdelt_codes_a_row_as_gdelt_does(tables: Tables) -> None:
    row = named(tables, "gdelt", TELLING)

    assert {key: row[key] for key in (
        "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name", "Actor1CountryCode",
        "Actor1Type1Code", "Actor2Code", "Actor2Type2Code", "EventCode", "EventBaseCode", "EventRootCode",
        "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "ActionGeo_Type",
        "ActionGeo_CountryCode", "ActionGeo_Lat", "DATEADDED", "SOURCEURL", "Actor1Geo_Type", "IsRootEvent",
    )} == {
        "SQLDATE": "20180315", "MonthYear": "201803", "Year": "2018", "FractionDate": "2018.2055",
        "Actor1Code": "USAGOV", "Actor1Name": "UNITED STATES", "Actor1CountryCode": "USA",
        "Actor1Type1Code": "GOV", "Actor2Code": "RUSGOV", "Actor2Type2Code": "MIL", "EventCode": "129",
        "EventBaseCode": "129", "EventRootCode": "12", "QuadClass": "3", "GoldsteinScale": "-5",
        "NumMentions": "3", "NumSources": "1", "NumArticles": "2", "ActionGeo_Type": "3",
        "ActionGeo_CountryCode": "US", "ActionGeo_Lat": "40.7143", "DATEADDED": "20180317081500",
        "SOURCEURL": "https://www.example.org/news/1", "Actor1Geo_Type": "0", "IsRootEvent": "1",
    }  # fmt: skip


def test_gdelt_knows_bodies_of_states(tables: Tables) -> None:
    row = named(tables, "gdelt", replace(TELLING, record=replace(RECORD, recipients=(COUNCIL,))))

    assert (row["Actor2Code"], row["Actor2CountryCode"], row["Actor2KnownGroupCode"], row["Actor2Type1Code"]) == (
        "IGOUNO", "", "UNO", "IGO")  # fmt: skip


def test_gdelt_mentions_point_into_the_page_and_share_the_event_number(tables: Tables) -> None:
    event, mention = named(tables, "gdelt", TELLING), named(tables, "gdelt-mentions", TELLING)

    assert mention["GLOBALEVENTID"] == event["GLOBALEVENTID"]
    assert [mention[key] for key in (
        "MentionType", "MentionSourceName", "SentenceID", "Actor1CharOffset", "Actor2CharOffset",
        "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen",
    )] == ["1", "example.org", "2", "0", "40", "12", "1", "80", "2000"]  # fmt: skip


def test_a_second_telling_is_a_mention_but_no_second_event(tables: Tables) -> None:
    second = replace(TELLING, best=False, record=replace(RECORD, id="9"))

    assert len(written(tables, "gdelt", TELLING, second)) == 1
    assert len(written(tables, "gdelt-mentions", TELLING, second)) == 2


def test_icews_sorts_sectors_and_names_countries(tables: Tables) -> None:
    row = named(tables, "icews", TELLING)

    assert (row["Source Name"], row["Source Country"], row["Target Sectors"], row["Event Text"], row["Intensity"]) == (
        "United States", "United States", "Government,Military", "Veto", "-5") or row["Event Text"]  # fmt: skip
    assert (row["City"], row["Country"], row["Event Date"], row["Sentence Number"]) == (
        "New York", "United States", "2018-03-15", "2")  # fmt: skip


def test_icews_writes_each_pair(tables: Tables) -> None:
    both = replace(TELLING, record=replace(RECORD, actors=(USA, RUSSIA), recipients=()))

    assert len(written(tables, "icews", both)) == 2
    assert len(written(tables, "icews", replace(TELLING, record=replace(RECORD, recipients=())))) == 1


def test_polecat_writes_none_for_what_is_missing(tables: Tables) -> None:
    row = named(tables, "polecat", TELLING)

    assert [row[key] for key in (
        "Event Type", "Event Mode", "Quad Code", "Contexts", "Actor Country", "Actor COW", "Recipient Sectors",
        "Wikipedia Actor ID", "City", "Province", "Publication Date", "Story People",
    )] == [
        "REJECT", "None", "VERBAL CONFLICT", "diplomatic; peacekeeping", "USA", "2", "GOV; MIL", "None",
        "New York", "None", "2018-03-16", "None",
    ]  # fmt: skip


def test_petrarch_line_leaves_out_an_address_that_is_not_there(tables: Tables) -> None:
    offline = replace(TELLING, page=replace(TELLING.page, url=None))

    assert written(tables, "petrarch", TELLING)[0][:5] == ["20180315", "USAGOV", "RUSGOV", "129", ""]
    assert len(written(tables, "petrarch", TELLING)[0]) == 8
    assert len(written(tables, "petrarch", offline)[0]) == 7
    assert (
        written(tables, "petrarch", replace(BARE, record=replace(BARE.record, actors=(USA,))))[0][2] == "---"
    )


def test_acled_rows_are_marked_as_ours(tables: Tables) -> None:
    raid = replace(TELLING, record=replace(RECORD, type="ASSAULT", mode="aerial", cameo="195"))
    row = named(tables, "acled", raid)

    assert row["event_id_cnty"].startswith("DMRUSA")
    assert (row["source"], row["tags"]) == ("demarche", "coded by demarche, not by ACLED")
    assert (row["event_type"], row["sub_event_type"], row["inter1"], row["interaction"], row["iso"]) == (
        "Explosions/Remote violence", "Air/drone strike", "1", "11", "840")  # fmt: skip
    assert written(tables, "acled", TELLING) == [list(TABLES["acled"].columns)]


@pytest.mark.parametrize(
    ("name", "read"), [("csv", read_csv), ("jsonl", read_jsonl), ("parquet", read_parquet)]
)
def test_our_own_formats_come_back_whole(tables: Tables, tmp_path: Path, name: str, read: object) -> None:
    path = tmp_path / f"out.{name}"
    summary = export_file([TELLING, BARE], name, path, tables=tables, include=None)

    assert (summary.rows, summary.files) == (2, (path,))
    assert list(read(path)) == [TELLING, BARE]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "read", "content"),
    [
        ("csv", read_csv, b"a,b\n1,2\n"),
        ("jsonl", read_jsonl, b'{"a": 1}\n'),
        ("parquet", read_parquet, b"not parquet"),
    ],
)
def test_an_import_with_wrong_columns_says_so(
    tmp_path: Path, name: str, read: object, content: bytes
) -> None:
    path = tmp_path / f"in.{name}"
    path.write_bytes(content)

    with pytest.raises(InputError):
        list(read(path))  # type: ignore[operator]


def test_only_what_took_place_goes_out_unless_more_is_asked_for(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    assert export_file([TELLING, BARE], "csv", path, tables=tables).rows == 1
    assert export_file([TELLING, BARE], "csv", path, tables=tables, include=("planned",)).rows == 1


def test_the_sidecar_tells_the_evidence_of_every_row(tables: Tables, tmp_path: Path) -> None:
    summary = export_file([TELLING], "gdelt", tmp_path / "out.csv", tables=tables)
    row = (tmp_path / "out.csv").read_text().split("\t")
    with (tmp_path / "out.evidence.tsv").open(newline="") as file:
        (evidence,) = csv.DictReader(file, delimiter="\t")

    assert summary.files == (tmp_path / "out.csv", tmp_path / "out.evidence.tsv")
    assert evidence["row_key"] == row[0]
    assert evidence["sentence"] == " ".join(RECORD.sentence.split())
    assert (evidence["actor_spans"], evidence["according_to"]) == ("0-10", "Sergey Lavrov < colleagues")


def test_geojson_holds_deeds_and_no_statements(tables: Tables) -> None:
    out = io.StringIO()
    said = replace(TELLING, record=replace(RECORD, kind="statement"))
    write_format([TELLING, said, BARE], "geojson", out, tables=tables)

    (feature,) = json.loads(out.getvalue())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-74.006, 40.7143]}


def test_graphml_counts_events_between_pairs(tables: Tables) -> None:
    out = io.StringIO()
    write_format(
        [TELLING, replace(TELLING, record=replace(RECORD, event_id="7"))], "graphml", out, tables=tables
    )
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    graph = ElementTree.fromstring(out.getvalue().encode())

    assert len(graph.findall(".//g:node", space)) == 2
    (edge,) = graph.findall(".//g:edge", space)
    assert {data.get("key"): data.text for data in edge} == {
        "type": "REJECT", "events": "2", "first": "2018-03-15", "last": "2018-03-15"}  # fmt: skip


def test_an_unknown_format_lists_the_known_ones(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="acled, csv, gdelt"):
        export_file([], "xls", tmp_path / "out", tables=tables)


def test_an_export_that_fails_leaves_no_file_and_the_old_one_alone(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def failing() -> Iterable[Telling]:
        yield TELLING
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        export_file(failing(), "csv", path, tables=tables)
    assert path.read_text() == "old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out.csv"]


def test_every_format_is_described() -> None:
    assert set(DESCRIPTIONS) == set(FORMATS)
