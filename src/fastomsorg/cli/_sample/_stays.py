"""
Where a client has home care, and when: what is carried out, with ends, returns and moves.
"""

import datetime as dt
from collections.abc import Iterator

import attrs

from fastomsorg.terms import Act, CaseKey, Service, Setting, day_after, day_before
from fastomsorg.wire.tables import EnactmentRow

from ._chance import Chance, day_between
from ._clients import client_id
from ._places import CLIENTS_PER_UNIT, unit_id

BEGINNING = dt.date(2020, 1, 1)
MONTH = dt.timedelta(30)

SERVICES = (
    frozenset({Service.PERSONAL_CARE}),
    frozenset({Service.PERSONAL_CARE, Service.MEALS, Service.ALARM}),
    frozenset({Service.PERSONAL_CARE, Service.CLEANING, Service.SHOPPING}),
    frozenset({Service.PERSONAL_CARE, Service.MEDICATION}),
    frozenset({Service.CLEANING, Service.SHOPPING}),
    frozenset({Service.ALARM}),
)


@attrs.frozen
class Stay:
    """
    Days in a row at one unit (*sammanhängande tid*), through *last*: the last day that is told of.
    """

    unit: int
    first: dt.date
    last: dt.date
    services: frozenset[Service]

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@attrs.frozen
class Placement:
    """
    One row to be: at a unit from a day to a day (*verkställighet*), or on.
    """

    unit: int
    first: dt.date
    last: dt.date | None


def placements(draw: Chance, number: int, units: int, until: dt.date) -> tuple[Placement, ...]:
    """
    Where the client has home care, in order of days. Most stay where they are; some leave, come
    back, go on under a new enactment, move to the next unit, or have two units.
    """
    home = number // CLIENTS_PER_UNIT
    next_door = (home + 1) % units
    first = day_between(draw, BEGINNING, until - 3 * MONTH)
    turn = day_between(draw, first + MONTH, until - MONTH)
    roll = draw.random()
    if roll < 0.56:
        return (Placement(home, first, None),)
    if roll < 0.78:
        return (Placement(home, first, turn),)
    if roll < 0.84:
        return (Placement(home, first, turn), Placement(home, day_after(turn), None))
    if roll < 0.89:
        again = turn + dt.timedelta(draw.randrange(2, 30))
        return (Placement(home, first, turn), Placement(home, again, None))
    if roll < 0.95:
        return (Placement(home, first, day_before(turn)), Placement(next_door, turn, None))
    return (Placement(home, first, None), Placement(next_door, turn, None))


def enactments(
    draw: Chance, number: int, placed: tuple[Placement, ...], services: frozenset[Service]
) -> Iterator[EnactmentRow]:
    """
    The rows of what is carried out (*verkställigheter*); now and then one that makes no stay.
    """
    for order, placement in enumerate(placed, start=1):
        decided = placement.first - dt.timedelta(draw.randrange(1, 15))
        yield EnactmentRow(
            id=f"v{client_id(number)}-{order}",
            case=CaseKey(client_id(number), unit_id(placement.unit)),
            first_day=placement.first,
            last_day=placement.last,
            services=services,
            decided_on=decided,
            ordered_on=day_between(draw, decided, placement.first),
        )
    other = draw.random()
    if other < 0.05:
        yield EnactmentRow(
            id=f"v{client_id(number)}-{len(placed) + 1}",
            case=CaseKey(client_id(number), unit_id(placed[0].unit)),
            first_day=placed[0].first,
            last_day=placed[0].last,
            setting=Setting.HOME_CARE if other < 0.03 else Setting.SHORT_TERM,
            act=Act.LSS if other < 0.03 else Act.SOL,
            services=frozenset({Service.RELIEF}),
        )


def stays(
    placed: tuple[Placement, ...], services: frozenset[Service], until: dt.date
) -> tuple[Stay, ...]:
    """
    The placements as stays: one that begins the day after another ends at the unit continues it.
    """
    found: list[Stay] = []
    for placement in placed:
        stay = Stay(placement.unit, placement.first, placement.last or until, services)
        last = found[-1] if found else None
        if last and last.unit == stay.unit and day_after(last.last) == stay.first:
            found[-1] = attrs.evolve(last, last=stay.last)
        else:
            found.append(stay)
    return tuple(found)
