"""
Which contacts at a unit lose their ground by a day to come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import attrs

from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.casework._registering import further_at
from fastomsorg.decisions import Given
from fastomsorg.routine import HeldSeat, outlook
from fastomsorg.terms import CaseKey, Role, UnitId

from ._loading import seen
from ._views import LosingContact, UnitOutlook

SEATS = (Role.PRIMARY, Role.DEPUTY)


def unit_outlook(
    host: Host, sight: Sight, unit: UnitId, on: dt.date, may_view: Callable[[CaseKey], bool]
) -> UnitOutlook:
    """
    Who holds a seat at the unit on the day, as is registered today, and has no ground for it then.
    """
    today = host.today()
    seats = tuple(_seats(host, unit, on, today, may_view))
    holders = {seat.staff for seat in seats}
    then, now = host.staff_on(holders, on), host.staff_on(holders, today)
    given = Given(today=today, local=host.local, further=further_at(host))
    found = outlook(
        unit,
        seats,
        on,
        attrs.evolve(given, staff={(id, today): member for id, member in now.items()}),
        attrs.evolve(given, staff={(id, on): member for id, member in then.items()}),
    )
    return UnitOutlook(
        outlook=found,
        routine=host.local(unit, on).name,
        losing=tuple(
            LosingContact(
                each,
                sight.client(each.seat.case.client, unit),
                seen(sight, then.get(each.seat.staff), each.seat.staff, unit),
            )
            for each in found.losing
        ),
        unclear=tuple(seen(sight, then.get(id), id, unit) for id in found.unclear),
    )


def _seats(
    host: Host,
    unit: UnitId,
    on: dt.date,
    today: dt.date,
    may_view: Callable[[CaseKey], bool],
) -> Iterator[HeldSeat]:
    """
    The seats that somebody holds; a case is read only where a routine asks by service.
    """
    demands = (host.local(unit, day).demands for day in (today, on))
    by_service = any(each is not None and each.delegations_for for each in demands)
    held = [
        (key, role, holding.staff)
        for key, life in host.storage.lives(unit=unit, on=on)
        if may_view(key) and (spell := life.on(on)) is not None
        for role in SEATS
        if (holding := spell.holder(role)) is not None
    ]
    for key, role, staff in held:
        services = host.storage.read(key).services_on(on) if by_service else frozenset()
        yield HeldSeat(key, role, staff, services)
