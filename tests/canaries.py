"""
What must never stand in a log, in an error or in a `repr`: names, numbers and words of people.

Most of it is what the builders give everybody; `CANARY` is for what a test makes up itself.
"""

import datetime as dt

from fastomsorg.testing import a_client, a_staff_member, an_actor

CANARY = "Kanariefågel"
"""Stands for anything personal: put it in a name, a number or a text."""

BORN = dt.date(1941, 3, 14)

_CLIENT, _STAFF, _ACTOR = a_client(born=BORN), a_staff_member(), an_actor()

CANARIES = (
    CANARY,
    _CLIENT.name,
    str(_CLIENT.personal_number),
    _STAFF.name,
    _STAFF.phone,
    _STAFF.email,
    _ACTOR.name,
)


def found_in(text: str) -> list[str]:
    """
    The canaries that the text gives away.
    """
    return [canary for canary in CANARIES if canary in text]
