"""
The register, as the library asks for it: on a day, and as far as was known.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, Row, Table, select

from fastomsorg.care import Certificate, Client, Employment, StaffMember, Unit
from fastomsorg.terms import Instant, Period, Title

from ._database import written
from ._register import CLIENTS, EMPLOYMENTS, STAFF, UNITS


class HostPeople:
    """
    Who there is (*personer och enheter*), out of the care system's own tables.
    """

    def __init__(self, database: Engine) -> None:
        self._database = database

    def client(self, id: str, *, known: Instant | None = None) -> Client | None:
        said = self._rows(CLIENTS, CLIENTS.c.id == id)
        then = _known(said, known)
        return _client(then[-1], protected=said[-1].protected) if then else None

    def staff(self, id: str, *, on: dt.date, known: Instant | None = None) -> StaffMember | None:
        said = self._rows(STAFF, STAFF.c.id == id)
        begun = [
            row for row in _known(said, known) if row.holds_from is None or row.holds_from <= on
        ]
        if not begun:
            return None
        latest_to_begin = max(begun, key=lambda row: (row.holds_from or dt.date.min, row.number))
        return _member(
            latest_to_begin,
            employments=self._employments(id, known),
            protected=said[-1].protected,
        )

    def staff_of(
        self, unit: str, *, on: dt.date, known: Instant | None = None
    ) -> Iterator[StaffMember]:
        with self._database.connect() as connection:
            ids = connection.execute(select(STAFF.c.id).distinct()).scalars().all()
        for id in sorted(ids):
            member = self.staff(id, on=on, known=known)
            if member is not None and unit in member.units:
                yield member

    def unit(self, id: str) -> Unit | None:
        found = self._rows(UNITS, UNITS.c.id == id)
        return _unit(found[0]) if found else None

    def units(self) -> Iterator[Unit]:
        return (_unit(row) for row in sorted(self._rows(UNITS), key=lambda row: row.id))

    def _employments(self, staff: str, known: Instant | None) -> tuple[Employment, ...]:
        said = _known(self._rows(EMPLOYMENTS, EMPLOYMENTS.c.staff == staff), known)
        latest = {(row.employer, row.title, row.first_day): _employment(row) for row in said}
        return tuple(
            sorted(latest.values(), key=lambda each: (each.period.start, each.employer, each.title))
        )

    def _rows(self, table: Table, *conditions: Any) -> Sequence[Row[Any]]:
        """
        The rows in the order they were saved.
        """
        statement = select(table).where(*conditions)
        with self._database.connect() as connection:
            return connection.execute(statement.order_by(*table.primary_key)).all()


def _known(rows: Sequence[Row[Any]], known: Instant | None) -> list[Row[Any]]:
    return [row for row in rows if known is None or row.saved_at <= written(known)]


def _unit(row: Row[Any]) -> Unit:
    return Unit(row.id, row.name, row.provider, row.municipality)


def _client(row: Row[Any], *, protected: bool) -> Client:
    return Client(
        id=row.id,
        name=row.name,
        personal_number=row.personal_number,
        customer_number=row.customer_number,
        born=row.born,
        protected=protected,
        relatives_told=row.relatives_told,
    )


def _member(row: Row[Any], *, employments: tuple[Employment, ...], protected: bool) -> StaffMember:
    certificate = row.certificate_from and Certificate(
        row.certificate_from, row.certificate_evidence
    )
    return StaffMember(
        id=row.id,
        name=row.name,
        units=frozenset(row.units),
        title=row.title,
        phone=row.phone,
        email=row.email,
        hsa_id=row.hsa_id,
        signature=row.signature,
        selectable=row.selectable,
        available=row.available,
        certificate=certificate,
        employments=employments,
        delegations=frozenset(row.delegations),
        languages=frozenset(row.languages),
        team=row.team,
        protected=protected,
    )


def _employment(row: Row[Any]) -> Employment:
    return Employment(
        employer=row.employer,
        title=Title(row.title),
        permanent=row.permanent,
        period=Period(row.first_day, row.ends),
        evidence=row.evidence,
    )
