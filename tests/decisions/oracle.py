"""
A second opinion on what lapses and revives: every day is looked at, one by one, slowly.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from fastomsorg.history import (
    PROPOSED,
    Case,
    ContactChanged,
    Registration,
    RegistrationAnnulled,
    StatusRecorded,
    enactments,
    stays,
)
from fastomsorg.terms import ONE_DAY, RegistrationId, Role, StaffId, Status

Seat: TypeAlias = tuple[StaffId, RegistrationId]
"""Who holds it, and the registration that put them there."""

SECONDS = {
    Role.DEPUTY: Role.PRIMARY,
    Role.DEPUTY_CONTACT_PERSON: Role.CONTACT_PERSON,
}


@attrs.frozen
class Day:
    """
    What is on one day.
    """

    status: Status
    seats: dict[Role, Seat] = attrs.field(factory=dict)


Days: TypeAlias = dict[dt.date, Day | None]


@attrs.frozen
class Said:
    """
    An answer, or with a *role* who was to hold it, as one registration said for one day.
    """

    by: RegistrationId
    on: dt.date
    role: Role | None
    value: Status | StaffId | None


def walk(case: Case, first: dt.date, last: dt.date) -> Days:
    """
    What is on each day, walked through from the first to the last.
    """
    here = stays(enactments(case.standing))
    days: Days = {}
    before: Day | None = None
    day = first
    while day <= last:
        if any(day in stay for stay in here):
            before = _next(before or Day(Status.NOT_ASKED), day, case)
        else:
            before = None
        days[day] = before
        day += ONE_DAY
    return days


def _next(before: Day, day: dt.date, case: Case) -> Day:
    status, seats = before.status, dict(before.seats)
    asked: dict[Role, tuple[StaffId | None, RegistrationId]] = {}
    for said in everything_said(case):
        if said.on == day and said.role is None:
            assert isinstance(said.value, Status)
            status = said.value
        elif said.on == day and said.role is not None:
            asked[said.role] = (said.value, said.by)
    for role, (staff, by) in asked.items():
        if staff is None:
            seats.pop(role, None)
        elif role not in seats or seats[role][0] != staff:
            seats[role] = (staff, by)
    if status is not Status.ACCEPTED:
        seats.pop(Role.PRIMARY, None)
        seats.pop(Role.DEPUTY, None)
    if Role.PRIMARY in seats:
        seats.pop(Role.CONTACT_PERSON, None)
        seats.pop(Role.DEPUTY_CONTACT_PERSON, None)
    for second, first in SECONDS.items():
        if first in seats and second in seats and seats[first][0] == seats[second][0]:
            del seats[second]
    return Day(status, seats)


def everything_said(case: Case) -> Iterator[Said]:
    """
    Every answer and seat change of the registrations that stand, in order of position.
    """
    for registration in case.standing:
        for event in registration.events:
            if isinstance(event, StatusRecorded):
                yield Said(registration.id, event.on, None, event.status)
            elif isinstance(event, ContactChanged):
                yield Said(registration.id, event.on, event.role, event.staff)


def in_force(said: Said, days: Days) -> bool:
    """
    Is it so, on the day it was said for?
    """
    day = days[said.on]
    if day is None:
        return False
    if said.role is None:
        return day.status == said.value
    return day.seats.get(said.role, (None,))[0] == said.value


def lapsed(before: Case, after: Case, was: Days, is_now: Days, took_back: RegistrationId) -> bool:
    """
    Does anything that was registered earlier hold no longer?
    """
    stood = {said for said in everything_said(before) if in_force(said, was)}
    stands = {said for said in everything_said(after) if in_force(said, is_now)}
    gone = {said for said in stood - stands if said.by != took_back}
    first = min(_days_of(after.registrations[-1], after), default=dt.date.max)
    return bool(gone) or any(
        said.by != took_back and said.role in (None, role) and first < said.on <= day
        for day, role in _other_holders(was, is_now)
        if _holder(was[day], role)
        for said in stood
    )


def revived(before: Case, after: Case, was: Days, is_now: Days, took_back: RegistrationId) -> bool:
    """
    Does anything that was registered earlier hold again?
    """
    stood = {said for said in everything_said(before) if in_force(said, was)}
    stands = {said for said in everything_said(after) if in_force(said, is_now)}
    come = {said for said in stands - stood if said.by not in (took_back, PROPOSED)}
    return bool(come) or any(
        (seat := _holder(is_now[day], role)) is not None and seat[1] != PROPOSED
        for day, role in _other_holders(was, is_now)
    )


def _other_holders(was: Days, is_now: Days) -> Iterator[tuple[dt.date, Role]]:
    for day in was:
        for role in Role:
            old, new = _holder(was[day], role), _holder(is_now[day], role)
            if (old and old[0]) != (new and new[0]):
                yield day, role


def _holder(day: Day | None, role: Role) -> Seat | None:
    return day.seats.get(role) if day else None


def _days_of(registration: Registration, case: Case) -> Iterator[dt.date]:
    """
    The days it speaks of, or that what it annuls spoke of.
    """
    registered = {each.id: each for each in case.registrations}
    for event in registration.events:
        if isinstance(event, RegistrationAnnulled):
            yield from _days_of(registered[event.registration], case)
        else:
            yield event.on
