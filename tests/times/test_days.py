"""Which days a TIMEX3 value covers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.times.days import bounds, easter, grain, narrowed, nth_weekday, step, value_at


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-03-16", date(2018, 3, 16), date(2018, 3, 16)),
        ("2018-03-16TNI", date(2018, 3, 16), date(2018, 3, 16)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2018-W11", date(2018, 3, 12), date(2018, 3, 18)),
        ("2018-W11-WE", date(2018, 3, 17), date(2018, 3, 18)),
        ("2018-Q1", date(2018, 1, 1), date(2018, 3, 31)),
        ("2018-H2", date(2018, 7, 1), date(2018, 12, 31)),
        ("2017-WI", date(2017, 12, 1), date(2018, 2, 28)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_bounds_of_a_value(value: str, first: date, last: date) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["PAST_REF", "P3D", "XXXX-WXX-5", "XXXX-04", "BC0480", "2018-13", "2018-02-30", ""]
)
def test_other_values_name_no_days(value: str) -> None:
    assert bounds(value) is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("2018-03-16", "day"),
        ("2018-03-16T09:30", "time"),
        ("2018-W11", "week"),
        ("2018-03", "month"),
        ("2018-Q1", "quarter"),
        ("2018", "year"),
        ("199", "decade"),
        ("FUTURE_REF", "vague"),
        ("PXD", "vague"),
        (None, "vague"),
    ],
)
def test_grain_of_a_value(value: str | None, name: str) -> None:
    assert grain(value) == name


def test_movable_days() -> None:
    assert [easter(year) for year in (2016, 2018, 2024)] == [
        date(2016, 3, 27),
        date(2018, 4, 1),
        date(2024, 3, 31),
    ]
    assert nth_weekday(2017, 11, 4, 4) == date(2017, 11, 23)
    assert nth_weekday(2018, 5, 1, -1) == date(2018, 5, 28)


@given(st.dates(), st.sampled_from(["D", "W", "WE", "M", "Q", "Y", "DE", "CE"]), st.integers(-40000, 40000))
def test_a_step_stays_on_the_calendar_or_gives_nothing(day: date, unit: str, count: int) -> None:
    moved = step(day, unit, count)

    assert moved is None or isinstance(moved, date)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]),
)
def test_the_value_of_a_day_covers_the_day(day: date, unit: str) -> None:
    found = bounds(value_at(day, unit))

    assert found is not None and found[0] <= day <= found[1]


@given(st.dates(), st.integers(0, 4000), st.sampled_from(["START", "MID", "END", None]))
def test_early_mid_and_late_stay_within(first: date, length: int, mod: str | None) -> None:
    last = step(first, "D", length) or first

    days = narrowed(first, last, mod)

    assert first <= days[0] <= days[1] <= last
