"""
A casework in memory: two units, two clients, three who may be contacts, and a clock to be set.

Agda has home care at *north* and *south*, Bo at *north*. Nobody there exists.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from fastomsorg.care import Client, StaffMember
from fastomsorg.casework import Casework, Desk
from fastomsorg.commands import Command, StartEnactment
from fastomsorg.decisions import Granted
from fastomsorg.routine import greedy
from fastomsorg.terms import (
    Actor,
    CaseKey,
    Instant,
    Permission,
    Purpose,
    RegistrationId,
    UnitId,
    start_of,
)
from fastomsorg.testing import (
    MemoryJournal,
    MemoryPlan,
    MemoryPlanning,
    MemoryStore,
    a_client,
    a_staff_member,
    a_unit,
    request,
)

FIRST = dt.date(2024, 6, 1)
TODAY = dt.date(2024, 6, 10)
NOON = start_of(TODAY) + dt.timedelta(hours=12)

NORTH, SOUTH = CaseKey("agda", "north"), CaseKey("agda", "south")
BO = CaseKey("bo", "north")

CLIENTS = (a_client("agda", name="Agda Testsson"), a_client("bo", name="Bo Testsson"))
STAFF = tuple(
    a_staff_member(id, name=name, units=units)
    for id, name, units in (
        ("britta", "Britta Söder", ("north", "south")),
        ("greta", "Greta Olsson", ("north", "south")),
        ("lotta", "Charlotte Rosander", ("south",)),
    )
)
MANAGER = Actor("susapo", "Susanne APO", "Enhetschef")
"""Who may do everything, everywhere."""


@attrs.define
class Clock:
    """
    It stands still until somebody sets it.
    """

    now: Instant = NOON

    def __call__(self) -> Instant:
        return self.now

    def to(self, day: dt.date) -> None:
        """
        Noon of the day.
        """
        self.now = start_of(day) + dt.timedelta(hours=12)

    def forward(self, by: dt.timedelta = dt.timedelta(hours=1)) -> None:
        """
        As long as it takes until everything that failed is tried again.
        """
        self.now += by


class Office:
    """
    A casework with its store, its receivers and its clock.
    """

    def __init__(
        self,
        store: MemoryStore | None = None,
        *,
        clients: Iterable[Client] = CLIENTS,
        staff: Iterable[StaffMember] = STAFF,
        **ports: Any,
    ) -> None:
        self.clock = Clock()
        self.store = MemoryStore() if store is None else store
        self.journal, self.plan, self.planning = MemoryJournal(), MemoryPlan(), MemoryPlanning()
        self.casework = Casework(
            **{
                "storage": self.store,
                "people": self.store,
                "policy": self.store.policy,
                "journal": {"journal": self.journal},
                "plan": {"plan": self.plan},
                "planning": {"planning": self.planning},
                "clock": self.clock,
                "matched": greedy,
                **ports,
            }
        )
        self.know(*clients, *staff)
        list(self.store.put_units([a_unit("north"), a_unit("south")], now=NOON))
        self.permit(MANAGER.id, *Permission)
        self.desk = self.casework.acting(MANAGER)

    def know(self, *people: Client | StaffMember) -> None:
        """
        Take people in, or what has changed of them.
        """
        now = self.clock()
        clients = [each for each in people if isinstance(each, Client)]
        staff = [(each, None) for each in people if isinstance(each, StaffMember)]
        posts = [(each.id, post) for each, _ in staff for post in each.employments]
        list(self.store.put_clients(clients, now=now))
        list(self.store.put_staff(staff, now=now))
        list(self.store.put_employments(posts, now=now))

    def permit(self, actor: str, *permissions: Permission, unit: UnitId | None = None) -> None:
        self.store.policy.add_actor(Actor(actor))
        for permission in permissions:
            self.store.policy.grant(actor, permission, unit)

    def acting(
        self,
        actor: str,
        *permissions: Permission,
        unit: UnitId | None = None,
        purpose: Purpose = Purpose.CASE_HANDLING,
    ) -> Desk:
        """
        A desk for an actor who has been given the permissions.
        """
        self.permit(actor, *permissions, unit=unit)
        return self.casework.acting(Actor(actor), purpose)

    def grant(self, command: Command, number: int | None = None) -> Granted:
        """
        Register what nothing stands in the way of.
        """
        verdict = self.desk.submit(command, request=None if number is None else request(number))
        assert isinstance(verdict, Granted), verdict
        return verdict

    def registered(self) -> list[tuple[CaseKey, RegistrationId]]:
        """
        Everything that has been registered, in order.
        """
        return [(each.case, each.id) for each in self.store.changes()]


def with_home_care(office: Office) -> Office:
    """
    Agda at both units and Bo at the first have home care from the first of June.
    """
    for number, case in enumerate((NORTH, SOUTH, BO), start=1):
        office.grant(StartEnactment(case, f"e{number}", FIRST))
    return office
