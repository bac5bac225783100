"""
Cases for follow-ups, and what is made of them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from fastomsorg.care import Unit
from fastomsorg.decisions import TitleAnswer
from fastomsorg.history import Case, ContactChanged, DoneRecorded, Event
from fastomsorg.law import Ground, Outcome
from fastomsorg.statistics import (
    Aims,
    Evidence,
    FollowUp,
    State,
    follow_up,
    followed,
)
from fastomsorg.terms import CaseKey, ChangeReason, Period, Role, StaffId
from fastomsorg.testing import a_unit, registered

YEAR = Period.through(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
LAST = dt.date(2024, 12, 31)
BEFORE = dt.date(2023, 5, 1)
MARCH = dt.date(2024, 3, 1)
NORTH, SOUTH = a_unit("north"), a_unit("south", name="Södra hemtjänsten")


def title(ground: Ground | None, last_day: dt.date | None = None) -> TitleAnswer:
    """
    What entitles somebody, or, without a ground, that nothing does.
    """
    outcome = Outcome.ENTITLED if ground else Outcome.NOT_ENTITLED
    return TitleAnswer(outcome, ground, last_day, ())


CERTIFIED = title(Ground.CERTIFICATE)


def replaced(staff: StaffId, on: dt.date, reason: ChangeReason | None = None) -> ContactChanged:
    return ContactChanged(on, Role.PRIMARY, staff, reason)


def done(kind: str, on: dt.date) -> DoneRecorded:
    return DoneRecorded(on, kind)


def a_case(client: str, *envelopes: Iterable[Event], unit: str = "north") -> Case:
    """
    A case with one registration for each of *envelopes*.
    """
    key = CaseKey(client, unit)
    return Case(key, registered(*envelopes, case=key))


def board(
    *cases: Case,
    aims: Aims | None = None,
    period: Period = YEAR,
    units: Sequence[Unit] = (NORTH, SOUTH),
    titles: Mapping[StaffId, TitleAnswer] | None = None,
    **evidence: Any,
) -> FollowUp:
    """
    The follow-up of cases, in which everybody has a certificate unless *titles* says otherwise.
    """
    aims = aims or Aims()
    told = (followed(case, period, aims) for case in cases)
    of = Evidence(everybody_certified if titles is None else titles.get)
    return follow_up(
        [each for each in told if each],
        about="",
        period=period,
        units=units,
        aims=aims,
        of=attrs.evolve(of, **evidence),
    )


def everybody_certified(_: StaffId) -> TitleAnswer:
    return CERTIFIED


def states(found: FollowUp) -> dict[State, int]:
    return {state: count for state, count in found.whole.everybody.states.items() if count}
