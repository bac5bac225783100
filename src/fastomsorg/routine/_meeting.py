"""
What meets an obligation, and on which day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import assert_never

from fastomsorg.history import DoneRecorded
from fastomsorg.terms import Period, Role, day_before

from ._anchors import Anchored
from ._known import Known
from ._obligation_kinds import Anchor, MetBy, ObligationKind

SEATS = {
    MetBy.PRIMARY: Role.PRIMARY,
    MetBy.DEPUTY: Role.DEPUTY,
    MetBy.CONTACT_PERSON: Role.CONTACT_PERSON,
    MetBy.DEPUTY_CONTACT_PERSON: Role.DEPUTY_CONTACT_PERSON,
}


def met_on(kind: ObligationKind, since: Anchored, known: Known) -> dt.date | None:
    """
    The first day on which it was met (*uppfyllt*), or None.
    """
    return min(
        (day for by in kind.met_by for day in _days(by, kind, since, known) if day <= known.on),
        default=None,
    )


def ticked(kind: ObligationKind, since: Anchored, known: Known) -> frozenset[str]:
    """
    The points of its checklist that have been ticked (*avprickat*), all where the whole was done.
    """
    if not kind.checklist:
        return frozenset()
    everything = frozenset(each.item for each in kind.checklist)
    done = tuple(_done(kind, since, known))
    if any(not event.items for event in done):
        return everything
    return everything & frozenset(item for event in done for item in event.items)


def _days(by: MetBy, kind: ObligationKind, since: Anchored, known: Known) -> Iterator[dt.date]:
    match by:
        case MetBy.DONE:
            yield from _done_days(kind, since, known)
        case MetBy.ANSWER:
            for day in known.answers:
                if day in since.stay and _can_meet(day, since, own=since.anchor is Anchor.ANSWER):
                    yield day
        case MetBy.PROPOSED:
            for proposed in known.case.proposals:
                yield from _first_day(proposed.period, since)
        case MetBy.PRIMARY | MetBy.DEPUTY | MetBy.CONTACT_PERSON | MetBy.DEPUTY_CONTACT_PERSON:
            yield from _held(SEATS[by], since, known)
        case _:
            assert_never(by)


def _done_days(kind: ObligationKind, since: Anchored, known: Known) -> Iterator[dt.date]:
    """
    The days on which all of it had been done: at once, or point by point.
    """
    left = {each.item for each in kind.checklist}
    for event in _done(kind, since, known):
        left -= event.items or left
        if not left:
            yield event.on


def _done(kind: ObligationKind, since: Anchored, known: Known) -> Iterator[DoneRecorded]:
    """
    What was done of it from the anchor on, until it no longer counted.
    """
    events = known.done_of(kind.done_by)
    if not events:
        return
    within = known.within(since.stay)
    last = None if since.anchor is Anchor.LATEST_DONE else _last_day(since)
    for event in events:
        own = since.anchor is Anchor.LATEST_DONE and event.kind in kind.of
        if (
            event.on in within
            and _can_meet(event.on, since, own=own)
            and (last is None or event.on <= last)
        ):
            yield event


def _last_day(since: Anchored) -> dt.date | None:
    """
    What is done for the next contact is not done for the one before; a new time always is.
    """
    seats = (Anchor.APPOINTED, Anchor.PROPOSED)
    return day_before(since.until) if since.until and since.anchor in seats else None


def _can_meet(day: dt.date, since: Anchored, *, own: bool) -> bool:
    """
    From the anchor's day on; the day after, where what meets it is what it counts from.
    """
    if since.anchor in (Anchor.DECISION, Anchor.ORDER_RECEIVED, Anchor.FIRST_VISIT):
        return day >= since.since
    assert since.day is not None
    return day > since.day if own else day >= since.day


def _held(role: Role, since: Anchored, known: Known) -> Iterator[dt.date]:
    """
    The days from which somebody holds the seat; after a wish to change, somebody else.
    """
    wished = since.day if since.anchor is Anchor.WISH_TO_CHANGE else None
    for held in known.contacts[role]:
        if wished is None or held.period.start >= wished:
            yield from _first_day(held.period, since)


def _first_day(period: Period, since: Anchored) -> Iterator[dt.date]:
    """
    The first of the days that is in the stay, and not before the anchor.
    """
    first = max(period.start, since.day or since.stay.start, since.stay.start)
    if first in period and first in since.stay:
        yield first
