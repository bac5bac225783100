"""
The last days before the tables were made: who was visited by whom, and who was away.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from fastomsorg.care import Absence, Absentee, Visit, VisitKind
from fastomsorg.terms import (
    ClientId,
    Instant,
    Period,
    Service,
    StaffId,
    stockholm,
)
from fastomsorg.wire.tables import RegistrationRow

from ._chance import Chance, chance, day_between
from ._clients import client_id
from ._places import Member, unit_id
from ._stays import Stay

ROUNDS = (dt.time(8), dt.time(12), dt.time(17), dt.time(20, 30))
MINUTE = dt.timedelta(minutes=1)


@attrs.frozen
class Window:
    """
    The days that visits are made up for (*besöksdagar*), both included; none where there are none.
    """

    first: dt.date
    last: dt.date

    def __iter__(self) -> Iterator[dt.date]:
        for days in range((self.last - self.first).days + 1):
            yield self.first + dt.timedelta(days)


def client_absence(draw: Chance, id: ClientId, window: Window) -> Absence | None:
    """
    One in ten was away for some of the days.
    """
    if draw.random() >= 0.1:
        return None
    first = day_between(draw, window.first, window.last)
    last = first + dt.timedelta(draw.randrange(6))
    reason = draw.choice(("Sjukhus", "Korttidsboende", "Resa"))
    return Absence(Absentee.CLIENT, id, Period.through(first, last), reason)


def staff_absences(
    seed: int, unit: int, staff: Sequence[Member], window: Window
) -> Iterator[Absence]:
    """
    One in eight was on leave.
    """
    draw = chance(seed, "leave", unit)
    for member in staff:
        if member.last_day is None and draw.random() < 0.125:
            first = day_between(draw, window.first, window.last)
            period = Period.through(first, first + dt.timedelta(draw.randrange(1, 21)))
            yield Absence(Absentee.STAFF, member.staff.id, period, "Ledighet")


def visits(
    draw: Chance,
    number: int,
    stay: Stay,
    answered: Sequence[RegistrationRow],
    staff: Sequence[Member],
    window: Window,
    away: Absence | None,
) -> Iterator[Visit]:
    """
    The visits of one stay (*besök*), in order of start: by the contact, and by those around.
    """
    rounds = _rounds(draw, stay)
    team = _team(draw, staff)
    shift = number % 12 * 10 * MINUTE
    for day in window:
        if day not in stay or (away is not None and day in away.period):
            continue
        if _is_weekly(stay) and day.isoweekday() != number % 5 + 1:
            continue
        near = contacts_on(day, stay, answered)
        for order, time in enumerate(rounds, start=1):
            starts = dt.datetime.combine(day, time, stockholm()).astimezone(dt.UTC) + shift
            id = f"b{client_id(number)}-{day:%y%m%d}-{order}-{stay.unit + 1}"
            planned = _who(draw, near, team)
            visit = _planned(draw, id, stay, client_id(number), starts, planned)
            yield _performed(draw, visit, team)


def contacts_on(
    day: dt.date, stay: Stay, answered: Sequence[RegistrationRow]
) -> tuple[StaffId, ...]:
    """
    Primary and deputy on the day, as far as there are any, by the rows of the stay.
    """
    held: tuple[StaffId, ...] = ()
    for row in answered:
        if row.case.unit == unit_id(stay.unit) and stay.first <= row.on <= day:
            held = tuple(seat for seat in (row.primary, row.deputy) if seat is not None)
    return held


def _is_weekly(stay: Stay) -> bool:
    return Service.PERSONAL_CARE not in stay.services


def _rounds(draw: Chance, stay: Stay) -> tuple[dt.time, ...]:
    if stay.services == {Service.ALARM}:
        return ()
    if _is_weekly(stay):
        return (dt.time(10),)
    return ROUNDS[: draw.choice((1, 1, 2, 2, 3, 4))]


def _team(draw: Chance, staff: Sequence[Member]) -> tuple[StaffId, ...]:
    """
    Those who come when a contact does not.
    """
    there = [member.staff.id for member in staff if member.last_day is None]
    return tuple(draw.sample(there, 6))


def _who(draw: Chance, near: tuple[StaffId, ...], team: tuple[StaffId, ...]) -> tuple[StaffId, ...]:
    first = draw.choice(near) if near and draw.random() < 0.45 else draw.choice(team)
    if draw.random() < 0.08:
        return first, draw.choice([staff for staff in team if staff != first])
    return (first,)


def _planned(
    draw: Chance,
    id: str,
    stay: Stay,
    client: ClientId,
    starts: Instant,
    staff: tuple[StaffId, ...],
) -> Visit:
    services = frozenset({draw.choice(sorted(stay.services))})
    return Visit(
        id=id,
        client=client,
        unit=unit_id(stay.unit),
        starts=None,
        ends=None,
        planned_starts=starts,
        planned_ends=starts + draw.choice((15, 20, 30, 45)) * MINUTE,
        kind=VisitKind.MEAL if services == {Service.MEALS} else VisitKind.HOME_CARE,
        services=services,
        planned_staff=staff,
        performed=False,
    )


def _performed(draw: Chance, visit: Visit, team: tuple[StaffId, ...]) -> Visit:
    """
    What became of it: a few were not carried out, or noted down late or in part.
    """
    roll = draw.random()
    if roll < 0.02 or visit.planned_starts is None or visit.planned_ends is None:
        return visit
    late = draw.randrange(-5, 26) * MINUTE
    other = draw.random() < 0.1
    staff = (draw.choice(team),) if other else visit.planned_staff
    return attrs.evolve(
        visit,
        starts=visit.planned_starts + late,
        ends=None if roll < 0.03 else visit.planned_ends + late,
        staff=() if 0.03 <= roll < 0.035 else staff,
        performed=True,
        registered_afterwards=roll > 0.97,
    )
