"""
What a row says, where nothing in the library says just that.
"""

import datetime as dt

import attrs

from fastomsorg.care import Employment, StaffMember
from fastomsorg.terms import (
    Act,
    CaseKey,
    ChangeReason,
    EnactmentId,
    Instant,
    Service,
    Setting,
    StaffId,
    Status,
)


@attrs.frozen
class StaffRow:
    """
    A staff member as from a day (*personal från och med*), None: always; employments stand apart.
    """

    staff: StaffMember
    since: dt.date | None = None


@attrs.frozen
class EmploymentRow:
    """
    An employment, and whose it is (*anställning*).
    """

    staff: StaffId
    employment: Employment


@attrs.frozen
class EnactmentRow:
    """
    The carrying out of granted services at a unit (*verkställighet*), as another system has it.
    """

    id: EnactmentId
    case: CaseKey
    first_day: dt.date
    last_day: dt.date | None = None
    setting: Setting = Setting.HOME_CARE
    act: Act = Act.SOL
    services: frozenset[Service] = frozenset()
    decided_on: dt.date | None = None
    ordered_on: dt.date | None = None


@attrs.frozen
class RegistrationRow:
    """
    An answer that another system registered (*övertagen registrering*), with its time and name.

    An *accepted* row states both seats: None means nobody. *assessment* and *persons_view* belong
    to *no need*, *reason* to *accepted*; *by* is who registered it, and so who assessed.
    """

    case: CaseKey
    on: dt.date
    status: Status
    primary: StaffId | None = None
    deputy: StaffId | None = None
    reason: ChangeReason | None = None
    assessment: str = attrs.field(default="", repr=False)
    persons_view: str = attrs.field(default="", repr=False)
    by: str = attrs.field(default="", repr=False)
    recorded_at: Instant | None = None
