"""
Where stories are played: by the rules alone, and through a whole casework over a store.
"""

import datetime as dt
from typing import Protocol

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.casework import Casework, Desk
from fastomsorg.commands import Command
from fastomsorg.decisions import (
    DayState,
    Given,
    Granted,
    Offer,
    Reason,
    Verdict,
    offer,
    unhandled,
)
from fastomsorg.hooks import Grants, Intake, People, Policy, Storage
from fastomsorg.law import rules_on
from fastomsorg.terms import CaseKey, Instant, Permission, RegistrationId, start_of
from fastomsorg.testing import a_client, a_unit, an_actor
from tests.decisions.casebook import Casebook
from tests.stories.story import UNITS, Person, Story

CLIENTS = ("agda", "bo")
PEOPLE = ("britta", "greta", "lotta", "doris")
"""Those who are in every story, unless it says otherwise of them."""


class Stage(Protocol):
    """
    What it takes to play a story.
    """

    def submit(self, command: Command, day: dt.date) -> tuple[Verdict, RegistrationId | None]:
        """
        The verdict on the day, and what was registered if it was granted.
        """

    def state(self, case: CaseKey, on: dt.date) -> DayState | None:
        """
        What is on the day.
        """

    def unhandled(self, case: CaseKey, on: dt.date) -> tuple[Reason, ...]:
        """
        What the start page says of the client on the day.
        """

    def offer(self, case: CaseKey, on: dt.date) -> Offer:
        """
        Must a contact be offered on the day?
        """


def members(story: Story) -> tuple[StaffMember, ...]:
    everybody = {**dict.fromkeys(PEOPLE, Person()), **story.staff}
    return tuple(person.member(id) for id, person in everybody.items())


class Rules:
    """
    The rules alone: what is granted is kept in a casebook.
    """

    def __init__(self, story: Story) -> None:
        local = story.local.rules()
        self._book = Casebook(
            today=story.day,
            staff=members(story),
            clients=CLIENTS,
            units=UNITS,
            local=lambda unit, on: local,
        )

    def submit(self, command: Command, day: dt.date) -> tuple[Verdict, RegistrationId | None]:
        self._book.today = day
        verdict = self._book.submit(command)
        granted = isinstance(verdict, Granted)
        return verdict, self._book.registrations[-1].id if granted else None

    def state(self, case: CaseKey, on: dt.date) -> DayState | None:
        return DayState.of(self._book.case(case).life.on(on))

    def unhandled(self, case: CaseKey, on: dt.date) -> tuple[Reason, ...]:
        spell = self._book.case(case).life.on(on)
        if spell is None:
            return ()
        staff = self._book.members((member.id, on) for member in self._book.staff)
        given = Given(today=on, staff=staff, local=self._book.local)
        return unhandled(spell, case.unit, on, given)

    def offer(self, case: CaseKey, on: dt.date) -> Offer:
        local = self._book.local(case.unit, on)
        return offer(self._book.case(case), on=on, rules=rules_on(on), local=local)


@attrs.define
class Clock:
    """
    It stands still until somebody sets it.
    """

    now: Instant

    def __call__(self) -> Instant:
        return self.now


class AnyPolicy(Policy, Grants, Protocol):
    """
    A policy that permissions are given in.
    """


class AnyStore(Storage, People, Intake, Protocol):
    """
    Everything that a casework stands on, empty to begin with.
    """

    @property
    def policy(self) -> AnyPolicy:
        """
        Who may do what.
        """


class Everything:
    """
    A casework over one store with people and policy, and one who may do everything.
    """

    def __init__(self, story: Story, store: AnyStore) -> None:
        local = story.local.rules()
        self._clock = Clock(start_of(story.day))
        casework = Casework(
            storage=store,
            people=store,
            policy=store.policy,
            local=lambda unit, on: local,
            clock=self._clock,
        )
        list(store.put_units((a_unit(id) for id in sorted(UNITS)), now=self._clock.now))
        list(store.put_clients((a_client(id) for id in CLIENTS), now=self._clock.now))
        rows = [(member, None) for member in members(story)]
        list(store.put_staff(rows, now=self._clock.now))
        employed = [(each.id, post) for each, _ in rows for post in each.employments]
        list(store.put_employments(employed, now=self._clock.now))
        store.policy.add_actor(an_actor())
        for permission in Permission:
            store.policy.grant(an_actor().id, permission, None)
        self._desk: Desk = casework.acting(an_actor())

    def submit(self, command: Command, day: dt.date) -> tuple[Verdict, RegistrationId | None]:
        self._clock.now = start_of(day)
        verdict = self._desk.submit(command)
        return verdict, verdict.registration if isinstance(verdict, Granted) else None

    def state(self, case: CaseKey, on: dt.date) -> DayState | None:
        return DayState.of(self._desk.state(case, on=on).spell)

    def unhandled(self, case: CaseKey, on: dt.date) -> tuple[Reason, ...]:
        found = self._desk.unhandled(case.unit, on=on)
        return next((each.why for each in found if each.client.id == case.client), ())

    def offer(self, case: CaseKey, on: dt.date) -> Offer:
        return self._desk.offer(case, on=on)
