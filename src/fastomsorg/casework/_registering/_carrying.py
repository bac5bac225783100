"""
Whom everybody is contact for, and what a host has against somebody: what a decision is given.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache

import attrs

from fastomsorg.care import Absentee, StaffMember
from fastomsorg.casework._host import Host
from fastomsorg.commands import Command, HandOver
from fastomsorg.decisions import Absent, Carried, Further, Load, Reason, StaffOn
from fastomsorg.history import Case
from fastomsorg.routine import Held
from fastomsorg.terms import CaseKey, ClientId, Period, Role, StaffId, UnitId, day_after


def held_at(host: Host, unit: UnitId, on: dt.date, load: Load | None) -> Iterator[Held]:
    """
    Every seat that somebody holds at the unit on the day (*uppdrag på enheten*), one at a time.

    A case is read only where the routine weighs clients by their services.
    """
    for key, life in host.storage.lives(unit=unit, on=on):
        spell = life.on(on)
        holdings = [] if spell is None else [(role, spell.holder(role)) for role in Role]
        held = [(role, holding.staff) for role, holding in holdings if holding is not None]
        if not held:
            continue
        weight = Fraction(1)
        if load is not None and load.weights:
            weight = load.weight(host.storage.read(key).services_on(on))
        for role, staff in held:
            yield Held(staff, role, key.client, weight)


def carried_at(host: Host) -> Carried:
    """
    Whom somebody is contact for (*uppdrag*): each unit and day is counted once, when asked for.
    """
    counted: dict[
        tuple[UnitId, dt.date], Mapping[tuple[StaffId, Role], dict[ClientId, Fraction]]
    ] = {}

    def carried(
        staff: StaffId, role: Role, unit: UnitId, on: dt.date
    ) -> Mapping[ClientId, Fraction]:
        if (unit, on) not in counted:
            seats: defaultdict[tuple[StaffId, Role], dict[ClientId, Fraction]] = defaultdict(dict)
            for each in held_at(host, unit, on, host.local(unit, on).load):
                seats[each.staff, each.role][each.client] = each.weight
            counted[unit, on] = seats
        return counted[unit, on].get((staff, role), {})

    return carried


def further_at(host: Host) -> Further:
    """
    What the host has against somebody (*ytterligare hinder*), beyond the law and the routine.
    """

    def further(
        staff: StaffMember, client: ClientId | None, unit: UnitId, on: dt.date
    ) -> tuple[Reason, ...]:
        about = None if client is None else host.people.client(client)
        return host.obstacles(staff, about, unit, on)

    return further


def sitting_together(
    asked: Iterable[StaffOn], cases: Mapping[CaseKey, Case], host: Host
) -> frozenset[StaffOn]:
    """
    Whoever holds a seat beside those who are asked about, where they must belong to one team.
    """
    days = {on for _, on in asked}
    return frozenset(
        (staff, on)
        for key, case in cases.items()
        for on in days
        if (demands := host.local(key.unit, on).demands) is not None and demands.one_team
        for role in (Role.PRIMARY, Role.DEPUTY)
        if (staff := case.life.holder_on(on, role)) is not None
    )


def at_work(
    command: Command, members: Mapping[StaffOn, StaffMember], host: Host
) -> Mapping[StaffOn, StaffMember]:
    """
    The staff as they are on the day (*i tjänst*): in a hand-over, whoever is absent on it is not
    available.
    """
    if not isinstance(command, HandOver):
        return members
    absent = absent_on(host, command.on)
    return {
        (id, on): attrs.evolve(member, available=False) if id in absent else member
        for (id, on), member in members.items()
    }


def absent_at(host: Host) -> Absent:
    """
    Who is absent (*frånvarande*), each day looked up once; where that fails, nobody can say.
    """

    @cache
    def found(on: dt.date) -> frozenset[StaffId] | None:
        try:
            return absent_on(host, on)
        except Exception:  # noqa: BLE001 - who makes visits is not to stop an appointment
            return None

    def absent(staff: StaffId, on: dt.date) -> bool | None:
        away = found(on)
        return None if away is None else staff in away

    return absent


def absent_on(host: Host, on: dt.date) -> frozenset[StaffId]:
    """
    Everybody of the staff who is absent on the day (*frånvarande*), as the visits ports have it.
    """
    day = Period(on, None if day_after(on) == on else day_after(on))
    return frozenset(
        absence.id
        for visits in host.visits
        for absence in visits.absences(day)
        if absence.who is Absentee.STAFF
    )
