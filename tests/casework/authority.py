"""
A small office that an actor may see some of, and by brute force what of it the actor may see.

Agda and Cilla have protected identities, and so has Greta, who is Cilla's contact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from random import Random
from typing import TypeAlias

import attrs

from fastomsorg.care import Absentee
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.hooks import Reach
from fastomsorg.routine import Anchor
from fastomsorg.terms import (
    Actor,
    CaseKey,
    ClientId,
    Period,
    Permission,
    Purpose,
    Status,
    UnitId,
)
from fastomsorg.testing import a_client, a_staff_member, an_absence
from tests.casework.office import FIRST, TODAY, Office
from tests.casework.permitted import USABLE
from tests.routine.duties import DAYS, duty, routine

UNITS = ("north", "south")
CASES = (
    CaseKey("agda", "north"),
    CaseKey("agda", "south"),
    CaseKey("bo", "north"),
    CaseKey("cilla", "south"),
)
CLIENTS = ("agda", "bo", "cilla", "nobody")
PROTECTED = {"agda", "cilla"}
ACCEPTED = {CASES[0]: "britta", CASES[3]: "greta"}
DECLINED = {CASES[1]}
STAFF = {"britta": ("north", "south"), "greta": ("north", "south"), "lotta": ("south",)}
PROTECTED_STAFF = {"greta"}
YES = 11
LATER = dt.date(2024, 6, 17)
A_FORTNIGHT = Period.through(TODAY, dt.date(2024, 6, 23))
AWAY = ("britta", "greta")
"""Who is absent from the second of the two weeks on."""

ROUTINE = routine(duty("plan", Anchor.START, (14, DAYS), who=("contact",)))
"""One thing that is to be done for everybody."""

Grants: TypeAlias = Mapping[Permission, frozenset[UnitId | None]]
Answer: TypeAlias = object
DENIED, UNKNOWN = "denied", "unknown"


def an_office() -> Office:
    """
    Three answers are registered, each with its note; Bo has not been asked.
    """
    clients = [a_client(id, name=id, protected=id in PROTECTED) for id in CLIENTS[:-1]]
    staff = [
        a_staff_member(id, name=id.title(), units=units, protected=id in PROTECTED_STAFF)
        for id, units in STAFF.items()
    ]
    office = Office(clients=clients, staff=staff)
    for number, key in enumerate(CASES, start=1):
        office.grant(StartEnactment(key, f"e{number}", FIRST))
    for number, (key, primary) in enumerate(ACCEPTED.items(), start=YES):
        office.grant(RecordStatus(key, Status.ACCEPTED, TODAY, primary), number)
    for key in DECLINED:
        office.grant(RecordStatus(key, Status.DECLINED, TODAY))
    away = (an_absence(LATER, who=Absentee.STAFF, id=staff) for staff in AWAY)
    list(office.store.put_absences(away))
    return office


@attrs.frozen
class Authority:
    """
    What one actor has been given, but for some clients: the policy, and what follows from it.
    """

    grants: Grants
    barred: frozenset[tuple[Permission, ClientId]]
    purpose: Purpose

    @classmethod
    def drawn(cls, seed: int) -> list[Authority]:
        """
        The same gifts for every purpose.
        """
        chance = Random(seed)
        freely = chance.random()
        likely = {"north": freely, "south": freely, None: freely / 3}
        grants = {
            permission: frozenset(unit for unit, share in likely.items() if chance.random() < share)
            for permission in Permission
        }
        barred = frozenset(
            (permission, client)
            for permission in Permission
            for client in CLIENTS
            if chance.random() < 0.15
        )
        return [cls(grants, barred, purpose) for purpose in Purpose]

    def units(self, _: Actor, permission: Permission) -> Reach:
        units = self.grants[permission]
        return Reach(frozenset(unit for unit in units if unit is not None), None in units)

    def allows(
        self,
        _: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        __: Purpose,
    ) -> bool:
        units = self.grants[permission]
        return (None in units or unit in units) and (permission, client) not in self.barred

    # What follows ---------------------------------------------------------------------------------

    def may(
        self, permission: Permission, unit: UnitId | None = None, client: ClientId | None = None
    ) -> bool:
        units = self.grants[permission]
        given = None in units or (unit is not None and unit in units)
        barred = client is not None and (permission, client) in self.barred
        return self.purpose in USABLE[permission] and given and not barred

    def reaches(self, permission: Permission, unit: UnitId) -> bool:
        units = self.grants[permission]
        return self.purpose in USABLE[permission] and (None in units or unit in units)

    def reaches_any(self, permission: Permission) -> bool:
        return self.purpose in USABLE[permission] and bool(self.grants[permission])

    def sees(self, client: ClientId, units: Iterable[UnitId | None]) -> bool:
        return client not in PROTECTED or any(
            self.may(Permission.SEE_PROTECTED, unit, client) for unit in units
        )

    def sees_staff(self, staff: str, units: Iterable[UnitId | None]) -> bool:
        return staff not in PROTECTED_STAFF or any(
            self.may(Permission.SEE_PROTECTED, unit) for unit in units
        )

    def viewed(self, client: ClientId) -> list[UnitId]:
        return [
            key.unit
            for key in CASES
            if key.client == client and self.may(Permission.VIEW, key.unit, client)
        ]

    def named(
        self, client: ClientId, units: Iterable[UnitId | None]
    ) -> tuple[ClientId, str | None]:
        return client, client if self.sees(client, units) else None

    # What each question is answered with ----------------------------------------------------------

    def show(self, client: ClientId) -> Answer:
        units = self.viewed(client)
        if not units and not self.may(Permission.VIEW, None, client):
            return DENIED
        if client == "nobody":
            return UNKNOWN
        cards = [
            (key.unit, primary.title() if self.sees_staff(primary, [key.unit]) else "")
            for key, primary in ACCEPTED.items()
            if key.client == client
        ]
        here = [card for card in cards if card[0] in units]
        there = [card for card in cards if card[0] not in units]
        return self.named(client, units or [None]), units, here, there

    def state(self, key: CaseKey) -> Answer:
        return "shown" if self.may(Permission.VIEW, key.unit, key.client) else DENIED

    def unhandled(self, unit: UnitId) -> Answer:
        if not self.may(Permission.VIEW, unit):
            return DENIED
        waiting = [key for key in CASES if key not in ACCEPTED and key not in DECLINED]
        return [
            self.named(key.client, [unit])
            for key in waiting
            if key.unit == unit and self.may(Permission.VIEW, unit, key.client)
        ]

    def selectable(self, unit: UnitId) -> Answer:
        if not self.may(Permission.VIEW, unit):
            return DENIED
        at = [staff for staff, units in STAFF.items() if unit in units]
        return [(staff, staff.title() if self.sees_staff(staff, [unit]) else "") for staff in at]

    def due(self, unit: UnitId) -> Answer:
        if not self.may(Permission.VIEW, unit):
            return DENIED
        return [
            (self.named(key.client, [unit]), self.staff_named(ACCEPTED.get(key), unit))
            for key in self._cases_at(unit)
        ]

    def coverage(self, unit: UnitId) -> Answer:
        if not self.may(Permission.VIEW, unit):
            return DENIED
        return [
            (self.named(key.client, [unit]), self.staff_named(ACCEPTED[key], unit))
            for key in self._cases_at(unit)
            if ACCEPTED.get(key) in AWAY
        ]

    def candidates(self, client: ClientId, unit: UnitId) -> Answer:
        if not self.may(Permission.VIEW, unit, client):
            return DENIED
        if client == "nobody":
            return UNKNOWN
        holds = ACCEPTED.get(CaseKey(client, unit))
        others = [id for id, units in STAFF.items() if unit in units and id != holds]
        return self.named(client, [unit]), {(id, self.staff_named(id, unit)) for id in others}

    def proposal(self, unit: UnitId) -> Answer:
        if not self.may(Permission.VIEW, unit):
            return DENIED
        lacking = [key for key in self._cases_at(unit) if key not in {*ACCEPTED, *DECLINED}]
        return [self.named(key.client, [unit]) for key in lacking]

    def handed_over(self, staff: str, units: tuple[UnitId, ...]) -> Answer:
        at = self._asked_about(units)
        if not isinstance(at, tuple):
            return DENIED
        if staff not in STAFF:
            return UNKNOWN
        return [
            (key, key.client if self.sees(key.client, [unit]) else "")
            for unit in at
            for key in self._cases_at(unit)
            if ACCEPTED.get(key) == staff
        ]

    def forecast(self, units: tuple[UnitId, ...]) -> Answer:
        return self._asked_about(units)

    def _asked_about(self, units: tuple[UnitId, ...]) -> Answer:
        """
        The units, each of which must be let into; where none is named, those that may be.
        """
        at = units or tuple(unit for unit in UNITS if self.may(Permission.VIEW, unit))
        return at if at and all(self.may(Permission.VIEW, unit) for unit in at) else DENIED

    def _cases_at(self, unit: UnitId) -> list[CaseKey]:
        return [
            key for key in CASES if key.unit == unit and self.may(Permission.VIEW, unit, key.client)
        ]

    def staff_named(self, staff: str | None, unit: UnitId) -> str:
        return staff.title() if staff and self.sees_staff(staff, [unit]) else ""

    def explain(self, staff: str) -> Answer:
        within = [unit for unit in STAFF.get(staff, ()) if self.reaches(Permission.VIEW, unit)]
        if not self.may(Permission.VIEW, within[0] if within else None):
            return DENIED
        if staff not in STAFF:
            return UNKNOWN
        return staff.title() if self.sees_staff(staff, within or [None]) else ""

    def notes(self, client: ClientId | None, unit: UnitId | None) -> Answer:
        if not self.reaches_any(Permission.VIEW):
            return DENIED
        if unit is not None and not self.reaches(Permission.VIEW, unit):
            return DENIED
        if client is not None:
            at: list[UnitId | None] = [u for u in self.viewed(client) if unit in (None, u)]
            if not at and not self.may(Permission.VIEW, unit, client):
                return DENIED
            if client == "nobody":
                return UNKNOWN
            if not self.sees(client, at or [unit]):
                return DENIED
        return {
            key
            for key in (*ACCEPTED, *DECLINED)
            if client in (None, key.client)
            and unit in (None, key.unit)
            and self.may(Permission.VIEW, key.unit, key.client)
            and self.sees(key.client, [key.unit])
        }

    def searched(self, units: tuple[UnitId, ...]) -> Answer:
        at = units or tuple(unit for unit in UNITS if self.reaches(Permission.SEARCH, unit))
        return at if at and all(self.may(Permission.SEARCH, unit) for unit in at) else DENIED

    def search(self, units: tuple[UnitId, ...], *, names: bool) -> Answer:
        at = self.searched(units)
        if not isinstance(at, tuple):
            return DENIED
        found = [key for key in ACCEPTED if key.unit in at]
        listed = [key for key in found if self.may(Permission.SEARCH, key.unit, key.client)]
        named = [self.named(key.client, [key.unit]) for key in listed]
        return len(found), named if names else None

    def commanded(self, needed: Iterable[tuple[Permission, UnitId | None]]) -> Answer:
        allowed = all(
            self.may(permission, unit, None if unit is None else "agda")
            for permission, unit in needed
        )
        return "done" if allowed else DENIED

    def administered(self) -> Answer:
        return "done" if self.may(Permission.ADMIN) else DENIED
