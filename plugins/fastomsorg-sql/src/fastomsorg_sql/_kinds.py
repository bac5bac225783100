"""
What can be read in: for each table what its rows are found by and what they say.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

import attrs
from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam, select

from fastomsorg.care import Absence, Client, Employment, StaffMember, Unit, Visit
from fastomsorg.terms import StaffId

from ._people_rows import (
    EMPLOYMENT,
    AnyRow,
    client_of,
    employment_of,
    row_of_client,
    row_of_employment,
    row_of_staff_member,
    row_of_unit,
    staff_member_of,
    unit_of,
)
from ._schema import Row as NewRow
from ._schema import absence, client, employment, staff, unit, visit
from ._visit_rows import absence_of, row_of_absence, row_of_visit, visit_of

T = TypeVar("T")


@attrs.frozen
class Kind(Generic[T]):
    """
    One table (*tabell*): what its rows are found by, how a value becomes a row, and back.

    *found_by* is the column that rows are looked up by; *key* tells those of one value from the
    others that are found with them.
    """

    table: Table
    found_by: Column[Any]
    id_of: Callable[[T], str]
    key: Callable[[T], object]
    row_of: Callable[[T], NewRow]
    value_of: Callable[[AnyRow], T]
    columns: Iterable[ColumnElement[Any]] = attrs.Factory(
        lambda self: self.table.c, takes_self=True
    )

    def stored(self, connection: Connection, values: Iterable[T]) -> dict[object, T]:
        """
        What was last stored of the same ids (*senast lagrat*), by key.
        """
        numbers = [column for column in self.table.primary_key if column.key == "number"]
        statement = (
            select(*self.columns)
            .where(self.found_by.in_(bindparam("ids", expanding=True)))
            .order_by(*numbers)
        )
        ids = list(dict.fromkeys(self.id_of(value) for value in values))
        found = map(self.value_of, connection.execute(statement, {"ids": ids}))
        return {self.key(value): value for value in found}


def _id(each: Unit | Client | Visit | Absence) -> str:
    return each.id


UNITS = Kind(unit, unit.c.id, _id, _id, row_of_unit, unit_of)
CLIENTS = Kind(client, client.c.id, _id, _id, row_of_client, client_of)
VISITS = Kind(visit, visit.c.id, _id, _id, row_of_visit, visit_of)
ABSENCES = Kind(
    absence,
    absence.c.id,
    _id,
    lambda each: (each.who, each.id, each.period.start),
    row_of_absence,
    absence_of,
)
STAFF = Kind[tuple[StaffMember, dt.date]](
    staff,
    staff.c.id,
    lambda each: each[0].id,
    lambda each: (each[0].id, each[1]),
    lambda each: row_of_staff_member(*each),
    lambda row: (staff_member_of(row), row.since),
)
EMPLOYMENTS = Kind[tuple[StaffId, Employment]](
    employment,
    employment.c.staff,
    lambda each: each[0],
    lambda each: (each[0], each[1].employer, each[1].title, each[1].period.start),
    lambda each: row_of_employment(*each),
    lambda row: (row.employed, employment_of(row)),
    EMPLOYMENT,
)
