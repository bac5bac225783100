"""
Which days a command changes, and what registered earlier it makes lapse or revive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from fastomsorg.history import (
    PROPOSED,
    Case,
    Effect,
    EnactmentStarted,
    Life,
    RegistrationAnnulled,
    Spell,
)
from fastomsorg.terms import END_OF_DAYS, CaseKey, Period, RegistrationId, Role, StaffId, Status

from ._reason import Reason, Severity


@attrs.frozen
class DayState:
    """
    What people see of a day (*läge en dag*): the answer and who holds each seat.
    """

    status: Status
    primary: StaffId | None = None
    deputy: StaffId | None = None
    contact_person: StaffId | None = None
    deputy_contact_person: StaffId | None = None

    @classmethod
    def of(cls, spell: Spell | None) -> DayState | None:
        if spell is None:
            return None
        held = (spell.holder(role) for role in Role)
        return cls(spell.status, *(holding.staff if holding else None for holding in held))


@attrs.frozen
class ChangedDays:
    """
    Days in a row whose state changes (*ändrade dagar*); None is a day outside every stay.
    """

    case: CaseKey
    period: Period
    before: DayState | None
    after: DayState | None


def changed_days(before: Case, after: Case) -> tuple[ChangedDays, ...]:
    """
    The days that differ between the case as it is and as it would be.
    """
    changed: list[ChangedDays] = []
    for period, was, would_be in _side_by_side(before.life, after.life):
        old, new = DayState.of(was), DayState.of(would_be)
        if old == new:
            continue
        last = changed[-1] if changed else None
        if last and (last.before, last.after, last.period.end) == (old, new, period.start):
            longer = Period(last.period.start, period.end)
            changed[-1] = attrs.evolve(last, period=longer)
        else:
            changed.append(ChangedDays(before.key, period, old, new))
    return tuple(changed)


def lapses_and_revivals(
    before: Case, after: Case, *, annulled: frozenset[RegistrationId], confirmed: bool
) -> Iterator[Reason]:
    """
    What registered earlier no longer holds, or holds again: blocking until *confirmed*.

    What the command itself takes back, *annulled*, is not among it.
    """
    severity = Severity.WARNING if confirmed else Severity.BLOCKING
    lapsed = [*_lost(before, after, annulled), *_overruled(before, after)]
    revived = [*_lost(after, before, annulled | {PROPOSED}), *_returned(before.life, after.life)]
    for code, days in (("lapses", lapsed), ("revives", revived)):
        if days:
            yield Reason(code, severity, {"days": _told(days), "unit": before.key.unit})


def _lost(one: Case, other: Case, but: frozenset[RegistrationId]) -> Iterator[Period]:
    """
    The days of what was in force in *one* life and is not in the *other*.
    """
    for effect in one.effects - other.effects:
        if effect.registration not in but:
            spell = one.life.on(effect.on)
            yield Period(effect.on, spell.period.end if spell else None)


def _overruled(before: Case, after: Case) -> Iterator[Period]:
    """
    Days after a later answer, or change of the same seat, on which somebody else holds the seat.
    """
    own = _first_own_day(after)
    if own is None:
        return
    for role in Role:
        later = _days_recorded(before.effects, role, after=own)
        if later:
            for period, _, _ in _other_holder(before.life, after.life, role):
                if period.end_or_forever > later[0]:
                    yield Period(max(period.start, later[0]), period.end)


def _returned(before: Life, after: Life) -> Iterator[Period]:
    """
    Days on which the seat goes to somebody whom an earlier registration put there.
    """
    for role in Role:
        for period, _, would_be in _other_holder(before, after, role):
            holding = would_be.holder(role) if would_be else None
            if holding is not None and holding.by != PROPOSED:
                yield period


def _other_holder(
    before: Life, after: Life, role: Role
) -> Iterator[tuple[Period, Spell | None, Spell | None]]:
    for period, was, would_be in _side_by_side(before, after):
        old = was.holder(role) if was else None
        new = would_be.holder(role) if would_be else None
        if (old.staff if old else None) != (new.staff if new else None):
            yield period, was, would_be


def _first_own_day(after: Case) -> dt.date | None:
    """
    The first day that the proposed registration speaks of, or None where it only takes back.
    """
    proposed = after.registrations[-1] if after.registrations else None
    if proposed is None or proposed.id != PROPOSED:
        return None
    taking_back_or_starting = (RegistrationAnnulled, EnactmentStarted)
    days = [e.on for e in proposed.events if not isinstance(e, taking_back_or_starting)]
    return min(days, default=None)


def _days_recorded(effects: Iterable[Effect], role: Role, *, after: dt.date) -> list[dt.date]:
    return sorted(
        effect.on for effect in effects if effect.on > after and effect.role in (None, role)
    )


def _side_by_side(before: Life, after: Life) -> Iterator[tuple[Period, Spell | None, Spell | None]]:
    """
    Every stretch of days on which neither life changes, with the spell in each.
    """
    turns = {
        turn
        for spell in (*before.spells, *after.spells)
        for turn in (spell.period.start, spell.period.end_or_forever)
    }
    for start, end in pairwise(sorted(turns)):
        period = Period(start, None if end == END_OF_DAYS else end)
        yield period, before.on(start), after.on(start)


def _told(periods: Iterable[Period]) -> str:
    """
    First and last days, as people are shown them.
    """
    return ", ".join(
        f"{period.start} – {period.last_day or ''}".rstrip() for period in sorted(set(periods))
    )
