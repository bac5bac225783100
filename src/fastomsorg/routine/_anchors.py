"""
The days that limits count from, as the registrations of a case have them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

import attrs

from fastomsorg.care import Contact, Enactment
from fastomsorg.history import (
    Case,
    ChangeWished,
    DoneRecorded,
    Event,
    Life,
    NeedChangeRecorded,
    ServicesChanged,
    StatusRecorded,
)
from fastomsorg.terms import ChangeOf, Period, Role, StaffId, Status

from ._obligation_kinds import Anchor, ObligationKind

FirstVisit: TypeAlias = Callable[[Period], dt.date | None]
"""The first day in a stay on which somebody visited the client, or None: not known yet."""


def no_visits(_stay: Period) -> None:
    """
    Nobody has visited, as far as is known (*inga besök*).
    """
    return


@attrs.frozen
class Anchored:
    """
    A day that limits count from (*utgångsdag*), within a stay; None where it is not known yet.

    *until* is the day from which it no longer counts, for somebody else was appointed, or
    something was done anew. *what* is the kind that was *done*; *moved* says that it is the day of
    a move here, because the enactment has no such day of its own at this unit.
    """

    anchor: Anchor
    day: dt.date | None
    stay: Period
    until: dt.date | None = None
    role: Role | None = None
    staff: StaffId | None = None
    what: str = ""
    done: DoneRecorded | None = None
    moved: bool = False

    @property
    def since(self) -> dt.date:
        """
        The first day on which it can be met (*tidigast*): before the anchor, while that is awaited.
        """
        return self.stay.start if self.day is None else min(self.day, self.stay.start)


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
        for role in (Role.PRIMARY, Role.CONTACT_PERSON):
            if held := self.life.holder_on(self.on, role):
                return held
        proposed = self.case.proposed_on(self.on)
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
        found = [done[kind] for kind in kinds if kind in done] if done else []
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
        left = {each.item for each in kind.checklist} if kind else set()
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


def anchored(
    known: Known, first_visit: Callable[[Period], FirstVisit | None]
) -> Iterator[Anchored]:
    """
    Every day that a limit could count from (*utgångsdagar*) by the day, stay by stay; of what was
    done, each time. Visits are looked for only in stays for which *first_visit* gives a way to.
    """
    for stay in known.stays:
        yield from _of_the_stay(known, stay, first_visit(stay))
        yield from _of_events(known, stay)
        yield from _of_seats(known, stay)
        yield from _of_proposals(known, stay)
        yield from _of_what_was_done(known, stay)


def _of_the_stay(known: Known, stay: Period, first_visit: FirstVisit | None) -> Iterator[Anchored]:
    yield Anchored(Anchor.START, stay.start, stay)
    first = next(iter(known.enactments(stay, stay.start)), None)
    if first is not None:
        moved = first.moved_from is not None
        decided, ordered = first.decided_on, first.ordered_on
        for anchor, day in ((Anchor.DECISION, decided), (Anchor.ORDER_RECEIVED, ordered)):
            yield Anchored(anchor, stay.start if moved else day, stay, moved=moved)
    if first_visit is not None:
        visited = first_visit(stay)
        yet = visited if visited and visited <= known.on else None
        yield Anchored(Anchor.FIRST_VISIT, yet, stay)
    if stay.last_day is not None and stay.last_day <= known.on:
        yield Anchored(Anchor.END, stay.last_day, stay)


def _of_events(known: Known, stay: Period) -> Iterator[Anchored]:
    for event in known.events:
        anchor = _anchor_of(event)
        if anchor is not None and event.on in stay:
            yield Anchored(anchor, event.on, stay)


def _anchor_of(event: Event) -> Anchor | None:
    match event:
        case StatusRecorded():
            return None if event.status is Status.NOT_ASKED else Anchor.ANSWER
        case ChangeWished():
            return Anchor.WISH_TO_CHANGE
        case NeedChangeRecorded(of=ChangeOf.NEED):
            return Anchor.NEED_CHANGED
        case NeedChangeRecorded() | ServicesChanged():
            return Anchor.AID_DECISION_CHANGED
        case _:
            return None


def _of_seats(known: Known, stay: Period) -> Iterator[Anchored]:
    for role in Role:
        for held in known.contacts[role]:
            day, until = held.period.start, held.period.end
            if day in stay and day <= known.on:
                yield Anchored(Anchor.APPOINTED, day, stay, until, role, held.staff)
    vacant = None
    for spell in known.life.spells:
        if spell.stay != stay or spell.period.start > known.on:
            continue
        empty = spell.status is Status.ACCEPTED and spell.primary is None
        if empty and vacant is None:
            vacant = spell.period.start
            yield Anchored(Anchor.LEFT_WITHOUT, vacant, stay)
        elif not empty:
            vacant = None


def _of_proposals(known: Known, stay: Period) -> Iterator[Anchored]:
    for proposed in known.case.proposals:
        day, until = proposed.period.start, proposed.period.end
        if day in stay and day <= known.on:
            taken = until and known.life.holder_on(until, Role.PRIMARY) == proposed.staff
            ends = None if taken else until
            yield Anchored(Anchor.PROPOSED, day, stay, ends, staff=proposed.staff)


def _of_what_was_done(known: Known, stay: Period) -> Iterator[Anchored]:
    within = known.within(stay)
    for kind, events in known.done.items():
        for event in events:
            if event.on in within:
                yield Anchored(Anchor.LATEST_DONE, event.on, stay, what=kind, done=event)
