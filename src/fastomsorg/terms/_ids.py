"""
What things are known by.
"""

from typing import TypeAlias
from uuid import UUID

import attrs

ClientId: TypeAlias = str
StaffId: TypeAlias = str
UnitId: TypeAlias = str
EnactmentId: TypeAlias = str

RegistrationId: TypeAlias = UUID
"""A registration is known by the id of the request that made it."""


@attrs.frozen(order=True)
class CaseKey:
    """
    One client at one unit (*ärende*).
    """

    client: ClientId
    unit: UnitId


@attrs.frozen
class Actor:
    """
    Who asks or registers (*handläggare*): an id, and the name and title that notes are signed with.
    """

    id: str
    name: str = attrs.field(default="", repr=False)
    title: str = attrs.field(default="", repr=False)
