"""
What meets an obligation, and on which day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
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
    days = _done_days(kind, since, known)
    for by in kind.met_otherwise:
        days += (day for day in _days(by, since, known) if day <= known.on)
    return min(days, default=None)


def ticked(kind: ObligationKind, since: Anchored, known: Known) -> frozenset[str]:
    """
    The points of its checklist that have been ticked (*avprickat*), all where the whole was done.
    """
    if not kind.checklist:
        return frozenset()
    done = _done(kind, since, known)
    if any(not event.items for event in done):
        return kind.points
    return kind.points.intersection(item for event in done for item in event.items)


def _days(by: MetBy, since: Anchored, known: Known) -> Iterable[dt.date]:
    """
    The days on which something other than its being done meets it.
    """
    match by:
        case MetBy.ANSWER:
            own = since.anchor is Anchor.ANSWER
            answers = (day for day in known.answers if day in since.stay)
            return [day for day in answers if _can_meet(day, since, own=own)]
        case MetBy.PROPOSED:
            return _first_days((each.period for each in known.case.proposals), since)
        case MetBy.PRIMARY | MetBy.DEPUTY | MetBy.CONTACT_PERSON | MetBy.DEPUTY_CONTACT_PERSON:
            return _held(SEATS[by], since, known)
        case MetBy.DONE:
            return ()
        case _:
            assert_never(by)


def _done_days(kind: ObligationKind, since: Anchored, known: Known) -> list[dt.date]:
    """
    The days on which all of it had been done: at once, or point by point.
    """
    done = _done(kind, since, known)
    if not done or not kind.checklist:
        return [event.on for event in done]
    left, days = set(kind.points), []
    for event in done:
        left -= event.items or left
        if not left:
            days.append(event.on)
    return days


def _done(kind: ObligationKind, since: Anchored, known: Known) -> list[DoneRecorded]:
    """
    What was done of it from the anchor on, until it no longer counted.
    """
    events = known.done_of(kind.done_by)
    if not events:
        return []
    within = known.within(since.stay)
    again = since.anchor is Anchor.LATEST_DONE
    last = None if again else _last_day(since)
    return [
        event
        for event in events
        if event.on in within
        and _can_meet(event.on, since, own=again and event.kind in kind.of)
        and (last is None or event.on <= last)
    ]


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
    seats = (held.period for held in known.contacts[role])
    return _first_days((each for each in seats if wished is None or each.start >= wished), since)


def _first_days(periods: Iterable[Period], since: Anchored) -> Iterator[dt.date]:
    """
    The first day of each that is in the stay, and not before the anchor.
    """
    earliest = max(since.day or since.stay.start, since.stay.start)
    for period in periods:
        first = max(period.start, earliest)
        if first in period and first in since.stay:
            yield first
