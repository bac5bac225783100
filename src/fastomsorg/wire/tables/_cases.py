"""
The tables of what was carried out and answered: enactments, registrations.
"""

from collections.abc import Mapping

from fastomsorg.terms import Act, CaseKey, ChangeReason, Service, Setting, Status

from ._cells import Cells
from ._rows import EnactmentRow, RegistrationRow
from ._table import Table, columns, day_text, instant_text, listed

_BELONGS_TO = {
    "primary": Status.ACCEPTED,
    "deputy": Status.ACCEPTED,
    "reason": Status.ACCEPTED,
    "assessment": Status.NO_NEED,
    "persons_view": Status.NO_NEED,
}


def _case(cells: Cells) -> CaseKey:
    return CaseKey(cells.id("client"), cells.id("unit"))


def _enactment(cells: Cells) -> EnactmentRow:
    first_day = cells.day("from")
    return EnactmentRow(
        id=cells.id("id"),
        case=_case(cells),
        first_day=first_day,
        last_day=cells.last_day("to", first=first_day),
        setting=cells.word("setting", Setting, Setting.HOME_CARE),
        act=cells.word("act", Act, Act.SOL),
        services=cells.words("services", Service),
        decided_on=cells.day_or_none("decided_on"),
        ordered_on=cells.day_or_none("ordered_on"),
    )


def _enactment_cells(row: EnactmentRow) -> Mapping[str, str]:
    return {
        "id": row.id,
        "client": row.case.client,
        "unit": row.case.unit,
        "from": day_text(row.first_day),
        "to": day_text(row.last_day),
        "setting": row.setting,
        "act": row.act,
        "services": listed(sorted(row.services)),
        "decided_on": day_text(row.decided_on),
        "ordered_on": day_text(row.ordered_on),
    }


def _registration(cells: Cells) -> RegistrationRow:
    row = RegistrationRow(
        case=_case(cells),
        on=cells.day("on"),
        status=cells.word("status", Status, Status.NOT_ASKED),
        primary=cells.id_or_none("primary"),
        deputy=cells.id_or_none("deputy"),
        reason=cells.word_or_none("reason", ChangeReason),
        assessment=cells.text("assessment"),
        persons_view=cells.text("persons_view"),
        by=cells.text("by"),
        recorded_at=cells.instant("recorded_at"),
    )
    if cells.text("status") == row.status:
        for column, status in _BELONGS_TO.items():
            if cells.text(column) and row.status is not status:
                cells.wrong(column, "table_blank_unless", status=status.value)
    return row


def _registration_cells(row: RegistrationRow) -> Mapping[str, str]:
    return {
        "client": row.case.client,
        "unit": row.case.unit,
        "on": day_text(row.on),
        "status": row.status,
        "primary": row.primary or "",
        "deputy": row.deputy or "",
        "reason": row.reason or "",
        "assessment": row.assessment,
        "persons_view": row.persons_view,
        "by": row.by,
        "recorded_at": instant_text(row.recorded_at),
    }


ENACTMENTS: Table[EnactmentRow] = Table(
    "enactments",
    columns(
        required="id client unit from",
        optional="to setting act services decided_on ordered_on",
    ),
    _enactment,
    _enactment_cells,
    key=("id",),
)
REGISTRATIONS: Table[RegistrationRow] = Table(
    "registrations",
    columns(
        required="client unit on status",
        optional="primary deputy reason assessment persons_view by recorded_at",
    ),
    _registration,
    _registration_cells,
)
