"""
What holds of retention whatever was registered: nothing that goes on is erased, nothing too early,
and what can be erased stays so.
"""

import datetime as dt
from collections.abc import Callable

from hypothesis import find, given
from hypothesis import strategies as st

from fastomsorg.decisions import ClientFile, ToErase, ToKeep, retention
from fastomsorg.history import Case, Registration
from fastomsorg.law import Operator, rules_on
from fastomsorg.terms import day_of
from fastomsorg.testing import CASE, FIRST_DAY, a_client, a_registration, ended, histories

YEARS = {Operator.MUNICIPALITY: 5, Operator.PRIVATE_PROVIDER: 2}
LAST_DAY = FIRST_DAY + dt.timedelta(days=20)
SOON = FIRST_DAY + dt.timedelta(days=2 * 365)
ASKED = st.integers(0, 5 * 366).map(lambda days: SOON + dt.timedelta(days=days))
OPERATORS = st.sampled_from(Operator)


def with_an_end(registrations: tuple[Registration, ...]) -> tuple[Registration, ...]:
    """
    The same, and then everything at the unit is ended.
    """
    last = registrations[-1]
    ends = (ended(LAST_DAY, enactment=id, on=LAST_DAY) for id in ("e1", "e2"))
    number = last.position + 1
    return (*registrations, a_registration(*ends, number=number, recorded_at=last.recorded_at))


HISTORIES = histories().filter(bool)
ENDED = HISTORIES.map(with_an_end)


def answer(
    registrations: tuple[Registration, ...], operator: Operator, on: dt.date
) -> ToErase | ToKeep:
    file = ClientFile(
        CASE.client, operator, "", (Case(CASE, registrations),), frozenset({"Provköping"})
    )
    return retention(file, a_client(), on=on, rules=rules_on(on))


@given(ENDED | HISTORIES, OPERATORS, ASKED)
def test_what_goes_on_or_is_to_come_is_never_erased(
    registrations: tuple[Registration, ...], operator: Operator, on: dt.date
) -> None:
    open_days = [
        enactment
        for enactment in Case(CASE, registrations).enactments
        if enactment.period is not None and (enactment.last_day is None or enactment.last_day >= on)
    ]

    if open_days:
        assert isinstance(answer(registrations, operator, on), ToKeep)


@given(ENDED | HISTORIES, OPERATORS, ASKED)
def test_nothing_is_erased_before_its_years_have_passed_since_anything_in_it(
    registrations: tuple[Registration, ...], operator: Operator, on: dt.date
) -> None:
    found = answer(registrations, operator, on)

    if isinstance(found, ToErase):
        case = Case(CASE, registrations)
        noted = [day_of(each.recorded_at) for each in registrations]
        spoken_of = [event.on for each in case.standing for event in each.events]
        for day in (*noted, *spoken_of):
            assert (on.year, on.month, on.day) > (day.year + YEARS[operator], day.month, day.day)


@given(ENDED | HISTORIES, OPERATORS, ASKED, st.integers(1, 2000))
def test_what_can_be_erased_can_be_erased_on_every_later_day(
    registrations: tuple[Registration, ...], operator: Operator, on: dt.date, days: int
) -> None:
    found, later = (
        answer(registrations, operator, day) for day in (on, on + dt.timedelta(days=days))
    )

    if isinstance(found, ToErase):
        assert isinstance(later, ToErase)
        assert (later.due, later.last_note) == (found.due, found.last_note)


def test_among_what_is_tried_is_what_is_erased_and_what_is_kept() -> None:
    on = SOON + dt.timedelta(days=5 * 366)

    def comes_to(kind: type) -> Callable[[tuple[Registration, ...]], bool]:
        return lambda each: isinstance(answer(each, Operator.MUNICIPALITY, on), kind)

    assert find(ENDED, comes_to(ToErase))
    assert find(HISTORIES, comes_to(ToKeep))
