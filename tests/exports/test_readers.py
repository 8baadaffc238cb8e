"""Scripts that read the data sets we imitate read our files too."""

import io
from dataclasses import replace
from typing import Any

import pytest

from demarche.exports import write_format
from demarche.exports.formats import TABLES
from demarche.tables import Tables, load_tables
from tests.exports.tellings import BARE, COUNCIL, RECORD, RUSSIA, TELLING

pandas = pytest.importorskip("pandas")
TELLINGS = (
    TELLING,
    replace(
        TELLING, record=replace(RECORD, event_id="7", actors=(COUNCIL,), recipients=(RUSSIA,), cameo="042")
    ),
    BARE,
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def frame(tables: Tables, name: str, **options: Any) -> Any:
    out = io.StringIO()
    write_format(TELLINGS, name, out, tables=tables)
    return pandas.read_csv(io.StringIO(out.getvalue()), sep="\t", **options)


def test_gdelt_events_load_with_the_types_that_its_readers_ask_for(tables: Tables) -> None:
    columns = list(TABLES["gdelt"].columns)
    types = {
        "EventCode": str, "EventBaseCode": str, "EventRootCode": str, "SQLDATE": int, "GLOBALEVENTID": "int64",
        "QuadClass": int, "GoldsteinScale": float, "AvgTone": float, "ActionGeo_Lat": float, "DATEADDED": "int64",
        "IsRootEvent": int, "NumMentions": int, "ActionGeo_Type": int,
    }  # fmt: skip
    events = frame(tables, "gdelt", header=None, names=columns, dtype=types)

    assert list(events["EventCode"]) == ["129", "042", "120"]
    assert list(events["EventRootCode"]) == ["12", "04", "12"]
    assert list(pandas.to_datetime(events["SQLDATE"].astype(str), format="%Y%m%d").dt.year) == [2018, 2018, 2018]
    assert events["GLOBALEVENTID"].is_unique


def test_gdelt_mentions_join_their_events(tables: Tables) -> None:
    events = frame(tables, "gdelt", header=None, names=list(TABLES["gdelt"].columns))
    mentions = frame(tables, "gdelt-mentions", header=None, names=list(TABLES["gdelt-mentions"].columns))

    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])


def test_icews_loads_and_its_codes_stay_text(tables: Tables) -> None:
    events = frame(tables, "icews", dtype={"CAMEO Code": str}, parse_dates=["Event Date"])

    assert list(events["CAMEO Code"]) == ["129", "042"]
    assert events["Event Date"].dt.year.tolist() == [2018, 2018]
    assert not events.duplicated(["Event ID", "Event Date"]).any()


def test_polecat_loads_with_none_as_missing(tables: Tables) -> None:
    events = frame(tables, "polecat", na_values=["None"], keep_default_na=False)

    assert events.shape == (3, 40)
    assert events["Event Mode"].isna().all()
    assert events["Actor Country"].tolist()[:2] == ["USA", "UNO"]
