"""
How many clients each of the staff is contact for, against what the routine says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction

import attrs

from fastomsorg.decisions import Load, Span
from fastomsorg.terms import ClientId, Role, StaffId

from ._load import TeamSize

ALWAYS_SHOWN = (Role.PRIMARY, Role.DEPUTY)


@attrs.frozen
class Held:
    """
    A seat that somebody holds for a client (*uppdrag*), and what the client weighs.
    """

    staff: StaffId
    role: Role
    client: ClientId
    weight: Fraction = Fraction(1)


class Against(StrEnum):
    """
    How something lies against a limit (*mot gränsen*).
    """

    UNDER = "under"
    WITHIN = "within"
    OVER = "over"
    NO_LIMIT = "no_limit"


def against(span: Span, amount: Fraction | int) -> Against:
    """
    Where an amount lies (*mot gränsen*).
    """
    if span.above(amount):
        return Against.OVER
    if span.below(amount):
        return Against.UNDER
    return Against.NO_LIMIT if span == Span() else Against.WITHIN


@attrs.frozen
class SeatLoad:
    """
    For how many clients somebody holds one kind of seat (*belastning i en roll*).
    """

    role: Role
    clients: tuple[ClientId, ...]
    weight: Fraction
    limit: Span

    @property
    def against(self) -> Against:
        """
        Against the limit (*mot gränsen*); whoever is contact for nobody is not under it.
        """
        found = against(self.limit, self.weight)
        nobody = found is Against.UNDER and not self.clients
        return Against.WITHIN if nobody else found

    @property
    def room(self) -> Fraction | None:
        """
        How much more there is room for (*utrymme*): None where no limit is set, never below 0.
        """
        if self.limit.most is None:
            return None
        return max(Fraction(), self.limit.most - self.weight)


@attrs.frozen
class StaffLoad:
    """
    What one person carries at a unit (*belastning*), seat by seat.
    """

    staff: StaffId
    seats: tuple[SeatLoad, ...]

    def seat(self, role: Role) -> SeatLoad:
        return next(seat for seat in self.seats if seat.role is role)


@attrs.frozen
class TeamLoad:
    """
    How large a team is (*arbetslag*): its staff, and the clients whose primary belongs to it.
    """

    team: str
    staff: int
    clients: int
    size: TeamSize | None = None

    @property
    def staff_against(self) -> Against:
        if self.size is None:
            return Against.NO_LIMIT
        span = self.size.staff
        if self.size.runner and span.most is not None:
            span = Span(span.fewest, span.most + 1)
        return against(span, self.staff)

    @property
    def clients_against(self) -> Against:
        return against(self.size.clients, self.clients) if self.size else Against.NO_LIMIT


def loads(
    held: Iterable[Held], staff: Iterable[StaffId], load: Load | None
) -> tuple[StaffLoad, ...]:
    """
    What each of the *staff*, and whoever else holds something, carries (*belastning*), by id.
    """
    carried: dict[StaffId, dict[Role, dict[ClientId, Fraction]]] = {each: {} for each in staff}
    for each in held:
        of_role = carried.setdefault(each.staff, {}).setdefault(each.role, {})
        of_role[each.client] = each.weight
    limits = load or Load()
    return tuple(
        StaffLoad(id, tuple(_seats(roles, limits))) for id, roles in sorted(carried.items())
    )


def _seats(roles: Mapping[Role, Mapping[ClientId, Fraction]], load: Load) -> Iterable[SeatLoad]:
    for role in Role:
        clients = roles.get(role, {})
        if clients or role in ALWAYS_SHOWN or role in load.limits:
            weight = sum(clients.values(), Fraction())
            yield SeatLoad(role, tuple(sorted(clients)), weight, load.limit(role))


def team_loads(
    held: Iterable[Held], team_of: Mapping[StaffId, str], size: TeamSize | None
) -> tuple[TeamLoad, ...]:
    """
    How large each team is (*arbetslagens storlek*), by name; whoever has no team is in none.
    """
    staff: defaultdict[str, int] = defaultdict(int)
    clients: defaultdict[str, set[ClientId]] = defaultdict(set)
    for team in team_of.values():
        staff[team] += 1
    for each in held:
        if each.role is Role.PRIMARY:
            clients[team_of.get(each.staff, "")].add(each.client)
    return tuple(
        TeamLoad(team, count, len(clients[team]), size)
        for team, count in sorted(staff.items())
        if team
    )
