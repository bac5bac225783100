"""
Who could be contact for whom, as well as can be.

More primaries go before more deputies, and these before a lower cost. Where nobody limits deputies,
primary and deputy are found in one go: each arc carries the best deputy there is beside that
primary. Where deputies are limited too, two limits meet in one client, which no flow can weigh at
once: then the primaries are found first, as well as can be, and after them the deputies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from fastomsorg.routine import Matching, Option, Pair, Wanted
from fastomsorg.terms import StaffId

from ._flow import Problem, cheapest


def proposal(matching: Matching) -> tuple[Pair, ...]:
    """
    The best pairs (*förslag*), in the order of *matching*.
    """
    limited = any(room.deputy is not None for room in matching.room.values())
    costs = _Costs.of(matching)
    primaries = _primaries(matching, costs, with_deputy=not limited)
    if limited:
        deputies = _limited_deputies(matching, costs, primaries)
    else:
        deputies = [_best_beside(each, primaries[at]) for at, each in enumerate(matching.wanted)]
    return tuple(
        Pair(wanted.client, primaries[at], deputies[at])
        for at, wanted in enumerate(matching.wanted)
    )


@attrs.frozen
class _Costs:
    """
    What it costs to leave a seat empty: more than all that others could save by it.
    """

    no_deputy: int
    no_primary: int

    @classmethod
    def of(cls, matching: Matching) -> _Costs:
        prices = [
            abs(price)
            for wanted in matching.wanted
            for option in wanted.options
            for price in (option.primary, option.deputy)
            if price is not None
        ]
        clients, dearest = len(matching.wanted), max(prices, default=0)
        no_deputy = 4 * clients * dearest + 1
        return cls(no_deputy, clients * (no_deputy + 4 * dearest) + 1)


def _primaries(matching: Matching, costs: _Costs, *, with_deputy: bool) -> list[StaffId | None]:
    """
    The primary of each client that wants one.
    """
    asking = [at for at, wanted in enumerate(matching.wanted) if wanted.primary]
    staff = list(matching.room)
    number = {id: at for at, id in enumerate(staff)}
    pairs = []
    for at, position in enumerate(asking):
        wanted = matching.wanted[position]
        beside = _Beside(wanted, costs) if with_deputy and wanted.deputy else None
        for option in wanted.options:
            if option.primary is not None:
                price = option.primary + (beside.price(option.staff) if beside else 0)
                pairs.append((at, number[option.staff], price))
    room = [matching.room[id].primary for id in staff]
    taken = cheapest(
        Problem(
            clients=len(asking),
            room=[len(asking) if each is None else each for each in room],
            pairs=pairs,
            unserved=[costs.no_primary] * len(asking),
        )
    )
    found: list[StaffId | None] = [None] * len(matching.wanted)
    for position, taker in zip(asking, taken, strict=True):
        found[position] = None if taker is None else staff[taker]
    return found


class _Beside:
    """
    What the best deputy of a client costs beside each primary: the best of all, or the next best.
    """

    def __init__(self, wanted: Wanted, costs: _Costs) -> None:
        ordered = _deputies(wanted.options)
        self._first = ordered[0][1] if ordered else None
        prices = [price for price, _ in ordered] + [costs.no_deputy] * 2
        self._best, self._next = prices[0], prices[1]

    def price(self, primary: StaffId) -> int:
        return self._next if primary == self._first else self._best


def _deputies(options: Iterable[Option]) -> list[tuple[int, StaffId]]:
    """
    The two cheapest who could be deputy.
    """
    return sorted((each.deputy, each.staff) for each in options if each.deputy is not None)[:2]


def _best_beside(wanted: Wanted, primary: StaffId | None) -> StaffId | None:
    if not _may_have_deputy(wanted, primary):
        return None
    others = (staff for _, staff in _deputies(wanted.options) if staff != primary)
    return next(others, None)


def _may_have_deputy(wanted: Wanted, primary: StaffId | None) -> bool:
    """
    A deputy stands in for somebody: there is none without a primary.
    """
    return wanted.deputy and (primary is not None or not wanted.primary)


def _limited_deputies(
    matching: Matching, costs: _Costs, primaries: Sequence[StaffId | None]
) -> list[StaffId | None]:
    asking = [
        at for at, wanted in enumerate(matching.wanted) if _may_have_deputy(wanted, primaries[at])
    ]
    staff = list(matching.room)
    number = {id: at for at, id in enumerate(staff)}
    pairs = [
        (at, number[option.staff], option.deputy)
        for at, position in enumerate(asking)
        for option in matching.wanted[position].options
        if option.deputy is not None and option.staff != primaries[position]
    ]
    room = [matching.room[id].deputy for id in staff]
    taken = cheapest(
        Problem(
            clients=len(asking),
            room=[len(asking) if each is None else each for each in room],
            pairs=pairs,
            unserved=[costs.no_deputy] * len(asking),
        )
    )
    found: list[StaffId | None] = [None] * len(matching.wanted)
    for position, taker in zip(asking, taken, strict=True):
        found[position] = None if taker is None else staff[taker]
    return found
