"""
What the routine wants done in a case: each of its kinds, from each day that it counts from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from fastomsorg.terms import Period, Role

from ._anchors import Anchored, FirstVisit, anchored
from ._known import Known
from ._obligation_kinds import Anchor, ObligationKind
from ._routine import Routine, RoutineOn

Sought: TypeAlias = tuple[ObligationKind, Anchored, Routine]
"""A kind, what it counts from, and the routine of that day."""


def wanted(known: Known, routine: RoutineOn, first_visit: FirstVisit) -> Iterator[Sought]:
    """
    What the routine of each anchor's day wants done from it (*vad som ska göras*), each once.
    """

    def visits(stay: Period) -> FirstVisit | None:
        return first_visit if routine(stay.start).by_anchor[Anchor.FIRST_VISIT] else None

    seen: dict[tuple[Anchor, dt.date | None, dt.date, Role | None], set[str]] = {}
    for since in anchored(known, visits):
        version = routine(since.day or since.stay.start)
        kinds = _counting_from(since, version)
        if not kinds:
            continue
        if since.done and not known.completes(since.done, version.obligation(since.what)):
            continue
        same = seen.setdefault((since.anchor, since.day, since.stay.start, since.role), set())
        for kind in kinds:
            if kind.kind not in same and _applies(kind, since, known):
                same.add(kind.kind)
                yield kind, _until_done_anew(kind, since, known, version), version


def ever_had_status(kind: ObligationKind, since: Anchored, known: Known) -> bool:
    """
    Did the client ever have one of the statuses it is for (*gäller*), from the anchor's day on?
    What counts from an answer is for those who gave that one, whatever they say later.
    """
    if not kind.applies.statuses:
        return True
    if since.status is not None:
        return since.status in kind.applies.statuses
    day = since.day or since.stay.start
    last = min(known.on, since.stay.last_day or known.on)
    return any(
        spell.status in kind.applies.statuses
        for spell in known.life.spells
        if spell.stay.start == since.stay.start
        and spell.period.start <= max(last, since.stay.start)
        and spell.period.end_or_forever > min(day, last)
    )


def _counting_from(since: Anchored, version: Routine) -> tuple[ObligationKind, ...]:
    match since.anchor:
        case Anchor.LATEST_DONE:
            return version.by_done.get(since.what, ())
        case Anchor.APPOINTED:
            assert since.role is not None
            return version.by_seat[since.role]
        case anchor:
            return version.by_anchor[anchor]


def _applies(kind: ObligationKind, since: Anchored, known: Known) -> bool:
    applies = kind.applies
    if not applies.narrows:
        return True
    if applies.after and not _comes_after(since, applies.after, known):
        return False
    day = since.day or since.stay.start
    ongoing = known.enactments(since.stay, min(day, since.stay.last_day or day))
    services = frozenset(
        service for each in ongoing for service in each.services_on(max(day, since.stay.start))
    )
    return (
        (not applies.settings or any(each.setting in applies.settings for each in ongoing))
        and (not applies.acts or any(each.act in applies.acts for each in ongoing))
        and not (applies.unless_only and services and services <= applies.unless_only)
    )


def _comes_after(since: Anchored, roles: frozenset[Role], known: Known) -> bool:
    """
    Did somebody else hold one of the seats earlier in the stay?
    """
    earlier = Period(since.stay.start, since.day) if since.day != since.stay.start else None
    return earlier is not None and any(
        held.staff != since.staff and held.period.start in earlier
        for role in roles
        for held in known.contacts[role]
    )


def _until_done_anew(
    kind: ObligationKind, since: Anchored, known: Known, version: Routine
) -> Anchored:
    """
    What counts from the latest time counts until the next one.
    """
    if kind.anchor is not Anchor.LATEST_DONE or since.day is None:
        return since
    within = known.within(since.stay)
    again = [
        event.on
        for event in known.done_of(kind.of)
        if event.on in within
        and _after(event.on, since)
        and known.completes(event, version.obligation(event.kind))
    ]
    return attrs.evolve(since, until=min(again)) if again else since


def _after(day: dt.date, since: Anchored) -> bool:
    assert since.day is not None
    return day > since.day if since.anchor is Anchor.LATEST_DONE else day >= since.day
