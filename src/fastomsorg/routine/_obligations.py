"""
What is to be done for a client by the routine, until when, and whether it has been.

Pure: the registrations of the case, the routine of each day, and the day that is asked about. What
a limit counts from is judged by the routine of that day, whatever came later.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeAlias

import attrs

from fastomsorg.history import Case, Life
from fastomsorg.law import Citation
from fastomsorg.terms import (
    END_OF_DAYS,
    ClientId,
    Consent,
    Party,
    Period,
    Role,
    StaffId,
    Status,
    UnitId,
)

from ._anchors import Anchored, FirstVisit, Known, anchored, no_visits
from ._meeting import met_on, ticked
from ._obligation_kinds import Anchor, ObligationKind, Responsible, Scope
from ._routine import Routine

RoutineOn: TypeAlias = Callable[[dt.date], Routine]
"""The routine of the unit on a day."""

Related: TypeAlias = Callable[[Party], tuple[str, ...] | None]
"""The ids of those who stand in that relation to the client; None where nobody keeps that."""


def nobody_knows(_party: Party) -> None:
    """
    Nobody keeps who is related to whom (*okänt*).
    """
    return


class ObligationState(StrEnum):
    """
    How it is with something that is to be done (*läge för en bevakning*).

    *late* is from the day after the last one; *blocked* waits for the client's consent.
    """

    MET = "met"
    DUE = "due"
    LATE = "late"
    LAPSED = "lapsed"
    BLOCKED = "blocked"


class Lapse(StrEnum):
    """
    Why something no longer applies (*upphört*).
    """

    ENDED = "ended"
    MOVED = "moved"
    STATUS = "status"
    REPLACED = "replaced"
    SUPERSEDED = "superseded"
    NOBODY_TO_TELL = "nobody_to_tell"


@attrs.frozen
class Obligation:
    """
    One thing that is to be done (*bevakning*), for a client or, without one, for the whole unit.

    *from_day* is the day the limit counts from, None while it is not known; *due* the last day,
    None for a reminder. *number* counts those of the kind and anchor in the case from 1. *contact*
    is the client's contact on the day. *status* is what made it lapse.
    """

    client: ClientId | None
    unit: UnitId
    kind: ObligationKind
    number: int
    anchor: Anchor
    from_day: dt.date | None
    due: dt.date | None
    state: ObligationState
    on: dt.date
    routine: str
    met_on: dt.date | None = None
    lapse: Lapse | None = None
    lapsed_on: dt.date | None = None
    status: Status | None = None
    moved: bool = False
    ticked: frozenset[str] = frozenset()
    consent: Consent | None = None
    contact: StaffId | None = None

    @property
    def who(self) -> tuple[Responsible, ...]:
        return self.kind.who

    @property
    def basis(self) -> tuple[Citation, ...]:
        """
        The routine, and where it has it from (*stöd*).
        """
        return (Citation(self.routine, self.kind.source),)


def obligations(
    case: Case,
    *,
    on: dt.date,
    routine: RoutineOn,
    first_visit: FirstVisit = no_visits,
    related: Related = nobody_knows,
) -> tuple[Obligation, ...]:
    """
    Everything that is, was or has ceased to be to be done (*bevakningar*), as on the day.

    In order of the last day, those without one last. Nothing that is registered for a later day
    counts, but for a last day of the stay that is set ahead.
    """
    known = Known(case, on)
    wanted = sorted(_wanted(known, routine, first_visit), key=_in_order_of_days)
    counted: Counter[tuple[str, Anchor]] = Counter()
    found = []
    for kind, since, version in wanted:
        if _ever_had_status(kind, since, known):
            counted[kind.kind, since.anchor] += 1
            number = counted[kind.kind, since.anchor]
            found.append(_judged(kind, since, number, known, version, related))
    found.sort(key=lambda each: (each.due or END_OF_DAYS, each.kind.kind, each.number))
    return tuple(found)


def unit_obligations(unit: UnitId, *, on: dt.date, routine: RoutineOn) -> tuple[Obligation, ...]:
    """
    What is to be done once for the whole unit in the year of the day (*bevakningar för enheten*).

    Nothing registers that it has been: it is a reminder, and never late.
    """
    first = dt.date(on.year, 1, 1)
    version = routine(first)
    return tuple(
        Obligation(
            client=None,
            unit=unit,
            kind=kind,
            number=on.year,
            anchor=Anchor.YEAR,
            from_day=first,
            due=kind.within.after(first) if kind.within else dt.date(on.year, 12, 31),
            state=ObligationState.DUE,
            on=on,
            routine=version.cited_as,
        )
        for kind in version.obligations
        if kind.scope is Scope.UNIT and kind.anchor is Anchor.YEAR
    )


Wanted: TypeAlias = tuple[ObligationKind, Anchored, Routine]
"""A kind, what it counts from, and the routine of that day."""


def _in_order_of_days(wanted: Wanted) -> dt.date:
    return wanted[1].day or END_OF_DAYS


def _wanted(known: Known, routine: RoutineOn, first_visit: FirstVisit) -> Iterator[Wanted]:
    """
    What the routine of each anchor's day wants done from it, each once.
    """

    def visits(stay: Period) -> FirstVisit | None:
        return first_visit if routine(stay.start).by_anchor[Anchor.FIRST_VISIT] else None

    seen = set()
    for since in anchored(known, visits):
        version = routine(since.day or since.stay.start)
        if since.done and not known.completes(since.done, version.obligation(since.what)):
            continue
        for kind in version.by_anchor[since.anchor]:
            if _counts_from(kind, since) and _applies(kind, since, known):
                same = (kind.kind, since.anchor, since.day, since.stay.start, since.role)
                if same not in seen:
                    seen.add(same)
                    yield kind, _until_done_anew(kind, since, known, version), version


def _counts_from(kind: ObligationKind, since: Anchored) -> bool:
    match since.anchor:
        case Anchor.LATEST_DONE:
            return since.what in kind.of
        case Anchor.APPOINTED:
            return since.role in kind.roles
        case _:
            return True


def _applies(kind: ObligationKind, since: Anchored, known: Known) -> bool:
    wanted = kind.applies
    day = since.day or since.stay.start
    if wanted.after and not _comes_after(since, wanted.after, known):
        return False
    if not (wanted.settings or wanted.acts or wanted.unless_only):
        return True
    ongoing = known.enactments(since.stay, min(day, since.stay.last_day or day))
    services = frozenset(
        service for each in ongoing for service in each.services_on(max(day, since.stay.start))
    )
    return (
        (not wanted.settings or any(each.setting in wanted.settings for each in ongoing))
        and (not wanted.acts or any(each.act in wanted.acts for each in ongoing))
        and not (wanted.unless_only and services and services <= wanted.unless_only)
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


def _judged(
    kind: ObligationKind,
    since: Anchored,
    number: int,
    known: Known,
    version: Routine,
    related: Related,
) -> Obligation:
    """
    The obligation as it is on the day.
    """
    due = kind.within.after(since.day) if kind.within and since.day else None
    met = met_on(kind, since, known)
    lapse, lapsed_on, status = (None, None, None) if met else _lapsed(kind, since, known, related)
    told = kind.informs if kind.informs is not None and kind.informs.needs_consent else None
    consent = _consent(told, kind, known, related) if told else None
    if met is not None:
        state = ObligationState.MET
    elif lapse is not None:
        state = ObligationState.LAPSED
    elif told is not None and consent is not Consent.GIVEN:
        state = ObligationState.BLOCKED
    elif due is not None and due < known.on:
        state = ObligationState.LATE
    else:
        state = ObligationState.DUE
    return Obligation(
        client=known.case.key.client,
        unit=known.case.key.unit,
        kind=kind,
        number=number,
        anchor=since.anchor,
        from_day=since.day,
        due=due,
        state=state,
        on=known.on,
        routine=version.cited_as,
        met_on=met,
        lapse=lapse,
        lapsed_on=lapsed_on,
        status=status,
        moved=since.moved,
        ticked=ticked(kind, since, known),
        consent=consent,
        contact=known.contact,
    )


def _ever_had_status(kind: ObligationKind, since: Anchored, known: Known) -> bool:
    if not kind.applies.statuses:
        return True
    day = since.day or since.stay.start
    last = min(known.on, since.stay.last_day or known.on)
    return any(
        spell.status in kind.applies.statuses
        for spell in known.life.spells
        if spell.stay.start == since.stay.start
        and spell.period.start <= max(last, since.stay.start)
        and spell.period.end_or_forever > min(day, last)
    )


def _lapsed(
    kind: ObligationKind, since: Anchored, known: Known, related: Related
) -> tuple[Lapse | None, dt.date | None, Status | None]:
    """
    Why it no longer applies on the day, and since when: the earliest there is, or None.
    """
    found = [each for each in _lapses(kind, since, known) if each[1] <= known.on]
    if found:
        return min(found, key=lambda each: each[1])
    if kind.informs is not None and related(kind.informs) == ():
        return Lapse.NOBODY_TO_TELL, None, None
    return None, None, None


def _lapses(
    kind: ObligationKind, since: Anchored, known: Known
) -> Iterator[tuple[Lapse, dt.date, Status | None]]:
    stay, end = since.stay, since.stay.end
    if end is not None and end <= known.on and since.anchor is not Anchor.END:
        away = any(
            each.moved_to for each in known.case.enactments if each.last_day == stay.last_day
        )
        yield (Lapse.MOVED if away else Lapse.ENDED), end, None
    if since.until is not None:
        yield (_why_replaced(since)), since.until, None
    if kind.applies.statuses:
        spell = known.life.on(min(known.on, stay.last_day or known.on))
        if spell is not None and spell.status not in kind.applies.statuses:
            yield Lapse.STATUS, _since_status(known.life, spell.period, spell.status), spell.status


def _why_replaced(since: Anchored) -> Lapse:
    replaced = since.anchor in (Anchor.APPOINTED, Anchor.PROPOSED)
    return Lapse.REPLACED if replaced else Lapse.SUPERSEDED


def _since_status(life: Life, period: Period, status: Status) -> dt.date:
    """
    The first day in a row on which the client has the status.
    """
    first = period.start
    for spell in reversed(life.spells):
        if spell.period.end == first and spell.status is status:
            first = spell.period.start
    return first


def _consent(party: Party, kind: ObligationKind, known: Known, related: Related) -> Consent | None:
    """
    What the client has said: given is enough for one of those who are to be told.
    """
    said = [
        known.case.consent_on(known.on, party, about=kind.kind, person=person)
        for person in (*(related(party) or ()), "")
    ]
    return Consent.GIVEN if Consent.GIVEN in said else said[-1]
