"""
A second opinion on a life: walked through day by day, slowly, as the rules are told to people.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from fastomsorg.history import (
    ContactChanged,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    LastDaySet,
    Registration,
    RegistrationAnnulled,
    StatusRecorded,
)
from fastomsorg.terms import ONE_DAY, Role, StaffId, Status

State: TypeAlias = tuple[Status, dict[Role, StaffId]]


def state_on(day: dt.date, registrations: Sequence[Registration]) -> State | None:
    """
    The answer and whoever holds a seat on the day; None where there is no stay.
    """
    standing = [each for each in registrations if _stands(each, registrations)]
    events = [event for each in standing for event in each.events]
    if not _at_the_unit(day, events):
        return None

    first_day = day
    while _at_the_unit(first_day - ONE_DAY, events):
        first_day -= ONE_DAY
    state: State = (Status.NOT_ASKED, {})
    for number in range((day - first_day).days + 1):
        state = _next(state, first_day + number * ONE_DAY, events)
    return state


def _stands(registration: Registration, registrations: Sequence[Registration]) -> bool:
    return not any(
        _stands(later, registrations)
        for later in registrations
        if later.position > registration.position
        for event in later.events
        if isinstance(event, RegistrationAnnulled) and event.registration == registration.id
    )


def _at_the_unit(day: dt.date, events: Sequence[Event]) -> bool:
    return any(
        event.on <= day <= last_day
        for number, event in enumerate(events)
        if isinstance(event, EnactmentStarted) and event.counts
        for last_day in [_last_day(event, events[number + 1 :])]
    )


def _last_day(start: EnactmentStarted, later: Sequence[Event]) -> dt.date:
    last_day = start.last_day or dt.date.max
    for event in _until_it_begins_again(start, later):
        if isinstance(event, LastDaySet):
            last_day = event.last_day or dt.date.max
        elif isinstance(event, EnactmentMovedAway):
            return min(last_day, event.on - ONE_DAY, *_moved_earlier(start, later))
    return last_day


def _moved_earlier(start: EnactmentStarted, later: Sequence[Event]) -> Iterator[dt.date]:
    """
    It may move away again and again before it comes back: the earliest day counts.
    """
    for event in _until_it_begins_again(start, later):
        if isinstance(event, EnactmentMovedAway):
            yield event.on - ONE_DAY


def _until_it_begins_again(start: EnactmentStarted, later: Sequence[Event]) -> Iterator[Event]:
    for event in later:
        if getattr(event, "enactment", None) != start.enactment:
            continue
        if isinstance(event, EnactmentStarted):
            return
        yield event


def _next(state: State, day: dt.date, events: Sequence[Event]) -> State:
    status, before = state
    changes: dict[Role, StaffId | None] = {}
    for event in events:
        if isinstance(event, StatusRecorded) and event.on == day:
            status = event.status
        elif isinstance(event, ContactChanged) and event.on == day:
            changes[event.role] = event.staff

    wanted: dict[Role, StaffId | None] = {**before, **changes}
    seats = {role: staff for role, staff in wanted.items() if staff is not None}
    if status is not Status.ACCEPTED:
        seats.pop(Role.PRIMARY, None)
        seats.pop(Role.DEPUTY, None)
    if Role.PRIMARY in seats:
        seats.pop(Role.CONTACT_PERSON, None)
        seats.pop(Role.DEPUTY_CONTACT_PERSON, None)
    for first, deputy in (
        (Role.PRIMARY, Role.DEPUTY),
        (Role.CONTACT_PERSON, Role.DEPUTY_CONTACT_PERSON),
    ):
        if first in seats and seats[first] == seats.get(deputy):
            del seats[deputy]
    return status, seats
