"""
What things are known by.
"""

from typing import TypeAlias
from uuid import UUID

import attrs

from ._errors import Malformed

ClientId: TypeAlias = str
StaffId: TypeAlias = str
UnitId: TypeAlias = str
EnactmentId: TypeAlias = str

RegistrationId: TypeAlias = UUID
"""A registration is known by the id of the request that made it."""


def _is_text(_: object, field: "attrs.Attribute[str]", value: object) -> None:
    if not isinstance(value, str):
        raise Malformed("id_not_text", field=field.name, got=type(value).__name__)


@attrs.frozen(order=True)
class CaseKey:
    """
    One client at one unit (*ärende*).
    """

    client: ClientId = attrs.field(validator=_is_text)
    unit: UnitId = attrs.field(validator=_is_text)


@attrs.frozen
class Actor:
    """
    Who asks or registers (*handläggare*): an id, and the name and title that notes are signed with.
    """

    id: str
    name: str = attrs.field(default="", repr=False)
    title: str = attrs.field(default="", repr=False)
