"""
What registered earlier does a command make lapse or revive?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from fastomsorg.history import PROPOSED, Case, Holding, Life
from fastomsorg.terms import END_OF_DAYS, Period, RegistrationId, Role, united

from ._at_stake import at_stake
from ._changed_days import side_by_side
from ._reason import Reason, Severity


def lapses_and_revivals(
    before: Case, after: Case, *, annulled: frozenset[RegistrationId], confirmed: bool
) -> Iterator[Reason]:
    """
    What registered earlier no longer holds, or holds again: blocking until *confirmed*.

    What the command itself takes back, *annulled*, is not among it.
    """
    severity = Severity.WARNING if confirmed else Severity.BLOCKING
    lapsed = [*_lost(before, after, annulled), *_overruled(before, after, annulled)]
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


def _overruled(before: Case, after: Case, annulled: frozenset[RegistrationId]) -> Iterator[Period]:
    """
    Days after a later answer, or change of the same seat, that lose who held the seat.
    """
    proposed = after.registrations[-1]
    own = min((event.on for _, event in at_stake(after, proposed)), default=END_OF_DAYS)
    for role in Role:
        later = [
            effect.on
            for effect in before.effects
            if effect.on > own
            and effect.role in (None, role)
            and effect.registration not in annulled
        ]
        if later:
            yield from _since(min(later), _leaving(before.life, after.life, role))


def _since(day: dt.date, periods: Iterable[Period]) -> Iterator[Period]:
    for period in periods:
        if period.end_or_forever > day:
            yield Period(max(period.start, day), period.end)


def _leaving(before: Life, after: Life, role: Role) -> Iterator[Period]:
    for period, was, _ in _other_holder(before, after, role):
        if was is not None:
            yield period


def _returned(before: Life, after: Life) -> Iterator[Period]:
    """
    Days on which the seat goes to somebody whom an earlier registration put there.
    """
    for role in Role:
        for period, _, would_be in _other_holder(before, after, role):
            if would_be is not None and would_be.by != PROPOSED:
                yield period


def _other_holder(
    before: Life, after: Life, role: Role
) -> Iterator[tuple[Period, Holding | None, Holding | None]]:
    for period, was, would_be in side_by_side(before, after):
        old = was.holder(role) if was else None
        new = would_be.holder(role) if would_be else None
        if (old.staff if old else None) != (new.staff if new else None):
            yield period, old, new


def _told(periods: Iterable[Period]) -> str:
    """
    First and last days, as people are shown them.
    """
    return ", ".join(
        f"{period.start} – {period.last_day or ''}".rstrip() for period in united(periods)
    )
