"""
The days that limits count from, as the registrations of a case have them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from fastomsorg.history import (
    ChangeWished,
    DoneRecorded,
    Event,
    NeedChangeRecorded,
    ServicesChanged,
    StatusRecorded,
)
from fastomsorg.terms import ChangeOf, Period, Role, StaffId, Status

from ._known import Known
from ._obligation_kinds import Anchor

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
    something was done anew. *what* is the kind that was *done*, *status* what was answered;
    *moved* says that it is the day of a move here, because the enactment has no such day of its own
    at this unit.
    """

    anchor: Anchor
    day: dt.date | None
    stay: Period
    until: dt.date | None = None
    role: Role | None = None
    staff: StaffId | None = None
    what: str = ""
    done: DoneRecorded | None = None
    status: Status | None = None
    moved: bool = False

    @property
    def since(self) -> dt.date:
        """
        The first day on which it can be met (*tidigast*): before the anchor, while that is awaited.
        """
        return self.stay.start if self.day is None else min(self.day, self.stay.start)


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
            spell = known.life.on(event.on) if anchor is Anchor.ANSWER else None
            yield Anchored(anchor, event.on, stay, status=spell.status if spell else None)


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
