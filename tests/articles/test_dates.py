"""Stamps, datelines, and days inferred from what a page knows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.articles import read_article
from demarche.articles.dateline import dateline_at, dateline_rules
from demarche.articles.days import Days, common, days_from, not_before, on_weekday, without_month
from demarche.articles.stamps import find_stamps, stamp_words
from demarche.pages import make_page
from demarche.tables import load_tables
from demarche.types import Publication, Span

TABLES = load_tables()
SEED = Path(__file__).parents[2] / "examples" / "seed.txt"


@pytest.mark.parametrize(
    ("text", "day", "time", "zone"),
    [
        ("16:57 GMT18 April 2021", date(2021, 4, 18), "16:57", "GMT"),
        ("14:53 GMT +320 November 2019", date(2019, 11, 20), "14:53", "GMT +3"),
        ("20 Nov, 2019 05:47", date(2019, 11, 20), "05:47", None),
        ("November 20th, 2019 - 07:29 GMT", date(2019, 11, 20), "07:29", "GMT"),
        ("November 19, 2019 / 12:21 AM / Updated 14 hours ago", date(2019, 11, 19), "00:21", None),
        ("Nov 20 2019, 11:06am ist", date(2019, 11, 20), "11:06", "ist"),
        ("10:17, July 21, 2013", date(2013, 7, 21), "10:17", None),
        ("08:52 UTC+8, 2022-02-26", date(2022, 2, 26), "08:52", "UTC+8"),
        ("Associated PressApril 28, 2023 GMT", date(2023, 4, 28), None, None),
        ("Updated: 2017-09-15 21:45", date(2017, 9, 15), "21:45", None),
        ("2018-03-16T10:00:00+03:00", date(2018, 3, 16), "10:00", "+03:00"),
        ("21:17 18.11.2019Get short URL", date(2019, 11, 18), "21:17", None),
        (
            "2 minute readApril 25, 20232:26 PM GMT+2Last Updated 9 min ago",
            date(2023, 4, 25),
            "14:26",
            "GMT+2",
        ),
        ("13/02/2024", date(2024, 2, 13), None, None),
    ],
)
def test_stamps_are_read_with_time_and_zone(text: str, day: date, time: str | None, zone: str | None) -> None:
    (stamp,) = find_stamps(text, words=TABLES.derive(stamp_words))

    assert (stamp.value, stamp.time, stamp.zone) == (day, time, zone)


def test_a_day_that_can_be_read_two_ways_keeps_its_rival() -> None:
    (stamp,) = find_stamps("04/03/2024", words=TABLES.derive(stamp_words))

    assert (stamp.value, stamp.rival) == (date(2024, 3, 4), date(2024, 4, 3))


@pytest.mark.parametrize(
    "text", ["they may 5 times", "31.02.2019", "version 1.2.3", "in March", "0:0 0-0-0000"]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert [stamp.value for stamp in find_stamps(text, words=TABLES.derive(stamp_words)) if stamp.value] == []


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("MOSCOW (Sputnik) - Moscow is surprised", "MOSCOW", "Sputnik", None),
        ("KIEV, January 31. /TASS/. The president", "KIEV", "TASS", "January 31"),
        ("BEIJING, July 20 (Xinhua) -- China's", "BEIJING", "Xinhua", "July 20"),
        ("LINDI: It is around eight", "LINDI", None, None),
        ("MADRID -- Spanish Prime Minister", "MADRID", None, None),
        ("MEXICO CITY (AP) — Mexico's economy", "MEXICO CITY", "AP", None),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - An Israeli tank", "BEIRUT/THE HAGUE", "Reuters", "March 7"),
        ("LIMA, 25 OCT 89 (EFE) -- THE ARMY SAID", "LIMA", "EFE", "25 OCT 89"),
        ("HANOI, Vietnam (AP) — U.S. Defense Secretary", "HANOI, Vietnam", "AP", None),
    ],
)
def test_datelines_give_place_agency_and_day(
    text: str, place: str, agency: str | None, day: str | None
) -> None:
    found = dateline_at(text, Span(start=0, end=len(text)), rules=TABLES.derive(dateline_rules))

    assert found is not None
    assert (found.place, found.agency, found.date_text) == (place, agency, day)


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: Lawmakers agree",
        "FILE PHOTO: The envoy",
        "The minister said (on Friday) that",
        "EXCLUSIVE - The",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert dateline_at(text, Span(start=0, end=len(text)), rules=TABLES.derive(dateline_rules)) is None


def undated(text: str, *, fetched: str | None = None) -> Publication:
    return read_article(
        make_page(text.encode(), name="page", html=False, fetched=fetched), tables=TABLES
    ).published


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        (
            "The minister recalled that the bridge was closed on 3 May 2016 after the flood.",
            date(2016, 5, 3),
            None,
        ),
        (
            "The treaty was signed in 2009 after years of talks between the two governments.",
            date(2009, 1, 1),
            None,
        ),
        ("He spoke after the departure of Rex Tillerson as secretary of state.", date(2018, 3, 13), None),
        ("The company expects its income in 2031 to fall below the estimate of the year before.", None, None),
        ("The parliament will vote on 4 June 2017 in an open session.", None, date(2017, 6, 4)),
        ("Nothing in this text tells of any day at all.", None, None),
    ],
)
def test_an_undated_page_is_bounded_by_what_it_knows(
    text: str, earliest: date | None, latest: date | None
) -> None:
    found = undated(text)

    assert (found.value, found.earliest, found.latest) == (None, earliest, latest)


def test_every_bound_shows_its_sentence() -> None:
    found = undated(
        "He spoke after the departure of Rex Tillerson as secretary of state.", fetched="2021-04-18T10:00:00Z"
    )

    assert [each.sentence for each in found.evidence] == [
        "2021-04-18",
        "He spoke after the departure of Rex Tillerson as secretary of state.",
    ]
    assert (found.earliest, found.latest) == (date(2018, 3, 13), date(2021, 4, 18))


def test_the_seed_page_is_dated_by_its_words_and_not_by_its_clock() -> None:
    found = read_article(make_page(SEED.read_bytes(), name="seed"), tables=TABLES).published

    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= date(2018, 3, 16) <= found.latest
    assert (found.latest - found.earliest).days < 60
    assert found.value == date(2018, 3, 16)
    assert {date(2021, 4, 18), date(2017, 9, 3)} <= {each.first for each in found.refused}


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1))
SETS = st.lists(st.tuples(DAYS, DAYS), max_size=4).map(days_from)


@given(SETS, SETS)
def test_what_two_sets_of_days_share_is_in_both(first: Days, second: Days) -> None:
    shared = common(first, second)

    assert common(shared, first) == shared
    assert common(shared, second) == shared


def test_a_month_is_taken_away_and_a_weekday_is_picked() -> None:
    days = days_from([(date(2018, 3, 13), date(2018, 4, 27))])

    assert without_month(days, 4).last == date(2018, 3, 31)
    assert on_weekday(days, 4).first == date(2018, 3, 16)
    assert replace(not_before(date(2018, 3, 1))).last is None


@pytest.mark.parametrize(
    ("stamps", "day", "basis"),
    [
        ("Updated: 5 May 2019 | Published: 4 May 2019", date(2019, 5, 4), "stated:published"),
        ("Published 4 May 2019, last modified 6 May 2019", date(2019, 5, 4), "stated:published"),
        ("Updated: 2019-05-05 10:00", date(2019, 5, 5), "stated:updated"),
        ("04/05/2019", date(2019, 5, 4), "stated:published"),
    ],
)
def test_publication_goes_before_update(stamps: str, day: date, basis: str) -> None:
    text = f"Ministers agree on crossing\n{stamps}\nThe two ministers met in Vienna and agreed to open a crossing.\n"
    found = read_article(make_page(text.encode(), name="page", html=False), tables=TABLES).published

    assert (found.value, found.basis) == (day, basis)


def test_an_american_outlet_writes_the_month_first() -> None:
    text = "Ministers agree on crossing\n04/05/2019\nThe two ministers met in Vienna and agreed to open a crossing.\n"
    page = make_page(text.encode(), name="page", html=False, url="https://www.usatoday.com/story")

    assert read_article(page, tables=TABLES).published.value == date(2019, 4, 5)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "LIMA, 25 OCT 89 (EFE) -- THE ARMY SAID THAT REBELS ATTACKED A BRIDGE IN THE NORTH.",
            date(1989, 10, 25),
        ),
        ("BEIJING, July 20, 2011 (Xinhua) -- The ministry said that talks would go on.", date(2011, 7, 20)),
        ("BEIJING, July 20 (Xinhua) -- The ministry said that talks would go on.", None),
    ],
)
def test_a_dateline_with_its_year_dates_the_page(line: str, day: date | None) -> None:
    assert undated(line).value == day
