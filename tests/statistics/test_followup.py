"""
The follow-up for a board: worked cases.
"""

import datetime as dt
from fractions import Fraction

import pytest

from fastomsorg.history import EnactmentStarted, Event
from fastomsorg.law import Ground
from fastomsorg.statistics import Aims, CaseVisits, Footing, Kept, Share, State, Waits
from fastomsorg.terms import CaseKey, ChangeReason, Period, Role, Service, Status
from fastomsorg.testing import accepted, answered, ended, seated, started
from tests.statistics.boards import (
    BEFORE,
    CERTIFIED,
    LAST,
    MARCH,
    YEAR,
    a_case,
    board,
    done,
    replaced,
    states,
    title,
)

SHORT = dt.timedelta(days=10)
LONG = dt.timedelta(days=20)
PLAN = Kept(frozenset({"plan"}), frozenset({"review"}), frozenset({"relatives"}))
UNTIL_2033 = title(Ground.TRANSITION, dt.date(2033, 6, 30))


def an_alarm(on: dt.date) -> EnactmentStarted:
    return started(on, services=frozenset({Service.ALARM}))


def test_every_answer_and_seat_is_counted_on_the_last_day() -> None:
    found = board(
        a_case("a", [started(BEFORE)], accepted(BEFORE, "ann", "bo")),
        a_case("b", [started(BEFORE)], accepted(BEFORE, "ann")),
        a_case("c", [started(BEFORE)], accepted(BEFORE, "ann", "bo"), [replaced_by_nobody(MARCH)]),
        a_case("d", [started(BEFORE)], [answered(Status.ACCEPTED, BEFORE)]),
        a_case("e", [started(BEFORE)], [answered(Status.DECLINED, BEFORE)]),
        a_case("f", [started(BEFORE)], [answered(Status.NO_NEED, BEFORE)]),
        a_case("g", [started(BEFORE)]),
        a_case("gone", [started(BEFORE)], [ended(MARCH)], accepted(BEFORE, "ann")),
    )

    assert states(found) == dict.fromkeys(State, 1)
    whole = found.whole.everybody
    assert (whole.offered, whole.accepted) == (Share(5, 7), Share(4, 7))
    assert (whole.with_primary, whole.with_deputy) == (Share(2, 7), Share(2, 7))
    assert (whole.share(State.DECLINED), whole.share(State.NOT_ASKED)) == (Share(1, 7), Share(1, 7))


def replaced_by_nobody(on: dt.date) -> Event:
    return seated(Role.PRIMARY, None, on)


def test_a_client_at_two_units_is_counted_at_each_and_is_one_person() -> None:
    found = board(
        a_case("a", [started(BEFORE)], accepted(BEFORE, "ann")),
        a_case("a", [started(BEFORE)], unit="south"),
    )

    assert (found.clients, found.whole.everybody.cases) == (1, 2)
    assert [each.everybody.cases for each in found.units] == [1, 1]
    assert [each.everybody.offered for each in found.units] == [Share(1, 1), Share(0, 1)]


def test_who_has_an_alarm_and_nothing_else_is_counted_apart_and_both_bases_are_shown() -> None:
    found = board(
        a_case("a", [an_alarm(BEFORE)], [answered(Status.DECLINED, BEFORE)]),
        a_case("b", [an_alarm(BEFORE), started(BEFORE, enactment="e2")]),
        a_case("c", [started(BEFORE)], accepted(BEFORE, "ann")),
    ).whole

    assert found.everybody.offered == Share(2, 3)
    assert found.others.offered == Share(1, 2)
    assert found.only_alarm.offered == Share(1, 1)


def test_days_are_counted_from_the_start_to_the_first_offer_and_the_first_contact() -> None:
    found = board(
        a_case("a", [started(MARCH)], accepted(MARCH + SHORT, "ann")),
        a_case(
            "b",
            [started(MARCH)],
            [answered(Status.ACCEPTED, MARCH + SHORT)],
            [replaced("ann", MARCH + LONG)],
        ),
        a_case("c", [started(MARCH)], [answered(Status.DECLINED, MARCH)]),
        aims=Aims(offered_within=9, appointed_within=14),
    ).whole

    assert found.offers == Waits((0, 10, 10), late=0, limit=9)
    assert (found.offers.median, found.offers.within) == (Fraction(10), Share(1, 3))
    assert found.appointments == Waits((10, 20), late=0, limit=14)
    assert (found.appointments.median, found.appointments.within) == (Fraction(15), Share(1, 2))


