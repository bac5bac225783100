"""
A proposal for everybody without a contact: minimum-cost flow, and one client after the other.

Every client has so many who could be contact, one or two seats to fill, and nobody may be contact
for more than there is room for. Room is tight: as many seats as there are clients, or a few more.
"""

import random
from collections.abc import Iterator
from functools import partial

from fastomsorg_matching import proposal

from fastomsorg.routine import Matching, Option, Room, Wanted, greedy, worth

from ._timing import Figure, seconds

ROUNDS = 3


def matching(clients: int, staff: int, known: int, *, pairs: bool) -> Matching:
    """
    Clients who each know some of the staff; the room is what the clients need, and 2 per cent.
    """
    chance = random.Random(20250701)
    names = [f"staff-{number}" for number in range(staff)]
    room = -(-clients * 51 // (staff * 50))
    wanted = tuple(
        Wanted(
            f"client-{number}",
            tuple(
                Option(name, chance.randrange(100), chance.randrange(100) if pairs else None)
                for name in sorted(chance.sample(names, known))
            ),
            deputy=pairs,
        )
        for number in range(clients)
    )
    return Matching(wanted, {name: Room(room) for name in names})


SIZES = (
    ("1,000 clients, 200 staff, everybody known", 1_000, 200, 200, 1.0),
    ("5,000 clients, 1,000 staff, 40 known to each", 5_000, 1_000, 40, 10.0),
    ("1,000 clients, 200 staff, 4 known to each", 1_000, 200, 4, 1.0),
)


def figures() -> Iterator[Figure]:
    for name, clients, staff, known, aim in SIZES:
        for pairs in (False, True):
            asked = matching(clients, staff, known, pairs=pairs)
            took = seconds(partial(proposal, asked), rounds=ROUNDS)
            by_hand = seconds(partial(greedy, asked), rounds=ROUNDS)
            best, other = worth(asked, proposal(asked)), worth(asked, greedy(asked))
            assert not other.better_than(best)
            yield Figure(
                f"{name}{', with deputies' if pairs else ''}: seconds",
                took,
                aim,
                detail=(
                    f"without: {clients - best.primaries} (one by one {clients - other.primaries}),"
                    f" cost {best.cost} (one by one {other.cost}, in {by_hand:.2f} s)"
                ),
            )
