"""
The marks of the overview of visits.
"""

import datetime as dt

import attrs

from fastomsorg.care import Visit
from fastomsorg.history import life
from fastomsorg.statistics import Contacts, Mark, marked
from fastomsorg.terms import CaseKey, start_of
from fastomsorg.testing import a_visit, accepted, registered, started

FIRST = dt.date(2025, 2, 1)
CONTACTS = Contacts(
    [(CaseKey("agda", "north"), life(registered((started(FIRST), *accepted(FIRST, "a", "b")))))]
)


def by(*staff: str, day: dt.date = FIRST) -> Visit:
    return a_visit(start_of(day), client="agda", staff=staff)


def marks(visit: Visit) -> set[Mark]:
    (found,) = marked([visit], CONTACTS)
    assert visit == found.visit
    return set(found.marks)


def test_an_ordinary_visit_by_somebody_else_has_no_mark() -> None:
    assert set() == marks(by("x"))


def test_a_visit_by_the_contacts() -> None:
    assert {Mark.BY_PRIMARY} == marks(by("a", "x"))
    assert {Mark.BY_PRIMARY, Mark.BY_DEPUTY} == marks(by("a", "b"))


def test_the_day_before_the_appointment_nobody_is_the_contact() -> None:
    assert set() == marks(by("a", day=FIRST - dt.timedelta(1)))


def test_a_start_or_an_end_that_is_missing() -> None:
    assert {Mark.INCOMPLETE} == marks(attrs.evolve(by("x"), starts=None))
    assert {Mark.INCOMPLETE} == marks(attrs.evolve(by("x"), ends=None))


def test_a_visit_without_a_start_is_of_its_planned_day() -> None:
    planned = attrs.evolve(by("a"), starts=None, planned_starts=start_of(FIRST))

    assert {Mark.INCOMPLETE, Mark.BY_PRIMARY} == marks(planned)


def test_what_was_registered_afterwards() -> None:
    assert {Mark.AFTERWARDS} == marks(attrs.evolve(by("x"), registered_afterwards=True))


def test_somebody_came_who_was_not_planned() -> None:
    assert {Mark.OTHER_STAFF} == marks(attrs.evolve(by("x", "y"), planned_staff=("x",)))
    assert set() == marks(attrs.evolve(by("x"), planned_staff=("x", "y")))


def test_what_was_never_carried_out_has_no_marks() -> None:
    assert set() == marks(attrs.evolve(by("a"), performed=False, ends=None))
