"""
The roles of the care system, and what they let somebody do.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Engine, Integer, String, Table, delete, insert, select

from fastomsorg.hooks import Reach
from fastomsorg.terms import Actor, Permission, Purpose

from ._database import TABLES

ROLES = Table(
    "role",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("user", String, nullable=False, index=True),
    Column("permission", String, nullable=False),
    Column("unit", String),
)


class Roles:
    """
    Who has which role (*roller*): a permission at a unit, or without one, everywhere.
    """

    def __init__(self, database: Engine) -> None:
        self._database = database

    def give(self, user: str, *permissions: Permission, unit: str | None) -> None:
        """
        Give a role (*tilldela*): these permissions at the unit, or with None everywhere.
        """
        rows = [{"user": user, "permission": each.value, "unit": unit} for each in permissions]
        with self._database.begin() as connection:
            connection.execute(insert(ROLES), rows)

    def take_back(self, user: str) -> None:
        """
        Take every role back (*återkalla*), from this moment.
        """
        with self._database.begin() as connection:
            connection.execute(delete(ROLES).where(ROLES.c.user == user))

    def of(self, user: str) -> Iterator[tuple[str, str | None]]:
        """
        The permissions of a user (*roller*), each with its unit.
        """
        held = select(ROLES.c.permission, ROLES.c.unit).where(ROLES.c.user == user)
        with self._database.connect() as connection:
            rows = connection.execute(held).all()
        return ((permission, unit) for permission, unit in rows)


class HostPolicy:
    """
    Who may do what (*behörighet*). No role, no permission.
    """

    def __init__(self, database: Engine) -> None:
        self._roles = Roles(database)

    def units(self, actor: Actor, permission: Permission) -> Reach:
        held = [unit for name, unit in self._roles.of(actor.id) if name == permission.value]
        return Reach(
            units=frozenset(unit for unit in held if unit is not None), everywhere=None in held
        )

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: str | None,
        client: str | None,  # noqa: ARG002 - a role holds for every client and purpose
        purpose: Purpose,  # noqa: ARG002
    ) -> bool:
        reach = self.units(actor, permission)
        return reach.everywhere if unit is None else unit in reach
