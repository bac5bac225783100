"""
What is to be done for a client by the routine, until when, and whether it has been.

Pure: the registrations of the case, the routine of each day, and the day that is asked about. What
a limit counts from is judged by the routine of that day, whatever came later.
"""

from __future__ import annotations

import datetime as dt

from fastomsorg.history import Case
from fastomsorg.terms import END_OF_DAYS, UnitId

from ._anchors import FirstVisit, no_visits
from ._informing import Related, nobody_knows
from ._judging import judged
from ._known import Known
from ._obligation import Obligation, ObligationState
from ._obligation_kinds import Anchor, Scope
from ._routine import RoutineOn
from ._wanted import Sought, ever_had_status, wanted


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
    counted: dict[tuple[str, Anchor], int] = {}
    found = []
    for kind, since, version in sorted(wanted(known, routine, first_visit), key=_in_order_of_days):
        if ever_had_status(kind, since, known):
            same = kind.kind, since.anchor
            counted[same] = number = counted.get(same, 0) + 1
            found.append(judged(kind, since, number, known, version, related))
    return tuple(sorted(found, key=_in_order_of_last_days))


def _in_order_of_days(sought: Sought) -> dt.date:
    return sought[1].day or END_OF_DAYS


def _in_order_of_last_days(obligation: Obligation) -> tuple[dt.date, str, int]:
    return obligation.due or END_OF_DAYS, obligation.kind.kind, obligation.number


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
