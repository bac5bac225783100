"""
What somebody asks for. Every command says the days and ids it is about, and nothing of the answer.

With *confirmed* the actor has seen what the command makes lapse or revive, and accepts it.
"""

import datetime as dt
from typing import TypeAlias

import attrs

from fastomsorg.care import Assessment
from fastomsorg.terms import (
    KEEP,
    Act,
    CaseKey,
    ChangeOf,
    ChangeReason,
    ClientId,
    Consent,
    EnactmentId,
    Keep,
    OfferForm,
    Party,
    RegistrationId,
    Role,
    Service,
    Setting,
    StaffId,
    Status,
    UnitId,
)

from ._checking import checked


@attrs.frozen(field_transformer=checked)
class StartEnactment:
    """
    Begin carrying out granted services (*påbörja verkställighet*) from day *on*.
    """

    case: CaseKey
    enactment: EnactmentId
    on: dt.date
    last_day: dt.date | None = None
    setting: Setting = Setting.HOME_CARE
    act: Act = Act.SOL
    services: frozenset[Service] = frozenset()
    decided_on: dt.date | None = None
    ordered_on: dt.date | None = None
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class ChangeEnactment:
    """
    Change what an enactment says (*ändra verkställighet*): services from day *on*, or the last day.

    *last_day* None withdraws an earlier one. Without an *enactment*, a *last_day* ends every
    enactment at the unit that would go on after it; one that has not begun then never begins.
    """

    case: CaseKey
    on: dt.date
    enactment: EnactmentId | None = None
    services: frozenset[Service] | Keep = KEEP
    last_day: dt.date | None | Keep = KEEP
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class MoveClient:
    """
    Let what is carried out at one unit go on at another (*flytta brukare*) from day *on*.
    """

    client: ClientId
    from_unit: UnitId
    to_unit: UnitId
    on: dt.date
    confirmed: bool = False

    @property
    def from_case(self) -> CaseKey:
        return CaseKey(self.client, self.from_unit)

    @property
    def to_case(self) -> CaseKey:
        return CaseKey(self.client, self.to_unit)


@attrs.frozen(field_transformer=checked)
class RecordStatus:
    """
    Register the client's answer (*registrera status*), with the contacts a yes is given for.

    Without a word about a seat, it stays as it is, and somebody who was proposed becomes primary
    with a yes; None empties it. *reason* is needed where another primary steps down. *offered* is
    how the offer was made.
    """

    case: CaseKey
    status: Status
    on: dt.date
    primary: StaffId | None | Keep = KEEP
    deputy: StaffId | None | Keep = KEEP
    assessment: Assessment | None = None
    reason: ChangeReason | None = None
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False
    offered: frozenset[OfferForm] = frozenset()


@attrs.frozen(field_transformer=checked)
class AppointContacts:
    """
    Appoint or replace the primary, the deputy, or both (*utse*, *byta*) from day *on*.

    Without a word about a seat, it stays as it is; None empties it.
    """

    case: CaseKey
    on: dt.date
    primary: StaffId | Keep = KEEP
    deputy: StaffId | None | Keep = KEEP
    reason: ChangeReason | None = None
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class EndContact:
    """
    Let a seat fall empty after *last_day* (*avsluta kontakt*): still accepted, contact to follow.
    """

    case: CaseKey
    last_day: dt.date
    roles: frozenset[Role]
    reason: ChangeReason | None = None
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class AppointContactPerson:
    """
    Appoint a contact person (*kontaktman*) and perhaps a deputy, where there is no care contact.

    Without a word about a seat, it stays as it is; None empties it.
    """

    case: CaseKey
    on: dt.date
    person: StaffId | None | Keep = KEEP
    deputy: StaffId | None | Keep = KEEP
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class ProposeContact:
    """
    Choose who is to be proposed to a client that has not said yes (*föreslå kontakt*); None takes
    the proposal back.

    Whoever is proposed holds no seat, and becomes primary with the client's yes.
    """

    case: CaseKey
    on: dt.date
    staff: StaffId | None
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class RequestChange:
    """
    Register that the client wishes for another contact (*önskemål om byte*).
    """

    case: CaseKey
    on: dt.date
    text: str = attrs.field(default="", repr=False)
    wished: StaffId | None = None
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class RecordDone:
    """
    Register that something that was due has been done (*registrera som utfört*).

    *items* ticks these points of its checklist; without any, all of it was done.
    """

    case: CaseKey
    on: dt.date
    kind: str
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False
    items: frozenset[str] = frozenset()


@attrs.frozen(field_transformer=checked)
class NeedChanged:
    """
    Register that the need, or the aid decision, has changed (*förändrat behov*) from day *on*.
    """

    case: CaseKey
    on: dt.date
    of: ChangeOf = ChangeOf.NEED
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class RecordConsent:
    """
    Register what the client says to somebody else being told (*registrera samtycke*).

    *about* is the kind of obligation that it is for, blank for whatever there is to tell; *person*
    is the id of one among *to*, blank for all of them.
    """

    case: CaseKey
    on: dt.date
    to: Party
    consent: Consent
    about: str = ""
    person: str = ""
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False


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
