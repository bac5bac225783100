"""
How many clients have an answer on a day, and how the contacts are spread over the staff.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from fastomsorg.history import Life
from fastomsorg.terms import CaseKey, ClientId, StaffId, Status, UnitId

from ._ages import AgeCounts, AgeOf, counted_by_age

CaseRow: TypeAlias = tuple[ClientId, UnitId, str, StaffId | None, StaffId | None]
"""How a case stands on a day: client, unit, status, primary, deputy. As plain as `Row`."""


@attrs.frozen
class StaffCases:
    """
    The cases in which somebody holds a seat (*uppdrag som ordinarie och vice*), in the order given.
    """

    staff: StaffId
    primary: tuple[CaseKey, ...] = ()
    deputy: tuple[CaseKey, ...] = ()

    @property
    def total(self) -> int:
        """
        How many cases: nobody holds both seats of one.
        """
        return len(self.primary) + len(self.deputy)


@attrs.frozen
class StatusDistribution:
    """
    Who has a status on a day (*fördelning av status*).

    A client counts once, also with several cases that match. *staff* is by id, for *accepted*
    only, and counts cases.
    """

    status: Status
    on: dt.date
    count: AgeCounts
    clients: tuple[ClientId, ...]
    staff: tuple[StaffCases, ...] = ()


def status_distribution(
    lives: Iterable[tuple[CaseKey, Life]], *, status: Status, on: dt.date, age_of: AgeOf
) -> StatusDistribution:
    """
    Everybody who has the *status* on a day (*sök på status*), by age, and by contact if accepted.

    Cases without a stay on the day are passed over. One case at a time is looked at; what is kept
    is the ids that match. Clients stand in the order in which they were first met.
    """
    return distribution_of_rows(case_rows(lives, on), status=status, on=on, age_of=age_of)


def distribution_of_rows(
    rows: Iterable[CaseRow], *, status: Status, on: dt.date, age_of: AgeOf
) -> StatusDistribution:
    """
    The same of how the cases stood that day, for where there are too many to make lives of.
    """
    clients: dict[ClientId, None] = {}
    primary: defaultdict[StaffId, list[CaseKey]] = defaultdict(list)
    deputy: defaultdict[StaffId, list[CaseKey]] = defaultdict(list)
    for client, unit, stands, first, second in rows:
        if stands != status:
            continue
        clients[client] = None
        if first is not None:
            primary[first].append(CaseKey(client, unit))
        if second is not None:
            deputy[second].append(CaseKey(client, unit))
    staff = tuple(
        StaffCases(id, tuple(primary.get(id, ())), tuple(deputy.get(id, ())))
        for id in sorted(primary.keys() | deputy.keys())
    )
    return StatusDistribution(status, on, counted_by_age(clients, age_of), tuple(clients), staff)


def case_rows(lives: Iterable[tuple[CaseKey, Life]], on: dt.date) -> Iterator[CaseRow]:
    """
    How each case with a stay on the day stands then (*läge*), in the order given.
    """
    for key, life in lives:
        spell = life.on(on)
        if spell is not None:
            primary, deputy = spell.primary, spell.deputy
            yield (
                key.client,
                key.unit,
                spell.status,
                primary.staff if primary else None,
                deputy.staff if deputy else None,
            )