def test_who_should_have_been_offered_and_was_not_is_late_every_period() -> None:
    never = a_case("a", [started(BEFORE)])
    unneeded = a_case("b", [started(BEFORE)], [answered(Status.NO_NEED, BEFORE)])
    recent = a_case("c", [started(LAST - SHORT)])
    aims = Aims(offered_within=14)

    assert board(never, unneeded, recent, aims=aims).whole.offers == Waits((), 1, 14)
    assert board(never, aims=Aims()).whole.offers == Waits((), 0, None)
    assert board(never, aims=aims).whole.offers.within == Share(0, 1)


def test_a_stay_that_ended_before_its_limit_says_nothing() -> None:
    short = a_case("a", [started(MARCH)], [ended(MARCH + SHORT)])
    long = a_case("b", [started(MARCH)], [ended(MARCH + LONG)])

    assert board(short, long, aims=Aims(offered_within=14)).whole.offers == Waits((), 1, 14)


def test_an_offer_of_another_period_is_of_that_period() -> None:
    case = a_case("a", [started(BEFORE)], accepted(BEFORE + SHORT, "ann"))
    the_year_before = Period.through(dt.date(2023, 1, 1), dt.date(2023, 12, 31))

    assert board(case, aims=Aims(offered_within=14)).whole.offers == Waits((), 0, 14)
    assert board(case, period=the_year_before).whole.offers.days == (10,)


def test_an_offer_that_comes_after_the_period_has_not_come_in_it() -> None:
    case = a_case("a", [started(MARCH)], accepted(dt.date(2025, 1, 7), "ann"))

    assert board(case, aims=Aims(offered_within=14)).whole.offers == Waits((), 1, 14)


def test_no_day_before_there_was_a_duty_is_counted() -> None:
    case = a_case("a", [started(dt.date(2020, 1, 1))], accepted(MARCH, "ann"))

    found = board(case, aims=Aims(counted_from=MARCH - SHORT)).whole

    assert found.offers.days == (10,)


def test_who_loses_the_entitlement_of_the_contact_is_counted_by_client() -> None:
    found = board(
        a_case("a", [started(BEFORE)], accepted(BEFORE, "ann")),
        a_case("b", [started(BEFORE)], accepted(BEFORE, "bo")),
        a_case("c", [started(BEFORE)], accepted(BEFORE, "bo", "ann")),
        a_case("d", [started(BEFORE)], accepted(BEFORE, "cim")),
        a_case("e", [started(BEFORE)], accepted(BEFORE, "dag")),
        a_case("f", [started(BEFORE)], accepted(BEFORE, "nobody")),
        titles={
            "ann": CERTIFIED,
            "bo": UNTIL_2033,
            "cim": title(None),
            "dag": title(Ground.TRANSITION, dt.date(2030, 1, 1)),
        },
        aims=Aims(losing_on=dt.date(2033, 7, 1)),
    ).whole

    assert found.footing == {
        Footing.CERTIFICATE: 1,
        Footing.TRANSITION: 3,
        Footing.NOT_ENTITLED: 1,
        Footing.UNKNOWN: 1,
    }
    assert found.losing == Share(2, 6)


def test_clients_per_contact_are_counted_over_all_units_and_at_each() -> None:
    found = board(
        *(a_case(str(n), [started(BEFORE)], accepted(BEFORE, "ann", "cim")) for n in range(3)),
        a_case("x", [started(BEFORE)], accepted(BEFORE, "ann"), unit="south"),
        a_case("y", [started(BEFORE)], accepted(BEFORE, "bo"), unit="south"),
        aims=Aims(clients_per_contact=3),
    )

    assert (found.whole.load.clients, found.whole.load.over) == ((1, 4), Share(1, 2))
    assert found.whole.load.median == Fraction(5, 2)
    assert [each.load.clients for each in found.units] == [(3,), (1, 1)]
    assert [each.load.over for each in found.units] == [Share(0, 1), Share(0, 2)]


