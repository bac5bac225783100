"""
A case as it was known on a day: what had happened by then, in the order that limits ask for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

import attrs

from fastomsorg.care import Contact, Enactment
from fastomsorg.history import Case, DoneRecorded, Event, Life, StatusRecorded
from fastomsorg.terms import Period, Role, StaffId, Status

from ._obligation_kinds import ObligationKind


@attrs.frozen
class Known:
    """
    A case as it was known on a day (*läge en dag*): nothing registered for a later day is in it,
    but a last day that is set ahead.
    """

    case: Case
    on: dt.date

    @cached_property
    def life(self) -> Life:
        return self.case.life

    @cached_property
    def contacts(self) -> Mapping[Role, tuple[Contact, ...]]:
        """
        Everybody who holds each seat, at any time.
        """
        return {role: self.life.contacts(role) for role in Role}

    @cached_property
    def contact(self) -> StaffId | None:
        """
        The client's contact on the day, the contact person, or whoever is proposed.
        """
        return self.contact_on(self.on)

    def contact_on(self, day: dt.date) -> StaffId | None:
        """
        Whoever was it on another day (*kontakt en dag*): on the last of a stay, for what is left to
        do after it.
        """
        for role in (Role.PRIMARY, Role.CONTACT_PERSON):
            if held := self.life.holder_on(day, role):
                return held
        proposed = self.case.proposed_on(day)
        return proposed.staff if proposed else None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """
        What stands and holds from the day or earlier, in order of days, then of position.
        """
        standing = (event for each in self.case.standing for event in each.events)
        return tuple(sorted((e for e in standing if e.on <= self.on), key=lambda e: e.on))

    @cached_property
    def _all_stays(self) -> tuple[Period, ...]:
        return self.life.stays

    @cached_property
    def stays(self) -> tuple[Period, ...]:
        return tuple(stay for stay in self._all_stays if stay.start <= self.on)

    @cached_property
    def done(self) -> Mapping[str, tuple[DoneRecorded, ...]]:
        """
        What was done, by kind, in order of days.
        """
        found: dict[str, tuple[DoneRecorded, ...]] = {}
        for event in self.events:
            if isinstance(event, DoneRecorded):
                found[event.kind] = (*found.get(event.kind, ()), event)
        return found

    def done_of(self, kinds: frozenset[str]) -> tuple[DoneRecorded, ...]:
        """
        What was done of these kinds, in order of days.
        """
        done = self.done
        found = [done[kind] for kind in kinds if kind in done]
        if len(found) < 2:
            return found[0] if found else ()
        return tuple(sorted((each for some in found for each in some), key=lambda each: each.on))

    @cached_property
    def answers(self) -> tuple[dt.date, ...]:
        """
        The days on which the client has answered.
        """
        return tuple(
            dict.fromkeys(
                event.on
                for event in self.events
                if isinstance(event, StatusRecorded) and event.status is not Status.NOT_ASKED
            )
        )

    def completes(self, event: DoneRecorded, kind: ObligationKind | None) -> bool:
        """
        Was all of it done with that (*helt utfört*), at once or by the last point of its checklist?
        """
        if not event.items:
            return True
        left = set(kind.points) if kind else set()
        for earlier in self.done.get(event.kind, ()):
            had = bool(left)
            left -= earlier.items or left
            if earlier is event:
                return had and not left
        return False

    def enactments(self, stay: Period, day: dt.date) -> tuple[Enactment, ...]:
        """
        The enactments of the stay that go on at the day, or its first day.
        """
        counted = (each for each in self.case.enactments if each.counts)
        on = max(day, stay.start)
        return tuple(each for each in counted if each.goes_on(on))

    def within(self, stay: Period) -> Period:
        """
        The stay's days and those after it, until the next stay: what is done then belongs to it.
        """
        return self._until_the_next[stay.start]

    @cached_property
    def _until_the_next(self) -> Mapping[dt.date, Period]:
        starts = [stay.start for stay in self._all_stays]
        return {
            start: Period(start, after)
            for start, after in zip(starts, [*starts[1:], None], strict=True)
        }
