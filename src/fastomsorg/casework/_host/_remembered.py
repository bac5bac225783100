"""
People looked up once: for as long as one command, or one reading of tables, takes.
"""

import datetime as dt
from collections.abc import Iterator

from fastomsorg.care import Client, Relation, StaffMember, Unit
from fastomsorg.hooks import People, Relations
from fastomsorg.terms import ClientId, Instant, StaffId, UnitId


class Remembered(People):
    """
    A register of people (*personregister*) that asks the real one once for each question.
    """

    def __init__(self, people: People) -> None:
        self._people = people
        self._clients: dict[tuple[ClientId, Instant | None], Client | None] = {}
        self._staff: dict[tuple[StaffId, dt.date, Instant | None], StaffMember | None] = {}
        self._units: dict[UnitId, Unit | None] = {}

    def client(self, id: ClientId, *, known: Instant | None = None) -> Client | None:
        key = (id, known)
        if key not in self._clients:
            self._clients[key] = self._people.client(id, known=known)
        return self._clients[key]

    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        key = (id, on, known)
        if key not in self._staff:
            self._staff[key] = self._people.staff(id, on=on, known=known)
        return self._staff[key]

    def unit(self, id: UnitId) -> Unit | None:
        if id not in self._units:
            self._units[id] = self._people.unit(id)
        return self._units[id]

    def staff_of(
        self, unit: UnitId, *, on: dt.date, known: Instant | None = None
    ) -> Iterator[StaffMember]:
        return self._people.staff_of(unit, on=on, known=known)

    def units(self) -> Iterator[Unit]:
        return self._people.units()


class RememberedRelations(Remembered):
    """
    The same of a register that also knows who is related to whom (*närstående*).
    """

    def __init__(self, people: People, relations: Relations) -> None:
        super().__init__(people)
        self._kept = relations

    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        return self._kept.relations(client, on=on)


def remembered(people: People) -> People:
    """
    The register, asked once for each question (*minns*), with the optional parts that it has.
    """
    return (
        RememberedRelations(people, people) if isinstance(people, Relations) else Remembered(people)
    )
