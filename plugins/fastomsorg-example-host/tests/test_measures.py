"""
The care system's own measure is listed and calculated beside the library's.
"""

import datetime as dt

import pytest
from fastomsorg_example_host import CareSystem

from fastomsorg import Granted, Permission, RecordStatus, StartEnactment, Status
from fastomsorg.casework import Desk
from fastomsorg.hooks import Intake
from fastomsorg.statistics import Share
from fastomsorg.terms import Actor, Period, Purpose
from fastomsorg.testing import CASE, a_client, a_staff_member, a_unit, a_visit

MONDAY = dt.date(2025, 9, 1)
WEEK = Period.through(MONDAY, dt.date(2025, 9, 7))


@pytest.fixture
def desk(system: CareSystem) -> Desk:
    """
    The desk of somebody who follows up: Agda has home care and Britta as her contact from Monday.
    """
    now = dt.datetime(2025, 9, 15, 8, tzinfo=dt.UTC)
    system.register.save_unit(a_unit(CASE.unit))
    system.register.save_client(a_client(), at=now)
    for id in ("brs89", "greal"):
        system.register.save_staff(a_staff_member(id), at=now)
    system.add_user("susapo", "Susanne APO", "Enhetschef")
    every = (Permission.ASSIGN, Permission.VIEW, Permission.SEARCH)
    system.roles.give("susapo", *every, unit=CASE.unit)
    handling = system.log_in("susapo")
    for command in (
        StartEnactment(CASE, "v-1", MONDAY),
        RecordStatus(CASE, Status.ACCEPTED, MONDAY, primary="brs89"),
    ):
        assert isinstance(handling.submit(command), Granted)
    return system.casework.acting(Actor("susapo", "Susanne APO"), Purpose.FOLLOW_UP)


def visited(system: CareSystem, *made: tuple[int, str]) -> None:
    """
    Visits to Agda: how many days after Monday, and by whom.
    """
    store = system.casework.host.storage
    assert isinstance(store, Intake)
    store.put_units([a_unit(CASE.unit)], now=dt.datetime(2025, 9, 15, tzinfo=dt.UTC))
    visits = [
        a_visit(
            dt.datetime(2025, 9, 1 + day, 8, tzinfo=dt.UTC),
            str(number),
            client=CASE.client,
            unit=CASE.unit,
            staff=(staff,),
        )
        for number, (day, staff) in enumerate(made)
    ]
    list(store.put_visits(visits))


def test_only_visits_at_the_weekend_are_counted(system: CareSystem, desk: Desk) -> None:
    visited(system, (0, "brs89"), (4, "brs89"), (5, "brs89"), (5, "greal"), (6, "greal"))

    found = desk.measure("example-weekends/1", WEEK)

    assert {"weekends": Share(1, 3)} == found.measured.figures
    assert "Kontakten på helgen" == found.measure.title["sv"]


def test_a_client_without_a_contact_is_in_no_share(system: CareSystem, desk: Desk) -> None:
    visited(system, (5, "brs89"))

    found = desk.measure("example-weekends/1", Period.through(MONDAY, MONDAY))

    assert {"weekends": Share(0, 0)} == found.measured.figures


def test_it_is_listed_beside_the_library_s(system: CareSystem) -> None:
    names = [measure.name for measure in system.casework.measures()]

    assert names == sorted(names)
    assert {"example-weekends/1", "kkik-14d/1"} <= set(names)
