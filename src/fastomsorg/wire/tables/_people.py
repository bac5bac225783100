"""
The tables of who there is: units, clients, staff, employments.
"""

import datetime as dt
from collections.abc import Mapping

from fastomsorg.care import Certificate, Client, Employment, StaffMember, Unit
from fastomsorg.terms import IdentityNumber, Title, age_on

from ._cells import Cells
from ._rows import EmploymentRow, StaffRow
from ._table import Table, columns, day_text, flag_text, listed

OLDEST = 120
"""The age in years above which a date of birth is taken to be mistyped."""

NEARBY = dt.timedelta(days=366)
"""How far a number's date may lie from the date of birth: it may be a nearby day's number."""


def _unit(cells: Cells) -> Unit:
    return Unit(
        id=cells.id("id"),
        name=cells.text("name"),
        provider=cells.text("provider"),
        municipality=cells.text("municipality"),
    )


def _unit_cells(unit: Unit) -> Mapping[str, str]:
    return {
        "id": unit.id,
        "name": unit.name,
        "provider": unit.provider,
        "municipality": unit.municipality,
    }


def _client(cells: Cells) -> Client:
    number = cells.identity_number("personal_number")
    return Client(
        id=cells.id("id"),
        name=cells.text("name"),
        personal_number=number.canonical if number else None,
        customer_number=cells.text("customer_number") or None,
        born=_born(cells, number),
        protected=cells.flag("protected", default=True),
        relatives_told=cells.flag_or_none("relatives_told"),
    )


def _born(cells: Cells, number: IdentityNumber | None) -> dt.date | None:
    """
    The date of birth; where the table does not say, the number's own date.
    """
    born = cells.day_or_none("born")
    if born is None:
        return number.date if number else None
    if born > cells.today or age_on(cells.today, born=born) > OLDEST:
        cells.wrong("born", "table_born", oldest=OLDEST)
    elif number is not None and abs(born - number.date) > NEARBY:
        cells.wrong("born", "table_born_far_from_number", most=NEARBY.days)
    return born


def _client_cells(client: Client) -> Mapping[str, str]:
    return {
        "id": client.id,
        "name": client.name,
        "personal_number": client.personal_number or "",
        "customer_number": client.customer_number or "",
        "born": day_text(client.born),
        "protected": flag_text(client.protected),
        "relatives_told": flag_text(client.relatives_told),
    }


def _staff(cells: Cells) -> StaffRow:
    """
    In a table that says who is protected, whoever it says nothing of counts as protected.
    """
    return StaffRow(
        StaffMember(
            id=cells.id("id"),
            name=cells.text("name"),
            units=frozenset(cells.ids("units")),
            title=cells.text("title"),
            phone=cells.text("phone"),
            email=cells.text("email"),
            hsa_id=cells.hsa_id("hsa_id"),
            signature=cells.text("signature"),
            selectable=cells.flag("selectable", default=False),
            available=cells.flag("available", default=True),
            certificate=_certificate(cells),
            delegations=frozenset(cells.several("delegations")),
            languages=frozenset(cells.several("languages")),
            team=cells.text("team"),
            protected=cells.flag("protected", default=cells.has("protected")),
        ),
        since=cells.day_or_none("from"),
    )


def _certificate(cells: Cells) -> Certificate | None:
    start = cells.day_or_none("certificate_from")
    evidence = cells.text("certificate_evidence")
    if start is not None:
        return Certificate(start, evidence)
    if evidence and not cells.text("certificate_from"):
        cells.wrong("certificate_from", "table_required_with", other="certificate_evidence")
    return None


def _staff_cells(row: StaffRow) -> Mapping[str, str]:
    staff, certificate = row.staff, row.staff.certificate
    return {
        "id": staff.id,
        "name": staff.name,
        "units": listed(sorted(staff.units)),
        "title": staff.title,
        "phone": staff.phone,
        "email": staff.email,
        "hsa_id": staff.hsa_id,
        "signature": staff.signature,
        "selectable": flag_text(staff.selectable),
        "available": flag_text(staff.available),
        "certificate_from": day_text(certificate.start if certificate else None),
        "certificate_evidence": certificate.evidence if certificate else "",
        "delegations": listed(sorted(staff.delegations)),
        "languages": listed(sorted(staff.languages)),
        "team": staff.team,
        "protected": flag_text(staff.protected),
        "from": day_text(row.since),
    }


def _employment(cells: Cells) -> EmploymentRow:
    return EmploymentRow(
        staff=cells.id("staff"),
        employment=Employment(
            employer=cells.text("employer"),
            title=cells.word("title", Title, Title.OTHER),
            permanent=cells.flag("permanent", default=False),
            period=cells.period("from", "to"),
            evidence=cells.text("evidence"),
        ),
    )


def _employment_cells(row: EmploymentRow) -> Mapping[str, str]:
    employment = row.employment
    return {
        "staff": row.staff,
        "employer": employment.employer,
        "title": employment.title,
        "permanent": flag_text(employment.permanent),
        "from": day_text(employment.period.start),
        "to": day_text(employment.period.last_day),
        "evidence": employment.evidence,
    }


UNITS: Table[Unit] = Table(
    "units",
    columns(required="id name", optional="provider municipality"),
    _unit,
    _unit_cells,
    key=("id",),
)
CLIENTS: Table[Client] = Table(
    "clients",
    columns(
        required="id name",
        optional="personal_number customer_number born protected relatives_told",
    ),
    _client,
    _client_cells,
    key=("id",),
)
STAFF: Table[StaffRow] = Table(
    "staff",
    columns(
        required="id name units",
        optional=(
            "title phone email hsa_id signature selectable available certificate_from"
            " certificate_evidence delegations languages team protected from"
        ),
    ),
    _staff,
    _staff_cells,
    key=("id", "from"),
)
EMPLOYMENTS: Table[EmploymentRow] = Table(
    "employments",
    columns(required="staff employer title permanent from", optional="to evidence"),
    _employment,
    _employment_cells,
    key=("staff", "employer", "title", "from"),
)
