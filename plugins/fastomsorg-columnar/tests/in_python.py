"""
The same questions asked of the pure functions: what every engine is held to.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from fastomsorg.care import Absentee, Visit, VisitKind
from fastomsorg.history import Life
from fastomsorg.hooks import CountsByUnit, Engine
from fastomsorg.statistics import (
    ChangedContacts,
    Choice,
    Contacts,
    Exclusion,
    Fortnight,
    StaffContinuity,
    StatusDistribution,
    TimeContinuity,
    changed_contacts,
    counted,
    fortnight,
    looked_at,
    once,
    staff_continuity,
    status_distribution,
    time_continuity,
)
from fastomsorg.terms import CaseKey, ClientId, Period, StaffId, Status, UnitId, age_on

from .municipalities import Town, in_memory


class InPython(Engine, CountsByUnit):
    """
    A municipality, counted by loops.
    """

    name = "python"

    def __init__(self, town: Town) -> None:
        self._town = town
        self._lives = dict(in_memory(town).lives())

    def continuity(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        excluded: Counter[Exclusion] = Counter()
        end = period.end_or_forever
        choice = Choice(
            period,
            units,
            kinds,
            self._in_stay,
            clients=self._town.born.__contains__,
            staff=lambda id: self._known_from(id) < end,
        )
        found = counted(self._once(choice, excluded), choice, excluded)
        return staff_continuity(found, Contacts(self._lives.items()), period=period), excluded

    def continuity_by_unit(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> Mapping[UnitId, StaffContinuity]:
        made_by = {visit.unit for visit in self._town.visits}
        met = sorted(made_by if units is None else made_by & units)
        found = {
            unit: self.continuity(period, units=frozenset({unit}), kinds=kinds)[0] for unit in met
        }
        return {unit: report for unit, report in found.items() if report.clients}

    def excluded(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> Mapping[Exclusion, int]:
        return self.continuity(period, units=units, kinds=kinds)[1]

    def fortnight(self, first: dt.date, *, units: frozenset[UnitId] | None) -> Fortnight:
        days = Period(first, first + dt.timedelta(14))
        of_clients = [each for each in self._town.absences if each.who is Absentee.CLIENT]
        away = {each.id for each in of_clients if each.period.overlap(days)}
        excluded: Counter[Exclusion] = Counter()
        found = fortnight(
            self._once(Choice(days, units), excluded),
            first=first,
            born=self._town.born.get,
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
        lives = self._at(units)
        return status_distribution(lives, status=status, on=on, age_of=lambda id: self._age(id, on))

    def changed(self, on: dt.date, *, units: frozenset[UnitId] | None) -> ChangedContacts:
        return changed_contacts(self._at(units), on=on, age_of=lambda id: self._age(id, on))

    def _once(self, choice: Choice, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        return once(looked_at(self._town.in_order, choice), excluded)

    def _known_from(self, id: StaffId) -> dt.date:
        return self._town.staff.get(id, dt.date.max) or dt.date.min

    def _at(self, units: frozenset[UnitId] | None) -> list[tuple[CaseKey, Life]]:
        return [each for each in self._lives.items() if units is None or each[0].unit in units]

    def _in_stay(self, client: ClientId, unit: UnitId, on: dt.date) -> bool:
        of_case = self._lives.get(CaseKey(client, unit))
        return of_case is not None and of_case.on(on) is not None

    def _age(self, id: ClientId, on: dt.date) -> int | None:
        born = self._town.born.get(id)
        return None if born is None else age_on(on, born=born)
