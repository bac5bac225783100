"""
How many clients have an answer on a day, and how the contacts are spread over the staff.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import attrs

from fastomsorg.history import Life
from fastomsorg.terms import CaseKey, ClientId, Role, StaffId, Status

from ._ages import AgeCounts, AgeOf, counted_by_age


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
    clients: dict[ClientId, None] = {}
    seats: dict[Role, dict[StaffId, list[CaseKey]]] = {
        Role.PRIMARY: defaultdict(list),
        Role.DEPUTY: defaultdict(list),
    }
    for key, life in lives:
        spell = life.on(on)
        if spell is None or spell.status is not status:
            continue
        clients[key.client] = None
        for role, held in seats.items():
            holding = spell.holder(role)
            if holding is not None:
                held[holding.staff].append(key)

    primary, deputy = seats[Role.PRIMARY], seats[Role.DEPUTY]
    staff = tuple(
        StaffCases(id, tuple(primary.get(id, ())), tuple(deputy.get(id, ())))
        for id in sorted(primary.keys() | deputy.keys())
    )
    return StatusDistribution(status, on, counted_by_age(clients, age_of), tuple(clients), staff)
