"""
What others are told of a registration, and when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.history import Case, Life, Spell
from fastomsorg.terms import Role, StaffId, day_before, start_of

from ._cards import PLAN_ROLES, cards_of, plan_lines_of
from ._notices import (
    ContactsChanged,
    JournalNote,
    Notice,
    NoticeKind,
    PlanSnapshot,
    kind_of,
    notice_id,
)
from ._registered import Registered
from ._writing import journal_note

People: TypeAlias = Mapping[StaffId, StaffMember]
Timed: TypeAlias = tuple[Notice, dt.date | None]
"""A notice, and the day before which it must not be told (None: at once)."""

Holders: TypeAlias = tuple[StaffId | None, ...]
Turn: TypeAlias = tuple[Holders, Holders]

SHOWN: Mapping[NoticeKind, tuple[Role, ...]] = {
    NoticeKind.PLAN: PLAN_ROLES,
    NoticeKind.PLANNING: tuple(Role),
}
"""The seats whose holders each receiver shows."""


def notices_for(registered: Registered) -> tuple[Timed, ...]:
    """
    Everything that is to be told (*meddelanden*) because of a registration.

    The journal note and whatever changes the contacts of *today* are told at once; each later day
    on which the registration makes contacts change gets notices of its own, not before that day.
    """
    note = journal_note(registered)
    at_once: list[Timed] = [] if note is None else [(note, None)]
    return (*at_once, *_shown_otherwise(registered))


def told_anew(
    notice: Notice, case: Case, people: People, *, today: dt.date, at_once: bool = False
) -> Notice | None:
    """
    The notice as it is to be told when its day has come (*när dagen är inne*), or None: withdrawn.

    It shows *today*, however late it is, and is withdrawn where nobody has come or gone since
    what was shown the day before its own. Where a stay has ended the contacts are taken off: an
    empty notice is told. One that was to be told *at_once* is never withdrawn, only brought up to
    date, and a journal note is told as it was written.
    """
    if isinstance(notice, JournalNote):
        return notice
    roles = SHOWN[kind_of(notice)]
    spell = case.life.on(today)
    if not at_once and _holders(spell, roles) == _holders(_shown_before(notice, case), roles):
        return None
    if isinstance(notice, PlanSnapshot):
        return attrs.evolve(notice, on=today, lines=plan_lines_of(spell, people))
    return attrs.evolve(notice, on=today, contacts=cards_of(spell, people))


def _shown_before(notice: Notice, case: Case) -> Spell | None:
    """
    What was shown when the notice's day began: what was registered since may be of earlier days.
    """
    known = start_of(notice.on) - dt.timedelta(microseconds=1)
    return case.as_known(known).life.on(day_before(notice.on))


def _shown_otherwise(registered: Registered) -> Iterator[Timed]:
    """
    For each day and receiver, what is shown from then on.
    """
    days = _days_to_tell(registered)
    for day in sorted({day for told in days.values() for day in told}):
        not_before = None if day == registered.today else day
        spell = registered.after.life.on(day)
        for kind, told in days.items():
            if day in told:
                yield _notice(registered, kind, day, spell), not_before


def _days_to_tell(registered: Registered) -> Mapping[NoticeKind, frozenset[dt.date]]:
    return {kind: frozenset(_changed_days(registered, roles)) for kind, roles in SHOWN.items()}


def _changed_days(registered: Registered, roles: tuple[Role, ...]) -> Iterator[dt.date]:
    """
    Today, if somebody else is shown; each later day whose turn was not there before.
    """
    before, after = registered.before.life, registered.after.life
    today = registered.today
    if _holders(before.on(today), roles) != _holders(after.on(today), roles):
        yield today
    known = _turns(before, roles)
    for day, turn in _turns(after, roles).items():
        if day > today and known.get(day) != turn:
            yield day


def _turns(life: Life, roles: tuple[Role, ...]) -> Mapping[dt.date, Turn]:
    """
    The days on which somebody comes or goes: who held the seats the day before, and who since.
    """
    nobody = _holders(None, roles)
    turns: dict[dt.date, Turn] = {}
    was, until = nobody, None
    for spell in life.spells:
        if until is not None and until != spell.period.start:
            turns[until] = (was, nobody)
            was = nobody
        now = _holders(spell, roles)
        turns[spell.period.start] = (was, now)
        was, until = now, spell.period.end
    if until is not None:
        turns[until] = (was, nobody)
    return {day: turn for day, turn in turns.items() if turn[0] != turn[1]}


def _holders(spell: Spell | None, roles: tuple[Role, ...]) -> Holders:
    if spell is None:
        return (None,) * len(roles)
    return tuple([seat.staff if seat else None for seat in map(spell.holder, roles)])


def _notice(registered: Registered, kind: NoticeKind, on: dt.date, spell: Spell | None) -> Notice:
    id = notice_id(registered.id, kind, registered.case, on)
    if kind is NoticeKind.PLAN:
        lines = plan_lines_of(spell, registered.people)
        return PlanSnapshot(id, registered.case, registered.id, on, lines)
    contacts = cards_of(spell, registered.people)
    return ContactsChanged(id, registered.case, registered.id, on, contacts)
