"""
Which contacts lose their ground by a day to come, and whom does that leave?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

import attrs

from fastomsorg.decisions import LOCAL_OBSTACLES, Given, Reason, judged, title_of
from fastomsorg.law import Outcome
from fastomsorg.terms import CaseKey, ClientId, Role, Service, StaffId, UnitId

OF_THE_GROUND = frozenset({"title_missing", "title_unclear"}) | LOCAL_OBSTACLES
"""The obstacles that say that somebody has no ground, or not here."""


class Cause(StrEnum):
    """
    What takes the ground away (*orsak*): the law, that it can be read two ways, or the routine.
    """

    LAW = "law"
    UNCLEAR = "unclear"
    ROUTINE = "routine"


@attrs.frozen
class HeldSeat:
    """
    A seat that somebody holds on the day looked at (*uppdrag*), with what the client is granted.
    """

    case: CaseKey
    role: Role
    staff: StaffId
    services: frozenset[Service] = frozenset()


@attrs.frozen
class Losing:
    """
    A seat whose holder has no ground on the day (*förlorad grund*).

    *already* says that there is none today either: nothing is lost then, but somebody should look.
    """

    seat: HeldSeat
    cause: Cause
    already: bool
    reasons: tuple[Reason, ...]


@attrs.frozen
class Outlook:
    """
    How a unit stands on a day to come (*framtida läge*), as far as is registered today.

    *unclear* are the holders whose ground the law leaves unclear on the day, whatever the routine
    has made of that.
    """

    unit: UnitId
    on: dt.date
    seats: tuple[HeldSeat, ...]
    losing: tuple[Losing, ...]
    unclear: tuple[StaffId, ...]

    @property
    def lost(self) -> tuple[Losing, ...]:
        """
        What somebody has ground for today, and not on the day (*förlorar sin grund*).
        """
        return tuple(each for each in self.losing if not each.already)

    @property
    def left(self) -> tuple[ClientId, ...]:
        """
        The clients whose primary loses the ground (*står utan*), in order.
        """
        return tuple(
            sorted(each.seat.case.client for each in self.lost if each.seat.role is Role.PRIMARY)
        )

    @property
    def deputy_remains(self) -> tuple[ClientId, ...]:
        """
        Those of them who have a deputy that keeps it (*har en vice kvar*).
        """
        gone = {each.seat for each in self.losing}
        kept = {
            seat.case.client for seat in self.seats if seat.role is Role.DEPUTY and seat not in gone
        }
        return tuple(client for client in self.left if client in kept)


def outlook(
    unit: UnitId, seats: Iterable[HeldSeat], on: dt.date, now: Given, then: Given
) -> Outlook:
    """
    Judge every holder of a seat at the unit by the law and the routine of the day (*prognos*).

    *now* holds those who hold the seats as today, *then* as on the day. That the routine is the
    cause is seen by asking once more with the routine of today.
    """
    held = tuple(sorted(seats, key=lambda seat: (seat.case, seat.role is Role.DEPUTY)))
    losing = tuple(
        found for seat in held if (found := _losing(seat, unit, on, now, then)) is not None
    )
    holders = sorted({seat.staff for seat in held})
    return Outlook(unit, on, held, losing, tuple(id for id in holders if _unclear(id, on, then)))


def _losing(seat: HeldSeat, unit: UnitId, on: dt.date, now: Given, then: Given) -> Losing | None:
    lacking = _lacking(seat, unit, on, then)
    if not lacking:
        return None
    today = now.today
    already = bool(_lacking(seat, unit, today, now))
    as_today = attrs.evolve(then, local=lambda unit, _: then.local(unit, today))
    if not _lacking(seat, unit, on, as_today):
        cause = Cause.ROUTINE
    elif any(reason.code == "title_missing" for reason in lacking):
        cause = Cause.LAW
    elif any(reason.code == "title_unclear" for reason in lacking):
        cause = Cause.UNCLEAR
    else:
        cause = Cause.ROUTINE
    return Losing(seat, cause, already, lacking)


def _lacking(seat: HeldSeat, unit: UnitId, day: dt.date, given: Given) -> tuple[Reason, ...]:
    """
    What stands in the way of the ground; of somebody who is not known, nothing can be said.
    """
    found = judged(
        seat.staff,
        seat.role,
        unit,
        day,
        given,
        client=seat.case.client,
        services=seat.services,
    )
    return tuple(each for each in found.reasons if each.blocks and each.code in OF_THE_GROUND)


def _unclear(staff: StaffId, on: dt.date, then: Given) -> bool:
    member = then.staff.get((staff, on))
    if member is None:
        return False
    return title_of(member, on=on, rules=then.rules(on)).outcome is Outcome.UNCLEAR
