"""
What was recorded and holds: the answers and seat changes that are in force on their own day.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from fastomsorg.terms import RegistrationId, Role

from ._events import ContactChanged, StatusRecorded
from ._life import Life
from ._registration import Registration


@attrs.frozen
class Effect:
    """
    An answer (*role* None) or a seat change that is in force on its own day (*verkan*).
    """

    registration: RegistrationId
    on: dt.date
    role: Role | None


def effects(standing: Iterable[Registration], life: Life) -> Iterator[Effect]:
    """
    Every answer and seat change that the life shows on the day it was recorded for.
    """
    for registration in standing:
        for event in registration.events:
            if isinstance(event, StatusRecorded):
                if life.status_on(event.on) is event.status:
                    yield Effect(registration.id, event.on, None)
            elif isinstance(event, ContactChanged):
                within = life.on(event.on) is not None
                if within and life.holder_on(event.on, event.role) == event.staff:
                    yield Effect(registration.id, event.on, event.role)
