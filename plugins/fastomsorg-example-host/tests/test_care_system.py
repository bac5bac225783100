"""
A care system with a casework inside: its people, roles, journal and plans are its own.
"""

import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest
from fastomsorg_example_host import CareSystem

from fastomsorg import (
    AppointContacts,
    CaseKey,
    ChangeReason,
    Granted,
    Permission,
    RecordStatus,
    Refused,
    StartEnactment,
    Status,
)
from fastomsorg.casework import Desk
from fastomsorg.terms import NotAuthorised
from fastomsorg.testing import CASE, a_client, a_staff_member, a_unit

from .conftest import NOW

DAY = dt.date(2025, 9, 15)
YES = RecordStatus(CASE, Status.ACCEPTED, DAY, primary="brs89", deputy="greal")


@pytest.fixture
def desk(system: CareSystem) -> Desk:
    """
    The desk of a manager at a unit with a client and two of the staff.
    """
    system.register.save_unit(a_unit("north"))
    system.register.save_client(a_client(), at=NOW)
    for staff, name in (("brs89", "Britta Söder"), ("greal", "Greta Olsson")):
        system.register.save_staff(a_staff_member(staff, name=name), at=NOW)
    system.add_user("susapo", "Susanne APO", "Enhetschef")
    system.roles.give("susapo", Permission.ASSIGN, Permission.VIEW, unit="north")
    desk = system.log_in("susapo")
    assert isinstance(desk.submit(StartEnactment(CASE, "v-1", dt.date(2025, 9, 1))), Granted)
    return desk


def test_a_yes_stands_in_the_host_s_own_journal_and_plan(system: CareSystem, desk: Desk) -> None:
    assert isinstance(desk.submit(YES), Granted)

    (entry,) = system.journal.entries(CASE.client)
    assert (DAY, "Fast omsorgskontakt", "Susanne APO") == (
        entry.day,
        entry.heading,
        entry.signed_by,
    )
    assert entry.text.startswith("Brukaren tackar ja till fast omsorgskontakt (2025-09-15).")
    assert ["Fast omsorgskontakt", "Vice fast omsorgskontakt"] == [
        label for label, _ in system.plans.lines(CASE)
    ]


def test_the_plan_shows_a_change_when_its_day_has_come(system: CareSystem, desk: Desk) -> None:
    desk.submit(YES)
    before = system.plans.lines(CASE)
    october = dt.date(2025, 10, 1)
    desk.submit(
        AppointContacts(
            CASE, october, primary="greal", deputy="brs89", reason=ChangeReason.SCHEDULING
        )
    )
    meanwhile = system.plans.lines(CASE)

    system.casework.deliver(dt.datetime(2025, 10, 1, 4, tzinfo=dt.UTC))

    primaries = [lines[0][1][:5] for lines in (before, meanwhile, system.plans.lines(CASE))]
    assert ["Britt", "Britt", "Greta"] == primaries


def test_what_was_told_twice_stands_once(system: CareSystem, desk: Desk) -> None:
    request = UUID("3f0f5a0e-0c9b-4c4e-9a53-57a1b7c0a001")
    desk.submit(YES, request=request)
    desk.submit(YES, request=request)
    system.casework.deliver()
    system.casework.deliver()

    assert 1 == len(system.journal.entries(CASE.client))


def test_whoever_has_left_can_not_be_chosen_from_that_day(system: CareSystem, desk: Desk) -> None:
    gone = a_staff_member("brs89", selectable=False)
    system.register.save_staff(gone, at=NOW, holds_from=DAY)

    assert isinstance(desk.ask(YES), Refused)


def test_a_role_at_a_unit_is_none_at_another(system: CareSystem, desk: Desk) -> None:
    system.register.save_unit(a_unit("south"))

    with pytest.raises(NotAuthorised):
        desk.submit(StartEnactment(CaseKey(CASE.client, "south"), "v-2", DAY))


def test_a_role_that_was_taken_back_is_gone_at_once(system: CareSystem, desk: Desk) -> None:
    system.roles.take_back("susapo")

    with pytest.raises(NotAuthorised):
        desk.submit(YES)


def test_whoever_was_not_let_in_has_no_desk(system: CareSystem) -> None:
    with pytest.raises(LookupError, match="mallory"):
        system.log_in("mallory")


def test_everything_is_there_when_the_system_starts_anew(
    system: CareSystem, desk: Desk, tmp_path: Path
) -> None:
    desk.submit(YES)

    anew = CareSystem(tmp_path, clock=lambda: NOW)

    assert system.journal.entries(CASE.client) == anew.journal.entries(CASE.client)
    assert Status.ACCEPTED is anew.log_in("susapo").state(CASE, on=DAY).status
