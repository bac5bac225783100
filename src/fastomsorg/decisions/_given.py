"""
What a decision is given beside the case and the command.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    Command,
    Correct,
    HandOver,
    ProposeContact,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.history import Case, EnactmentStarted
from fastomsorg.law import Rules, rules_on
from fastomsorg.terms import (
    KEEP,
    CaseKey,
    ClientId,
    EnactmentId,
    Keep,
    RegistrationId,
    Role,
    StaffId,
    Status,
    UnitId,
)

from ._at_stake import at_stake, found
from ._local import NATIONAL, LocalRules
from ._reason import Reason


def nationally(_unit: UnitId, _on: dt.date) -> LocalRules:
    """
    No unit has local rules (*enbart nationella regler*).
    """
    return NATIONAL


Carried: TypeAlias = Callable[[StaffId, Role, UnitId, dt.date], Mapping[ClientId, Fraction]]
"""Whom somebody holds a seat for at a unit on a day, and what each of the clients weighs."""


def nobody_carried(
    _staff: StaffId, _role: Role, _unit: UnitId, _on: dt.date
) -> Mapping[ClientId, Fraction]:
    """
    Nobody holds any seat (*inga uppdrag*).
    """
    return {}


Further: TypeAlias = Callable[[StaffMember, ClientId | None, UnitId, dt.date], tuple[Reason, ...]]
"""What else stands in somebody's way, as a host has it; None asks about no client in particular."""


def nothing_further(
    _staff: StaffMember, _client: ClientId | None, _unit: UnitId, _on: dt.date
) -> tuple[Reason, ...]:
    """
    Nothing else stands in anybody's way (*inga ytterligare hinder*).
    """
    return ()


Absent: TypeAlias = Callable[[StaffId, dt.date], bool | None]
"""Is somebody absent on a day? None: nobody can say."""


def nobody_absent(_staff: StaffId, _on: dt.date) -> bool:
    """
    Nobody is absent (*ingen frånvaro*), as far as is known.
    """
    return False


def anything(_case: Case, _command: RecordDone) -> tuple[Reason, ...]:
    """
    No routine says what is to be done: whatever was done may be registered (*utan rutin*).
    """
    return ()


StaffOn: TypeAlias = tuple[StaffId, dt.date]
"""A staff member as on a day."""


@attrs.frozen
class Given:
    """
    The facts a decision rests on (*underlag*): everything that is not the case itself.

    *staff* holds those who exist among the `persons` of the command; *elsewhere* the other cases
    in which an enactment stands that is `begun` by it; *rules* and *local* answer for the day, and
    unit, of the event. *due* says what the routine has against something being done, *carried*
    whom somebody is contact for already, *absent* who is away for a while, and *further* what the
    host has against somebody; it can only add.
    """

    today: dt.date
    clients: frozenset[ClientId] = frozenset()
    units: frozenset[UnitId] = frozenset()
    staff: Mapping[StaffOn, StaffMember] = attrs.field(factory=dict)
    elsewhere: Mapping[EnactmentId, frozenset[CaseKey]] = attrs.field(factory=dict)
    rules: Callable[[dt.date], Rules] = rules_on
    local: Callable[[UnitId, dt.date], LocalRules] = nationally
    due: Callable[[Case, RecordDone], Iterable[Reason]] = anything
    carried: Carried = nobody_carried
    absent: Absent = nobody_absent
    further: Further = nothing_further


def persons(command: Command, cases: Mapping[CaseKey, Case] | None = None) -> frozenset[StaffOn]:
    """
    Everybody a command names, each with the day the question of them is about (*berörda*).

    With the *cases* it writes to, also whoever was proposed and a yes without a name appoints.
    """
    named = {(staff, on) for staff, on in _named(command) if not isinstance(staff, Keep) and staff}
    return frozenset(named | set(_proposed(command, cases or {})))


def _proposed(command: Command, cases: Mapping[CaseKey, Case]) -> Iterator[StaffOn]:
    match command:
        case RecordStatus(status=Status.ACCEPTED) if command.primary is KEEP:
            case = cases.get(command.case)
            proposed = case.proposed_on(command.on) if case else None
            if proposed is not None:
                yield proposed.staff, command.on
        case Correct():
            for each in command.commands:
                yield from _proposed(each, cases)
        case _:
            pass


def begun(command: Command, cases: Mapping[CaseKey, Case]) -> frozenset[EnactmentId]:
    """
    The enactments that a command may let begin (*påbörjade*): no other case can have their ids.

    *cases* holds every case the command writes to.
    """
    return frozenset(_begun(command, cases))


def _begun(command: Command, cases: Mapping[CaseKey, Case]) -> Iterator[EnactmentId]:
    match command:
        case StartEnactment():
            yield command.enactment
        case Annul():
            yield from _started_by(command.registration, cases)
        case Correct():
            yield from _started_by(command.annul, cases)
            for each in command.commands:
                yield from _begun(each, cases)
        case _:
            pass


def _started_by(id: RegistrationId, cases: Mapping[CaseKey, Case]) -> Iterator[EnactmentId]:
    for case in cases.values():
        registration = found(case, id)
        for _, event in at_stake(case, registration) if registration else ():
            if isinstance(event, EnactmentStarted):
                yield event.enactment


def _named(command: Command) -> Iterator[tuple[StaffId | None | Keep, dt.date]]:
    match command:
        case RecordStatus() | AppointContacts():
            yield from ((command.primary, command.on), (command.deputy, command.on))
        case AppointContactPerson():
            yield from ((command.person, command.on), (command.deputy, command.on))
        case ProposeContact():
            yield command.staff, command.on
        case RequestChange():
            yield command.wished, command.on
        case Correct() | HandOver():
            for each in command.commands:
                yield from _named(each)
        case Annul() | _:
            pass
