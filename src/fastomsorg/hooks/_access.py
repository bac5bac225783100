"""
A row of the read log.
"""

from enum import StrEnum
from uuid import UUID

import attrs

from fastomsorg.terms import ClientId, Instant, Permission, Purpose, StaffId, UnitId


class AccessOutcome(StrEnum):
    """
    How an access ended (*utfall*).
    """

    ALLOWED = "allowed"
    DENIED = "denied"


@attrs.frozen
class Access:
    """
    One read or write through a desk (*åtkomst*), as lag (2001:454) 10 § wants it logged.

    *client* or *staff* is whom it was about; *note* the journal note that was read, which counts as
    read from then on.
    """

    actor: str
    purpose: Purpose
    permission: Permission
    action: str
    at: Instant
    outcome: AccessOutcome
    unit: UnitId | None = None
    client: ClientId | None = None
    staff: StaffId | None = None
    note: UUID | None = None
