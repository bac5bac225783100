"""
The ports to people: who there is, who may do what, which visits were made.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Protocol, runtime_checkable

import attrs

from fastomsorg.care import Absence, Client, Employment, StaffMember, Unit, Visit
from fastomsorg.terms import (
    Actor,
    ClientId,
    Instant,
    Period,
    Permission,
    Purpose,
    StaffId,
    UnitId,
)


@runtime_checkable
class People(Protocol):
    """
    Who there is (*personer och enheter*), on a day and as far as was known.

    What was not known yet at *known* is not there. Ids are in the order of their characters'
    numbers, as Python has it.
    """

    def client(self, id: ClientId, *, known: Instant | None = None) -> Client | None:
        """
        The client, or None. The protection flag is always the latest, whatever was *known*.
        """

    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        """
        The staff member as on the day, with every employment recorded, whatever its days, or None.
        The protection flag is always the latest, whatever the day and whatever was *known*.

        The row that holds on the day is the latest to begin; before the first one begins there is
        nobody. Employments are in order of first day, then of employer and title.
        """

    def staff_of(
        self, unit: UnitId, *, on: dt.date, known: Instant | None = None
    ) -> Iterator[StaffMember]:
        """
        Everybody who belongs to the unit on the day, in order of id.
        """

    def unit(self, id: UnitId) -> Unit | None:
        """
        The unit, or None.
        """

    def units(self) -> Iterator[Unit]:
        """
        Every unit, in order of id.
        """


class Put(StrEnum):
    """
    What became of a row that was handed over (*utfall för en rad*).
    """

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"


@runtime_checkable
class Intake(Protocol):
    """
    A store that tables can be read into (*inläsning*): people, visits and absences.

    Every ``put_…`` takes rows as they come and gives one outcome a row, in order. Take them all: a
    row is stored by the time its outcome is given. A person's or a unit's row that differs from the
    latest is a change, known from *now* or the latest instant the store has given, whichever is
    later: what was known does not change. A visit or an absence that differs is a conflict, and is
    not stored.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """
        Everything done through this store inside it is stored together, or, if it raises, nothing.

        One that is begun inside another is part of it. What was done inside can be read inside.
        """

    def put_units(self, units: Iterable[Unit], *, now: Instant) -> Iterator[Put]:
        """
        Units, by id. A unit is as it was last put: it is not dated.
        """

    def put_clients(self, clients: Iterable[Client], *, now: Instant) -> Iterator[Put]:
        """
        Clients, by id.
        """

    def put_staff(
        self, staff: Iterable[tuple[StaffMember, dt.date | None]], *, now: Instant
    ) -> Iterator[Put]:
        """
        Staff, by id and the day the row holds from (None: always); employments apart.

        The employments of a row that comes here are passed over.
        """

    def put_employments(
        self, employments: Iterable[tuple[StaffId, Employment]], *, now: Instant
    ) -> Iterator[Put]:
        """
        Employments, by staff member, employer, title and first day.
        """

    def put_visits(self, visits: Iterable[Visit]) -> Iterator[Put]:
        """
        Visits, by id.
        """

    def put_absences(self, absences: Iterable[Absence]) -> Iterator[Put]:
        """
        Absences, by who and first day.
        """


@runtime_checkable
class Visits(Protocol):
    """
    Which visits were made (*besök*), and who was away.
    """

    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        """
        Visits that belong to the period, by start (planned, where there is none), one at a time.

        A visit belongs to the day in Sweden on which it starts. In order of start, then of id. One
        without any start belongs to no period.
        """

    def absences(self, period: Period) -> Iterator[Absence]:
        """
        Absences that touch the period, in order of first day, then of who and id.
        """


@attrs.frozen
class Reach:
    """
    The units a permission holds for (*räckvidd*).
    """

    units: frozenset[UnitId] = frozenset()
    everywhere: bool = False

    def __contains__(self, unit: UnitId) -> bool:
        return self.everywhere or unit in self.units

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.units)


@runtime_checkable
class Policy(Protocol):
    """
    Who may do what (*behörighet*). No answer, or a wrong one, is a no.

    An actor is known by its id alone. One permission brings no other with it.
    """

    def units(self, actor: Actor, permission: Permission) -> Reach:
        """
        The units at which the actor holds the permission.
        """

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        """
        May the actor do this, at the unit, with the client, for the purpose?

        *unit* None asks for the permission everywhere. What is allowed at a unit lies within
        `units`; a policy may be narrower still, by client and purpose.
        """


@runtime_checkable
class Grants(Protocol):
    """
    A policy that is kept as grants (*tilldelade behörigheter*).
    """

    def actor(self, id: str) -> Actor | None:
        """
        The actor with this id, or None.
        """

    def actors(self) -> Iterator[Actor]:
        """
        Every actor, in order of id.
        """

    def add_actor(self, actor: Actor) -> None:
        """
        Add the actor, or give it another name and title.
        """

    def grant(self, actor: str, permission: Permission, unit: UnitId | None) -> None:
        """
        Give the permission at the unit, or with None everywhere; again changes nothing.

        Raises `UnknownId` for an actor that has not been added.
        """

    def revoke(self, actor: str, permission: Permission, unit: UnitId | None) -> None:
        """
        Take back what was given at the unit, or with None everywhere (*återkalla*).

        It takes back that gift and no other: what was given everywhere still holds at the unit.
        Raises `UnknownId` for an actor that has not been added, and for what the actor has not been
        given; `NotAuthorised` where nobody would be left with ADMIN everywhere.
        """

    def granted(self, actor: str) -> tuple[tuple[Permission, UnitId | None], ...]:
        """
        What the actor has been given, in the order it was given, each once.
        """

    def login_of(self, actor: str) -> str | None:
        """
        The system user who first used the actor, or None.
        """

    def bind(self, actor: str, login: str) -> None:
        """
        Bind the actor to the system user; raises `NotAuthorised` if bound to another.

        Raises `UnknownId` for an actor that has not been added.
        """
