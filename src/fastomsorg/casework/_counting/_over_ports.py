"""
Python as an engine: the pure calculators over the ports of the host.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import attrs

from fastomsorg.care import VisitKind
from fastomsorg.history import Life
from fastomsorg.statistics import (
    ChangedContacts,
    Choice,
    Contacts,
    ContinuityReport,
    Counted,
    Exclusion,
    Fortnight,
    StaffContinuity,
    StatusCounts,
    StatusDistribution,
    Stays,
    TimeContinuity,
    changed_contacts,
    continuity_report,
    counted,
    counted_rows,
    counts_of_rows,
    distribution_of_rows,
    fortnight,
    rows_looked_at,
    rows_once,
    time_continuity,
)
from fastomsorg.terms import (
    CaseKey,
    Period,
    StaffId,
    Status,
    day_before,
)

from ._reading_ports import ReadPorts, Units

PYTHON = "python"
DAYS = dt.timedelta(14)


@attrs.define(slots=False)
class OverPorts(ReadPorts):
    """
    The engine that needs no plug-in (*beräkning i Python*), over the ports of one host.

    With *elsewhere* it accounts for what other units carried out at the clients of the units asked
    for. With *clients* it looks at their visits and no others.
    """

    name = PYTHON

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
        rows = self.rows(period, units)
        if self.elsewhere and units is not None:
            rows = rows_looked_at(rows, choice)
        found = counted_rows(rows_once(rows, excluded), choice, excluded)
        return continuity_report(found, Contacts(lives), period=period), excluded

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
        rows, age_of = self.standing(on, units), self.ages_at(units, on)
        return distribution_of_rows(rows, status=status, on=on, age_of=age_of)

    def status_counts(self, status: Status, on: dt.date, *, units: Units) -> StatusCounts:
        rows, age_of = self.standing(on, units), self.ages_at(units, on)
        return counts_of_rows(rows, status=status, on=on, age_of=age_of)

    def changed(self, on: dt.date, *, units: Units) -> ChangedContacts:
        return changed_contacts(self.lives(units, on=on), on=on, age_of=self.ages_on(on))

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
