"""
Visits in clients' homes, and the days somebody was away.
"""

from enum import StrEnum

import attrs

from fastomsorg.terms import ClientId, Instant, Period, Service, StaffId, UnitId


class VisitKind(StrEnum):
    """
    What a visit was for (*besökstyp*).
    """

    HOME_CARE = "home_care"
    ALARM = "alarm"
    MEAL = "meal"
    HEALTH = "health"


@attrs.frozen
class Visit:
    """
    One visit (*besök*), planned and performed; double-staffed when two or more took part.
    """

    id: str
    client: ClientId
    unit: UnitId
    starts: Instant | None
    ends: Instant | None
    planned_starts: Instant | None = None
    planned_ends: Instant | None = None
    kind: VisitKind = VisitKind.HOME_CARE
    services: frozenset[Service] = frozenset()
    staff: tuple[StaffId, ...] = ()
    planned_staff: tuple[StaffId, ...] = ()
    performed: bool = True
    registered_afterwards: bool = False


class Absentee(StrEnum):
    """
    Whose absence it is (*vems frånvaro*).
    """

    CLIENT = "client"
    STAFF = "staff"


@attrs.frozen
class Absence:
    """
    Days away (*frånvaro*): in hospital or short-term care, on leave.
    """

    who: Absentee
    id: str
    period: Period
    reason: str = attrs.field(default="", repr=False)
