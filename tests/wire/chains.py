"""
Chains for tests: whole, and with something done to them.
"""

from collections.abc import Iterator, Sequence

from fastomsorg.terms import CaseKey, Instant, Status
from fastomsorg.testing import FIRST_INSTANT, a_registration, answered
from fastomsorg.wire import GENESIS, Checkpoint, Link, Verification, dumps, linked, verify

NOW: Instant = FIRST_INSTANT
ALL = 1_000_000
"""A position above them all."""


def a_chain(name: str = "a", *, length: int = 4, first: int = 1, step: int = 1) -> tuple[Link, ...]:
    """
    A chain with positions from *first* on, *step* apart.
    """
    return tuple(_links(name, [first + step * number for number in range(length)]))


def _links(name: str, positions: Sequence[int]) -> Iterator[Link]:
    previous = GENESIS
    for version, position in enumerate(positions, start=1):
        registration = a_registration(
            answered(Status.DECLINED, NOW.date()),
            number=position,
            case=CaseKey(f"client of {name}", "north"),
        )
        link = linked(
            registration,
            dumps(registration.events),
            chain=name,
            version=version,
            place=0,
            salt=f"salt {position}",
            previous=previous,
        )
        yield link
        previous = link.hash


def looked_through(*chains: Sequence[Link], against: Sequence[Checkpoint] = ()) -> Verification:
    links = [link for chain in chains for link in chain]
    return verify(links, position=ALL, at=NOW, against=against)


def found(*chains: Sequence[Link]) -> list[tuple[str, str | None, int | None]]:
    return [(each.kind.value, each.chain, each.version) for each in looked_through(*chains).faults]
