"""
Do the chains hold? What was tampered with, in which case, at which version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

import attrs

from fastomsorg.terms import Instant

from ._chain import GENESIS, Link, commitment_of, hash_of
from ._checkpoint import Checkpoint, Rooting

MOST = 1_000
"""How many faults are told one by one; the others are counted."""


class FaultKind(StrEnum):
    """
    What a fault looks like (*fel i kedjan*); one change can be made to look like another.

    ``cut`` and ``rewritten`` are found against a checkpoint only, and are of no single case.
    """

    CHANGED = "changed"
    INSERTED = "inserted"
    REMOVED = "removed"
    REORDERED = "reordered"
    CUT = "cut"
    REWRITTEN = "rewritten"


@attrs.frozen
class Fault:
    """
    One fault (*fel*): in which chain and at which version, or against which checkpoint.

    What was removed is told by the first version that is missing.
    """

    kind: FaultKind
    chain: str | None = None
    version: int | None = None
    checkpoint: Checkpoint | None = None


@attrs.frozen
class Verification:
    """
    What a look through all chains gave (*kontroll av kedjorna*).

    *erased* counts the registrations whose payload is gone, *found* all faults, of which *faults*
    are the first. *checkpoint* is what an anchor can keep.
    """

    checkpoint: Checkpoint
    erased: int
    found: int
    faults: tuple[Fault, ...]
    against: tuple[Checkpoint, ...] = ()

    @property
    def whole(self) -> bool:
        """
        Was nothing found (*helt*)?
        """
        return self.found == 0


def verify(
    links: Iterable[Link], *, position: int, at: Instant, against: Sequence[Checkpoint] = ()
) -> Verification:
    """
    Look through all links (*kontrollera kedjorna*), which come chain by chain in order of version.

    What was anchored is compared with: only so is it found that a chain lacks its end, or that
    all of it was hashed anew. *position* is where the new checkpoint ends, which is made *at*.
    """
    now = Rooting(position)
    then = [Rooting(each.position) for each in against]
    faults: list[Fault] = []
    found, erased = 0, 0
    for _, group in groupby(links, key=attrgetter("chain")):
        chain = tuple(group)
        for rooting in (now, *then):
            rooting.take(chain)
        erased += sum([link.payload is None for link in chain])
        if not _holds(chain):
            for fault in _faults(chain):
                found += 1
                if found <= MOST:
                    faults.append(fault)
    differing = tuple(_differing(against, [rooting.checkpoint(at) for rooting in then]))
    return Verification(
        checkpoint=now.checkpoint(at),
        erased=erased,
        found=found + len(differing),
        faults=(*faults, *differing),
        against=tuple(against),
    )


def _differing(against: Sequence[Checkpoint], seen: Sequence[Checkpoint]) -> Iterator[Fault]:
    for then, now in zip(against, seen, strict=True):
        if now.entries < then.entries or now.chains < then.chains:
            yield Fault(FaultKind.CUT, checkpoint=then)
        elif (now.entries, now.chains, now.root) != (then.entries, then.chains, then.root):
            yield Fault(FaultKind.REWRITTEN, checkpoint=then)


def _holds(chain: Sequence[Link]) -> bool:
    """
    Is nothing at all wrong with the chain (*håller*)?
    """
    previous, last = GENESIS, (0, 0)
    for version, link in enumerate(chain, start=1):
        place = (link.position, link.place)
        if (
            link.version != version
            or place <= last
            or link.hash != hash_of(link, previous)
            or not _says_what_it_did(link, chain[0])
        ):
            return False
        previous, last = link.hash, place
    return True


def _faults(chain: Sequence[Link]) -> Iterator[Fault]:
    """
    What is wrong within one chain, one fault at most for each link and each gap.

    A link may follow on the hash that stands before it, or on the one that should: so one hash
    that was changed is one fault, not two. After a gap any will do.
    """
    version, last = 0, (0, 0)
    before: tuple[str, ...] = (GENESIS,)
    for link in chain:
        place = (link.position, link.place)
        if link.version <= version:
            yield Fault(FaultKind.INSERTED, link.chain, link.version)
            before = (*before, link.hash)
            continue
        if link.version > version + 1:
            yield Fault(FaultKind.REMOVED, link.chain, version + 1)
            before = ()
        hashes = [hash_of(link, each) for each in before]
        follows = not before or link.hash in hashes
        if place <= last:
            yield Fault(FaultKind.REORDERED, link.chain, link.version)
        elif not follows or not _says_what_it_did(link, chain[0]):
            yield Fault(FaultKind.CHANGED, link.chain, link.version)
        before = (link.hash,) if follows else (link.hash, hashes[0])
        version, last = link.version, place


def _says_what_it_did(link: Link, first: Link) -> bool:
    """
    Does the payload fit the commitment? Those of one chain are erased together, or not at all.
    """
    if link.payload is None:
        return first.payload is None and not link.salt
    if first.payload is None:
        return False
    return commitment_of(link.salt, link.payload) == link.commitment
