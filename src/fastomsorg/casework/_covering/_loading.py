"""
What everybody at a unit carries on a day.
"""

from __future__ import annotations

import datetime as dt

from fastomsorg.care import StaffMember
from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.casework._registering import held_at
from fastomsorg.routine import loads, team_loads
from fastomsorg.terms import StaffId, UnitId

from ._views import UnitLoad


def unit_load(host: Host, sight: Sight, unit: UnitId, on: dt.date) -> UnitLoad:
    """
    The load of everybody at the unit (*belastning*), and of whoever else holds a seat there.
    """
    local, routine = host.local(unit, on), host.routine(unit, on)
    members = {member.id: member for member in host.people.staff_of(unit, on=on)}
    held = tuple(held_at(host, unit, on, local.load))
    members.update(host.staff_on({each.staff for each in held} - members.keys(), on))
    teams = {id: member.team for id, member in members.items() if unit in member.units}
    return UnitLoad(
        unit=unit,
        on=on,
        routine=local.name,
        limited=local.load is not None,
        staff=tuple(
            (seen(sight, members.get(each.staff), each.staff, unit), each)
            for each in loads(held, members, local.load)
        ),
        teams=team_loads(held, teams, routine.team),
    )


def seen(sight: Sight, member: StaffMember | None, id: StaffId, unit: UnitId) -> StaffMember:
    """
    The staff member as the actor may see them, or by id alone where the register has nobody.
    """
    return StaffMember(id, "") if member is None else sight.staff(member, unit)
