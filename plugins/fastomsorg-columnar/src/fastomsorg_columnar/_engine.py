"""
The reports as an engine gives them: texts in, the values of the statistics out.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from fastomsorg.care import VisitKind
from fastomsorg.hooks import CountsByUnit, CountsWithoutCases, Engine
from fastomsorg.statistics import (
    ChangedContacts,
    ClientContinuity,
    Exclusion,
    Fortnight,
    LeftOut,
    Share,
    StaffContinuity,
    StatusCounts,
    StatusDistribution,
    TimeContinuity,
    year_through,
)
from fastomsorg.terms import ClientId, Period, Status, UnitId

from ._asking import Asking, Place, Value
from ._cases import changed_in, counts_in, distribution_in
from ._codes import Coded
from ._layout import FOREVER
from ._older import born_by

DAYS = 14
WITHIN = dt.timedelta(minutes=30)
HOME_CARE = frozenset({VisitKind.HOME_CARE})
MICROSECOND = dt.timedelta(microseconds=1)

Units: TypeAlias = frozenset[UnitId] | None


class SqlEngine(Engine, CountsByUnit, CountsWithoutCases):
    """
    An engine (*beräkningsmotor*) over a place where the texts of the reports can be run.
    """

    def __init__(self, place: Place) -> None:
        self._place = place

    @property
    def name(self) -> str:
        return self._place.name

    def continuity(
        self,
        period: Period,
        *,
        units: Units = None,
        kinds: frozenset[VisitKind] = HOME_CARE,
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        with self._place.asking() as asking:
            _ask_of_visits(asking, period, units, kinds)
            name_of = asking.ids(Coded.CLIENT)
            found = sorted((name_of(code), *rest) for code, *rest in asking.rows("continuity"))
            excluded = _excluded(asking, "excluded")
        return StaffContinuity(period, tuple(_client(*row) for row in found)), excluded

    def continuity_by_unit(
        self,
        period: Period,
        *,
        units: Units = None,
        kinds: frozenset[VisitKind] = HOME_CARE,
    ) -> Mapping[UnitId, StaffContinuity]:
        by_unit: defaultdict[UnitId, list[ClientContinuity]] = defaultdict(list)
        with self._place.asking() as asking:
            _ask_of_visits(asking, period, units, kinds)
            clients, places = asking.ids(Coded.CLIENT), asking.ids(Coded.UNIT)
            for unit, client, *rest in asking.rows("continuity_by_unit"):
                by_unit[places(unit)].append(_client(clients(client), *rest))
        return {
            unit: StaffContinuity(period, tuple(sorted(found, key=_id)))
            for unit, found in sorted(by_unit.items())
        }

    def excluded(
        self,
        period: Period,
        *,
        units: Units = None,
        kinds: frozenset[VisitKind] = HOME_CARE,
    ) -> Mapping[Exclusion, int]:
        with self._place.asking() as asking:
            _ask_of_visits(asking, period, units, kinds)
            return _excluded(asking, "excluded")

    def fortnight(self, first: dt.date, *, units: Units = None) -> Fortnight:
        period = Period(first, first + dt.timedelta(DAYS))
        staff: dict[ClientId, int] = {}
        left_out: Counter[LeftOut] = Counter()
        with self._place.asking() as asking:
            days = {"first_day": first, "end_day": period.end or FOREVER}
            _ask(asking, units, **days, born_by=born_by(first))
            name_of = asking.ids(Coded.CLIENT)
            found = [(name_of(code), met, why) for code, met, why in asking.rows("fortnight")]
            excluded = _excluded(asking, "fortnight_excluded")
        for name, met, why in sorted(found, key=lambda row: row[0]):
            if why is None:
                staff[name] = met
            else:
                left_out[LeftOut(why)] += 1
        return Fortnight(period, staff, left_out, excluded)

    def time_continuity(
        self, period: Period, *, units: Units = None, within: dt.timedelta = WITHIN
    ) -> TimeContinuity:
        with self._place.asking() as asking:
            _ask(asking, units, first_day=period.start, end_day=period.end or FOREVER)
            asking.ask("asked_margin", {"microseconds": [within // MICROSECOND]})
            found: Counter[str] = Counter(dict(asking.rows("time_continuity")))
        hits, off = found.pop("on_time", 0), found.pop("off", 0)
        excluded = Counter({Exclusion(why): visits for why, visits in found.items()})
        return TimeContinuity(Share(hits, hits + off), excluded)

    def distribution(
        self, status: Status, on: dt.date, *, units: Units = None
    ) -> StatusDistribution:
        with self._place.asking() as asking:
            _ask(asking, units, on_day=on, status=status.value, born_by=born_by(on))
            return distribution_in(asking, status, on)

    def status_counts(self, status: Status, on: dt.date, *, units: Units = None) -> StatusCounts:
        with self._place.asking() as asking:
            _ask(asking, units, on_day=on, status=status.value, born_by=born_by(on))
            return counts_in(asking, status, on)

    def changed(self, on: dt.date, *, units: Units = None) -> ChangedContacts:
        with self._place.asking() as asking:
            first = year_through(on).start
            _ask(asking, units, first_day=first, on_day=on, born_by=born_by(on))
            return changed_in(asking, on)


def _ask(asking: Asking, units: Units, **values: Value) -> None:
    asking.ask("asked", {name: [value] for name, value in values.items()})
    asking.ask("asked_units", {"unit": asking.units(units)})


def _ask_of_visits(
    asking: Asking, period: Period, units: Units, kinds: frozenset[VisitKind]
) -> None:
    _ask(asking, units, first_day=period.start, end_day=period.end or FOREVER)
    asking.ask("asked_kinds", {"kind": sorted(kind.value for kind in kinds)})


def _excluded(asking: Asking, report: str) -> Counter[Exclusion]:
    return Counter({Exclusion(why): visits for why, visits in asking.rows(report)})


def _id(each: ClientContinuity) -> ClientId:
    return each.client


def _client(
    client: str, staff: int, visits: int, double_staffed: int, *shares: int
) -> ClientContinuity:
    of_role = (
        Share(int(hits), int(base)) if base else None
        for hits, base in zip(shares[::2], shares[1::2], strict=True)
    )
    return ClientContinuity(client, staff, int(visits), int(double_staffed), *of_role)
