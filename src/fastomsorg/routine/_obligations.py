"""
What is to be done for a client by the routine, until when, and whether it has been.

Pure: the registrations of the case, the routine of each day, and the day that is asked about. What
a limit counts from is judged by the routine of that day, whatever came later.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
    found = [
        _judged(kind, since, known, routine, related)
        for kind, since in _wanted(known, routine, first_visit)
    ]
    return _in_order(each for each in found if each is not None)


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
            routine=version.name,
        )
        for kind in version.obligations
        if kind.scope is Scope.UNIT and kind.anchor is Anchor.YEAR
    )


def _wanted(
    known: Known, routine: RoutineOn, first_visit: FirstVisit
) -> Iterator[tuple[ObligationKind, Anchored]]:
    """
    What the routine of each anchor's day wants done from it.
    """

    def visits(stay: Period) -> FirstVisit | None:
        wanted = routine(stay.start).obligations
        counted = any(Anchor.FIRST_VISIT in (kind.anchor, kind.first) for kind in wanted)
        return first_visit if counted else None

    seen = set()
    for since in anchored(known, visits):
        for kind in routine(since.day or since.stay.start).obligations:
            if _counts_from(kind, since) and _applies(kind, since, known):
                same = (kind.kind, since.anchor, since.day, since.stay.start, since.role)
                if same not in seen:
                    seen.add(same)
                    yield kind, _until_done_anew(kind, since, known)


def _counts_from(kind: ObligationKind, since: Anchored) -> bool:
    if kind.scope is not Scope.CASE:
        return False
    if since.anchor is Anchor.LATEST_DONE:
        return kind.anchor is Anchor.LATEST_DONE and since.what in kind.of
    if since.anchor is Anchor.APPOINTED and since.role not in kind.roles:
        return False
    return since.anchor in (kind.anchor, kind.first)


def _applies(kind: ObligationKind, since: Anchored, known: Known) -> bool:
    wanted = kind.applies
    day = since.day or since.stay.start
    if wanted.after and not _comes_after(since, wanted.after, known.life):
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


def _comes_after(since: Anchored, roles: frozenset[Role], life: Life) -> bool:
    """
    Did somebody else hold one of the seats earlier in the stay?
    """
    earlier = Period(since.stay.start, since.day) if since.day != since.stay.start else None
    return earlier is not None and any(
        held.staff != since.staff and held.period.start in earlier
        for role in roles
        for held in life.contacts(role)
    )


def _until_done_anew(kind: ObligationKind, since: Anchored, known: Known) -> Anchored:
    """
    What counts from the latest time counts until the next one.
    """
    if kind.anchor is not Anchor.LATEST_DONE or since.day is None:
        return since
    within = known.within(since.stay)
    again = [
        event.on
        for event in known.done
        if event.kind in kind.of and event.on in within and _after(event.on, since)
    ]
    return attrs.evolve(since, until=min(again, default=None))


def _after(day: dt.date, since: Anchored) -> bool:
    assert since.day is not None
    return day > since.day if since.anchor is Anchor.LATEST_DONE else day >= since.day


def _judged(
    kind: ObligationKind, since: Anchored, known: Known, routine: RoutineOn, related: Related
) -> Obligation | None:
    """
    The obligation as it is on the day, or None where it never was for this client.
    """
    if not _ever_had_status(kind, since, known):
        return None
    version = routine(since.day or since.stay.start)
    due = kind.within.after(since.day) if kind.within and since.day else None
    whole = Obligation(
        client=known.case.key.client,
        unit=known.case.key.unit,
        kind=kind,
        number=1,
        anchor=since.anchor,
        from_day=since.day,
        due=due,
        state=ObligationState.DUE,
        on=known.on,
        routine=version.name,
        moved=since.moved,
        ticked=ticked(kind, since, known),
        contact=_contact(known),
    )
    met = met_on(kind, since, known)
    if met is not None:
        return attrs.evolve(whole, state=ObligationState.MET, met_on=met)
    lapsed = _lapsed(kind, since, known, related)
    if lapsed is not None:
        why, day, status = lapsed
        return attrs.evolve(
            whole, state=ObligationState.LAPSED, lapse=why, lapsed_on=day, status=status
        )
    if kind.informs is not None and kind.informs.needs_consent:
        consent = _consent(kind.informs, kind, known, related)
        if consent is not Consent.GIVEN:
            return attrs.evolve(whole, state=ObligationState.BLOCKED, consent=consent)
        whole = attrs.evolve(whole, consent=consent)
    late = due is not None and due < known.on
    return attrs.evolve(whole, state=ObligationState.LATE) if late else whole


def _ever_had_status(kind: ObligationKind, since: Anchored, known: Known) -> bool:
    if not kind.applies.statuses:
        return True
    day = since.day or since.stay.start
    last = min(known.on, since.stay.last_day or known.on)
    return any(
        spell.status in kind.applies.statuses
        for spell in known.life.spells
        if spell.stay == since.stay
        and spell.period.start <= max(last, since.stay.start)
        and spell.period.end_or_forever > min(day, last)
    )


def _lapsed(
    kind: ObligationKind, since: Anchored, known: Known, related: Related
) -> tuple[Lapse, dt.date | None, Status | None] | None:
    """
    Why it no longer applies on the day, and since when: the earliest there is.
    """
    found = [each for each in _lapses(kind, since, known) if each[1] <= known.on]
    if found:
        return min(found, key=lambda each: each[1])
    if kind.informs is not None and related(kind.informs) == ():
        return Lapse.NOBODY_TO_TELL, None, None
    return None


def _lapses(
    kind: ObligationKind, since: Anchored, known: Known
) -> Iterator[tuple[Lapse, dt.date, Status | None]]:
    stay, end = since.stay, since.stay.end
    if end is not None and since.anchor is not Anchor.END:
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


def _contact(known: Known) -> StaffId | None:
    """
    The client's contact, whoever is proposed, or the contact person.
    """
    for role in (Role.PRIMARY, Role.CONTACT_PERSON):
        if held := known.life.holder_on(known.on, role):
            return held
    proposed = known.case.proposed_on(known.on)
    return proposed.staff if proposed else None


def _in_order(found: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """
    Numbered by kind and anchor in order of days, then by last day.
    """
    counted: Counter[tuple[str, Anchor]] = Counter()
    numbered = []
    for each in sorted(found, key=lambda each: each.from_day or END_OF_DAYS):
        counted[each.kind.kind, each.anchor] += 1
        number = counted[each.kind.kind, each.anchor]
        numbered.append(attrs.evolve(each, number=number))
    return tuple(
        sorted(numbered, key=lambda each: (each.due or END_OF_DAYS, each.kind.kind, each.number))
    )
