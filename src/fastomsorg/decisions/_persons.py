"""
Who can be put in a seat on a day, and what stands in the way?
"""

import datetime as dt
from collections.abc import Iterator
from typing import assert_never

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.history import Entitlement
from fastomsorg.law import Outcome
from fastomsorg.terms import ClientId, Role, Service, StaffId, UnitId

from ._demanded import at_work, demanded
from ._given import Given
from ._local import LocalRules
from ._reason import Reason, blocking, warning
from ._title import title_of
from ._title_answers import TitleAnswer

CARE_CONTACT = (Role.PRIMARY, Role.DEPUTY)


@attrs.frozen
class Judged:
    """
    What the rules say of somebody in a seat (*prövning av person*).
    """

    reasons: tuple[Reason, ...]
    entitlement: Entitlement | None = None


def judged(
    staff: StaffId,
    role: Role,
    unit: UnitId,
    on: dt.date,
    given: Given,
    *,
    client: ClientId | None = None,
    services: frozenset[Service] = frozenset(),
) -> Judged:
    """
    Can this person hold the seat at the unit on the day (*valbar*), for the *client* who has been
    granted the *services*?

    A contact person needs no title and need not be selectable as a care contact. What is demanded
    locally, and what the host has against somebody, comes on top.
    """
    member = given.staff.get((staff, on))
    if member is None:
        return Judged((blocking("unknown_staff", staff=staff),))

    local = given.local(unit, on)
    on_top = (
        *demanded(member, role, on, services, local),
        *at_work(member, role, on, given.absent(staff, on), local),
        *given.further(member, client, unit, on),
    )
    there = tuple(_left_or_elsewhere(member, unit, on))
    if role not in CARE_CONTACT:
        return Judged(there + on_top)

    if not member.selectable:
        there += (blocking("not_selectable", staff=staff, day=on),)
    answer = title_of(member, on=on, rules=given.rules(on))
    title = tuple(
        _obstacle_of_title(
            member,
            answer,
            on,
            required=role is Role.PRIMARY or local.deputy_title_required,
            local=local,
        )
    )
    return Judged(there + title + on_top + answer.remarks, _frozen(answer))


def _left_or_elsewhere(member: StaffMember, unit: UnitId, on: dt.date) -> Iterator[Reason]:
    if unit not in member.units:
        yield blocking("not_at_unit", staff=member.id, unit=unit, day=on)
    if not member.available:
        yield blocking("not_available", staff=member.id, day=on)
    if member.employed_on(on) is False:
        yield blocking("staff_left", staff=member.id, day=on)


def _obstacle_of_title(
    member: StaffMember, answer: TitleAnswer, on: dt.date, *, required: bool, local: LocalRules
) -> Iterator[Reason]:
    relaxed = () if required else local.basis_of("deputy_title_required")
    facts = {"staff": member.id, "day": on}
    match answer.outcome:
        case Outcome.ENTITLED:
            if answer.last_day is not None:
                facts = {"staff": member.id, "last_day": answer.last_day}
                yield warning("title_until", basis=answer.citations, **facts)
        case Outcome.UNCLEAR:
            accepted = local.accepts_unclear(on)
            chosen = local.basis_of("unclear_accepted") if required and accepted else relaxed
            stands = blocking if required and not accepted else warning
            yield stands("title_unclear", basis=answer.citations + chosen, **facts)
        case Outcome.NOT_ENTITLED:
            stands = blocking if required else warning
            yield stands("title_missing", basis=answer.citations + relaxed, **facts)
        case _:
            assert_never(answer.outcome)


def _frozen(answer: TitleAnswer) -> Entitlement:
    return Entitlement(
        ground=answer.ground,
        last_day=answer.last_day,
        citations=tuple(str(citation) for citation in answer.citations),
        remarks=tuple(remark.code for remark in answer.remarks),
    )
