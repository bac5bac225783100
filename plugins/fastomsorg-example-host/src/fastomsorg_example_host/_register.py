"""
The register of the care system: units, clients, staff and employments, as its forms save them.

What is saved is added, never written over, so that what was known at an earlier time can be told.
"""

import datetime as dt

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Engine,
    Integer,
    String,
    Table,
    insert,
)
from sqlalchemy.dialects.sqlite import insert as insert_or_change

from fastomsorg.care import Client, Employment, StaffMember, Unit
from fastomsorg.terms import Instant

from ._database import TABLES, written

UNITS = Table(
    "unit",
    TABLES,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("provider", String, nullable=False),
    Column("municipality", String, nullable=False),
)
CLIENTS = Table(
    "client",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("saved_at", String, nullable=False),
    Column("id", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("personal_number", String),
    Column("customer_number", String),
    Column("born", Date),
    Column("protected", Boolean, nullable=False),
    Column("relatives_told", Boolean),
)
STAFF = Table(
    "staff",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("saved_at", String, nullable=False),
    Column("holds_from", Date),
    Column("id", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("units", JSON, nullable=False),
    Column("title", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("email", String, nullable=False),
    Column("hsa_id", String, nullable=False),
    Column("signature", String, nullable=False),
    Column("selectable", Boolean, nullable=False),
    Column("available", Boolean, nullable=False),
    Column("certificate_from", Date),
    Column("certificate_evidence", String),
    Column("delegations", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("team", String, nullable=False),
    Column("protected", Boolean, nullable=False),
)
EMPLOYMENTS = Table(
    "employment",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("saved_at", String, nullable=False),
    Column("staff", String, nullable=False, index=True),
    Column("employer", String, nullable=False),
    Column("title", String, nullable=False),
    Column("permanent", Boolean, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("ends", Date),
    Column("evidence", String, nullable=False),
)


class Register:
    """
    What the forms of the care system save (*register*). A change holds from its day.
    """

    def __init__(self, database: Engine) -> None:
        self._database = database

    def save_unit(self, unit: Unit) -> None:
        row = {
            "id": unit.id,
            "name": unit.name,
            "provider": unit.provider,
            "municipality": unit.municipality,
        }
        statement = insert_or_change(UNITS).values(row)
        with self._database.begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    def save_client(self, client: Client, *, at: Instant) -> None:
        self._add(
            CLIENTS,
            saved_at=written(at),
            id=client.id,
            name=client.name,
            personal_number=client.personal_number,
            customer_number=client.customer_number,
            born=client.born,
            protected=client.protected,
            relatives_told=client.relatives_told,
        )

    def save_staff(
        self, member: StaffMember, *, at: Instant, holds_from: dt.date | None = None
    ) -> None:
        certificate = member.certificate
        self._add(
            STAFF,
            saved_at=written(at),
            holds_from=holds_from,
            id=member.id,
            name=member.name,
            units=sorted(member.units),
            title=member.title,
            phone=member.phone,
            email=member.email,
            hsa_id=member.hsa_id,
            signature=member.signature,
            selectable=member.selectable,
            available=member.available,
            certificate_from=certificate and certificate.start,
            certificate_evidence=certificate and certificate.evidence,
            delegations=sorted(member.delegations),
            languages=sorted(member.languages),
            team=member.team,
            protected=member.protected,
        )

    def save_employment(self, staff: str, employment: Employment, *, at: Instant) -> None:
        self._add(
            EMPLOYMENTS,
            saved_at=written(at),
            staff=staff,
            employer=employment.employer,
            title=employment.title.value,
            permanent=employment.permanent,
            first_day=employment.period.start,
            ends=employment.period.end,
            evidence=employment.evidence,
        )

    def _add(self, table: Table, **row: object) -> None:
        with self._database.begin() as connection:
            connection.execute(insert(table).values(row))
