"""
What a follow-up is made of: the cases of the units, their visits, what entitles the contacts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from fastomsorg.care import Unit
from fastomsorg.casework._host import Host
from fastomsorg.decisions import TitleAnswer, title_of
from fastomsorg.history import Case, Life
from fastomsorg.hooks import Engine
from fastomsorg.law import rules_on
from fastomsorg.statistics import (
    Aims,
    Evidence,
    FollowedCase,
    FollowUp,
    TitleOf,
    follow_up,
    followed,
)
from fastomsorg.terms import CaseKey, Period, StaffId, day_before

from ._aims import aims_of, lawful
from ._followed_units import Wanted
from ._followed_visits import Followable, visits_counted


def followed_up(
    host: Host,
    units: Sequence[Unit],
    wanted: Wanted,
    aims: Aims | None,
    hours: Mapping[StaffId, int] | None,
    engine: Engine | None,
) -> FollowUp:
    """
    The follow-up (*uppföljning*): one pass over the cases, and one over the visits.
    """
    period = wanted.period
    aims = lawful(aims or aims_of(host, units, period), period)
    lives: list[tuple[CaseKey, Life]] = []
    cases = tuple(_followed(host, units, period, aims, lives))
    found = Followable(host, period, frozenset(unit.id for unit in units), lives, aims)
    evidence = Evidence(_titles(host, day_before(period.end_or_forever)), hours=hours)
    return follow_up(
        cases,
        about=wanted.about,
        period=period,
        units=units,
        aims=aims,
        of=visits_counted(found, evidence, engine),
        engine="python" if engine is None else engine.name,
    )


def threshold_of(host: Host, units: Sequence[Unit], period: Period) -> int:
    """
    From which count nothing is hidden: the strictest among the units' local rules.
    """
    last = day_before(period.end_or_forever)
    return max(host.local(unit.id, last).small_counts for unit in units)


def _followed(
    host: Host,
    units: Sequence[Unit],
    period: Period,
    aims: Aims,
    lives: list[tuple[CaseKey, Life]],
) -> Iterator[FollowedCase]:
    """
    What each case says; the lives of those that say anything are added to *lives*.
    """
    for unit in units:
        for case in _cases(host, unit):
            told = followed(case, period, aims)
            if told is not None:
                lives.append((case.key, case.life))
                yield told


def _cases(host: Host, unit: Unit) -> Iterator[Case]:
    return (host.storage.read(key) for key in host.storage.cases(unit=unit.id))


def _titles(host: Host, on: dt.date) -> TitleOf:
    rules = rules_on(on)

    @cache
    def title(staff: StaffId) -> TitleAnswer | None:
        member = host.people.staff(staff, on=on)
        return None if member is None else title_of(member, on=on, rules=rules)

    return title
