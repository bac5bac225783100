"""
The cases of a town, kept in memory: commands are decided and, where granted, registered.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.commands import Annul, Command, Correct, HandOver, PlainCommand, cases_of
from fastomsorg.decisions import (
    Entry,
    Further,
    Given,
    Granted,
    LocalRules,
    Reason,
    Refused,
    StaffOn,
    Verdict,
    begun,
    decide,
    nationally,
    nothing_further,
    persons,
)
from fastomsorg.history import Case, Registration
from fastomsorg.terms import (
    Actor,
    CaseKey,
    ClientId,
    EnactmentId,
    Instant,
    Purpose,
    RegistrationId,
    StaffId,
    UnitId,
)
from fastomsorg.testing import a_staff_member

AGDA, BO = "agda", "bo"
A, B, C = CaseKey(AGDA, "a"), CaseKey(AGDA, "b"), CaseKey(AGDA, "c")
CLIENTS = (AGDA, BO)
UNITS = ("a", "b", "c")
TODAY = dt.date(2024, 12, 31)


def certified(id: StaffId, **facts: Any) -> StaffMember:
    """
    An assistant nurse with a certificate since there are any, at every unit, who may be chosen.
    """
    member = a_staff_member(id, units=UNITS, certified=dt.date(2023, 7, 1))
    return attrs.evolve(member, **facts)


EVERYBODY = tuple(certified(id) for id in ("britta", "greta", "lotta", "doris"))


@attrs.define
class Casebook:
    """
    What has been registered, with the people there are and the day it is.

    A registration gets the next position, and an instant an hour after the one before.
    """

    today: dt.date = TODAY
    staff: Iterable[StaffMember] = EVERYBODY
    clients: Iterable[ClientId] = CLIENTS
    units: Iterable[UnitId] = UNITS
    local: Callable[[UnitId, dt.date], LocalRules] = nationally
    further: Further = nothing_further
    registrations: list[Registration] = attrs.field(factory=list)

    def case(self, key: CaseKey = A) -> Case:
        return Case(key, tuple(each for each in self.registrations if each.case == key))

    def ask(self, command: Command) -> Verdict:
        """
        What the rules say of the command.
        """
        cases = self.cases_of(command)
        return decide(cases, command, self.given(command, cases))

    def submit(self, command: Command) -> Verdict:
        """
        Decide, and register what the command gives if it is granted.
        """
        verdict = self.ask(command)
        if isinstance(verdict, Granted):
            self.register(*verdict.entries)
        return verdict

    def grant(self, *commands: Command) -> RegistrationId:
        """
        Register commands that nothing stands in the way of; the id of the last registration.
        """
        for command in commands:
            self.granted(command)
        return self.registrations[-1].id

    def granted(self, command: Command) -> Granted:
        """
        Register one command that nothing stands in the way of.
        """
        verdict = self.submit(command)
        assert isinstance(verdict, Granted), f"{command} refused for {codes(verdict)}"
        return verdict

    def refused(self, command: Command) -> Refused:
        """
        The refusal of a command that something stands in the way of.
        """
        verdict = self.ask(command)
        assert isinstance(verdict, Refused), f"{command} granted"
        return verdict

    def obstacles(self, command: Command) -> list[str]:
        """
        The codes of everything that stands in the way, in order.
        """
        return [reason.code for reason in reasons_of(self.ask(command)) if reason.blocks]

    def remarks(self, command: Command) -> list[str]:
        """
        The codes of what else is to be known, in order.
        """
        return [reason.code for reason in reasons_of(self.ask(command)) if not reason.blocks]

    def reason(self, code: str, command: Command) -> Reason:
        """
        The one reason with this code.
        """
        (found,) = [reason for reason in reasons_of(self.ask(command)) if reason.code == code]
        return found

    def cases_of(self, command: Command) -> dict[CaseKey, Case]:
        """
        Every case that the command writes to.
        """
        keys = [key for plain in plain_commands(command) for key in cases_of(plain)]
        if isinstance(command, Annul | Correct):
            annulled = command.registration if isinstance(command, Annul) else command.annul
            keys += [each.case for each in self.registrations if each.id == annulled]
        return {key: self.case(key) for key in keys}

    def given(self, command: Command, cases: Mapping[CaseKey, Case]) -> Given:
        return Given(
            today=self.today,
            clients=frozenset(self.clients),
            units=frozenset(self.units),
            staff=self.members(persons(command, cases)),
            elsewhere=dict(self._elsewhere(command, cases)),
            local=self.local,
            further=self.further,
        )

    def members(self, named: Iterable[StaffOn]) -> dict[StaffOn, StaffMember]:
        """
        Those who exist among the named, the same on every day.
        """
        known = {member.id: member for member in self.staff}
        return {(id, on): known[id] for id, on in named if id in known}

    def register(self, *entries: Entry) -> RegistrationId:
        """
        Keep the events of one registration, whatever the rules say of them.
        """
        position = 1 + max((each.position for each in self.registrations), default=0)
        for key, events in entries:
            self.registrations.append(
                Registration(
                    id=UUID(int=position),
                    case=key,
                    position=position,
                    recorded_at=recorded_at(position),
                    actor=Actor("susapo"),
                    purpose=Purpose.CASE_HANDLING,
                    events=events,
                )
            )
        return UUID(int=position)

    def _elsewhere(
        self, command: Command, cases: Mapping[CaseKey, Case]
    ) -> Iterator[tuple[EnactmentId, frozenset[CaseKey]]]:
        others = {each.case for each in self.registrations} - cases.keys()
        for id in begun(command, cases):
            yield id, frozenset(key for key in others if self.case(key).enactment(id))


def recorded_at(position: int) -> Instant:
    return dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + position * dt.timedelta(hours=1)


def plain_commands(command: Command) -> tuple[PlainCommand, ...]:
    if isinstance(command, Annul):
        return ()
    return command.commands if isinstance(command, Correct | HandOver) else (command,)


def reasons_of(verdict: Verdict) -> tuple[Reason, ...]:
    return verdict.reasons if isinstance(verdict, Refused) else verdict.remarks


def codes(verdict: Verdict) -> list[str]:
    """
    The codes of all reasons, in order.
    """
    return [reason.code for reason in reasons_of(verdict)]


def basis(reason: Reason) -> list[str]:
    """
    Where the law says so, as lawyers write it.
    """
    return [str(cited) for cited in reason.basis]
