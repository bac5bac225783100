"""
Who could be asked to be contact, in which order, and why?

An aid for whoever chooses: every point is explained, the same facts give the same order, and
nobody is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

import attrs

from fastomsorg.decisions import Reason
from fastomsorg.terms import StaffId


class Merit(StrEnum):
    """
    What speaks for somebody (*vad som talar för*).
    """

    WISH = "wish"
    VISITS = "visits"
    TEAM = "team"
    ROOM = "room"


POINTS = {Merit.WISH: 40, Merit.VISITS: 30, Merit.TEAM: 15, Merit.ROOM: 15}
"""
How many points each can give, 100 in all. The client's own wish weighs the most, and next that they
know each other already; room and team are what the coordinator looks at when that does not decide.
"""

FULL = sum(POINTS.values())


@attrs.frozen
class Facts:
    """
    What is known of somebody and a client (*underlag*).

    *visits* of *of_visits* are the client's visits lately in which somebody took part; *clients*
    are those somebody is primary for, and *most* how many the routine allows, or the one at the
    unit who has the most has, where it sets no limit.
    """

    staff: StaffId
    reasons: tuple[Reason, ...] = ()
    wished: bool = False
    visits: int = 0
    of_visits: int = 0
    same_team: bool = False
    clients: Fraction = Fraction()
    most: Fraction = Fraction()


@attrs.frozen
class Scored:
    """
    Somebody who could be asked (*möjlig kontakt*), with the points for each merit.

    What blocks among *facts.reasons* keeps somebody from being asked at all.
    """

    facts: Facts
    points: tuple[tuple[Merit, int], ...]

    @property
    def score(self) -> int:
        return sum(points for _, points in self.points)

    @property
    def possible(self) -> bool:
        return not any(reason.blocks for reason in self.facts.reasons)


def scored(facts: Facts) -> Scored:
    """
    The points (*poäng*), each a whole number rounded down.
    """
    shares = {
        Merit.WISH: Fraction(int(facts.wished)),
        Merit.VISITS: Fraction(facts.visits, facts.of_visits) if facts.of_visits else Fraction(),
        Merit.TEAM: Fraction(int(facts.same_team)),
        Merit.ROOM: _room(facts),
    }
    return Scored(
        facts, tuple((merit, int(POINTS[merit] * share)) for merit, share in shares.items())
    )


def _room(facts: Facts) -> Fraction:
    """
    The share of the room that is left; where nobody has any clients, everybody has all of it.
    """
    if not facts.most:
        return Fraction(1)
    return max(Fraction(), 1 - facts.clients / facts.most)


def ranked(candidates: Iterable[Facts]) -> tuple[Scored, ...]:
    """
    Everybody in order (*ordning*): those who can be asked, by points, then by fewest clients and
    id; after them those who cannot, by id.
    """
    return tuple(sorted(map(scored, candidates), key=_order))


def _order(one: Scored) -> tuple[object, ...]:
    if not one.possible:
        return (True, 0, 0, one.facts.staff)
    return (False, -one.score, one.facts.clients, one.facts.staff)
