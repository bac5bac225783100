"""
What somebody asks for. Every command says the days and ids it is about, and nothing of the answer.

With *confirmed* the actor has seen what the command makes lapse or revive, and accepts it.
"""

from ._commands import (
    Annul,
    CaseCommand,
    Command,
    Correct,
    HandOver,
    PlainCommand,
    SeatCommand,
    SeenCase,
    cases_of,
)
from ._contacts import (
    AppointContactPerson,
    AppointContacts,
    EndContact,
    ProposeContact,
    RecordStatus,
    RequestChange,
)
from ._enactments import ChangeEnactment, MoveClient, StartEnactment
from ._obligations import NeedChanged, RecordConsent, RecordDone

__all__ = [
    "Annul",
    "AppointContactPerson",
    "AppointContacts",
    "CaseCommand",
    "ChangeEnactment",
    "Command",
    "Correct",
    "EndContact",
    "HandOver",
    "MoveClient",
    "NeedChanged",
    "PlainCommand",
    "ProposeContact",
    "RecordConsent",
    "RecordDone",
    "RecordStatus",
    "RequestChange",
    "SeatCommand",
    "SeenCase",
    "StartEnactment",
    "cases_of",
]
