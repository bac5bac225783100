"""
Who could be contact for whom, as numbers that can be weighed against each other.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fastomsorg.terms import ClientId, Malformed, StaffId


@attrs.frozen
class Option:
    """
    Somebody who could be contact for a client (*möjlig kontakt*), and what that costs: the less,
    the better suited. None where the seat cannot be theirs.
    """

    staff: StaffId
    primary: int | None = None
    deputy: int | None = None


@attrs.frozen
class Wanted:
    """
    A client who lacks somebody (*brukare utan kontakt*): a primary, a deputy, or both.
    """

    client: ClientId
    options: tuple[Option, ...]
    primary: bool = True
    deputy: bool = False


@attrs.frozen
class Room:
    """
    For how many more somebody can be contact (*utrymme*), by seat; None sets no limit.
    """

    primary: int | None = None
    deputy: int | None = None


@attrs.frozen
class Matching:
    """
    Everybody who lacks somebody, and everybody there is (*att fördela*).

    Whoever is among the options has a *room*. Raises `Malformed` where not, where a client comes
    twice or somebody twice for one client.
    """

    wanted: tuple[Wanted, ...]
    room: Mapping[StaffId, Room] = attrs.field(hash=False)

    def __attrs_post_init__(self) -> None:
        clients = [each.client for each in self.wanted]
        if len(set(clients)) < len(clients):
            raise Malformed("matching_twice")
        for each in self.wanted:
            names = {option.staff for option in each.options}
            if len(names) < len(each.options):
                raise Malformed("matching_twice")
            if not names <= self.room.keys():
                raise Malformed("matching_without_room")


@attrs.frozen
class Pair:
    """
    Who a client could get (*förslag för en brukare*); None where nobody is left.
    """

    client: ClientId
    primary: StaffId | None = None
    deputy: StaffId | None = None


@attrs.frozen
class Worth:
    """
    How good a proposal is (*förslagets värde*): how many got a primary, how many a deputy, and
    what it costs; see `better_than`.
    """

    primaries: int
    deputies: int
    cost: int

    def better_than(self, other: Worth) -> bool:
        """
        More primaries go before more deputies, and these before a lower cost.
        """
        ours = (-self.primaries, -self.deputies, self.cost)
        return ours < (-other.primaries, -other.deputies, other.cost)


def worth(matching: Matching, pairs: tuple[Pair, ...]) -> Worth:
    """
    What the pairs are worth (*värde*), each of which must keep to what is possible.

    Raises `Malformed` where one does not: somebody who is no option for the seat, the same person
    twice, more clients than there is room for, a client who is not there or comes twice.
    """
    of = {each.client: each for each in matching.wanted}
    if len({pair.client for pair in pairs}) < len(pairs):
        raise Malformed("matching_broken")
    cost = 0
    given: dict[tuple[StaffId, bool], int] = {}
    for pair in pairs:
        wanted = of.get(pair.client)
        if wanted is None or not _whole(wanted, pair):
            raise Malformed("matching_broken")
        options = {option.staff: option for option in wanted.options}
        for staff, asked, first in (
            (pair.primary, wanted.primary, True),
            (pair.deputy, wanted.deputy, False),
        ):
            if staff is None:
                continue
            option = options.get(staff)
            price = None if option is None else option.primary if first else option.deputy
            if price is None or not asked:
                raise Malformed("matching_broken")
            cost += price
            given[staff, first] = given.get((staff, first), 0) + 1
    for (staff, first), clients in given.items():
        room = matching.room[staff].primary if first else matching.room[staff].deputy
        if room is not None and clients > room:
            raise Malformed("matching_broken")
    primaries = sum(pair.primary is not None for pair in pairs)
    return Worth(primaries, sum(pair.deputy is not None for pair in pairs), cost)


def _whole(wanted: Wanted, pair: Pair) -> bool:
    """
    Two different people, and no deputy where there is no primary to stand in for.
    """
    if pair.deputy is None:
        return True
    return pair.primary != pair.deputy and (pair.primary is not None or not wanted.primary)


def greedy(matching: Matching) -> tuple[Pair, ...]:
    """
    One client after the other gets whoever suits best and has room (*girig fördelning*).

    What somebody does by hand. It may leave clients without anybody who could have had somebody.
    """
    left: dict[tuple[StaffId, bool], int | None] = {}
    for staff, room in matching.room.items():
        left[staff, True], left[staff, False] = room.primary, room.deputy
    pairs = []
    for wanted in matching.wanted:
        primary = _best(wanted, left, None, first=True) if wanted.primary else None
        second = wanted.deputy and (primary is not None or not wanted.primary)
        deputy = _best(wanted, left, primary, first=False) if second else None
        pairs.append(Pair(wanted.client, primary, deputy))
    return tuple(pairs)


def _best(
    wanted: Wanted,
    left: dict[tuple[StaffId, bool], int | None],
    taken: StaffId | None,
    *,
    first: bool,
) -> StaffId | None:
    best: tuple[int, StaffId] | None = None
    for option in wanted.options:
        price = option.primary if first else option.deputy
        if price is None or option.staff == taken or left[option.staff, first] == 0:
            continue
        if best is None or (price, option.staff) < best:
            best = price, option.staff
    if best is None:
        return None
    room = left[best[1], first]
    left[best[1], first] = None if room is None else room - 1
    return best[1]
