"""
Clients shared out among those who could be their contacts: within the limits, and evenly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil
from typing import TypeAlias

from fastomsorg.casework._host import Host
from fastomsorg.routine import Matching, Pair, Room, Wanted, greedy
from fastomsorg.terms import PluginError, Role, StaffId

from ._weighing import Weighing

Match: TypeAlias = Callable[[Matching], tuple[Pair, ...]]


def shared_out(
    weighing: Weighing, wanted: tuple[Wanted, ...], room: Mapping[StaffId, Room], match: Match
) -> tuple[Matching, tuple[Pair, ...]]:
    """
    Who could get whom (*fördelning*), and what that was chosen from.

    Where no limit is set, each gets an even share, so that nobody has them all; unless somebody
    would be left without by that.
    """
    even = Matching(wanted, _even(weighing, wanted, room))
    pairs = match(even)
    if any(map(_short, wanted, pairs)):
        as_set = Matching(wanted, room)
        return as_set, match(as_set)
    return even, pairs


def best_or_greedy(host: Host) -> Match:
    """
    As well as can be where a plug-in can match, else one client after the other.
    """

    def match(matching: Matching) -> tuple[Pair, ...]:
        try:
            return host.matched(matching)
        except PluginError as error:
            if error.code != "matcher_missing":
                raise
        return greedy(matching)

    return match


def _short(wanted: Wanted, pair: Pair) -> bool:
    """
    Is a seat left empty?
    """
    return (wanted.primary and pair.primary is None) or (wanted.deputy and pair.deputy is None)


def _even(
    weighing: Weighing, wanted: tuple[Wanted, ...], room: Mapping[StaffId, Room]
) -> dict[StaffId, Room]:
    """
    The room, with an even share where the routine sets no limit.
    """
    options = [option for each in wanted for option in each.options]
    first = {option.staff for option in options if option.primary is not None}
    second = {option.staff for option in options if option.deputy is not None}
    primary = _share(weighing, first, Role.PRIMARY, sum(each.primary for each in wanted))
    deputy = _share(weighing, second, Role.DEPUTY, sum(each.deputy for each in wanted))
    return {
        id: Room(
            primary.get(id, 0) if each.primary is None else each.primary,
            deputy.get(id, 0) if each.deputy is None else each.deputy,
        )
        for id, each in room.items()
    }


def _share(
    weighing: Weighing, possible: Iterable[StaffId], role: Role, clients: int
) -> dict[StaffId, int]:
    """
    For how many more each may be contact until all have as many as the others.
    """
    carried = {id: weighing.carried(id, role) for id in possible}
    level, below = Fraction(), Fraction(clients)
    for number, amount in enumerate(sorted(carried.values()), start=1):
        if number > 1 and level <= amount:
            break
        below += amount
        level = below / number
    return {id: max(0, ceil(level - amount)) for id, amount in carried.items()}
