"""
Routines in a few words, and what is due by them in a case.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from fastomsorg.history import Case, Event
from fastomsorg.routine import (
    Anchor,
    MetBy,
    Obligation,
    ObligationKind,
    Routine,
    TimeUnit,
    Versions,
    Within,
    obligations,
)
from fastomsorg.testing import CASE, registered
from fastomsorg.texts import Language

LONG_AGO = dt.date(2000, 1, 1)
DAYS, WEEKS, MONTHS = TimeUnit.DAYS, TimeUnit.WEEKS, TimeUnit.MONTHS


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def duty(
    kind: str,
    anchor: Anchor,
    within: tuple[int, TimeUnit] | None = None,
    *met_by: MetBy,
    **more: Any,
) -> ObligationKind:
    """
    A kind of obligation that is met by what is said, or by being done.
    """
    return ObligationKind(
        kind=kind,
        title={Language.SV: kind.replace("_", " ").capitalize()},
        anchor=anchor,
        source="rutinen, sida 1",
        within=None if within is None else Within(*within),
        met_by=frozenset(met_by) or frozenset({MetBy.DONE}),
        **more,
    )


def routine(*kinds: ObligationKind, start: dt.date = LONG_AGO) -> Routine:
    return Routine("rutinen", start, obligations=kinds)


def a_case(*envelopes: Iterable[Event]) -> Case:
    return Case(CASE, registered(*envelopes))


def due_of(
    case: Case, on: str | dt.date, *kinds: ObligationKind, **more: Any
) -> tuple[Obligation, ...]:
    """
    What is due in the case on the day, by a routine of these kinds.
    """
    when = day(on) if isinstance(on, str) else on
    return obligations(case, on=when, routine=lambda _: routine(*kinds), **more)


def due_by(case: Case, on: str, versions: Versions) -> tuple[Obligation, ...]:
    def of_the_day(when: dt.date) -> Routine:
        return versions.on(when) or routine()

    return obligations(case, on=day(on), routine=of_the_day)


def told(found: Iterable[Obligation]) -> list[tuple[str, str, str]]:
    """
    Each kind with its last day and how it is with it.
    """
    return [(each.kind.kind, str(each.due or "–"), each.state.value) for each in found]
