"""
Who may do what: permissions that were given to actors, at a unit or everywhere.
"""

from collections.abc import Iterator

from sqlalchemy import Delete, bindparam, delete, insert, select, update

from fastomsorg.hooks import Reach
from fastomsorg.terms import (
    Actor,
    ClientId,
    NotAuthorised,
    Permission,
    Purpose,
    UnitId,
    UnknownId,
)

from ._part import Part, pages
from ._schema import actor, granted

_ACTOR = select(actor).where(actor.c.id == bindparam("id"))
_GRANTED = (
    select(granted.c.permission, granted.c.unit)
    .where(granted.c.actor == bindparam("actor"))
    .order_by(granted.c.number)
)
_WITH_PERMISSION = select(granted.c.unit).where(
    granted.c.actor == bindparam("actor"), granted.c.permission == bindparam("permission")
)
_ACTORS = select(actor).order_by(actor.c.id)
_ADMINISTRATORS = (
    select(granted.c.actor)
    .where(granted.c.permission == Permission.ADMIN, granted.c.unit.is_(None))
    .with_for_update()
)
_CHANGE = update(actor).where(actor.c.id == bindparam("of"))


class Grants(Part):
    """
    The default policy (*behörighet*): what has not been given is not allowed.

    A grant holds for every client and purpose.
    """

    def units(self, actor: Actor, permission: Permission) -> Reach:
        values = {"actor": actor.id, "permission": permission}
        with self._session.reading() as connection:
            units = connection.execute(_WITH_PERMISSION, values).scalars().all()
        return Reach(
            units=frozenset(unit for unit in units if unit is not None), everywhere=None in units
        )

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,  # noqa: ARG002 - a grant holds for every client
        purpose: Purpose,  # noqa: ARG002 - and for every purpose
    ) -> bool:
        reach = self.units(actor, permission)
        return reach.everywhere if unit is None else unit in reach

    def actor(self, id: str) -> Actor | None:
        with self._session.reading() as connection:
            row = connection.execute(_ACTOR, {"id": id}).one_or_none()
        return None if row is None else Actor(row.id, row.name, row.title)

    def actors(self) -> Iterator[Actor]:
        for row in pages(self._session, _ACTORS, (actor.c.id,), {}):
            yield Actor(row.id, row.name, row.title)

    def add_actor(self, actor: Actor) -> None:
        values = {"name": actor.name, "title": actor.title}
        with self._session.writing() as connection:
            changed = connection.execute(_CHANGE.values(**values), {"of": actor.id})
            if changed.rowcount == 0:
                connection.execute(_ADD, [{"id": actor.id, **values}])

    def grant(self, actor: str, permission: Permission, unit: UnitId | None) -> None:
        with self._session.writing() as connection:
            self._login(actor)
            if (permission, unit) not in self.granted(actor):
                connection.execute(
                    insert(granted), [{"actor": actor, "permission": permission, "unit": unit}]
                )

    def revoke(self, actor: str, permission: Permission, unit: UnitId | None) -> None:
        with self._session.writing() as connection:
            self._login(actor)
            administrators = set(connection.execute(_ADMINISTRATORS).scalars())
            if (permission, unit) not in self.granted(actor):
                at = unit or "*"
                raise UnknownId("not_granted", actor=actor, permission=permission.value, unit=at)
            if (permission, unit) == (Permission.ADMIN, None) and administrators == {actor}:
                raise NotAuthorised("last_administrator", actor=actor)
            connection.execute(_taken_from(actor, permission, unit))

    def granted(self, actor: str) -> tuple[tuple[Permission, UnitId | None], ...]:
        with self._session.reading() as connection:
            rows = connection.execute(_GRANTED, {"actor": actor}).all()
        return tuple((permission, unit) for permission, unit in rows)

    def login_of(self, actor: str) -> str | None:
        with self._session.reading() as connection:
            row = connection.execute(_ACTOR, {"id": actor}).one_or_none()
        return None if row is None else row.login

    def bind(self, actor: str, login: str) -> None:
        with self._session.writing() as connection:
            bound = self._login(actor)
            if bound not in (None, login):
                raise NotAuthorised("actor_bound_to_another", actor=actor)
            connection.execute(_CHANGE.values(login=login), {"of": actor})

    def _login(self, actor: str) -> str | None:
        if self.actor(actor) is None:
            raise UnknownId("unknown_actor", id=actor)
        return self.login_of(actor)


_ADD = insert(actor)


def _taken_from(actor: str, permission: Permission, unit: UnitId | None) -> Delete:
    return delete(granted).where(
        granted.c.actor == actor,
        granted.c.permission == permission,
        granted.c.unit.is_(None) if unit is None else granted.c.unit == unit,
    )
