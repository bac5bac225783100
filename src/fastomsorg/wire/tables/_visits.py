"""
The tables of what happened day by day: visits, absences.
"""

from collections.abc import Mapping

from fastomsorg.care import Absence, Absentee, Visit, VisitKind
from fastomsorg.terms import Service

from ._cells import Cells
from ._table import Table, columns, day_text, flag_text, instant_text, listed


def _visit(cells: Cells) -> Visit:
    starts, planned_starts = cells.instant("starts"), cells.instant("planned_starts")
    if not cells.text("starts") and not cells.text("planned_starts"):
        cells.wrong("starts", "table_required_without", other="planned_starts")
    return Visit(
        id=cells.id("id"),
        client=cells.id("client"),
        unit=cells.id("unit"),
        starts=starts,
        ends=cells.instant("ends", not_before=starts),
        planned_starts=planned_starts,
        planned_ends=cells.instant("planned_ends", not_before=planned_starts),
        kind=cells.word("kind", VisitKind, VisitKind.HOME_CARE),
        services=cells.words("services", Service),
        staff=cells.ids("staff"),
        planned_staff=cells.ids("planned_staff"),
        performed=cells.flag("performed", default=True),
        registered_afterwards=cells.flag("registered_afterwards", default=False),
    )


def _visit_cells(visit: Visit) -> Mapping[str, str]:
    return {
        "id": visit.id,
        "client": visit.client,
        "unit": visit.unit,
        "starts": instant_text(visit.starts),
        "ends": instant_text(visit.ends),
        "planned_starts": instant_text(visit.planned_starts),
        "planned_ends": instant_text(visit.planned_ends),
        "kind": visit.kind,
        "services": listed(sorted(visit.services)),
        "staff": listed(visit.staff),
        "planned_staff": listed(visit.planned_staff),
        "performed": flag_text(visit.performed),
        "registered_afterwards": flag_text(visit.registered_afterwards),
    }


def _absence(cells: Cells) -> Absence:
    return Absence(
        who=cells.word("who", Absentee, Absentee.CLIENT),
        id=cells.id("id"),
        period=cells.period("from", "to"),
        reason=cells.text("reason"),
    )


def _absence_cells(absence: Absence) -> Mapping[str, str]:
    return {
        "who": absence.who,
        "id": absence.id,
        "from": day_text(absence.period.start),
        "to": day_text(absence.period.last_day),
        "reason": absence.reason,
    }


VISITS: Table[Visit] = Table(
    "visits",
    columns(
        required="id client unit",
        optional=(
            "starts ends planned_starts planned_ends kind services staff planned_staff"
            " performed registered_afterwards"
        ),
    ),
    _visit,
    _visit_cells,
)
ABSENCES: Table[Absence] = Table(
    "absences",
    columns(required="who id from", optional="to reason"),
    _absence,
    _absence_cells,
    key=("who", "id", "from"),
)
