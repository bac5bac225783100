"""
Adapters in memory, in each of which one method of the port does nothing, or gives something else.
"""

import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from fastomsorg import hooks
from fastomsorg.history import Case
from fastomsorg.hooks import Reach
from fastomsorg.testing import (
    AnchorConformance,
    AuditedConformance,
    CountsByUnitConformance,
    CountsWithoutCasesConformance,
    EngineConformance,
    ErasingConformance,
    GrantsConformance,
    IntakeConformance,
    JournalConformance,
    KeepingConformance,
    MemoryAnchor,
    MemoryJournal,
    MemoryPlan,
    MemoryPlanning,
    MemoryPolicy,
    MemoryRelations,
    MemoryStorage,
    MemoryStore,
    PeopleConformance,
    PlanConformance,
    PlanningConformance,
    PolicyConformance,
    RelationsConformance,
    StorageConformance,
    VisitsConformance,
)
from tests.testing.broken import Broken
from tests.testing.broken_engines import Sound as SoundEngine
from tests.testing.broken_others import BrokenPolicyOf

PORTS: tuple[tuple[Any, Any, Any, str], ...] = (
    (hooks.Storage, MemoryStorage, StorageConformance, "storage"),
    (hooks.Keeping, MemoryStorage, KeepingConformance, "keeping"),
    (hooks.Describing, MemoryStorage, KeepingConformance, "keeping"),
    (hooks.Audited, MemoryStorage, AuditedConformance, "audited"),
    (hooks.Anchor, MemoryAnchor, AnchorConformance, "anchor"),
    (hooks.People, MemoryStore, PeopleConformance, "people"),
    (hooks.Relations, MemoryRelations, RelationsConformance, "relations"),
    (hooks.Intake, MemoryStore, IntakeConformance, "intake"),
    (hooks.Visits, MemoryStore, VisitsConformance, "visits"),
    (hooks.Policy, BrokenPolicyOf, PolicyConformance, "policy_of"),
    (hooks.Grants, MemoryPolicy, GrantsConformance, "grants"),
    (hooks.Transacting, MemoryStore, IntakeConformance, "intake"),
    (hooks.Erasing, MemoryStore, ErasingConformance, "erasing"),
    (hooks.Engine, SoundEngine, EngineConformance, "engine"),
    (hooks.CountsByUnit, SoundEngine, CountsByUnitConformance, "engine"),
    (hooks.CountsWithoutCases, SoundEngine, CountsWithoutCasesConformance, "engine"),
    (hooks.Journal, MemoryJournal, JournalConformance, "journal"),
    (hooks.Plan, MemoryPlan, PlanConformance, "plan"),
    (hooks.Planning, MemoryPlanning, PlanningConformance, "planning"),
    *(
        (may, adapter, suite, fixture)
        for may in (hooks.Finding, hooks.Listing)
        for adapter, suite, fixture in (
            (MemoryJournal, JournalConformance, "journal"),
            (MemoryPlan, PlanConformance, "plan"),
            (MemoryPlanning, PlanningConformance, "planning"),
        )
    ),
)
"""Each port, who keeps it in memory, its suite, and the fixture that gives it."""

IN_ANY_ORDER = (hooks.Listing,)
"""What is listed for a comparison may come in any order."""


def methods(port: Any) -> Iterator[str]:
    """
    What the port wants an adapter to have.
    """
    for base in port.__mro__:
        if base.__module__.startswith("fastomsorg."):
            for name, value in vars(base).items():
                if callable(value) and not name.startswith("_"):
                    yield name


def idle() -> Iterator[Broken]:
    """
    For every method of every port an adapter in which it does nothing, and gives nothing.
    """
    for port, adapter, suite, fixture in PORTS:
        for name in methods(port):
            called = f"{port.__name__}_{name}_of_{fixture}"
            lazy = type(called, (adapter,), {name: _doing_nothing(port, name)})
            yield Broken(lazy, suite, fixture, "")


def distorted() -> Iterator[Broken]:
    """
    For every method that gives several things adapters that give them otherwise.
    """
    for port, adapter, suite, fixture in PORTS:
        for name in methods(port):
            given = typing.get_type_hints(getattr(port, name))["return"]
            ways = (
                (but_the_last, twice) if port in IN_ANY_ORDER else (but_the_last, twice, backwards)
            )
            for how in ways if typing.get_origin(given) in (Iterator, tuple) else ():
                called = f"{port.__name__}_{name}_{how.__name__}_of_{fixture}"
                other = {name: _distorting(getattr(adapter, name), how)}
                yield Broken(type(called, (adapter,), other), suite, fixture, "")


def backwards(given: list[Any]) -> list[Any]:
    return given[::-1]


def but_the_last(given: list[Any]) -> list[Any]:
    return given[:-1]


def twice(given: list[Any]) -> list[Any]:
    return given + given


def _distorting(
    method: Callable[..., Any], how: Callable[[list[Any]], list[Any]]
) -> Callable[..., Any]:
    def distorting(self: object, *args: Any, **kwargs: Any) -> Any:
        given = method(self, *args, **kwargs)
        otherwise = how(list(given))
        return tuple(otherwise) if isinstance(given, tuple) else iter(otherwise)

    return distorting


def sound() -> Iterator[Broken]:
    """
    The control: the same adapters, in which every method does what it should.
    """
    for port, adapter, suite, fixture in PORTS:
        yield Broken(
            type(f"{port.__name__}_sound_of_{fixture}", (adapter,), {}), suite, fixture, ""
        )


def _doing_nothing(port: Any, name: str) -> Callable[..., object]:
    given = typing.get_type_hints(getattr(port, name))["return"]
    return lambda self, *args, **kwargs: _nothing(given, *args)


def _nothing(given: Any, *args: Any) -> object:
    """
    The least that the type allows.
    """
    match typing.get_origin(given) or given:
        case origin if origin is Iterator:
            return iter(())
        case origin if origin is Mapping:
            return {}
        case origin if origin is AbstractContextManager:
            return nullcontext()
        case origin if origin in (tuple, bool, int, Reach):
            return origin()
        case origin if origin is Case:
            return Case(*args)
        case _:
            return None
