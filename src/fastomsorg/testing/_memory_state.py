"""
All that a store in memory holds, and how it is given back when a transaction fails.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Generic, TypeAlias, TypeVar
from uuid import UUID

import attrs

from fastomsorg.care import Absence, Absentee, Client, Employment, StaffMember, Unit, Visit
from fastomsorg.history import Case, Registration
from fastomsorg.hooks import Access, Answered, Delivery
from fastomsorg.journal import JournalNote
from fastomsorg.terms import (
    Actor,
    CaseKey,
    ClientId,
    Instant,
    Permission,
    RegistrationId,
    StaffId,
    Title,
    UnitId,
)
from fastomsorg.wire import Link

BEFORE_ALL = dt.datetime.min.replace(tzinfo=dt.UTC)
"""The instant of a store in which nothing has happened yet."""

Value = TypeVar("Value")


@attrs.frozen
class Version(Generic[Value]):
    """
    What a row said (*version*), and since when the store knows it.
    """

    since: Instant
    value: Value


StaffKey: TypeAlias = tuple[StaffId, dt.date | None]
EmploymentKey: TypeAlias = tuple[StaffId, str, Title, dt.date]
AbsenceKey: TypeAlias = tuple[Absentee, str, dt.date]
Grant: TypeAlias = tuple[Permission, UnitId | None]


@attrs.define
class MemoryState:
    """
    What is kept (*innehåll*): values that never change, in containers that do.
    """

    latest: Instant = BEFORE_ALL
    position: int = 0
    registrations: list[Registration] = attrs.Factory(list)
    cases: dict[CaseKey, Case] = attrs.Factory(dict)
    chains: dict[CaseKey, str] = attrs.Factory(dict)
    seals: dict[str, tuple[Link, ...]] = attrs.Factory(dict)
    answers: dict[RegistrationId, Answered] = attrs.Factory(dict)
    deliveries: dict[tuple[UUID, str], Delivery] = attrs.Factory(dict)
    notes: list[JournalNote] = attrs.Factory(list)
    written: list[JournalNote] = attrs.Factory(list)
    accesses: list[Access] = attrs.Factory(list)
    settings: dict[str, str] = attrs.Factory(dict)

    units: dict[UnitId, Unit] = attrs.Factory(dict)
    clients: dict[ClientId, tuple[Version[Client], ...]] = attrs.Factory(dict)
    staff: dict[StaffKey, tuple[Version[StaffMember], ...]] = attrs.Factory(dict)
    protected_staff: dict[StaffId, bool] = attrs.Factory(dict)
    employments: dict[EmploymentKey, tuple[Version[Employment], ...]] = attrs.Factory(dict)
    visits: dict[str, Visit] = attrs.Factory(dict)
    absences: dict[AbsenceKey, Absence] = attrs.Factory(dict)

    actors: dict[str, Actor] = attrs.Factory(dict)
    grants: dict[str, tuple[Grant, ...]] = attrs.Factory(dict)
    logins: dict[str, str] = attrs.Factory(dict)

    in_transaction: bool = False

    def instant(self, now: Instant) -> Instant:
        """
        The instant that something stored at *now* gets: never before one given earlier.
        """
        self.latest = max(now.astimezone(dt.UTC), self.latest)
        return self.latest

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """
        Give everything back if it raises; inside another, be part of it.
        """
        if self.in_transaction:
            yield
            return

        names = [field.name for field in attrs.fields(MemoryState)]
        before = {name: copy(getattr(self, name)) for name in names}
        self.in_transaction = True
        try:
            yield
        except BaseException:
            for name, value in before.items():
                setattr(self, name, value)
            raise
        finally:
            self.in_transaction = False


class Memory:
    """
    An adapter over what is kept in memory, alone or together with others over the same.
    """

    def __init__(self, state: MemoryState | None = None) -> None:
        self._state = MemoryState() if state is None else state
