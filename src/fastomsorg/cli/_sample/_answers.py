"""
What the clients answered over the years, and who became their contacts: by the rules.

Every 500th client is an exception on purpose: the first contact lacks the title, so that taking
the tables over has something to remark on.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from fastomsorg.terms import (
    CaseKey,
    ChangeReason,
    Instant,
    Service,
    StaffId,
    Status,
    day_after,
    stockholm,
)
from fastomsorg.wire.tables import RegistrationRow

from ._chance import Chance
from ._clients import client_id
from ._places import Member, unit_id
from ._stays import Stay

DUTY = dt.date(2022, 7, 1)
ODD_EVERY, ODD = 500, 250
REASONS = (
    ChangeReason.CLIENT_WISH,
    ChangeReason.RELATION,
    ChangeReason.LONG_ABSENCE,
    ChangeReason.DELEGATION_NEEDED,
    ChangeReason.SCHEDULING,
)


def answers(
    draw: Chance, number: int, stay: Stay, staff: Sequence[Member]
) -> Iterator[RegistrationRow]:
    """
    The answers of one stay (*svar*), in order of days; none where nobody has asked yet.
    """
    case = CaseKey(client_id(number), unit_id(stay.unit))
    on = max(stay.first, DUTY) + dt.timedelta(draw.randrange(3, 60))
    roll = draw.random()
    if on > stay.last or roll < 0.08:
        return
    if roll < 0.20:
        yield _answer(draw, case, on, Status.DECLINED)
        on += dt.timedelta(draw.randrange(180, 500))
        if draw.random() < 0.5:
            return
    elif roll < (0.75 if stay.services == {Service.ALARM} else 0.22):
        yield _no_need(draw, case, on)
        return
    yield from _accepted(draw, case, on, stay, staff, is_odd=number % ODD_EVERY == ODD)


def _accepted(
    draw: Chance, case: CaseKey, on: dt.date, stay: Stay, staff: Sequence[Member], *, is_odd: bool
) -> Iterator[RegistrationRow]:
    """
    A yes, and every change of contact after it.
    """
    former: Member | None = None
    reason: ChangeReason | None = None
    while on <= stay.last:
        primary = _primary(draw, on, staff, former, is_odd=is_odd and former is None)
        deputy = _deputy(draw, on, staff, primary)
        yield _answer(
            draw, case, on, Status.ACCEPTED, primary=primary.staff.id, deputy=deputy, reason=reason
        )
        former, reason = primary, draw.choice(REASONS)
        on += dt.timedelta(draw.randrange(150, 1_500))
        if primary.last_day is not None and primary.last_day < on:
            on, reason = day_after(primary.last_day), ChangeReason.STAFF_LEFT


def _primary(
    draw: Chance, on: dt.date, staff: Sequence[Member], former: Member | None, *, is_odd: bool
) -> Member:
    if is_odd:
        return next(member for member in staff if not member.staff.selectable)
    return draw.choice([member for member in staff if member is not former and member.fits(on)])


def _deputy(draw: Chance, on: dt.date, staff: Sequence[Member], primary: Member) -> StaffId | None:
    if draw.random() < 0.4:
        return None
    deputies = [member for member in staff if member is not primary and member.fits(on)]
    return draw.choice(deputies).staff.id


def _no_need(draw: Chance, case: CaseKey, on: dt.date) -> RegistrationRow:
    return _answer(
        draw,
        case,
        on,
        Status.NO_NEED,
        assessment="Behöver ingen samordning: få insatser, stort eget nätverk",
        persons_view=draw.choice(("Håller med", "Vill inte ha någon kontakt nu")),
    )


def _answer(
    draw: Chance,
    case: CaseKey,
    on: dt.date,
    status: Status,
    *,
    primary: StaffId | None = None,
    deputy: StaffId | None = None,
    reason: ChangeReason | None = None,
    assessment: str = "",
    persons_view: str = "",
) -> RegistrationRow:
    return RegistrationRow(
        case=case,
        on=on,
        status=status,
        primary=primary,
        deputy=deputy,
        reason=reason,
        assessment=assessment,
        persons_view=persons_view,
        by=f"Enhetschef {case.unit}",
        recorded_at=_in_office_hours(draw, on),
    )


def _in_office_hours(draw: Chance, on: dt.date) -> Instant:
    time = dt.time(draw.randrange(8, 17), draw.randrange(60))
    return dt.datetime.combine(on, time, stockholm()).astimezone(dt.UTC)
