"""
What the client has consented to, on a day.
"""

import datetime as dt
from collections.abc import Iterable

from fastomsorg.terms import Consent, Party

from ._events import ConsentRecorded
from ._registration import Registration


def consent_on(
    standing: Iterable[Registration], day: dt.date, to: Party, *, about: str, person: str
) -> Consent | None:
    """
    Does the client consent to *to* being told (*samtycke*)? None where nobody has asked.

    The latest day holds, of several on a day the last position. What is said of everything, or of
    everybody, goes for each; what is said of one thing goes for nothing else.
    """
    said = [
        event
        for registration in standing
        for event in registration.events
        if isinstance(event, ConsentRecorded)
        and event.on <= day
        and event.to is to
        and event.about in ("", about)
        and event.person in ("", person)
    ]
    latest = max(enumerate(said), key=lambda each: (each[1].on, each[0]), default=None)
    return None if latest is None else latest[1].consent
