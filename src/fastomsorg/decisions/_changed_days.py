"""
Which days does a command change?
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import attrs

from fastomsorg.history import Case, Life, Spell
from fastomsorg.terms import END_OF_DAYS, CaseKey, Period, Role, StaffId, Status


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
    stretches = (
        ChangedDays(before.key, period, DayState.of(was), DayState.of(would_be))
        for period, was, would_be in side_by_side(before.life, after.life)
    )
    return tuple(each for each in stretches if each.before != each.after)


def side_by_side(before: Life, after: Life) -> Iterator[tuple[Period, Spell | None, Spell | None]]:
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
