"""
What holds on the day it was recorded for.
"""

from collections.abc import Iterable

from fastomsorg.history import Case, DoneRecorded, Effect, Event
from fastomsorg.terms import Role, Status
from fastomsorg.testing import CASE, accepted, answered, registered, request, seated, started
from tests.history.january import january

START = (started(january(1), january(20)),)
YES = accepted(january(5), "anob", "brs89")


def effects(*envelopes: Iterable[Event]) -> set[tuple[int, Role | None]]:
    found = Case(CASE, registered(*envelopes)).effects
    return {(effect.registration.int, effect.role) for effect in found}


def test_an_answer_with_its_contacts_is_in_force_on_its_day() -> None:
    assert Case(CASE, registered(START, YES)).effects == {
        Effect(request(2), january(5), None),
        Effect(request(2), january(5), Role.PRIMARY),
        Effect(request(2), january(5), Role.DEPUTY),
    }


def test_an_answer_that_another_on_the_same_day_took_the_place_of_is_not() -> None:
    no = (answered(Status.DECLINED, january(5)),)

    assert effects(START, YES, no) == {(3, None)}


def test_an_answer_outside_every_stay_is_not() -> None:
    assert effects(START, (answered(Status.DECLINED, january(21)),)) == set()


def test_a_seat_that_fell_on_its_own_day_is_not() -> None:
    same_person = (seated(Role.DEPUTY, "anob", january(9)),)

    assert (3, Role.DEPUTY) not in effects(START, YES, same_person)


def test_an_emptied_seat_is_inside_a_stay_and_not_outside() -> None:
    inside = (seated(Role.DEPUTY, None, january(9)),)
    outside = (seated(Role.DEPUTY, None, january(21)),)

    assert (3, Role.DEPUTY) in effects(START, YES, inside)
    assert (3, Role.DEPUTY) not in effects(START, YES, outside)


def test_what_is_neither_an_answer_nor_a_seat_has_none() -> None:
    assert effects(START, (DoneRecorded(january(5), "plan"),)) == set()
