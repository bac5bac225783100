"""
Which contacts lose their ground by a day to come, and whom that leaves.
"""

import datetime as dt

import attrs

from fastomsorg.care import Certificate
from fastomsorg.decisions import Demands, Given, LocalChoice, LocalRules
from fastomsorg.routine import Cause, HeldSeat, Outlook, outlook
from fastomsorg.terms import CaseKey, Role, StaffId
from fastomsorg.testing import a_staff_member, an_employment

TODAY, ENDS = dt.date(2026, 3, 1), dt.date(2033, 7, 1)
STAFF = {
    "certified": a_staff_member("certified", certified=dt.date(2023, 7, 1)),
    "excepted": a_staff_member(
        "excepted", certified=None, employments=(an_employment(dt.date(2015, 1, 1)),)
    ),
    "unclear": a_staff_member(
        "unclear", certified=None, employments=(an_employment(dt.date(2024, 1, 1)),)
    ),
    "never": a_staff_member("never", certified=None),
    "later": attrs.evolve(
        a_staff_member("later", certified=None, employments=(an_employment(dt.date(2015, 1, 1)),)),
        certificate=Certificate(dt.date(2030, 1, 1), "visat"),
    ),
}


def seat(staff: StaffId, client: str, role: Role = Role.PRIMARY) -> HeldSeat:
    return HeldSeat(CaseKey(client, "north"), role, staff)


def ahead(
    *seats: HeldSeat, on: dt.date = ENDS, local: dict[dt.date, LocalRules] | None = None
) -> Outlook:
    """
    The outlook where *local* are the rules from their days on.
    """

    def rules(_unit: str, day: dt.date) -> LocalRules:
        begun = [start for start in local or {} if start <= day]
        return (local or {})[max(begun)] if begun else LocalRules()

    def given(day: dt.date) -> Given:
        members = {(id, day): each for id, each in STAFF.items()}
        return Given(today=TODAY, staff=members, local=rules)

    return outlook("north", seats, on, given(TODAY), given(on))


def test_when_the_exception_ends_whoever_has_a_certificate_goes_on() -> None:
    found = ahead(seat("certified", "a"), seat("excepted", "b"), seat("later", "c"))

    assert [each.seat.staff for each in found.lost] == ["excepted"]
    assert found.lost[0].cause is Cause.LAW
    assert found.left == ("b",)
    before = ahead(seat("excepted", "b"), on=ENDS - dt.timedelta(1))
    assert before.losing == ()


def test_a_client_whose_deputy_keeps_the_ground_has_somebody_left() -> None:
    found = ahead(
        seat("excepted", "a"),
        seat("certified", "a", Role.DEPUTY),
        seat("excepted", "b"),
        seat("excepted", "c", Role.DEPUTY),
    )

    assert (found.left, found.deputy_remains) == (("a", "b"), ("a",))
    assert len(found.lost) == 3


def test_whoever_has_no_ground_today_loses_nothing_but_is_told_of() -> None:
    found = ahead(seat("never", "a"))

    assert (len(found.losing), found.lost, found.left) == (1, (), ())


def test_whose_ground_is_unclear_is_listed_whatever_the_routine_made_of_it() -> None:
    accepted = LocalRules(unclear_accepted=LocalChoice(dt.date(2025, 7, 1), "KS 2025:7"))
    on = dt.date(2030, 1, 1)

    as_law = ahead(seat("unclear", "a"), on=on)
    chosen = ahead(seat("unclear", "a"), on=on, local={dt.date(2025, 7, 1): accepted})

    assert (as_law.unclear, chosen.unclear) == (("unclear",), ("unclear",))
    assert [each.cause for each in as_law.losing] == [Cause.UNCLEAR]
    assert chosen.losing == ()


def test_a_choice_that_is_taken_back_is_the_routines_doing() -> None:
    day = dt.date(2030, 1, 1)
    accepted = LocalRules(unclear_accepted=LocalChoice(dt.date(2025, 7, 1), "KS 2025:7"))

    found = ahead(
        seat("unclear", "a"), on=day, local={dt.date(2025, 7, 1): accepted, day: LocalRules()}
    )

    assert [(each.cause, each.already) for each in found.lost] == [(Cause.ROUTINE, False)]


def test_a_routine_that_becomes_stricter_on_a_day_is_the_cause() -> None:
    day = dt.date(2027, 1, 1)
    stricter = LocalRules(demands=Demands(delegations=frozenset({"insulin"})))

    found = ahead(seat("certified", "a"), on=day, local={day: stricter})

    assert [(each.cause, each.reasons[0].code) for each in found.lost] == [
        (Cause.ROUTINE, "delegation_missing")
    ]
    assert ahead(seat("certified", "a"), on=day - dt.timedelta(1), local={day: stricter}).lost == ()
