"""
What an earlier registration said, in short, so that nobody mistakes it for another.
"""

from collections.abc import Iterator
from typing import assert_never

import attrs

from fastomsorg.decisions import AlsoNoted
from fastomsorg.history import (
    Case,
    ChangeWished,
    ConsentRecorded,
    ContactChanged,
    ContactProposed,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    LastDaySet,
    NeedChangeRecorded,
    Registration,
    RegistrationAnnulled,
    ServicesChanged,
    StatusRecorded,
    TakenOver,
)
from fastomsorg.terms import Role

from ._passages import Passage, passages
from ._registered import Registered

IN_SHORT = frozenset(
    {
        "contact",
        "last_day",
        "left_deputy",
        "left_primary",
        "new_deputy",
        "new_primary",
        "on",
        "unit",
        "what",
    }
)
"""The facts that tell one registration from another; not who stayed, who was before, or why."""

NUMBERED_TWO = (ContactProposed, NeedChangeRecorded, ConsentRecorded)
"""What has its words in a template that came after the first was released."""


def in_short(registered: Registered, registration: Registration) -> Iterator[Passage]:
    """
    What a registration of the same case said when it was made, noted or not.
    """
    said = tuple(passages(_when_made(registered, registration)))
    for passage in said:
        facts = {name: fact for name, fact in passage.facts.items() if name in IN_SHORT}
        yield attrs.evolve(passage, facts=facts)
    if not said:
        for event in registration.events:
            if word := _word(event):
                template = "other/2" if isinstance(event, NUMBERED_TWO) else "other/1"
                yield Passage(template, event.on, {"on": event.on, "event": word})


def _when_made(registered: Registered, registration: Registration) -> Registered:
    """
    The registration upon those before it, with nothing that came later.
    """
    key, all_of_them = registered.before.key, registered.before.registrations
    upon = tuple(each for each in all_of_them if each.position < registration.position)
    return attrs.evolve(
        registered,
        id=registration.id,
        events=registration.events,
        before=Case(key, upon),
        after=Case(key, (*upon, registration)),
        also=frozenset(AlsoNoted),
    )


def _word(event: Event) -> str | None:
    """
    The word for an event that no passage speaks of; None where one does, or none has to.
    """
    match event:
        case EnactmentStarted():
            return "started"
        case ServicesChanged():
            return "services"
        case LastDaySet():
            return "last_day"
        case EnactmentMovedAway():
            return "moved"
        case StatusRecorded():
            return "not_asked"
        case ContactChanged():
            noted = event.role in (Role.PRIMARY, Role.DEPUTY)
            return "contacts" if noted else "contact_person"
        case ContactProposed():
            return "proposed"
        case ChangeWished():
            return "wish"
        case NeedChangeRecorded():
            return "need_changed"
        case ConsentRecorded():
            return "consent"
        case DoneRecorded() | RegistrationAnnulled() | TakenOver():
            return None
        case _:
            assert_never(event)
