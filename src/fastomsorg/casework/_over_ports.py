"""
Python as an engine: the pure calculators over the ports of the host.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from heapq import merge
from typing import Any, TypeAlias, TypeVar

import attrs

from fastomsorg.care import Absentee, Visit, VisitKind
from fastomsorg.history import Life
from fastomsorg.hooks import Countable, CountableCases, CountablePeople, People, Visits
from fastomsorg.statistics import (
    AgeOf,
    ChangedContacts,
    Choice,
    Contacts,
    ContinuityReport,
    Counted,
    Exclusion,
    Fortnight,
    Row,
    StaffContinuity,
    StatusDistribution,
    Stays,
    TimeContinuity,
    changed_contacts,
    continuity_report,
    counted,
    counted_rows,
    distribution_of_rows,
    fortnight,
    once,
    row_of,
    rows_looked_at,
    rows_once,
    status_distribution,
    time_continuity,
)
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Instant,
    Period,
    StaffId,
    Status,
    StoreError,
    UnitId,
    age_on,
    day_before,
)

from ._host import Host, own_visits

PYTHON = "python"
DAYS = dt.timedelta(14)

T = TypeVar("T")
Units: TypeAlias = frozenset[UnitId] | None


@attrs.define(slots=False)
class OverPorts:
    """
    The engine that needs no plug-in (*beräkning i Python*), over the ports of one host.

    With *elsewhere* it accounts for what other units carried out at the clients of the units asked
    for. With *clients* it looks at their visits and no others.
    """

    host: Host
    elsewhere: bool = False
    clients: frozenset[ClientId] | None = None

    name = PYTHON

    @cached_property
    def people(self) -> People:
        """
        The register of people, each of whom is looked up once.
        """
        return self.host.remembering().people

    def continuity(
        self, period: Period, *, units: Units, kinds: frozenset[VisitKind]
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        report, excluded = self.report(period, units=units, kinds=kinds)
        return report.whole, excluded

    def report(
        self, period: Period, *, units: Units, kinds: frozenset[VisitKind]
    ) -> tuple[ContinuityReport, Mapping[Exclusion, int]]:
        """
        The same unit by unit (*per enhet*), in one pass.
        """
        excluded: Counter[Exclusion] = Counter()
        lives = tuple(self.lives(units))
        choice = self._choice(period, units, kinds, lives)
        rows = self._rows(period, units)
        if self.elsewhere and units is not None:
            rows = rows_looked_at(rows, choice)
        found = counted_rows(rows_once(rows, excluded), choice, excluded)
        return continuity_report(found, Contacts(lives), period=period), excluded

    def fortnight(self, first: dt.date, *, units: Units) -> Fortnight:
        period = Period(first, first + DAYS)
        excluded: Counter[Exclusion] = Counter()
        away = self.away(period)
        found = fortnight(
            self.visits(period, units, excluded),
            first=first,
            born=self.born,
            away=away,
            known=self._known_staff(day_before(period.end_or_forever)),
        )
        return attrs.evolve(found, excluded=Counter(found.excluded) + excluded)

    def time_continuity(
        self, period: Period, *, units: Units, within: dt.timedelta
    ) -> TimeContinuity:
        excluded: Counter[Exclusion] = Counter()
        found = time_continuity(self.visits(period, units, excluded), within=within)
        return attrs.evolve(found, excluded=Counter(found.excluded) + excluded)

    def distribution(self, status: Status, on: dt.date, *, units: Units) -> StatusDistribution:
        storage = self.host.storage
        if not isinstance(storage, CountableCases):
            lives = self.lives(units, on=on)
            return status_distribution(lives, status=status, on=on, age_of=self._age_on(on))
        only = next(iter(units)) if units is not None and len(units) == 1 else None
        rows = storage.standing(on, unit=only)
        wanted = rows if units is None else (row for row in rows if row[1] in units)
        age_of = self._age_on(on) if only else self._ages_of_all(on)
        return distribution_of_rows(wanted, status=status, on=on, age_of=age_of)

    def changed(self, on: dt.date, *, units: Units) -> ChangedContacts:
        return changed_contacts(self.lives(units, on=on), on=on, age_of=self._age_on(on))

    # What the calculators read --------------------------------------------------------------------

    def visits(self, period: Period, units: Units, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        """
        The visits of all sources, in order of start, each once; more of one are *excluded*.
        """
        found = (port.visits(period, units=units) for port in self.sources)
        wanted = (visit for visit in _merged(found, _place) if self._wants(visit.client))
        return once(wanted, excluded)

    def counted(
        self,
        period: Period,
        units: Units,
        kinds: frozenset[VisitKind],
        excluded: Counter[Exclusion],
    ) -> Iterator[Counted]:
        """
        The visits that count, in the same order.
        """
        choice = self._choice(period, units, kinds, tuple(self.lives(units)))
        return counted(self.visits(period, units, excluded), choice, excluded)

    @property
    def sources(self) -> tuple[Visits, ...]:
        """
        Where the visits are (*besökskällor*), at the latest in the storage itself.
        """
        return self.host.visits or own_visits(self.host.storage)

    def lives(self, units: Units, *, on: dt.date | None = None) -> Iterator[tuple[CaseKey, Life]]:
        """
        The lives at the units, in order of case.
        """
        storage = self.host.storage
        if units is None:
            return storage.lives(on=on)
        found = (storage.lives(unit=unit, on=on) for unit in sorted(units))
        return merge(*found, key=lambda each: each[0])

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

    def _rows(self, period: Period, units: Units) -> Iterator[Row]:
        at = None if self.elsewhere else units
        rows = _merged((_rows_of(port, period, at) for port in self.sources), _day)
        return rows if self.clients is None else (row for row in rows if self._wants(row[1]))

    def _wants(self, client: ClientId) -> bool:
        return self.clients is None or client in self.clients

    def _choice(
        self,
        period: Period,
        units: Units,
        kinds: frozenset[VisitKind],
        lives: tuple[tuple[CaseKey, Life], ...],
    ) -> Choice:
        stays = Stays(lives)
        return Choice(
            period,
            units,
            kinds,
            in_stay=stays.on,
            clients=lambda client: self.people.client(client) is not None,
            staff=self._known_staff(day_before(period.end_or_forever)),
            anywhere=stays.anywhere,
        )

    def _known_staff(self, on: dt.date) -> Callable[[StaffId], bool]:
        """
        Who is in the register, at the latest on the last day of the period.
        """
        return lambda id: self.people.staff(id, on=on) is not None

    def _ages_of_all(self, on: dt.date) -> AgeOf:
        """
        As `_age_on`, for so many that they are looked up together, where the register can.
        """
        register = self.host.people
        if not isinstance(register, CountablePeople):
            return self._age_on(on)
        births = dict(register.births())

        @cache
        def of_birth(born: dt.date | None) -> int | None:
            return None if born is None or born > on else age_on(on, born=born)

        return lambda id: of_birth(births.get(id))

    def _age_on(self, on: dt.date) -> AgeOf:
        def age_of(id: ClientId) -> int | None:
            client = self.people.client(id)
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
