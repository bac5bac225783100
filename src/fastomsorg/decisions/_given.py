"""
What a decision is given beside the case and the command.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    Command,
    Correct,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.history import Case, EnactmentStarted
from fastomsorg.law import Rules, rules_on
from fastomsorg.terms import CaseKey, ClientId, EnactmentId, Keep, RegistrationId, StaffId, UnitId

from ._at_stake import at_stake, found
from ._local import NATIONAL, LocalRules


def nationally(_unit: UnitId, _on: dt.date) -> LocalRules:
    """
    No unit has local rules (*enbart nationella regler*).
    """
    return NATIONAL


StaffOn: TypeAlias = tuple[StaffId, dt.date]
"""A staff member as on a day."""


@attrs.frozen
class Given:
    """
    The facts a decision rests on (*underlag*): everything that is not the case itself.

    *staff* holds those who exist among the `persons` of the command; *elsewhere* the other cases
    in which an enactment stands that is `begun` by it; *rules* and *local* answer for the day, and
    unit, of the event.
    """

    today: dt.date
    clients: frozenset[ClientId] = frozenset()
    units: frozenset[UnitId] = frozenset()
    staff: Mapping[StaffOn, StaffMember] = attrs.field(factory=dict)
    elsewhere: Mapping[EnactmentId, frozenset[CaseKey]] = attrs.field(factory=dict)
    rules: Callable[[dt.date], Rules] = rules_on
    local: Callable[[UnitId, dt.date], LocalRules] = nationally


def persons(command: Command) -> frozenset[StaffOn]:
    """
    Everybody a command names, each with the day the question of them is about (*berörda*).
    """
    return frozenset(
        (staff, on) for staff, on in _named(command) if not isinstance(staff, Keep) and staff
    )


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
        case RequestChange():
            yield command.wished, command.on
        case Correct():
            for each in command.commands:
                yield from _named(each)
        case Annul() | _:
            pass
