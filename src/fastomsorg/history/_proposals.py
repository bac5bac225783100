"""
Who is proposed to a client that has not answered yet. Nobody holds a seat by that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from fastomsorg.terms import Period, RegistrationId, Role, StaffId, Status

from ._events import ContactProposed, Event, StatusRecorded
from ._life import Life
from ._registration import Registration


@attrs.frozen
class Proposed:
    """
    Somebody who is to be proposed as contact (*föreslagen kontakt*), on these days, and the
    registration that says so.
    """

    staff: StaffId
    period: Period
    by: RegistrationId


@attrs.frozen
class _Turn:
    """
    A day on which somebody is proposed or, with None, nobody is any longer.
    """

    on: dt.date
    staff: StaffId | None
    by: RegistrationId


def proposals(standing: Iterable[Registration], life: Life) -> tuple[Proposed, ...]:
    """
    Everybody who was proposed (*föreslagna*), in order of days.

    It ends with the day before an answer, another proposal or a primary, and with the stay. Of
    several on one day the last position holds, and an answer ends what was proposed before it.
    """
    standing = tuple(standing)
    if not any(_proposes(event) for each in standing for event in each.events):
        return ()
    turns = sorted(_turns(standing), key=lambda turn: turn.on)
    held = life.contacts(Role.PRIMARY)
    found = []
    for number, turn in enumerate(turns):
        stay = next((stay for stay in life.stays if turn.on in stay), None)
        if turn.staff is None or stay is None:
            continue
        ends = [each.on for each in turns[number + 1 :][:1]]
        ends += [seat.period.start for seat in held if seat.period.end_or_forever > turn.on]
        if stay.end is not None:
            ends.append(stay.end)
        end = min(ends, default=None)
        if end is None or end > turn.on:
            found.append(Proposed(turn.staff, Period(turn.on, end), turn.by))
    return tuple(found)


def _proposes(event: Event) -> bool:
    return isinstance(event, ContactProposed) and event.staff is not None


def _turns(standing: Iterable[Registration]) -> Iterator[_Turn]:
    """
    In order of position; sorting keeps that order within a day.
    """
    for registration in standing:
        for event in registration.events:
            if isinstance(event, ContactProposed):
                yield _Turn(event.on, event.staff, registration.id)
            elif isinstance(event, StatusRecorded) and event.status is not Status.NOT_ASKED:
                yield _Turn(event.on, None, registration.id)
