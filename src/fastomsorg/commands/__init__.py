"""
What somebody asks for.
"""

from ._commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    CaseCommand,
    ChangeEnactment,
    Command,
    Correct,
    EndContact,
    MoveClient,
    PlainCommand,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
    cases_of,
)

__all__ = [
    "Annul",
    "AppointContactPerson",
    "AppointContacts",
    "CaseCommand",
    "ChangeEnactment",
    "Command",
    "Correct",
    "EndContact",
    "MoveClient",
    "PlainCommand",
    "RecordDone",
    "RecordStatus",
    "RequestChange",
    "StartEnactment",
    "cases_of",
]
