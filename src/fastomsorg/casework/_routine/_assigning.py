"""
Routines assigned at a desk: to a unit, to a provider's units, or to every unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

import attrs

from fastomsorg.casework._at_desk import AtDesk, a_day, known_unit
from fastomsorg.casework._host import AssignedRoutine, Host, StoredRoutines, keep, kept
from fastomsorg.hooks import Intake
from fastomsorg.routine import Assignment, RoutineText, name_in, profiles, read_routine
from fastomsorg.terms import Malformed, Permission, StoreError, UnitId, UnknownId


@attrs.frozen
class Assigning(AtDesk):
    """
    Which routine holds where (*tilldela rutiner*), for those who administer it.
    """

    def assign_routine(
        self,
        routine: RoutineText,
        *,
        start: dt.date,
        unit: UnitId | None = None,
        provider: str | None = None,
        beside: Sequence[RoutineText] = (),
        replace: bool = False,
    ) -> AssignedRoutine:
        """
        Let the routine hold from the day (*tilldela*): at the unit, at the provider's units, or at
        every unit. The whole text is kept, with what it extends, looked for *beside* it.

        Another for the same place and day is Malformed, unless this one is to *replace* it.

        Raises `RoutineError` for a routine that cannot be used, or says less than the law;
        `UnknownId` for a unit or provider that is not there; `NotAuthorised`; `StoreError` where
        the host has routines of its own.
        """
        self.gate.require(Permission.ADMIN, "routine_assign", unit=unit)
        host, start = self.host, a_day(start)
        versions, texts = read_routine(
            routine, beside=beside, profiles={**profiles(), **named(host.offered())}
        )
        Assignment(versions, start, unit, provider)
        if unit is not None:
            known_unit(host, unit)
        if provider is not None:
            _known_provider(host, provider)
        now, storage = host.clock(), _keeping(host).storage
        new = AssignedRoutine(versions.name, start, unit, provider, self.gate.actor.id, now, texts)
        with _together(host):
            before = kept(storage)
            taken = [each for each in before if _takes_its_place(new, each)]
            if taken and not replace:
                where = unit or provider or "*"
                raise Malformed(
                    "routine_already_assigned", routine=taken[0].name, unit=where, day=start
                )
            after = [attrs.evolve(each, replaced=now) if each in taken else each for each in before]
            keep(storage, [*after, new])
        return new

    def assigned_routines(self) -> tuple[AssignedRoutine, ...]:
        """
        Every routine that was assigned (*tilldelade rutiner*), in the order they were, with those
        that have been replaced. Raises `NotAuthorised`, and `StoreError` as `assign_routine`.
        """
        self.gate.require(Permission.ADMIN, "routines")
        return kept(_keeping(self.host).storage)


def named(texts: Iterable[RoutineText]) -> Mapping[str, RoutineText]:
    """
    The routines by their names, those that have one.
    """
    return {name: text for text in texts if (name := name_in(text))}


def _takes_its_place(new: AssignedRoutine, old: AssignedRoutine) -> bool:
    return old.replaced is None and (old.place, old.start) == (new.place, new.start)


def _keeping(host: Host) -> StoredRoutines:
    if host.assigned is None:
        raise StoreError("routines_are_the_hosts")
    return host.assigned


def _known_provider(host: Host, provider: str) -> None:
    known = sorted({unit.provider for unit in host.people.units() if unit.provider})
    if provider not in known:
        raise UnknownId("unknown_provider", got=provider, expected=tuple(known))


def _together(host: Host) -> AbstractContextManager[None]:
    """
    One transaction, where the store offers any.
    """
    store: object = host.storage
    return store.transaction() if isinstance(store, Intake) else nullcontext()
