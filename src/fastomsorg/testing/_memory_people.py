"""
Clients, staff and units, kept in memory with everything that was ever known of them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs

from fastomsorg.care import Client, Employment, StaffMember, Unit
from fastomsorg.hooks import Put
from fastomsorg.terms import ClientId, Instant, StaffId, UnitId

from ._memory_state import Memory, Value, Version

Key = TypeVar("Key")


class MemoryPeople(Memory):
    """
    A `People` for tests (*personer i minnet*), with the part of `Intake` that fills it.
    """

    def client(self, id: ClientId, *, known: Instant | None = None) -> Client | None:
        versions = self._state.clients.get(id, ())
        client = _as_known(versions, known)
        if client is None:
            return None
        return attrs.evolve(client, protected=versions[-1].value.protected)

    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        holding = [
            (first_day or dt.date.min, row)
            for (staff, first_day), versions in self._state.staff.items()
            if staff == id and (first_day is None or first_day <= on)
            if (row := _as_known(versions, known)) is not None
        ]
        if not holding:
            return None
        _, latest_to_begin = max(holding, key=lambda begun: begun[0])
        return attrs.evolve(
            latest_to_begin,
            employments=self._employments(id, known),
            protected=self._state.protected_staff[id],
        )

    def _employments(self, id: StaffId, known: Instant | None) -> tuple[Employment, ...]:
        recorded = (
            _as_known(versions, known)
            for (staff, *_), versions in self._state.employments.items()
            if staff == id
        )
        return tuple(
            sorted(
                (each for each in recorded if each is not None),
                key=lambda each: (each.period.start, each.employer, each.title),
            )
        )

    def staff_of(
        self, unit: UnitId, *, on: dt.date, known: Instant | None = None
    ) -> Iterator[StaffMember]:
        for id in sorted({staff for staff, _ in self._state.staff}):
            member = self.staff(id, on=on, known=known)
            if member is not None and unit in member.units:
                yield member

    def unit(self, id: UnitId) -> Unit | None:
        return self._state.units.get(id)

    def units(self) -> Iterator[Unit]:
        return (unit for _, unit in sorted(self._state.units.items()))

    def put_units(self, units: Iterable[Unit], *, now: Instant) -> Iterator[Put]:
        for unit in units:
            outcome = _outcome(self._state.units.get(unit.id), unit)
            if outcome is not Put.SAME:
                self._state.instant(now)
                self._state.units[unit.id] = unit
            yield outcome

    def put_clients(self, clients: Iterable[Client], *, now: Instant) -> Iterator[Put]:
        for client in clients:
            yield self._put(self._state.clients, client.id, client, now)

    def put_staff(
        self, staff: Iterable[tuple[StaffMember, dt.date | None]], *, now: Instant
    ) -> Iterator[Put]:
        for member, first_day in staff:
            row = attrs.evolve(member, employments=())
            outcome = self._put(self._state.staff, (member.id, first_day), row, now)
            if outcome is not Put.SAME:
                self._state.protected_staff[member.id] = member.protected
            yield outcome

    def put_employments(
        self, employments: Iterable[tuple[StaffId, Employment]], *, now: Instant
    ) -> Iterator[Put]:
        for staff, employment in employments:
            key = (staff, employment.employer, employment.title, employment.period.start)
            yield self._put(self._state.employments, key, employment, now)

    def _put(
        self, rows: dict[Key, tuple[Version[Value], ...]], key: Key, value: Value, now: Instant
    ) -> Put:
        versions = rows.get(key, ())
        outcome = _outcome(versions[-1].value if versions else None, value)
        if outcome is not Put.SAME:
            rows[key] = (*versions, Version(self._state.instant(now), value))
        return outcome


def _as_known(versions: tuple[Version[Value], ...], known: Instant | None) -> Value | None:
    """
    What the row said as far as was known then, or None where it was not there yet.
    """
    said = [version.value for version in versions if known is None or version.since <= known]
    return said[-1] if said else None


def _outcome(before: Value | None, value: Value) -> Put:
    if before is None:
        return Put.NEW
    return Put.SAME if before == value else Put.CHANGED
