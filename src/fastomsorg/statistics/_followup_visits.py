"""
How large a share of each case's visits its contact makes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from fastomsorg.care import Visit
from fastomsorg.terms import CaseKey, Service, StaffId, day_of

from ._contacts import Contacts
from ._continuity import StaffContinuity
from ._counted import Choice, Exclusion, counted
from ._shares import Share


@attrs.frozen
class CaseVisits:
    """
    The visits of one case by its contacts (*kontaktens besök*), on days when there was one.

    *primary* is of visits on days with a primary, *total* by either, on days with either;
    *not_daily* the primary's of visits with services that are not given every day, None where
    nobody asked.
    """

    primary: Share = attrs.field(factory=Share)
    total: Share = attrs.field(factory=Share)
    not_daily: Share | None = None


class _Tally:
    """
    What has been counted so far of one case.
    """

    __slots__ = ("either", "either_of", "primary", "primary_of", "seldom", "seldom_of")

    def __init__(self) -> None:
        self.primary = self.primary_of = 0
        self.either = self.either_of = 0
        self.seldom = self.seldom_of = 0


def case_visits(
    visits: Iterable[Visit],
    choice: Choice,
    contacts: Contacts,
    excluded: Counter[Exclusion],
    *,
    not_daily: frozenset[Service] = frozenset(),
) -> Mapping[CaseKey, CaseVisits]:
    """
    The contacts' visits case by case (*kontaktens besök per ärende*), in one pass.

    What is kept grows with cases, not with visits.
    """
    tallies: dict[tuple[str, str], _Tally] = {}
    services: list[frozenset[Service]] = [frozenset()]
    for client, unit, on, staff in counted(_noting(visits, services), choice, excluded):
        days, seats = contacts.days_of(client, unit)
        primary, deputy = seats[bisect_right(days, on)]
        if primary is None and deputy is None:
            continue
        key = (client, unit)
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = _Tally()
        by_primary = primary in staff
        tally.either_of += 1
        tally.either += by_primary or deputy in staff
        if primary is not None:
            tally.primary_of += 1
            tally.primary += by_primary
            if not_daily and not not_daily.isdisjoint(services[0]):
                tally.seldom_of += 1
                tally.seldom += by_primary
    asked = bool(not_daily)
    return {CaseKey(*key): _of_case(tally, asked) for key, tally in sorted(tallies.items())}


def _noting(visits: Iterable[Visit], services: list[frozenset[Service]]) -> Iterator[Visit]:
    """
    The visits, each with its services noted before it is looked at.
    """
    for visit in visits:
        services[0] = visit.services
        yield visit


def _of_case(tally: _Tally, asked: bool) -> CaseVisits:
    return CaseVisits(
        Share(tally.primary, tally.primary_of),
        Share(tally.either, tally.either_of),
        Share(tally.seldom, tally.seldom_of) if asked else None,
    )


def visits_of_unit(report: StaffContinuity, unit: str) -> Mapping[CaseKey, CaseVisits]:
    """
    The same from the report of one unit (*personalkontinuitet*), without the services.
    """
    return {
        CaseKey(each.client, unit): CaseVisits(each.primary or Share(), each.total)
        for each in report.clients
        if each.total is not None
    }


def scheduled_minutes(visits: Iterable[Visit], contacts: Contacts) -> Mapping[StaffId, int]:
    """
    The minutes for which each primary is planned with own clients (*schemalagd tid hos egna*).
    """
    minutes: Counter[StaffId] = Counter()
    for visit in visits:
        starts, ends = visit.planned_starts, visit.planned_ends
        if starts is None or ends is None or ends < starts:
            continue
        primary, _ = contacts.on(visit.client, visit.unit, day_of(starts))
        if primary is not None and primary in visit.planned_staff:
            minutes[primary] += int((ends - starts).total_seconds()) // 60
    return minutes
