"""Time expressions in plain text: what is found and what it means."""

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.tables import Tables, load_tables
from demarche.times import find_times_in_text
from demarche.types import TimeType

WRITTEN = date(2018, 3, 16)  # a Friday


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def read(
    text: str, tables: Tables, anchor: date | None = WRITTEN, narrative: bool = False
) -> list[tuple[str, str | None]]:
    return [
        (time.span.of(text), time.value)
        for time in find_times_in_text(text, anchor=anchor, tables=tables, narrative=narrative)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He arrived on March 3, 2017.", [("March 3, 2017", "2017-03-03")]),
        ("He arrived on 3 March 2017.", [("3 March 2017", "2017-03-03")]),
        ("He arrived on Sunday, Sept. 3, 2017, by train.", [("Sunday, Sept. 3, 2017", "2017-09-03")]),
        ("Dated 2017-09-03 and 09/03/2017.", [("2017-09-03", "2017-09-03"), ("09/03/2017", "2017-09-03")]),
        ("In June 1998 and in 2003.", [("June 1998", "1998-06"), ("2003", "2003")]),
        ("The 1980s and the 19th century.", [("The 1980s", "198"), ("the 19th century", "18")]),
        ("He arrived on March\n3, 2017.", [("March\n3, 2017", "2017-03-03")]),
        ("In the '60s.", [("the '60s", "196")]),
        ("Sales fell in 1Q 2017.", [("1Q 2017", "2017-Q1")]),
        ("In the third quarter of 2017.", [("the third quarter of 2017", "2017-Q3")]),
        ("The winter of 1941 was hard.", [("The winter of 1941", "1941-WI")]),
        ("On Christmas Eve 2016.", [("Christmas Eve 2016", "2016-12-24")]),
        ("On Thanksgiving 2017.", [("Thanksgiving 2017", "2017-11-23")]),
        ("Since 9/11.", [("9/11", "2001-09-11")]),
    ],
)  # fmt: skip
def test_full_dates_need_no_anchor(text: str, found: list[tuple[str, str]], tables: Tables) -> None:
    assert read(text, tables, anchor=None) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lavrov said Friday.", [("Friday", "2018-03-16")]),
        ("They met on Thursday.", [("Thursday", "2018-03-15")]),
        ("They will meet on Thursday.", [("Thursday", "2018-03-22")]),
        ("They talked until next Monday.", [("next Monday", "2018-03-19")]),
        ("He was released last Monday.", [("last Monday", "2018-03-12")]),
        ("Yesterday it rained.", [("Yesterday", "2018-03-15")]),
        ("The day after tomorrow they go.", [("The day after tomorrow", "2018-03-18")]),
        ("He was shot Monday night.", [("Monday night", "2018-03-12TNI")]),
        ("It began at 9:30 a.m. on Tuesday.", [("9:30 a.m. on Tuesday", "2018-03-13T09:30")]),
        ("This morning he left.", [("This morning", "2018-03-16TMO")]),
        ("Troops withdrew last week.", [("last week", "2018-W10")]),
        ("Over the weekend they met.", [("the weekend", "2018-W10-WE")]),
        ("It ended two weeks ago.", [("two weeks ago", "2018-W09")]),
        ("It ended three days ago.", [("three days ago", "2018-03-13")]),
        ("They come the week of March 12.", [("the week of March 12", "2018-W11")]),
    ],
)
def test_days_and_weeks_count_from_the_anchor(
    text: str, found: list[tuple[str, str]], tables: Tables
) -> None:
    assert read(text, tables) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The summit will take place in April.", [("April", "2018-04")]),
        ("The summit took place in April.", [("April", "2017-04")]),
        ("He was jailed last March.", [("last March", "2017-03")]),
        ("He was jailed in June last year.", [("June last year", "2017-06")]),
        ("Prices rose in the third quarter.", [("the third quarter", "2017-Q3")]),
        ("Prices will rise in the second quarter.", [("the second quarter", "2018-Q2")]),
        ("It was last summer.", [("last summer", "2017-SU")]),
        ("By the end of next month.", [("the end of next month", "2018-04")]),
        ("It happened on Dec. 24.", [("Dec. 24", "2017-12-24")]),
    ],
)
def test_months_and_quarters_follow_the_tense(
    text: str, found: list[tuple[str, str]], tables: Tables
) -> None:
    assert read(text, tables) == found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It took three days.", TimeType.DURATION, "P3D"),
        ("A 10-year plan.", TimeType.DURATION, "P10Y"),
        ("For two and a half years.", TimeType.DURATION, "P2Y6M"),
        ("For half an hour.", TimeType.DURATION, "PT30M"),
        ("For several months.", TimeType.DURATION, "PXM"),
        ("They meet every two weeks.", TimeType.SET, "P2W"),
        ("They meet regularly.", TimeType.SET, "PX"),
        ("They meet on Mondays.", TimeType.SET, "XXXX-WXX-1"),
        ("They met recently.", TimeType.DATE, "PAST_REF"),
        ("They meet soon.", TimeType.DATE, "FUTURE_REF"),
    ],
)
def test_durations_sets_and_vague_words(text: str, kind: TimeType, value: str, tables: Tables) -> None:
    (time,) = find_times_in_text(text, anchor=WRITTEN, tables=tables)

    assert (time.type, time.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They met in early March 2017.", date(2017, 3, 1), date(2017, 3, 10)),
        ("They met earlier this month.", date(2018, 3, 1), date(2018, 3, 16)),
        ("They will meet later this year.", date(2018, 3, 16), date(2018, 12, 31)),
        ("They met recently.", None, date(2018, 3, 16)),
        ("They will meet soon.", date(2018, 3, 16), None),
        ("Over the last two weeks it rained.", date(2018, 3, 2), date(2018, 3, 16)),
        ("In 1Q 2017 it fell.", date(2017, 1, 1), date(2017, 3, 31)),
        ("In the 1990s it fell.", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_first_and_last_day(text: str, first: date | None, last: date | None, tables: Tables) -> None:
    (time,) = find_times_in_text(text, anchor=WRITTEN, tables=tables)

    assert (time.first, time.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["from March 3 to March 5", "March 3-5", "between March 3 and March 5", "March 3 through March 5"],
)
def test_both_ends_of_a_range_get_its_days(text: str, tables: Tables) -> None:
    times = find_times_in_text(f"They talked {text}.", anchor=WRITTEN, tables=tables)

    assert [(time.value, time.first, time.last) for time in times] == [
        ("2018-03-03", date(2018, 3, 3), date(2018, 3, 5)),
        ("2018-03-05", date(2018, 3, 3), date(2018, 3, 5)),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("On 31 February they met.", "no such day"),
        ("On February 30, 2018 they met.", "no such day"),
        ("At 27:15 GMT they met.", "no such hour"),
        ("On the eve of the summit they met.", "counts from an event"),
        ("During Ramadan they met.", "movable day"),
    ],
)
def test_what_can_not_be_resolved_is_kept_with_a_reason(text: str, reason: str, tables: Tables) -> None:
    (time,) = find_times_in_text(text, anchor=WRITTEN, tables=tables)

    assert (time.value, time.first, time.last) == (None, None, None)
    assert "unresolved" in time.basis and reason in time.basis


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They will meet in April.", "XXXX-04"),
        ("They met last week.", "XXXX-WXX"),
        ("It rose in the third quarter.", "XXXX-Q3"),
    ],
)
def test_without_an_anchor_relative_times_stay_relative(text: str, value: str, tables: Tables) -> None:
    (time,) = find_times_in_text(text, anchor=None, tables=tables)

    assert (time.value, time.first, time.last) == (value, None, None)
    assert "unresolved" in time.basis


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "Mr. May said so.",
        "1500 soldiers and 1,990 shares.",
        "It cost $1990.",
        "The second man left.",
        "A 58-year-old man.",
        "He will fall.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str, tables: Tables) -> None:
    assert read(text, tables) == []


