"""
A case, read: everything that was registered on it and what follows.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import attrs

from fastomsorg.care import Enactment
from fastomsorg.terms import (
    Actor,
    CaseKey,
    Consent,
    EnactmentId,
    Instant,
    Party,
    Purpose,
    RegistrationId,
    Service,
)

from ._consents import consent_on
from ._effects import Effect, effects
from ._enactments import enactments, stays
from ._events import Event
from ._life import Life, life_within
from ._proposals import Proposed, proposals
from ._registration import Registration, known_by, without_annulled

PROPOSED = RegistrationId(int=0)
"""The id that a registration has while it is only being thought of."""


@attrs.frozen
class Case:
    """
    One client at one unit (*ärende*) with all its registrations, in order of position.
    """

    key: CaseKey
    registrations: tuple[Registration, ...] = ()

    @property
    def version(self) -> int:
        """
        How many registrations there are: what a writer expects to still be true.
        """
        return len(self.registrations)

    @cached_property
    def standing(self) -> tuple[Registration, ...]:
        """
        The registrations that are not annulled (*gällande registreringar*).
        """
        return without_annulled(self.registrations)

    @cached_property
    def enactments(self) -> tuple[Enactment, ...]:
        """
        The enactments at the unit (*verkställigheter*), also those that have ended.
        """
        return enactments(self.standing)

    @cached_property
    def life(self) -> Life:
        """
        What was, on every day (*ärendets förlopp*).
        """
        return life_within(stays(self.enactments), self.standing)

    @cached_property
    def proposals(self) -> tuple[Proposed, ...]:
        """
        Everybody who was proposed as contact (*föreslagna*), in order of days.
        """
        return proposals(self.standing, self.life)

    def proposed_on(self, day: dt.date) -> Proposed | None:
        """
        Who is proposed on the day, or None.
        """
        return next((each for each in self.proposals if day in each.period), None)

    def consent_on(
        self, day: dt.date, to: Party, *, about: str = "", person: str = ""
    ) -> Consent | None:
        """
        Does the client consent to *to* being told (*samtycke*)? None where nobody has asked.
        """
        return consent_on(self.standing, day, to, about=about, person=person)

    @cached_property
    def effects(self) -> frozenset[Effect]:
        """
        The answers and seat changes that are in force on their own day (*verkan*).
        """
        return frozenset(effects(self.standing, self.life))

    def as_known(self, known: Instant | None) -> Case:
        """
        The case as far as was known then.
        """
        return self if known is None else Case(self.key, known_by(self.registrations, known))

    def enactment(self, id: EnactmentId) -> Enactment | None:
        """
        The enactment with this id, the latest where it has been here more than once.
        """
        found = [enactment for enactment in self.enactments if enactment.id == id]
        return found[-1] if found else None

    def ongoing(self, day: dt.date) -> tuple[Enactment, ...]:
        """
        The enactments that go on at *day* (*pågående verkställigheter*).
        """
        return tuple(enactment for enactment in self.enactments if enactment.goes_on(day))

    def services_on(self, day: dt.date) -> frozenset[Service]:
        """
        What is granted at the unit on *day* (*insatser*), whatever the enactment.
        """
        granted = (enactment.services_on(day) for enactment in self.ongoing(day))
        return frozenset().union(*granted)

    def with_proposed(self, events: tuple[Event, ...]) -> Case:
        """
        The case as it would be, were *events* registered now: added to what is proposed already.
        """
        if not events:
            return self
        last = self.registrations[-1] if self.registrations else None
        if last is not None and last.id == PROPOSED:
            earlier, proposed = self.registrations[:-1], last
            longer = attrs.evolve(proposed, events=proposed.events + events)
            return Case(self.key, (*earlier, longer))
        return Case(self.key, (*self.registrations, _proposed(self.key, last, events)))


def _proposed(key: CaseKey, last: Registration | None, events: tuple[Event, ...]) -> Registration:
    return Registration(
        id=PROPOSED,
        case=key,
        position=last.position + 1 if last else 1,
        recorded_at=last.recorded_at if last else dt.datetime.min.replace(tzinfo=dt.UTC),
        actor=Actor(""),
        purpose=Purpose.CASE_HANDLING,
        events=events,
    )
