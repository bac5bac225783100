"""
Who comes, stays and leaves the two seats on a day, as facts of a note.
"""

import datetime as dt

from fastomsorg.history import ContactChanged, StatusRecorded
from fastomsorg.terms import ChangeReason, Fact, Role, StaffId, day_before

from ._registered import Registered

NOTED_ROLES = (Role.PRIMARY, Role.DEPUTY)
ANSWER_OR_SEAT = (StatusRecorded, ContactChanged)


def seat_facts(registered: Registered, day: dt.date) -> dict[str, Fact]:
    """
    The day, who is *new* or *kept*, who is *former* or has *left* the seat empty, and why.
    """
    facts: dict[str, Fact] = {"on": day}
    for role in NOTED_ROLES:
        now = registered.after.life.holder_on(day, role)
        was = _held_before(registered, day, role)
        if now is not None:
            facts[f"{'kept' if now == was else 'new'}_{role}"] = registered.who(now)
        if was is not None and now != was:
            facts[f"{'left' if now is None else 'former'}_{role}"] = registered.who(was)
    if any(name.startswith(("former_", "left_")) for name in facts):
        facts["last_day"] = day_before(day)
    return facts | _why(registered, day)


def holders(registered: Registered, day: dt.date) -> dict[str, Fact]:
    """
    Who holds the seats on the day.
    """
    spell = registered.after.life.on(day)
    held = {role: spell.holder(role) for role in NOTED_ROLES} if spell else {}
    return {role.value: registered.who(seat.staff) for role, seat in held.items() if seat}


def _held_before(registered: Registered, day: dt.date, role: Role) -> StaffId | None:
    """
    Who the record has in the seat; after a day that the registration itself speaks of, its own.
    """
    if any(event.on < day for event in registered.events if isinstance(event, ANSWER_OR_SEAT)):
        return registered.after.life.holder_on(day_before(day), role)
    return registered.upon.life.holder_on(day, role)


def _why(registered: Registered, day: dt.date) -> dict[str, Fact]:
    """
    The reason of the change, in words of its own where it is *other*.
    """
    for event in registered.events:
        if isinstance(event, ContactChanged) and event.on == day and (event.reason or event.text):
            text: dict[str, Fact] = {"comment": event.text} if event.text else {}
            if event.reason is None:
                return text
            if event.reason is ChangeReason.OTHER:
                return {"other_reason": event.text}
            return {"reason": event.reason.value, **text}
    return {}
