"""
The national fourteen days: who is in the measure, which visits count, how many staff were met.
"""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

import attrs
import pytest

from fastomsorg.care import Visit, VisitKind
from fastomsorg.statistics import Exclusion, Fortnight, LeftOut, Share, fortnight
from fastomsorg.terms import stockholm
from fastomsorg.testing import a_visit

FIRST = dt.date(2025, 10, 20)
LAST = dt.date(2025, 11, 2)
"""The fourteen days have a night that is an hour longer."""
DAYS = [FIRST + dt.timedelta(day) for day in range(14)]
BORN = {"agda": dt.date(1940, 5, 1), "just": dt.date(1960, 10, 20), "young": dt.date(1960, 10, 21)}


def at(day: dt.date, clock: str = "08:00", *staff: str, client: str = "agda") -> Visit:
    starts = dt.datetime.combine(day, dt.time.fromisoformat(clock), stockholm())
    return a_visit(starts.astimezone(dt.UTC), client=client, staff=staff or ("a",))


def every_day(client: str = "agda") -> list[Visit]:
    return [at(day, clock, client=client) for day in DAYS for clock in ("08:00", "17:00")]


def measured(visits: Iterable[Visit], *, away: str = "") -> Fortnight:
    return fortnight(visits, first=FIRST, born=BORN.get, away=lambda client: client == away)


def test_everybody_who_took_part_was_met() -> None:
    found = measured([*every_day(), at(LAST, "12:00", "b", "c")])

    assert {"agda": 3} == found.staff
    assert (Fraction(3), Fraction(3), Share(0, 1)) == (found.mean, found.median, found.many)


def test_more_than_twenty_are_many() -> None:
    twenty = [at(FIRST, "12:00", *(f"s{n}" for n in range(19)))]
    one_more = [at(FIRST, "13:00", "t")]

    assert Share(0, 1) == measured([*every_day(), *twenty]).many
    assert Share(1, 1) == measured([*every_day(), *twenty, *one_more]).many


def test_a_visit_by_somebody_who_is_in_no_register_does_not_count() -> None:
    mistyped = at(LAST, "12:00", "a", "b0")

    found = fortnight(
        [*every_day(), mistyped],
        first=FIRST,
        born=BORN.get,
        away=lambda client: False,
        known=lambda staff: staff == "a",
    )

    assert ({"agda": 1}, {Exclusion.UNKNOWN_STAFF: 1}) == (found.staff, found.excluded)


@pytest.mark.parametrize(("clock", "met"), [("07:00", 2), ("21:59", 2), ("06:59", 1), ("22:00", 1)])
def test_only_what_starts_in_the_day_or_the_evening_counts(clock: str, met: int) -> None:
    found = measured([*every_day(), at(LAST, clock, "b")])

    assert met == found.staff["agda"]
    assert 2 - met == found.excluded.get(Exclusion.NIGHT, 0)


@pytest.mark.parametrize("kind", [VisitKind.ALARM, VisitKind.MEAL, VisitKind.HEALTH])
def test_alarms_meals_and_health_care_do_not_count(kind: VisitKind) -> None:
    found = measured([*every_day(), attrs.evolve(at(LAST, "12:00", "b"), kind=kind)])

    assert ({"agda": 1}, {Exclusion.OTHER_KIND: 1}) == (found.staff, found.excluded)


def test_days_are_swedish_days_on_both_sides_of_the_longer_night() -> None:
    first, last = at(FIRST, "07:00"), at(LAST, "21:59")

    assert dt.time(5, 0) == first.starts.time() if first.starts else None
    assert dt.time(20, 59) == last.starts.time() if last.starts else None
    assert {} == measured([*every_day(), first, last]).excluded


@pytest.mark.parametrize("day", [FIRST - dt.timedelta(1), LAST + dt.timedelta(1)])
def test_the_day_before_and_the_day_after_are_outside(day: dt.date) -> None:
    assert {Exclusion.OUTSIDE_PERIOD: 1} == measured([*every_day(), at(day)]).excluded


def test_two_visits_on_each_day_are_needed() -> None:
    found = measured(every_day()[1:])

    assert ({}, {LeftOut.FEW_VISITS: 1}) == (found.staff, found.left_out)


def test_whoever_turns_65_on_the_first_day_is_in() -> None:
    found = measured([*every_day("just"), *every_day("young"), *every_day("nobody knows")])

    assert {"just": 1} == found.staff
    assert {LeftOut.YOUNGER: 1, LeftOut.AGE_UNKNOWN: 1} == found.left_out


def test_whoever_was_away_is_left_out() -> None:
    found = measured([*every_day("agda"), *every_day("just")], away="agda")

    assert ({"just": 1}, {LeftOut.AWAY: 1}) == (found.staff, found.left_out)


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        (attrs.evolve(at(FIRST), performed=False), Exclusion.NOT_PERFORMED),
        (attrs.evolve(at(FIRST), starts=None, ends=None), Exclusion.NO_START),
        (attrs.evolve(at(FIRST), staff=()), Exclusion.NO_STAFF),
        (attrs.evolve(at(LAST), ends=at(FIRST).starts), Exclusion.UPSIDE_DOWN),
    ],
)
def test_what_does_not_count_is_counted_by_its_reason(visit: Visit, why: Exclusion) -> None:
    assert {why: 1} == measured([visit]).excluded


def test_without_anybody_there_is_no_mean() -> None:
    found = measured([])

    assert (None, None, None) == (found.mean, found.median, found.many.percent)
