"""
The ports of the audit: a storage whose chains can be looked through, and where checkpoints go.
"""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from fastomsorg.terms import CaseKey
from fastomsorg.wire import Checkpoint, Link


@runtime_checkable
class Audited(Protocol):
    """
    A storage whose registrations hang on hash chains (*spårbar lagring*), one for each case.

    Each registration is sealed when it is stored, with `wire.linked`: the id of the chain and the
    salt come by chance, and nothing can be told from them.
    """

    def links(self, *, after: str = "") -> Iterator[Link]:
        """
        Every link, chain by chain in order of version; only of the chains that come *after* one.

        Of two chains always the same comes first, whatever is added or erased. Read from what is
        stored, as it stands there: what somebody has changed must be seen. A chain comes whole, as
        it was at one moment. What has been erased comes without payload.
        """

    def case_of(self, chain: str) -> CaseKey | None:
        """
        Whose chain it is, for whoever has to look at a fault; None of one that is not there, or
        where the case has been erased.
        """

    def settled(self) -> int:
        """
        The highest position up to which nothing can be added any more; 0 where nothing has been.
        """


@runtime_checkable
class Anchor(Protocol):
    """
    A place out of the database where checkpoints are kept (*förankring*).

    It is for the checkpoints of one store, and best kept by somebody else than that store.
    """

    def keep(self, checkpoint: Checkpoint) -> None:
        """
        Keep it, after those that are kept. The same again changes nothing.
        """

    def kept(self) -> Iterator[Checkpoint]:
        """
        Every checkpoint, in the order they were kept.
        """
