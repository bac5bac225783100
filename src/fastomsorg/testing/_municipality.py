"""
A municipality for tests: what happened there, and where it can be put.
"""

import datetime as dt
from collections.abc import Mapping
from itertools import count
from typing import Protocol

import attrs

from fastomsorg.care import Absence, Client, Visit
from fastomsorg.history import Event
from fastomsorg.hooks import Intake, Storage
from fastomsorg.terms import CaseKey, ClientId, Instant, StaffId

from ._case_builders import FIRST_INSTANT, a_draft, a_posting
from ._memory_store import MemoryStore
from ._people_builders import a_staff_member, a_unit


class Fillable(Storage, Intake, Protocol):
    """
    A store that a municipality can be put into (*lager som kan fyllas*).
    """


@attrs.frozen
class Municipality:
    """
    Cases, people and visits (*kommun*), for whoever counts them.

    *staff* says who is in the register, and from which day; None is always. *visits* may have the
    same id twice, as two sources that tell of one visit.
    """

    cases: Mapping[CaseKey, tuple[Event, ...]]
    clients: Mapping[ClientId, Client]
    staff: Mapping[StaffId, dt.date | None]
    visits: tuple[Visit, ...]
    absences: tuple[Absence, ...] = ()

    @property
    def in_order(self) -> tuple[Visit, ...]:
        """
        The visits in order of start, then of id, as a port gives them (*besök i ordning*).
        """
        return tuple(sorted(self.visits, key=_order))

    def put_into(self, store: Fillable) -> None:
        """
        Put everything into the store (*läggs in*), of visits with one id the first.
        """
        units = {key.unit for key in self.cases} | {visit.unit for visit in self.visits}
        list(store.put_units([a_unit(unit) for unit in sorted(units)], now=FIRST_INSTANT))
        list(store.put_clients(self.clients.values(), now=FIRST_INSTANT))
        members = [(a_staff_member(id), since) for id, since in self.staff.items()]
        list(store.put_staff(members, now=FIRST_INSTANT))
        numbers = count(1)
        for key, events in self.cases.items():
            draft = a_draft(*events, number=next(numbers), case=key)
            store.append([a_posting(draft)], now=FIRST_INSTANT)
        list(store.put_visits({visit.id: visit for visit in reversed(self.in_order)}.values()))
        list(store.put_absences(self.absences))

    def in_memory(self) -> MemoryStore:
        """
        A store in memory with everything in it (*kommun i minnet*).
        """
        store = MemoryStore()
        self.put_into(store)
        return store


def _order(visit: Visit) -> tuple[bool, Instant | None, str]:
    starts = visit.starts or visit.planned_starts
    return starts is None, starts, visit.id
