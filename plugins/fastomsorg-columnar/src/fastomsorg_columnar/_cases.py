"""
The reports on cases, out of the rows that their texts come to.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import starmap

from fastomsorg.statistics import (
    AgeCounts,
    ChangedContacts,
    StaffCases,
    StatusCounts,
    StatusDistribution,
    Succession,
)
from fastomsorg.terms import CaseKey, ClientId, Status

from ._asking import Asking, Value
from ._codes import Coded

COLUMNS, COUNTED = 5, 4
"""How many there are in ``distribution.sql``, and in ``status_contacts.sql``."""


def distribution_in(asking: Asking, status: Status, on: dt.date) -> StatusDistribution:
    """
    The distribution of the status (*fördelning av status*), in order of case.
    """
    of_client, of_unit, of_staff = map(asking.ids, (Coded.CLIENT, Coded.UNIT, Coded.STAFF))
    clients, units, ages, *seats = asking.columns("distribution") or ((),) * COLUMNS
    cases = list(map(CaseKey, map(of_client, clients), map(of_unit, units)))
    order = sorted(range(len(cases)), key=lambda row: (cases[row].client, cases[row].unit))
    age_of = {cases[row].client: ages[row] for row in order}
    primary, deputy = (_held(seat, cases, order) for seat in seats)
    holders = tuple(
        StaffCases(of_staff(code), tuple(primary.get(code, ())), tuple(deputy.get(code, ())))
        for code in sorted(primary.keys() | deputy.keys(), key=of_staff)
    )
    return StatusDistribution(status, on, _by_age(age_of.values()), tuple(age_of), holders)


def _held(
    seat: Sequence[Value | None], cases: Sequence[CaseKey], order: Iterable[int]
) -> Mapping[Value, list[CaseKey]]:
    """
    In which of the cases somebody holds the seat, in that order.
    """
    held: defaultdict[Value, list[CaseKey]] = defaultdict(list)
    for row in order:
        if (staff := seat[row]) is not None:
            held[staff].append(cases[row])
    return held


def counts_in(asking: Asking, status: Status, on: dt.date) -> StatusCounts:
    """
    How many have the status (*antal med status*), and how many cases each contact has.
    """
    of_staff, of_unit = asking.ids(Coded.STAFF), asking.ids(Coded.UNIT)
    ages: Counter[str] = Counter(dict(asking.rows("status_ages")))
    staff, units, primary, deputy = asking.columns("status_contacts") or ((),) * COUNTED
    held = sorted(zip(map(of_staff, staff), map(of_unit, units), primary, deputy, strict=True))
    return StatusCounts(status, on, _ages(ages), tuple(held))


def changed_in(asking: Asking, on: dt.date) -> ChangedContacts:
    """
    Whose primary was succeeded (*byten*), in order of case, and of days.
    """
    clients, units, staff = map(asking.ids, (Coded.CLIENT, Coded.UNIT, Coded.STAFF))
    found = sorted(
        (CaseKey(clients(client), units(unit)), day, staff(former), staff(successor), age)
        for client, unit, day, former, successor, age in asking.rows("changed")
    )
    ages: dict[ClientId, str] = {case.client: age for case, *_, age in found}
    followed = tuple(starmap(Succession, (row[:-1] for row in found)))
    return ChangedContacts(on, _by_age(ages.values()), tuple(ages), followed)


def _by_age(ages: Collection[str]) -> AgeCounts:
    return _ages(Counter(ages))


def _ages(found: Counter[str]) -> AgeCounts:
    return AgeCounts(found["older"], found["younger"], found["unknown"])
