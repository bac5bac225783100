"""
The reports on cases, out of the rows that their texts come to.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from itertools import starmap

from fastomsorg.statistics import (
    AgeCounts,
    ChangedContacts,
    StaffCases,
    StatusDistribution,
    Succession,
)
from fastomsorg.terms import CaseKey, ClientId, StaffId, Status

from ._asking import Asking
from ._codes import Coded


def distribution_in(asking: Asking, status: Status, on: dt.date) -> StatusDistribution:
    """
    The distribution of the status (*fördelning av status*), in order of case.
    """
    clients, units, staff = map(asking.ids, (Coded.CLIENT, Coded.UNIT, Coded.STAFF))
    found = [(clients(row[0]), units(row[1]), *row[2:]) for row in asking.rows("distribution")]
    found.sort(key=lambda row: row[:2])
    primary: defaultdict[StaffId, list[CaseKey]] = defaultdict(list)
    deputy: defaultdict[StaffId, list[CaseKey]] = defaultdict(list)
    ages: dict[ClientId, str] = {}
    for client, unit, age, first, second in found:
        ages[client] = age
        if first is None and second is None:
            continue
        case = CaseKey(client, unit)
        if first is not None:
            primary[staff(first)].append(case)
        if second is not None:
            deputy[staff(second)].append(case)
    holders = tuple(
        StaffCases(id, tuple(primary.get(id, ())), tuple(deputy.get(id, ())))
        for id in sorted(primary.keys() | deputy.keys())
    )
    return StatusDistribution(status, on, _by_age(ages.values()), tuple(ages), holders)


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
    found = Counter(ages)
    return AgeCounts(found["older"], found["younger"], found["unknown"])
