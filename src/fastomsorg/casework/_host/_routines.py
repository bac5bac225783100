"""
The routines that were assigned: kept in the store, text and all, and read when they are needed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import attrs

from fastomsorg.decisions import LocalRules, nationally
from fastomsorg.hooks import Keeping, People, Storage
from fastomsorg.routine import (
    NOTHING_LOCAL,
    Assignment,
    Assignments,
    Routine,
    RoutineText,
    Versions,
    name_in,
    read_routine,
)
from fastomsorg.terms import Instant, UnitId

SETTING = "routines"
"""What the store keeps them under."""

LocalOn: TypeAlias = Callable[[UnitId, dt.date], LocalRules]
"""The local rules of a unit on a day."""

RoutineOn: TypeAlias = Callable[[UnitId, dt.date], Routine]
"""The routine of a unit on a day."""

_FEW = 16


@attrs.frozen
class AssignedRoutine:
    """
    A routine that was assigned (*tilldelad rutin*): what it is called, where and when it holds.

    *by* and *at* say who assigned it and when; *replaced* when another took its place for the same
    day. *texts* are its own and those of what it is built on, as they were then.
    """

    name: str
    start: dt.date
    unit: UnitId | None
    provider: str | None
    by: str
    at: Instant
    texts: tuple[RoutineText, ...] = attrs.field(repr=False)
    replaced: Instant | None = None

    @property
    def place(self) -> tuple[UnitId | None, str | None]:
        return self.unit, self.provider


def no_routine(_unit: UnitId, _on: dt.date) -> Routine:
    """
    No unit has a routine (*ingen lokal rutin*).
    """
    return NOTHING_LOCAL


def routines_of(
    storage: Storage, people: People, local: LocalOn | None, routine: RoutineOn | None
) -> tuple[LocalOn, RoutineOn, StoredRoutines | None]:
    """
    What a host goes by (*gällande rutiner*): what it says itself, or what its store remembers.
    """
    if routine is not None:
        return local or (lambda unit, on: routine(unit, on).rules), routine, None
    if local is not None:
        return local, (lambda unit, on: Routine.of_rules(local(unit, on))), None
    if not isinstance(storage, Keeping):
        return nationally, no_routine, None
    stored = StoredRoutines(storage, people)
    return stored.rules_of, stored.routine_of, stored


def kept(storage: Keeping) -> tuple[AssignedRoutine, ...]:
    """
    Every routine that was ever assigned, in the order they were.
    """
    return _read(storage.setting(SETTING) or "")


def keep(storage: Keeping, assigned: Sequence[AssignedRoutine]) -> None:
    """
    Keep them all, each text once.
    """
    texts = {_sum(text): text for each in assigned for text in each.texts}
    document = {
        "texts": {key: {"file": text.file, "text": text.text} for key, text in texts.items()},
        "assigned": [_plain(each) for each in assigned],
    }
    storage.set(SETTING, json.dumps(document, ensure_ascii=False, sort_keys=True))


@attrs.define(slots=False)
class StoredRoutines:
    """
    The routines of a store (*lagrade rutiner*), as they were assigned when first asked.
    """

    storage: Keeping
    people: People
    _providers: dict[UnitId, str] = attrs.field(factory=dict)

    def anew(self, people: People) -> StoredRoutines:
        """
        The same, to be read again.
        """
        return StoredRoutines(self.storage, people)

    @cached_property
    def _assignments(self) -> Assignments:
        return Assignments(_standing(self.storage.setting(SETTING) or ""), self._provider)

    def routine_of(self, unit: UnitId, on: dt.date) -> Routine:
        return self._assignments.routine_of(unit, on)

    def rules_of(self, unit: UnitId, on: dt.date) -> LocalRules:
        return self._assignments.rules_of(unit, on)

    def _provider(self, unit: UnitId) -> str:
        if unit not in self._providers:
            found = self.people.unit(unit)
            self._providers[unit] = found.provider if found else ""
        return self._providers[unit]


@lru_cache(maxsize=_FEW)
def _standing(document: str) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(versions_of(each.texts), each.start, each.unit, each.provider)
        for each in _read(document)
        if each.replaced is None
    )


@lru_cache(maxsize=_FEW)
def versions_of(texts: tuple[RoutineText, ...]) -> Versions:
    """
    The routine that was kept: its own text first, and what it is built on.
    """
    own, *others = texts
    below = {name: text for text in others if (name := name_in(text))}
    versions, _ = read_routine(own, profiles={**below, name_in(own) or "": own})
    return versions


@lru_cache(maxsize=_FEW)
def _read(document: str) -> tuple[AssignedRoutine, ...]:
    if not document:
        return ()
    said = json.loads(document)
    texts = {key: RoutineText(**each) for key, each in said["texts"].items()}
    return tuple(_assigned(each, texts) for each in said["assigned"])


def _assigned(said: Mapping[str, Any], texts: Mapping[str, RoutineText]) -> AssignedRoutine:
    replaced = said["replaced"]
    return AssignedRoutine(
        name=said["name"],
        start=dt.date.fromisoformat(said["from"]),
        unit=said["unit"],
        provider=said["provider"],
        by=said["by"],
        at=dt.datetime.fromisoformat(said["at"]),
        texts=tuple(texts[key] for key in said["texts"]),
        replaced=None if replaced is None else dt.datetime.fromisoformat(replaced),
    )


def _plain(each: AssignedRoutine) -> dict[str, Any]:
    return {
        "name": each.name,
        "from": each.start.isoformat(),
        "unit": each.unit,
        "provider": each.provider,
        "by": each.by,
        "at": each.at.isoformat(),
        "texts": [_sum(text) for text in each.texts],
        "replaced": None if each.replaced is None else each.replaced.isoformat(),
    }


def _sum(text: RoutineText) -> str:
    return hashlib.sha256(f"{text.file}\n{text.text}".encode()).hexdigest()
