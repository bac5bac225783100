"""
Days, stretches of days, completed years.
"""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.terms import (
    END_OF_DAYS,
    Malformed,
    Period,
    age_on,
    day_after,
    day_before,
    day_of,
    start_of,
    united,
    years_after,
)

JUNE_1 = dt.date(2024, 6, 1)
JUNE_10 = dt.date(2024, 6, 10)
JUNE_20 = dt.date(2024, 6, 20)

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 3, 1))
PERIODS = st.builds(
    lambda start, length: Period(start, None if length is None else start + length),
    DAYS,
    st.none() | st.timedeltas(dt.timedelta(days=1), dt.timedelta(days=40)),
)


def days_of(*periods: Period) -> set[dt.date]:
    window = [dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in range(150)]
    return {day for day in window if any(day in period for period in periods)}


def test_the_first_day_belongs_to_a_period_and_the_end_does_not() -> None:
    period = Period(JUNE_1, JUNE_10)

    assert [day in period for day in (day_before(JUNE_1), JUNE_1)] == [False, True]
    assert [day in period for day in (day_before(JUNE_10), JUNE_10)] == [True, False]


def test_people_ask_for_first_and_last_days_and_both_belong() -> None:
    period = Period.through(JUNE_1, JUNE_10)

    assert period == Period(JUNE_1, day_after(JUNE_10))
    assert period.last_day == JUNE_10


def test_a_period_without_a_last_day_goes_on() -> None:
    assert Period.through(JUNE_1) == Period(JUNE_1)
    assert Period(JUNE_1).last_day is None
    assert END_OF_DAYS in Period(JUNE_1)


def test_the_last_of_all_days_is_the_same_as_no_last_day() -> None:
    assert Period.through(JUNE_1, END_OF_DAYS) == Period(JUNE_1)


@pytest.mark.parametrize("end", [JUNE_1, day_before(JUNE_1)])
def test_a_period_that_ends_before_it_starts_is_refused(end: dt.date) -> None:
    with pytest.raises(Malformed) as refused:
        Period(JUNE_1, end)

    assert refused.value.code == "period_upside_down"
    assert refused.value.facts == {"first": JUNE_1, "last": day_before(end)}


def test_what_meets_becomes_one_and_what_leaves_a_day_between_does_not() -> None:
    first, meeting = Period(JUNE_1, JUNE_10), Period(JUNE_10, JUNE_20)
    apart = Period(day_after(JUNE_20))

    assert united([apart, meeting, first]) == (Period(JUNE_1, JUNE_20), apart)


def test_nothing_united_is_nothing() -> None:
    assert united([]) == ()


@given(st.lists(PERIODS))
def test_united_periods_cover_the_same_days(periods: list[Period]) -> None:
    assert days_of(*united(periods)) == days_of(*periods)


@given(st.lists(PERIODS))
def test_united_periods_are_in_order_with_a_day_between(periods: list[Period]) -> None:
    merged = united(periods)

    assert all(
        earlier.end is not None and earlier.end < later.start for earlier, later in pairwise(merged)
    )


@given(st.permutations([Period(JUNE_1, JUNE_10), Period(JUNE_10, JUNE_20), Period(JUNE_20)]))
def test_the_order_in_which_periods_come_does_not_matter(periods: list[Period]) -> None:
    assert united(periods) == (Period(JUNE_1),)


@given(PERIODS, PERIODS)
def test_an_overlap_is_the_days_that_both_have(one: Period, other: Period) -> None:
    overlap = one.overlap(other)

    assert days_of(*([overlap] if overlap else [])) == days_of(one) & days_of(other)


@given(PERIODS)
def test_a_period_overlaps_itself_wholly(period: Period) -> None:
    assert period.overlap(period) == period


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (dt.date(2024, 5, 31), 64),
        (dt.date(2024, 6, 1), 65),
        (dt.date(2024, 6, 2), 65),
        (dt.date(1959, 6, 1), 0),
    ],
)
def test_a_year_is_completed_on_the_birthday(day: dt.date, age: int) -> None:
    assert age_on(day, born=dt.date(1959, 6, 1)) == age


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (dt.date(2023, 2, 27), 62),
        (dt.date(2023, 2, 28), 63),
        (dt.date(2024, 2, 28), 63),
        (dt.date(2024, 2, 29), 64),
    ],
)
def test_born_on_29_february_completes_a_year_on_the_28th_in_a_common_year(
    day: dt.date, age: int
) -> None:
    assert age_on(day, born=dt.date(1960, 2, 29)) == age


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(1960, 12, 31)),
    st.dates(dt.date(1961, 1, 1), dt.date(2060, 12, 31)),
)
def test_age_grows_by_at_most_one_a_day_and_never_falls(born: dt.date, day: dt.date) -> None:
    assert age_on(day_after(day), born=born) - age_on(day, born=born) in {0, 1}


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(1960, 12, 31)).filter(lambda day: day.day <= 28),
    st.integers(0, 110),
)
def test_age_is_the_number_of_birthdays_had(born: dt.date, years: int) -> None:
    birthday = born.replace(year=born.year + years)

    assert age_on(birthday, born=born) == years


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (dt.date(2021, 11, 22), 5, dt.date(2026, 11, 22)),
        (dt.date(2024, 2, 29), 5, dt.date(2029, 2, 28)),
        (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 29)),
    ],
)
def test_years_end_with_the_day_of_the_same_number_or_the_months_last(
    day: dt.date, years: int, expected: dt.date
) -> None:
    assert years_after(day, years) == expected


def test_a_day_is_a_swedish_day_in_winter_and_in_summer() -> None:
    before_midnight = dt.datetime(2024, 12, 31, 22, 59, tzinfo=dt.UTC)
    summer_midnight = dt.datetime(2024, 6, 30, 22, 0, tzinfo=dt.UTC)

    assert day_of(before_midnight) == dt.date(2024, 12, 31)
    assert day_of(before_midnight + dt.timedelta(minutes=1)) == dt.date(2025, 1, 1)
    assert day_of(summer_midnight) == dt.date(2024, 7, 1)
    assert start_of(dt.date(2024, 7, 1)) == summer_midnight


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
def test_a_day_begins_on_itself(day: dt.date) -> None:
    assert day_of(start_of(day)) == day
    assert day_of(start_of(day) - dt.timedelta(microseconds=1)) == day_before(day)