def test_changes_are_counted_by_the_reason_that_was_given() -> None:
    found = board(
        a_case(
            "a",
            [started(YEAR.start)],
            accepted(YEAR.start, "ann"),
            [replaced("bo", MARCH, ChangeReason.CLIENT_WISH)],
            [replaced("cim", MARCH + SHORT, ChangeReason.STAFF_LEFT)],
            [replaced("ann", MARCH + LONG)],
            [replaced("bo", dt.date(2025, 2, 1), ChangeReason.RELATION)],
        ),
    ).whole.changes

    assert found.reasons == {
        ChangeReason.CLIENT_WISH: 1,
        ChangeReason.STAFF_LEFT: 1,
        None: 1,
    }
    assert (found.total, found.days, found.per_year) == (3, 366, Fraction(3 * 1461, 4 * 366))


@pytest.mark.parametrize(
    ("aims", "below"),
    [
        (Aims(), None),
        (Aims(contact_share=Fraction(1, 4)), Share(1, 3)),
        (Aims(contact_share=Fraction(1, 2)), Share(1, 3)),
        (Aims(contact_share=Fraction(1, 2), exceeded=True), Share(2, 3)),
    ],
)
def test_the_target_for_the_contact_s_share_is_of_each_client_s_visits(
    aims: Aims, below: Share | None
) -> None:
    visits = {
        CaseKey("a", "north"): CaseVisits(Share(1, 2), Share(2, 2)),
        CaseKey("b", "north"): CaseVisits(Share(0, 90), Share(90, 90), Share(0, 10)),
        CaseKey("c", "south"): CaseVisits(Share(9, 9), Share(9, 9), Share(5, 5)),
        CaseKey("d", "south"): CaseVisits(Share(), Share(1, 1)),
    }

    found = board(aims=aims, visits=visits)

    assert (found.whole.visits.primary, found.whole.visits.total) == (
        Share(10, 101),
        Share(102, 102),
    )
    assert (found.whole.visits.below, found.whole.visits.not_daily) == (below, Share(5, 15))
    assert [each.visits.clients for each in found.units] == [2, 2]


def test_what_nobody_has_recorded_is_missing_and_never_nought() -> None:
    whole = board(
        a_case("a", [started(MARCH)], accepted(MARCH, "ann")),
        aims=Aims(planned_within=14, reviewed_since=MARCH, kept=PLAN),
    ).whole

    assert (whole.plans, whole.reviewed, whole.relatives, whole.scheduled) == (None,) * 4
    assert (whole.visits.primary, whole.visits.below, whole.losing) == (None, None, None)


def test_plans_reviews_and_relatives_are_counted_where_they_are_recorded() -> None:
    since = dt.date(2024, 7, 1)
    found = board(
        a_case("a", [started(MARCH)], [done("plan", MARCH + SHORT)], [done("review", since)]),
        a_case("b", [started(MARCH)], [done("plan", MARCH + LONG)], [done("relatives", MARCH)]),
        a_case("c", [started(MARCH)]),
        a_case("d", [started(since)], [done("plan", since)]),
        aims=Aims(planned_within=14, reviewed_since=since, kept=PLAN),
    ).whole

    assert found.plans == Waits((0, 10, 20), late=1, limit=14)
    assert (found.reviewed, found.relatives) == (Share(1, 3), Share(1, 4))


def test_working_time_is_of_the_contacts_whose_hours_are_known() -> None:
    found = board(
        a_case("a", [started(BEFORE)], accepted(BEFORE, "ann")),
        a_case("b", [started(BEFORE)], accepted(BEFORE, "bo")),
        minutes={"ann": 300, "cim": 900},
        hours={"ann": 480, "cim": 1000},
    ).whole

    assert found.scheduled == Share(300, 480)
