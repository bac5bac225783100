"""
What the calculators read through the ports of a host: visits, lives, ages, who was away.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from heapq import merge
from typing import Any, TypeAlias, TypeVar

import attrs

from fastomsorg.care import Absentee, Visit
from fastomsorg.casework._host import Host, own_visits
from fastomsorg.history import Life
from fastomsorg.hooks import Countable, CountableCases, CountablePeople, People, Visits
from fastomsorg.statistics import (
    AgeOf,
    CaseRow,
    Exclusion,
    Row,
    case_rows,
    once,
    row_of,
)
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Instant,
    Period,
    StoreError,
    UnitId,
    age_on,
)

FEW_UNITS = 10
"""Up to how many units are read one by one, and their clients with them."""

T = TypeVar("T")
Units: TypeAlias = frozenset[UnitId] | None


@attrs.define(slots=False)
class ReadPorts:
    """
    What can be read through the ports of one host (*underlag*).

    With *elsewhere*, the rows of every unit are read. With *clients*, their visits and no others.
    """

    host: Host
    elsewhere: bool = False
    clients: frozenset[ClientId] | None = None

    @cached_property
    def people(self) -> People:
        """
        The register of people, each of whom is looked up once.
        """
        return self.host.remembering().people

    @property
    def sources(self) -> tuple[Visits, ...]:
        """
        Where the visits are (*besökskällor*), at the latest in the storage itself.
        """
        return self.host.visits or own_visits(self.host.storage)

    def visits(self, period: Period, units: Units, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        """
        The visits of all sources, in order of start, each once; more of one are *excluded*.
        """
        found = (port.visits(period, units=units) for port in self.sources)
        wanted = (visit for visit in _merged(found, _place) if self._wants(visit.client))
        return once(wanted, excluded)

    def rows(self, period: Period, units: Units) -> Iterator[Row]:
        """
        The visits as rows, in order of day, each as often as it stands in a source.
        """
        at = None if self.elsewhere else units
        rows = _merged((_rows_of(port, period, at) for port in self.sources), _day)
        return rows if self.clients is None else (row for row in rows if self._wants(row[1]))

    def lives(self, units: Units, *, on: dt.date | None = None) -> Iterator[tuple[CaseKey, Life]]:
        """
        The lives at the units, in order of case.
        """
        storage = self.host.storage
        if units is None:
            return storage.lives(on=on)
        found = (storage.lives(unit=unit, on=on) for unit in sorted(units))
        return merge(*found, key=lambda each: each[0])

    def standing(self, on: dt.date, units: Units) -> Iterator[CaseRow]:
        """
        How each case at the units stood on the day, in order of case.
        """
        storage = self.host.storage
        if not isinstance(storage, CountableCases):
            return case_rows(self.lives(units, on=on), on)
        if units is None:
            return storage.standing(on)
        if len(units) > FEW_UNITS:
            return (row for row in storage.standing(on) if row[1] in units)
        return merge(*(storage.standing(on, unit=unit) for unit in units))

    def born(self, client: ClientId) -> dt.date | None:
        found = self.people.client(client)
        return None if found is None else found.born

    def away(self, period: Period) -> Callable[[ClientId], bool]:
        """
        Whether a client was away for any part of the period (*frånvarande*).
        """
        gone = {
            absence.id
            for port in self.sources
            for absence in port.absences(period)
            if absence.who is Absentee.CLIENT
        }
        return gone.__contains__

    def ages_on(self, on: dt.date) -> AgeOf:
        return ages_on(self.people, on)

    def ages_at(self, units: Units, on: dt.date) -> AgeOf:
        """
        How old the clients at the units are, looked up together where the units are many.
        """
        few = units is not None and len(units) <= FEW_UNITS
        return self.ages_on(on) if few else self.ages_of_all(on)

    def ages_of_all(self, on: dt.date) -> AgeOf:
        """
        As `ages_on`, for so many that they are looked up together, where the register can.
        """
        register = self.host.people
        if not isinstance(register, CountablePeople):
            return self.ages_on(on)
        births = dict(register.births())

        @cache
        def of_birth(born: dt.date | None) -> int | None:
            return None if born is None or born > on else age_on(on, born=born)

        return lambda id: of_birth(births.get(id))

    def _wants(self, client: ClientId) -> bool:
        return self.clients is None or client in self.clients


def ages_on(people: People, on: dt.date) -> AgeOf:
    """
    How old somebody is on the day (*ålder*), as the people's register has it.
    """

    def age_of(id: ClientId) -> int | None:
        client = people.client(id)
        return None if client is None else client.age_on(on)

    return age_of


def _rows_of(port: Visits, period: Period, units: Units) -> Iterator[Row]:
    if isinstance(port, Countable):
        return port.rows(period, units=units)
    return map(row_of, port.visits(period, units=units))


def _merged(sources: Iterable[Iterator[T]], place: Callable[[T], Any]) -> Iterator[T]:
    """
    Several sources as one, each of them in order; without any, nothing can be said.
    """
    found = tuple(sources)
    if not found:
        raise StoreError("no_visits")
    return found[0] if len(found) == 1 else merge(*found, key=place)


def _place(visit: Visit) -> tuple[Instant, str]:
    starts = visit.starts or visit.planned_starts
    assert starts is not None
    return starts, visit.id


def _day(row: Row) -> dt.date:
    assert row[3] is not None
    return row[3]
