"""
An engine that asks the pure calculators: what every other is held to.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from fastomsorg.care import Absentee, Visit, VisitKind
from fastomsorg.history import Life
from fastomsorg.hooks import CountsByUnit, CountsWithoutCases, Engine
from fastomsorg.statistics import (
    ChangedContacts,
    Choice,
    Contacts,
    Exclusion,
    Fortnight,
    StaffContinuity,
    StatusCounts,
    StatusDistribution,
    Stays,
    TimeContinuity,
    changed_contacts,
    counted,
    counts_of,
    fortnight,
    looked_at,
    once,
    staff_continuity,
    status_distribution,
    time_continuity,
)
from fastomsorg.terms import CaseKey, ClientId, Period, StaffId, Status, UnitId, age_on

from ._municipality import Municipality

FORTNIGHT = dt.timedelta(14)


class MemoryEngine(Engine, CountsByUnit, CountsWithoutCases):
    """
    A municipality (*räknas i minnet*), counted by `fastomsorg.statistics`.
    """

    name = "memory"

    def __init__(self, municipality: Municipality) -> None:
        self._of = municipality
        self._visits = municipality.in_order
        self._lives = dict(municipality.in_memory().lives())
        self._stays = Stays(self._lives.items())

    def continuity(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        excluded: Counter[Exclusion] = Counter()
        choice = Choice(
            period,
            units,
            kinds,
            self._stays.on,
            clients=self._of.clients.__contains__,
            staff=lambda id: self._known_from(id) < period.end_or_forever,
        )
        found = counted(self._once(choice, excluded), choice, excluded)
        return staff_continuity(found, Contacts(self._lives.items()), period=period), excluded

    def continuity_by_unit(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> Mapping[UnitId, StaffContinuity]:
        made_by = {visit.unit for visit in self._visits}
        asked = sorted(made_by if units is None else made_by & units)
        found = {
            unit: self.continuity(period, units=frozenset({unit}), kinds=kinds)[0] for unit in asked
        }
        return {unit: report for unit, report in found.items() if report.clients}

    def excluded(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> Mapping[Exclusion, int]:
        return self.continuity(period, units=units, kinds=kinds)[1]

    def fortnight(self, first: dt.date, *, units: frozenset[UnitId] | None) -> Fortnight:
        days = Period(first, first + FORTNIGHT)
        away = {
            each.id
            for each in self._of.absences
            if each.who is Absentee.CLIENT and each.period.overlap(days)
        }
        excluded: Counter[Exclusion] = Counter()
        found = fortnight(
            self._once(Choice(days, units), excluded),
            first=first,
            born=self._born,
            away=away.__contains__,
            known=lambda id: self._known_from(id) < days.end_or_forever,
        )
        return attrs.evolve(found, excluded=Counter(found.excluded) + excluded)

    def time_continuity(
        self, period: Period, *, units: frozenset[UnitId] | None, within: dt.timedelta
    ) -> TimeContinuity:
        excluded: Counter[Exclusion] = Counter()
        found = time_continuity(self._once(Choice(period, units), excluded), within=within)
        return attrs.evolve(found, excluded=Counter(found.excluded) + excluded)

    def distribution(
        self, status: Status, on: dt.date, *, units: frozenset[UnitId] | None
    ) -> StatusDistribution:
        return status_distribution(
            self._at(units), status=status, on=on, age_of=lambda id: self._age(id, on)
        )

    def status_counts(
        self, status: Status, on: dt.date, *, units: frozenset[UnitId] | None
    ) -> StatusCounts:
        return counts_of(self.distribution(status, on, units=units))

    def changed(self, on: dt.date, *, units: frozenset[UnitId] | None) -> ChangedContacts:
        return changed_contacts(self._at(units), on=on, age_of=lambda id: self._age(id, on))

    def _once(self, choice: Choice, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        return once(looked_at(self._visits, choice), excluded)

    def _at(self, units: frozenset[UnitId] | None) -> list[tuple[CaseKey, Life]]:
        return [each for each in self._lives.items() if units is None or each[0].unit in units]

    def _known_from(self, id: StaffId) -> dt.date:
        return self._of.staff.get(id, dt.date.max) or dt.date.min

    def _born(self, id: ClientId) -> dt.date | None:
        client = self._of.clients.get(id)
        return None if client is None else client.born

    def _age(self, id: ClientId, on: dt.date) -> int | None:
        born = self._born(id)
        return None if born is None else age_on(on, born=born)
