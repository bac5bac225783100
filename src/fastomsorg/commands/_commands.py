"""
Every command there is, and those about earlier registrations or several cases.
"""

import datetime as dt
from typing import TypeAlias

import attrs

from fastomsorg.terms import CaseKey, RegistrationId, StaffId

from ._checking import checked
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

SeatCommand: TypeAlias = AppointContacts | AppointContactPerson
"""A command that puts people in seats, and says nothing else."""

CaseCommand: TypeAlias = (
    StartEnactment
    | ChangeEnactment
    | RecordStatus
    | AppointContacts
    | EndContact
    | AppointContactPerson
    | ProposeContact
    | RequestChange
    | RecordDone
    | NeedChanged
    | RecordConsent
)
"""A command about one case."""

PlainCommand: TypeAlias = CaseCommand | MoveClient
"""A command that speaks of days and persons, not of earlier registrations."""


@attrs.frozen(field_transformer=checked)
class Annul:
    """
    Let an earlier registration count no longer (*makulera*); it stays readable.
    """

    registration: RegistrationId
    reason: str = attrs.field(repr=False)
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class Correct:
    """
    Annul a registration and register what should have stood, in one (*rätta*).
    """

    annul: RegistrationId
    reason: str = attrs.field(repr=False)
    commands: tuple[PlainCommand, ...] = ()
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class SeenCase:
    """
    How far a case had come when somebody looked at it (*ärendets läge*): so many registrations.
    """

    case: CaseKey
    version: int


@attrs.frozen(field_transformer=checked)
class HandOver:
    """
    Hand over to others what *staff* holds (*lämna över uppdrag*), for several clients in one.

    Everything or nothing. Each of *commands* is about another case and of the day *on*; a case in
    which anything has been registered since it was *seen* is refused.
    """

    staff: StaffId
    on: dt.date
    commands: tuple[SeatCommand, ...]
    seen: tuple[SeenCase, ...] = ()
    confirmed: bool = False


Command: TypeAlias = PlainCommand | Annul | Correct | HandOver


def cases_of(command: PlainCommand) -> tuple[CaseKey, ...]:
    """
    The cases that the command writes to (*berörda ärenden*).
    """
    if isinstance(command, MoveClient):
        return (command.from_case, command.to_case)
    return (command.case,)
