"""
The table of a plan for handing over what somebody holds, to be read and changed by a person.
"""

import datetime as dt
from collections.abc import Mapping

import attrs

from fastomsorg.terms import CaseKey, ChangeReason, Role, StaffId

from ._cells import Cells
from ._table import Table, columns, day_text


@attrs.frozen
class HandedRow:
    """
    One seat that somebody hands over (*uppdrag att lämna över*), and how far its case had come.

    *to* None leaves the seat where it is. *client_name* and *to_name* are for people to read.
    """

    staff: StaffId
    on: dt.date
    case: CaseKey
    role: Role
    version: int
    to: StaffId | None
    reason: ChangeReason
    client_name: str = attrs.field(default="", repr=False)
    to_name: str = attrs.field(default="", repr=False)


def _handed(cells: Cells) -> HandedRow:
    return HandedRow(
        staff=cells.id("staff"),
        on=cells.day("on"),
        case=CaseKey(cells.id("client"), cells.id("unit")),
        role=cells.word("role", Role, Role.PRIMARY),
        version=_version(cells),
        to=cells.id_or_none("to"),
        reason=cells.word("reason", ChangeReason, ChangeReason.STAFF_LEFT),
        client_name=cells.text("client_name"),
        to_name=cells.text("to_name"),
    )


def _version(cells: Cells) -> int:
    text = cells.text("version")
    if not text.isascii() or not text.isdigit():
        cells.wrong("version", "table_version")
        return 0
    return int(text)


def _cells(row: HandedRow) -> Mapping[str, str]:
    return {
        "staff": row.staff,
        "on": day_text(row.on),
        "client": row.case.client,
        "unit": row.case.unit,
        "role": row.role,
        "version": str(row.version),
        "to": row.to or "",
        "reason": row.reason,
        "client_name": row.client_name,
        "to_name": row.to_name,
    }


HANDED: Table[HandedRow] = Table(
    "handover",
    columns(
        required="staff on client unit role version",
        optional="client_name to to_name reason",
    ),
    _handed,
    _cells,
    key=("client", "unit", "role"),
)
