"""
What one case says of a period: the answer, the seats, how long things took, the changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

import attrs

from fastomsorg.history import Case, ContactChanged, DoneRecorded, Holding, Spell
from fastomsorg.terms import (
    CaseKey,
    ChangeReason,
    Period,
    Role,
    Service,
    StaffId,
    Status,
    day_before,
)

from ._changes import successions
from ._followup_aims import Aims

ONLY_ALARM = frozenset({Service.ALARM})


class State(StrEnum):
    """
    How a case stands on a day (*läge*): the answer and, for a yes, who there is.
    """

    BOTH = "both"
    PRIMARY_ALONE = "primary_alone"
    DEPUTY_ALONE = "deputy_alone"
    VACANT = "vacant"
    DECLINED = "declined"
    NO_NEED = "no_need"
    NOT_ASKED = "not_asked"


@attrs.frozen
class Waited:
    """
    How long something took (*väntetid*), in days from the start; None: too long, and still not.
    """

    days: int | None


@attrs.frozen
class FollowedCase:
    """
    What one case says (*ärende i uppföljningen*): on the last day of the period, and during it.

    *state* is None where there is no stay on the last day. *changes* has the reason of each change
    of primary, None where none was given; *days* is how many days had a primary. *reviewed* is None
    where no review is due.
    """

    key: CaseKey
    state: State | None
    only_alarm: bool
    primary: StaffId | None
    offers: tuple[Waited, ...]
    appointments: tuple[Waited, ...]
    plans: tuple[Waited, ...]
    reviewed: bool | None
    relatives: bool
    changes: tuple[ChangeReason | None, ...]
    days: int
    done: frozenset[str]


def followed(case: Case, period: Period, aims: Aims) -> FollowedCase | None:
    """
    What the case says (*ärendets uppgifter*), or None where it has no day in the period.
    """
    stays = [stay for stay in case.life.stays if stay.overlap(period)]
    if not stays:
        return None
    last = _last_day(period)
    spell = case.life.on(last)
    done = tuple(_done(case, last))
    seats = [_Stay(case, stay, period, done) for stay in stays]
    return FollowedCase(
        key=case.key,
        state=None if spell is None else _state(spell),
        only_alarm=_services(case, last) == ONLY_ALARM,
        primary=spell.primary.staff if spell and spell.primary else None,
        offers=_each(stay.offer(aims) for stay in seats),
        appointments=_each(stay.appointment(aims) for stay in seats),
        plans=_each(stay.plan(aims) for stay in seats),
        reviewed=None if spell is None else _reviewed(spell, done, aims),
        relatives=any(event.kind in aims.kept.relatives for event in done),
        changes=tuple(_reasons(case, period)),
        days=sum(_days(each, period) for each in case.life.spells if each.primary),
        done=frozenset(event.kind for event in done),
    )


def _last_day(period: Period) -> dt.date:
    return day_before(period.end_or_forever)


def _done(case: Case, last: dt.date) -> Iterator[DoneRecorded]:
    """
    What was done in the stays (*utfört*), in order of days, as far as the period reaches.
    """
    events = [
        event
        for registration in case.standing
        for event in registration.events
        if isinstance(event, DoneRecorded) and event.on <= last
    ]
    return iter(sorted(events, key=lambda event: event.on))


def _state(spell: Spell) -> State:
    match spell.status, spell.primary, spell.deputy:
        case Status.ACCEPTED, Holding(), Holding():
            return State.BOTH
        case Status.ACCEPTED, Holding(), None:
            return State.PRIMARY_ALONE
        case Status.ACCEPTED, None, Holding():
            return State.DEPUTY_ALONE
        case Status.ACCEPTED, _, _:
            return State.VACANT
        case status, _, _:
            return State(status.value)


def _services(case: Case, day: dt.date) -> frozenset[Service]:
    return frozenset(
        service
        for enactment in case.ongoing(day)
        if enactment.counts
        for service in enactment.services_on(day)
    )


@attrs.frozen
class _Stay:
    """
    One stay, as far as the period reaches.
    """

    case: Case
    stay: Period
    period: Period
    done: tuple[DoneRecorded, ...]

    def offer(self, aims: Aims) -> Waited | None:
        """
        A no or a yes is an answer to an offer; who needs no contact waits for none.
        """
        days = (each.period.start for each in self._spells() if each.status in ANSWERED)
        waiting = self._latest().status is Status.NOT_ASKED
        return self._waited(next(days, None), waiting, aims.offered_within, aims)

    def appointment(self, aims: Aims) -> Waited | None:
        """
        Somebody who has said yes waits for the first primary.
        """
        days = (each.period.start for each in self._spells() if each.primary)
        waiting = self._latest().status is Status.ACCEPTED
        return self._waited(next(days, None), waiting, aims.appointed_within, aims)

    def plan(self, aims: Aims) -> Waited | None:
        done = (each for each in self.done if each.kind in aims.kept.plan)
        days = (each.on for each in done if each.on in self.stay)
        return self._waited(next(days, None), True, aims.planned_within, aims)

    def _spells(self) -> Iterator[Spell]:
        last = _last_day(self.period)
        spells = self.case.life.spells
        return (each for each in spells if each.stay == self.stay and each.period.start <= last)

    def _latest(self) -> Spell:
        *_, latest = self._spells()
        return latest

    def _waited(
        self, came: dt.date | None, waiting: bool, within: int | None, aims: Aims
    ) -> Waited | None:
        """
        What came in the period, or should have: what came before it belongs to another one.
        """
        start = max(self.stay.start, aims.counted_from)
        if came is not None:
            return Waited(max((came - start).days, 0)) if came in self.period else None
        until = min(_last_day(self.period), _last_day(self.stay))
        late = waiting and within is not None and (until - start).days > within
        return Waited(None) if late else None


ANSWERED = (Status.ACCEPTED, Status.DECLINED)


def _each(waits: Iterator[Waited | None]) -> tuple[Waited, ...]:
    return tuple(each for each in waits if each is not None)


def _reviewed(spell: Spell, done: tuple[DoneRecorded, ...], aims: Aims) -> bool | None:
    """
    Has there been a plan or a review since the day, for whoever had a stay already before it?
    """
    since, kinds = aims.reviewed_since, aims.kept.plan | aims.kept.review
    if since is None or max(spell.stay.start, aims.counted_from) >= since:
        return None
    return any(each.kind in kinds and each.on >= since and each.on in spell.stay for each in done)


def _reasons(case: Case, period: Period) -> Iterator[ChangeReason | None]:
    for change in successions(case.key, case.life):
        if change.on in period:
            spell = case.life.on(change.on)
            yield _reason(case, spell.primary) if spell and spell.primary else None


def _reason(case: Case, held: Holding) -> ChangeReason | None:
    """
    The reason that was given by the registration that put the primary in the seat.
    """
    return next(
        (
            event.reason
            for registration in case.standing
            if registration.id == held.by
            for event in registration.events
            if isinstance(event, ContactChanged)
            and (event.role, event.staff, event.on) == (Role.PRIMARY, held.staff, held.since)
        ),
        None,
    )


def _days(spell: Spell, period: Period) -> int:
    days = spell.period.overlap(period)
    return (days.end_or_forever - days.start).days if days else 0
