"""
Looking a unit up: for how many each is contact, and who stands in while somebody is away.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from fastomsorg.care import StaffMember
from fastomsorg.casework import CoveredGap, UnitCoverage, UnitLoad
from fastomsorg.cli import _options as option
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, client_name
from fastomsorg.routine import Against, SeatLoad, StandIn
from fastomsorg.terms import Period, Role

NAMED_AT_MOST = 3
"""How many of a team are named where people read."""


def load(run: Run, unit: option.Unit, on: option.MaybeOn = None) -> None:
    """
    For how many clients each at the unit is contact on a day (*belastning*).
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    found = desk.load(unit, on=day)
    voice.document("load", _plain_load(found))
    voice.heading(voice.text("load.heading", unit=Names(desk, voice).unit(unit), on=day))
    voice.say("load.limits" if found.limited else "load.no_limits", routine=found.routine)
    rows = [
        (
            _who(member),
            member.team,
            each.seat(Role.PRIMARY).weight,
            each.seat(Role.DEPUTY).weight,
            "\n".join(_seat_told(voice, seat) for seat in each.seats if _to_tell(seat)),
        )
        for member, each in found.staff
    ]
    voice.table(
        ("staff", "team", "primary", "deputy", "remarks"),
        [(who, team, amount(one), amount(two), told) for who, team, one, two, told in rows],
    )
    for team in found.teams:
        told = voice.text("load.team", team=team.team, staff=team.staff, clients=team.clients)
        sizes = dict.fromkeys((team.staff_against, team.clients_against))
        voice.item(told + "".join(_size_told(voice, size) for size in sizes))


def amount(number: Fraction) -> str:
    """
    An amount as people read it (*antal*): whole, or with a decimal comma.
    """
    if number.denominator == 1:
        return str(number.numerator)
    return f"{round(float(number), 2):g}".replace(".", ",")


def _to_tell(seat: SeatLoad) -> bool:
    return seat.against in (Against.UNDER, Against.OVER)


def _seat_told(voice: Voice, seat: SeatLoad) -> str:
    limit = seat.limit.most if seat.against is Against.OVER else seat.limit.fewest
    return voice.text(
        f"load.{seat.against.value}", role=seat.role, amount=amount(seat.weight), limit=limit
    )


def _size_told(voice: Voice, kind: Against) -> str:
    return f" {voice.text(f'load.team_{kind.value}')}" if kind in TOLD else ""


TOLD = frozenset({Against.UNDER, Against.OVER})


def _plain_load(found: UnitLoad) -> dict[str, Any]:
    return {
        "unit": found.unit,
        "on": found.on.isoformat(),
        "routine": found.routine,
        "limited": found.limited,
        "staff": [
            {
                **plain_staff(member),
                "team": member.team,
                "seats": [_plain_seat(seat) for seat in each.seats],
            }
            for member, each in found.staff
        ],
        "teams": [
            {
                "team": team.team,
                "staff": team.staff,
                "clients": team.clients,
                "staff_against": team.staff_against.value,
                "clients_against": team.clients_against.value,
            }
            for team in found.teams
        ],
    }


def _plain_seat(seat: SeatLoad) -> dict[str, Any]:
    return {
        "role": seat.role.value,
        "clients": len(seat.clients),
        "weight": [seat.weight.numerator, seat.weight.denominator],
        "fewest": seat.limit.fewest,
        "most": seat.limit.most,
        "against": seat.against.value,
    }


def plain_staff(member: StaffMember) -> dict[str, Any]:
    """
    Somebody of the staff (*personal*) as the contract has it.
    """
    return {"id": member.id, "name": member.name}


def _who(member: StaffMember) -> str:
    return f"{member.name} ({member.id})" if member.name else member.id


def coverage(
    run: Run, unit: option.Unit, first: option.ReportFirst, last: option.ReportLast
) -> None:
    """
    Whose contact is away in a period (*täckning*), who stands in, who is left without.
    """
    voice, desk = run.voice, run.desk()
    found = desk.coverage(unit, Period.through(first, last))
    voice.document("coverage", _plain_coverage(found))
    voice.heading(
        voice.text("coverage.heading", unit=Names(desk, voice).unit(unit), first=first, last=last)
    )
    _say_longer(voice, found)
    if not found.gaps:
        voice.say("coverage.none")
        return
    voice.table(
        ("client", "away", "days", "stands_in"), [_gap_row(voice, each) for each in found.gaps]
    )


def _say_longer(voice: Voice, found: UnitCoverage) -> None:
    if found.longer is None:
        voice.say("coverage.no_number", routine=found.routine)
    else:
        voice.say(
            "coverage.longer_from",
            amount=found.longer.amount,
            unit=voice.label(found.longer.unit).lower(),
            routine=found.routine,
            source=found.longer.source,
        )


def _gap_row(voice: Voice, covered: CoveredGap) -> tuple[str, ...]:
    gap = covered.gap
    away = voice.text(
        "coverage.away", who=_who(covered.away), why=voice.label(gap.why), since=gap.since
    )
    if gap.longer:
        away += "\n" + voice.text("coverage.longer", day=gap.longer_from)
    days = f"{gap.period.start} – {gap.period.last_day}"
    named = ", ".join(map(_who, covered.stands_in[:NAMED_AT_MOST]))
    more = len(covered.stands_in) - NAMED_AT_MOST
    if more > 0:
        named = voice.text("coverage.and_more", named=named, more=more)
    told = voice.text(f"coverage.by_{gap.by.value}", who=named)
    return client_name(voice, covered.client), away, days, told


def _plain_coverage(found: UnitCoverage) -> dict[str, Any]:
    longer = found.longer
    return {
        "unit": found.unit,
        "first": found.period.start.isoformat(),
        "last": _last(found.period),
        "routine": found.routine,
        "longer": None
        if longer is None
        else {"amount": longer.amount, "unit": longer.unit.value, "source": longer.source},
        "gaps": [_plain_gap(each) for each in found.gaps],
        "left_without": _left(found.gaps),
    }


def _left(gaps: Iterable[CoveredGap]) -> list[str]:
    """
    The clients who are left without anybody on some day.
    """
    return sorted({each.client.id for each in gaps if each.gap.by is StandIn.NOBODY})


def _plain_gap(covered: CoveredGap) -> dict[str, Any]:
    gap = covered.gap
    return {
        "client": {"id": covered.client.id, "name": covered.client.name},
        "role": gap.role.value,
        "away": plain_staff(covered.away),
        "why": gap.why.value,
        "since": gap.since.isoformat(),
        "first": gap.period.start.isoformat(),
        "last": _last(gap.period),
        "by": gap.by.value,
        "stands_in": [plain_staff(each) for each in covered.stands_in],
        "longer_from": None if gap.longer_from is None else gap.longer_from.isoformat(),
    }


def _last(period: Period) -> str | None:
    return None if period.last_day is None else period.last_day.isoformat()
