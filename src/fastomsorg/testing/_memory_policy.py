"""
Who may do what, kept in memory as grants.
"""

from collections.abc import Iterator

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

from ._memory_state import Memory, MemoryState

EVERYWHERE_ADMIN = (Permission.ADMIN, None)
"""What somebody must always have."""


class MemoryPolicy(Memory):
    """
    A `Policy` for tests (*behörighet i minnet*), kept as `Grants`.

    A grant holds for every client, and for the *purposes* that the policy was made with.
    """

    def __init__(
        self,
        state: MemoryState | None = None,
        *,
        purposes: frozenset[Purpose] = frozenset(Purpose),
    ) -> None:
        super().__init__(state)
        self._purposes = purposes

    def units(self, actor: Actor, permission: Permission) -> Reach:
        granted = [unit for given, unit in self.granted(actor.id) if given is permission]
        return Reach(
            units=frozenset(unit for unit in granted if unit is not None),
            everywhere=None in granted,
        )

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,  # noqa: ARG002
        purpose: Purpose,
    ) -> bool:
        if purpose not in self._purposes:
            return False
        reach = self.units(actor, permission)
        return reach.everywhere if unit is None else unit in reach

    def actor(self, id: str) -> Actor | None:
        return self._state.actors.get(id)

    def actors(self) -> Iterator[Actor]:
        return (actor for _, actor in sorted(self._state.actors.items()))

    def add_actor(self, actor: Actor) -> None:
        self._state.actors[actor.id] = actor

    def grant(self, actor: str, permission: Permission, unit: UnitId | None) -> None:
        self._refuse_unknown(actor)
        given = self.granted(actor)
        if (permission, unit) not in given:
            self._state.grants[actor] = (*given, (permission, unit))

    def revoke(self, actor: str, permission: Permission, unit: UnitId | None) -> None:
        self._refuse_unknown(actor)
        given = self.granted(actor)
        if (permission, unit) not in given:
            raise UnknownId(
                "not_granted", actor=actor, permission=permission.value, unit=unit or "*"
            )
        if (permission, unit) == EVERYWHERE_ADMIN and self._administrators() == {actor}:
            raise NotAuthorised("last_administrator", actor=actor)
        self._state.grants[actor] = tuple(each for each in given if each != (permission, unit))

    def _administrators(self) -> set[str]:
        return {actor for actor, given in self._state.grants.items() if EVERYWHERE_ADMIN in given}

    def granted(self, actor: str) -> tuple[tuple[Permission, UnitId | None], ...]:
        return self._state.grants.get(actor, ())

    def login_of(self, actor: str) -> str | None:
        return self._state.logins.get(actor)

    def bind(self, actor: str, login: str) -> None:
        self._refuse_unknown(actor)
        if self._state.logins.setdefault(actor, login) != login:
            raise NotAuthorised("actor_bound_to_another", actor=actor)

    def _refuse_unknown(self, actor: str) -> None:
        if actor not in self._state.actors:
            raise UnknownId("unknown_actor", id=actor)
