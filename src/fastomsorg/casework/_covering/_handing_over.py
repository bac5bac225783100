"""
A plan for handing over everything that one person holds, and the one command it becomes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import attrs

from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.commands import (
    AppointContactPerson,
    AppointContacts,
    HandOver,
    SeatCommand,
    SeenCase,
)
from fastomsorg.history import Case
from fastomsorg.routine import FULL, Option, Wanted, ranked
from fastomsorg.terms import CaseKey, ChangeReason, Role, StaffId, UnitId

from ._sharing import best_or_greedy, shared_out
from ._views import Handed, HandOverPlan
from ._weighing import Weighing, facts_of

OTHER = {
    Role.PRIMARY: Role.DEPUTY,
    Role.DEPUTY: Role.PRIMARY,
    Role.CONTACT_PERSON: Role.DEPUTY_CONTACT_PERSON,
    Role.DEPUTY_CONTACT_PERSON: Role.CONTACT_PERSON,
}
FIRST = frozenset({Role.PRIMARY, Role.CONTACT_PERSON})


@attrs.frozen
class _Seat:
    """
    A seat to hand over, with the case as it was read.
    """

    case: Case
    role: Role


def hand_over_plan(
    host: Host,
    sight: Sight,
    staff: StaffId,
    on: dt.date,
    to: Sequence[StaffId],
    units: Sequence[UnitId],
    may_view: Callable[[CaseKey], bool],
    reason: ChangeReason,
) -> HandOverPlan:
    """
    Everything that somebody holds at the units on the day (*överlämningsplan*), and who it could
    go to: of *to*, or where nobody is named of everybody there, by points and within the limits.
    """
    parts: list[Handed] = []
    for unit in units:
        seats = [seat for seat in _held(host, staff, unit, on) if may_view(seat.case.key)]
        if seats:
            parts += _suggested(host, sight, _Asked(staff, on, tuple(to), reason), unit, seats)
    return HandOverPlan(staff, on, tuple(parts))


@attrs.frozen
class _Asked:
    staff: StaffId
    on: dt.date
    to: tuple[StaffId, ...]
    reason: ChangeReason


def _held(host: Host, staff: StaffId, unit: UnitId, on: dt.date) -> Iterator[_Seat]:
    lives = [(key, life) for key, life in host.storage.lives(unit=unit, on=on)]
    for key, life in lives:
        for role in Role:
            if life.holder_on(on, role) == staff:
                yield _Seat(host.storage.read(key), role)


def _suggested(
    host: Host, sight: Sight, asked: _Asked, unit: UnitId, seats: Sequence[_Seat]
) -> Iterator[Handed]:
    """
    Who could take over each seat: of the first seats first, each within the room that is left.
    """
    weighing = Weighing.at(host, unit, asked.on)
    found: dict[tuple[CaseKey, Role], StaffId] = {}
    for role in Role:
        of_role = [seat for seat in seats if seat.role is role]
        wanted = tuple(_wanted(weighing, asked, seat) for seat in of_role)
        room = {id: weighing.room_of(id, role) for id in weighing.staff}
        _, pairs = shared_out(weighing, wanted, room, best_or_greedy(host))
        for pair in pairs:
            if pair.primary is not None:
                found[CaseKey(pair.client, unit), role] = pair.primary
    for seat in seats:
        key = seat.case.key
        to = found.get((key, seat.role))
        member = None if to is None else weighing.staff.get(to)
        yield Handed(
            case=key,
            role=seat.role,
            version=seat.case.version,
            to=to,
            reason=asked.reason,
            client=sight.client(key.client, unit).name or "",
            name=sight.staff(member, unit).name if member else "",
        )


def _wanted(weighing: Weighing, asked: _Asked, seat: _Seat) -> Wanted:
    return Wanted(seat.case.key.client, tuple(_options(weighing, asked, seat)))


def _options(weighing: Weighing, asked: _Asked, seat: _Seat) -> Iterator[Option]:
    """
    Who is possible for the seat, but whoever holds the other one or hands over.
    """
    other = seat.case.life.holder_on(asked.on, OTHER[seat.role])
    for each in ranked(facts_of(weighing, seat.case, seat.role)):
        id = each.facts.staff
        named = not asked.to or id in asked.to
        if each.possible and named and id not in (other, asked.staff):
            yield Option(id, FULL - each.score)


def command_of(plan: HandOverPlan, *, confirmed: bool = False) -> HandOver:
    """
    The one command that a plan becomes (*överlämning*); what nobody is to take over stays.

    A person may have changed who takes over, or left out a line.
    """
    handed = [part for part in plan.parts if part.to is not None]
    return HandOver(
        staff=plan.staff,
        on=plan.on,
        commands=tuple(_command(plan, part) for part in handed),
        seen=tuple(dict.fromkeys(SeenCase(part.case, part.version) for part in handed)),
        confirmed=confirmed,
    )


def _command(plan: HandOverPlan, part: Handed) -> SeatCommand:
    assert part.to is not None
    match part.role:
        case Role.PRIMARY:
            return AppointContacts(part.case, plan.on, primary=part.to, reason=part.reason)
        case Role.DEPUTY:
            return AppointContacts(part.case, plan.on, deputy=part.to, reason=part.reason)
        case Role.CONTACT_PERSON:
            return AppointContactPerson(part.case, plan.on, person=part.to)
        case Role.DEPUTY_CONTACT_PERSON:
            return AppointContactPerson(part.case, plan.on, deputy=part.to)
