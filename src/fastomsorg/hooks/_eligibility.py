"""
Asking every plug-in what else stands in somebody's way: one that fails is an obstacle.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import pluggy

from fastomsorg.care import Client, StaffMember
from fastomsorg.decisions import LocalObstacle, Reason, blocking, warning
from fastomsorg.terms import PluginError, UnitId

from ._asking import each_of

Obstacles: TypeAlias = Callable[[StaffMember, Client | None, UnitId, dt.date], tuple[Reason, ...]]
"""What else stands in somebody's way, as far as anybody beside law and routine says."""


def no_obstacles(
    _staff: StaffMember, _client: Client | None, _unit: UnitId, _on: dt.date
) -> tuple[Reason, ...]:
    """
    No plug-in has anything against anybody (*inga ytterligare hinder*).
    """
    return ()


def obstacles_of(
    implementations: Iterable[pluggy.HookImpl],
    problems: Sequence[PluginError],
    staff: StaffMember,
    client: Client | None,
    unit: UnitId,
    on: dt.date,
) -> tuple[Reason, ...]:
    """
    Every plug-in's obstacles (*ytterligare hinder*); one that fails is an obstacle itself. None can
    take any away.

    One that was left out is a remark: the law and the routine have been heeded without it, and what
    cannot be loaded may be there for something else altogether.
    """
    left_out = (
        warning(
            "eligibility_not_asked",
            staff=staff.id,
            day=on,
            plugin=str(problem.facts.get("plugin", "")),
            error=problem.code,
        )
        for problem in problems
    )
    answered = (
        each for one in implementations for each in _obstacles(one, staff, client, unit, on)
    )
    return (*left_out, *answered)


def _obstacles(
    implementation: pluggy.HookImpl,
    staff: StaffMember,
    client: Client | None,
    unit: UnitId,
    on: dt.date,
) -> Iterator[Reason]:
    try:
        answer: object = implementation.function(staff, client, unit, on)
        found = () if answer is None else tuple(each_of(LocalObstacle, answer))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whoever breaks lets nobody in
        yield blocking(
            "eligibility_unanswered",
            staff=staff.id,
            day=on,
            plugin=implementation.plugin_name,
            error=type(error).__name__,
        )
        return
    for each in found:
        yield blocking(
            "local_obstacle",
            staff=staff.id,
            day=on,
            why=each.why,
            plugin=implementation.plugin_name,
            basis=each.basis,
        )
