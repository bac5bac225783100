"""
Hash chains, kept in memory.
"""

from collections.abc import Iterator
from itertools import zip_longest
from secrets import token_bytes
from uuid import UUID

from fastomsorg.history import Registration
from fastomsorg.terms import CaseKey
from fastomsorg.wire import GENESIS, Link, dumps, linked, microseconds, payload_of

from ._memory_state import Memory

SALT = 16
"""In bytes."""


class MemoryChains(Memory):
    """
    The `Audited` of a store in memory (*kedjor i minnet*). What nobody can guess comes by *chance*.
    """

    chance = staticmethod(token_bytes)

    def links(self, *, after: str = "") -> Iterator[Link]:
        owners = {chain: key for key, chain in self._state.chains.items()}
        chains = list(self._state.seals)
        if after:
            chains = chains[chains.index(after) + 1 :] if after in chains else []
        for chain in chains:
            yield from self._links(chain, owners.get(chain))

    def case_of(self, chain: str) -> CaseKey | None:
        return next((key for key, of in self._state.chains.items() if of == chain), None)

    def settled(self) -> int:
        return self._state.position

    def _seal(self, registration: Registration, place: int) -> None:
        """
        Hang the registration on the chain of its case (*försegla*).
        """
        key = registration.case
        if key not in self._state.chains:
            self._state.chains[key] = str(UUID(bytes=self.chance(16), version=4))
        chain = self._state.chains[key]
        seals = self._state.seals.get(chain, ())
        link = linked(
            registration,
            dumps(registration.events),
            chain=chain,
            version=len(seals) + 1,
            place=place,
            salt=self.chance(SALT).hex(),
            previous=seals[-1].hash if seals else GENESIS,
        )
        self._state.seals[chain] = (*seals, link._replace(payload=None))

    def _links(self, chain: str, key: CaseKey | None) -> Iterator[Link]:
        """
        The seals, each with what is registered now; without a case, all of it has been erased.
        """
        registered = self._state.cases[key].registrations if key in self._state.cases else ()
        for seal, registration in zip_longest(self._state.seals[chain], registered):
            if registration is None:
                yield seal
            else:
                yield _as_it_is_now(seal or UNSEALED._replace(chain=chain), registration)


UNSEALED = Link("", 0, 0, 0, 0, "", "", "", "", "", None)


def _as_it_is_now(seal: Link, registration: Registration) -> Link:
    events = dumps(registration.events)
    return seal._replace(
        position=registration.position,
        recorded_at=microseconds(registration.recorded_at),
        request=str(registration.id),
        purpose=registration.purpose.value,
        rulebook=registration.rulebook,
        routine=registration.routine,
        payload=payload_of(registration.case, registration.actor, events),
    )


def without_salt(seals: tuple[Link, ...]) -> tuple[Link, ...]:
    """
    The seals without what they were salted with (*gallrade länkar*).
    """
    return tuple(seal._replace(salt="") for seal in seals)
