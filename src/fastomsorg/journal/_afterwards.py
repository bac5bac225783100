"""
What holds after an annulment, on the days that it changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from fastomsorg.decisions import ChangedDays, DayState, changed_days
from fastomsorg.terms import Fact, Period, Role, StaffId, Status

from ._passages import Passage
from ._registered import Registered
from ._seats import holders

Shown: TypeAlias = tuple[Status | None, StaffId | None, StaffId | None]
"""What notes may show of a day: the status, the primary and the deputy; None outside every stay."""

NOT_OF_THE_DAY = frozenset({"done/1", "done/2", "ended/1", "end_withdrawn/1"})
"""The passages that do not say who is contact from their day on; all others do."""


def something_noted_ends(registered: Registered) -> bool:
    """
    Whether an answer or a contact ceases to hold on some day (*upphör att gälla*).
    """
    return any(
        was is not None and was is not Status.NOT_ASKED and was != now
        for days in _changed(registered)
        for was, now in zip(_shown(days.before), _shown(days.after), strict=True)
    )


def afterwards(registered: Registered, told: Iterable[Passage]) -> list[Passage]:
    """
    What is *told* instead and, for each other day that changed, what holds then, in order of days.

    Where there is neither, what holds today.
    """
    told = tuple(told)
    spoken_of = {passage.on for passage in told if passage.template not in NOT_OF_THE_DAY}
    changed = (days for days in _changed(registered) if days.period.start not in spoken_of)
    holds = [_holds(registered, period) for period in _joined(changed)]
    if told or holds:
        return sorted((*told, *holds), key=lambda passage: passage.on)
    today = Period.through(registered.today, registered.today)
    return [_holds(registered, today)]


def _changed(registered: Registered) -> Iterator[ChangedDays]:
    for days in changed_days(registered.before, registered.after):
        if _shown(days.before) != _shown(days.after):
            yield days


def _shown(state: DayState | None) -> Shown:
    if state is None:
        return None, None, None
    return state.status, state.primary, state.deputy


def _joined(changed: Iterable[ChangedDays]) -> Iterator[Period]:
    """
    Days in a row with the same state afterwards, whatever the state was before.
    """
    period, shown = None, None
    for days in changed:
        now = _shown(days.after)
        if period is not None and (period.end, shown) == (days.period.start, now):
            period = Period(period.start, days.period.end)
            continue
        if period is not None:
            yield period
        period, shown = days.period, now
    if period is not None:
        yield period


def _holds(registered: Registered, period: Period) -> Passage:
    held = holders(registered, period.start)
    status = registered.after.life.status_on(period.start)
    facts: dict[str, Fact] = {**_days(period), "status": status.value if status else "outside"}
    if status is Status.ACCEPTED and Role.PRIMARY.value not in held:
        facts["contact"] = "nobody"
    return Passage("holds/1", period.start, {**facts, **held})


def _days(period: Period) -> dict[str, Fact]:
    """
    The only day, first and last day, or the day from which it holds.
    """
    first, last = period.start, period.last_day
    if last is None:
        return {"from_day": first}
    return {"day": first} if last == first else {"first_day": first, "last_day": last}
