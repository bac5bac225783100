"""
People as rows, and rows as people.
"""

import datetime as dt
from typing import Any, TypeAlias

from sqlalchemy import Row

from fastomsorg.care import Certificate, Client, Employment, StaffMember, Unit
from fastomsorg.terms import Period, StaffId

from ._schema import Row as NewRow
from ._schema import employment

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

EMPLOYMENT = (
    employment.c.staff.label("employed"),
    employment.c.employer,
    employment.c.title.label("employed_as"),
    employment.c.permanent,
    employment.c.start,
    employment.c.end,
    employment.c.evidence,
)
"""What is read of an employment, under names that those of a staff member leave free."""

ALWAYS = dt.date.min
"""The first day of a row that holds from any day."""


def row_of_unit(unit: Unit) -> NewRow:
    return {
        "id": unit.id,
        "name": unit.name,
        "provider": unit.provider,
        "municipality": unit.municipality,
    }


def unit_of(row: AnyRow) -> Unit:
    return Unit(row.id, row.name, row.provider, row.municipality)


def row_of_client(client: Client) -> NewRow:
    return {
        "id": client.id,
        "name": client.name,
        "personal_number": client.personal_number,
        "customer_number": client.customer_number,
        "born": client.born,
        "protected": client.protected,
        "relatives_told": client.relatives_told,
    }


def client_of(row: AnyRow) -> Client:
    return Client(
        id=row.id,
        name=row.name,
        personal_number=row.personal_number,
        customer_number=row.customer_number,
        born=row.born,
        protected=row.protected,
        relatives_told=row.relatives_told,
    )


def row_of_staff_member(member: StaffMember, since: dt.date | None) -> NewRow:
    """
    What is said of a staff member from a day on (*personalrad*), without employments.
    """
    certificate = member.certificate
    return {
        "id": member.id,
        "since": since or ALWAYS,
        "name": member.name,
        "units": sorted(member.units),
        "title": member.title,
        "phone": member.phone,
        "email": member.email,
        "hsa_id": member.hsa_id,
        "signature": member.signature,
        "selectable": member.selectable,
        "available": member.available,
        "certificate_from": certificate and certificate.start,
        "certificate_evidence": certificate and certificate.evidence,
        "delegations": sorted(member.delegations),
        "languages": sorted(member.languages),
        "team": member.team,
        "protected": member.protected,
    }


def staff_member_of(
    row: AnyRow, employments: tuple[Employment, ...] = (), *, protected: bool | None = None
) -> StaffMember:
    """
    A staff member as one row says (*personalrad*), but for the flag where another is given.

    A row from before there was a flag is of somebody who had none.
    """
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
        certificate=(
            None
            if row.certificate_from is None
            else Certificate(row.certificate_from, row.certificate_evidence)
        ),
        delegations=frozenset(row.delegations),
        languages=frozenset(row.languages),
        team=row.team,
        employments=employments,
        protected=bool(row.protected if protected is None else protected),
    )


def row_of_employment(staff: StaffId, post: Employment) -> NewRow:
    return {
        "staff": staff,
        "employer": post.employer,
        "title": post.title,
        "permanent": post.permanent,
        "start": post.period.start,
        "end": post.period.end,
        "evidence": post.evidence,
    }


def employment_of(row: AnyRow) -> Employment:
    return Employment(
        employer=row.employer,
        title=row.employed_as,
        permanent=row.permanent,
        period=Period(row.start, row.end),
        evidence=row.evidence,
    )
