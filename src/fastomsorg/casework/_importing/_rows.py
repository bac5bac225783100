"""
A row of history: the command it amounts to, the id it always gets, and what is wrong with it.
"""

import json
from collections.abc import Mapping
from typing import TypeAlias
from uuid import UUID, uuid5

from fastomsorg.care import Assessment
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.decisions import Reason
from fastomsorg.terms import KEEP, RegistrationId, Status
from fastomsorg.wire.tables import (
    ENACTMENTS,
    REGISTRATIONS,
    EnactmentRow,
    Line,
    RegistrationRow,
    TableError,
)

CaseRow: TypeAlias = EnactmentRow | RegistrationRow
CaseLine: TypeAlias = Line[EnactmentRow] | Line[RegistrationRow]

OF_A_ROW = UUID("6f6d736f-7267-4b74-8000-0074616b656e")
"""The name space of rows: the same row always makes the same registration."""

COLUMN = {
    "unknown_client": "client",
    "unknown_unit": "unit",
    "enactment_known": "id",
    "enactment_taken": "id",
    "ends_before_start": "to",
    "outside_stay": "on",
    "day_in_future": "on",
    "deputy_without_primary": "deputy",
    "same_person_in_both_seats": "deputy",
    "contact_without_acceptance": "primary",
}
"""The column that an obstacle is told under."""


def start_of_row(row: EnactmentRow, *, confirmed: bool) -> StartEnactment:
    """
    The start of an enactment that a row tells of (*påbörjad verkställighet*).
    """
    return StartEnactment(
        case=row.case,
        enactment=row.id,
        on=row.first_day,
        last_day=row.last_day,
        setting=row.setting,
        act=row.act,
        services=row.services,
        decided_on=row.decided_on,
        ordered_on=row.ordered_on,
        confirmed=confirmed,
    )


def answer_of_row(row: RegistrationRow) -> RecordStatus:
    """
    The answer that a row tells of (*status*).

    An *accepted* row states both seats: blank means nobody. Other rows speak of no seat.
    """
    accepted = row.status is Status.ACCEPTED
    assessed = row.assessment or row.persons_view
    return RecordStatus(
        case=row.case,
        status=row.status,
        on=row.on,
        primary=row.primary if accepted else KEEP,
        deputy=row.deputy if accepted else KEEP,
        assessment=Assessment(row.assessment, row.persons_view, row.by) if assessed else None,
        reason=row.reason,
    )


def _cells(row: CaseRow) -> Mapping[str, str]:
    match row:
        case EnactmentRow():
            return ENACTMENTS.written(row)
        case RegistrationRow():
            return REGISTRATIONS.written(row)


def id_of(row: CaseRow) -> RegistrationId:
    """
    The registration's id (*registreringens id*): the same for the same row, whenever it is read.
    """
    kind = type(row).__name__
    return uuid5(OF_A_ROW, kind + json.dumps(_cells(row), sort_keys=True, ensure_ascii=False))


def refused(line: CaseLine, reason: Reason) -> TableError:
    """
    What the rules have against a row (*hinder*), under the column it is about.
    """
    cells = _cells(line.row)
    column = COLUMN.get(reason.code, "")
    staff = reason.facts.get("staff")
    if staff and not column:
        column = next((seat for seat in ("primary", "deputy") if cells.get(seat) == staff), "")
    return error(line, f"reasons.{reason.code}", column, reason.facts)


def error(line: CaseLine, expected: str, column: str, facts: Mapping[str, object]) -> TableError:
    """
    Something wrong with a row (*fel i rad*), with what stood in the column.
    """
    got = _cells(line.row).get(column, "")
    return TableError(line.file, line.line, column, got, expected, facts)
