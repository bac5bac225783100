"""
Visits and absences as rows, and rows as visits and absences.
"""

from fastomsorg.care import Absence, Visit
from fastomsorg.terms import Period, Service

from ._people_rows import AnyRow
from ._schema import Row


def row_of_visit(visit: Visit) -> Row:
    """
    A visit as a row (*besök som rad*), with the instant that says which period it belongs to.
    """
    return {
        "id": visit.id,
        "client": visit.client,
        "unit": visit.unit,
        "begins": visit.starts or visit.planned_starts,
        "starts": visit.starts,
        "ends": visit.ends,
        "planned_starts": visit.planned_starts,
        "planned_ends": visit.planned_ends,
        "kind": visit.kind,
        "services": sorted(visit.services),
        "staff": visit.staff,
        "planned_staff": visit.planned_staff,
        "performed": visit.performed,
        "registered_afterwards": visit.registered_afterwards,
    }


def visit_of(row: AnyRow) -> Visit:
    return Visit(
        id=row.id,
        client=row.client,
        unit=row.unit,
        starts=row.starts,
        ends=row.ends,
        planned_starts=row.planned_starts,
        planned_ends=row.planned_ends,
        kind=row.kind,
        services=frozenset(map(Service, row.services)),
        staff=row.staff,
        planned_staff=row.planned_staff,
        performed=row.performed,
        registered_afterwards=row.registered_afterwards,
    )


def row_of_absence(absence: Absence) -> Row:
    return {
        "start": absence.period.start,
        "who": absence.who,
        "id": absence.id,
        "end": absence.period.end,
        "reason": absence.reason,
    }


def absence_of(row: AnyRow) -> Absence:
    return Absence(who=row.who, id=row.id, period=Period(row.start, row.end), reason=row.reason)