def test_in_a_narrative_years_carry_on_from_the_text(tables: Tables) -> None:
    text = "In June 1941 Germany attacked. On 3 July Stalin spoke. By December the army stood at Moscow."

    assert read(text, tables, anchor=None, narrative=True) == [
        ("June 1941", "1941-06"),
        ("3 July", "1941-07-03"),
        ("December", "1941-12"),
    ]


def test_a_year_ago_in_a_report_on_a_quarter_is_that_quarter(tables: Tables) -> None:
    text = "Profit rose in the third quarter, from $2 million a year ago."

    assert read(text, tables)[1] == ("a year ago", "2016-Q3")


ALPHABET = st.sampled_from(
    [
        "Friday",
        "Monday",
        "March",
        "May",
        "31",
        "February",
        "3",
        "5",
        "1990",
        "'90s",
        "the",
        "last",
        "next",
        "two",
        "weeks",
        "ago",
        "of",
        ",",
        ".",
        "-",
        "–",
        "/",
        ":",
        "(",
        ")",
        '"',
        "“",
        "”",
        "on",
        "in",
        "eve",
        "at",
        "9",
        "a.m.",
        "noon",
        "Q3",
        "1Q",
        "year",
        "quarter",
        "BC",
        "İ",
        "ß",
        "12",
        "30",
        "00",
        "%",
        "$",
        "early",
        "mid-",
        "late",
        "every",
        "0",
        "century",
        "th",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(ALPHABET, max_size=25).map(" ".join) | st.text(max_size=80),
    st.none() | st.dates(),
    st.booleans(),
)
def test_any_text_gives_spans_in_order_that_do_not_overlap(
    text: str, anchor: date | None, narrative: bool
) -> None:
    times = find_times_in_text(text, anchor=anchor, tables=TABLES, narrative=narrative)

    assert all(0 <= time.span.start < time.span.end <= len(text) for time in times)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(times))
    assert all(time.first <= time.last for time in times if time.first and time.last)
    assert all(time.basis for time in times)


TABLES = load_tables()
