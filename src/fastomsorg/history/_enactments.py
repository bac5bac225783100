"""
The enactments of a case, as the standing registrations have them.
"""

from collections.abc import Iterable
from typing import assert_never

import attrs

from fastomsorg.care import Enactment
from fastomsorg.terms import EnactmentId, Period, day_before, united

from ._events import EnactmentMovedAway, EnactmentStarted, LastDaySet, ServicesChanged
from ._registration import Registration


def enactments(standing: Iterable[Registration]) -> tuple[Enactment, ...]:
    """
    Every enactment at the unit (*verkställigheter*), in the order they were registered.

    Its last day is the latest registered one. One that moved away and came back is two.
    """
    begun: list[Enactment] = []
    latest: dict[EnactmentId, int] = {}
    for registration in standing:
        for event in registration.events:
            match event:
                case EnactmentStarted():
                    latest[event.enactment] = len(begun)
                    begun.append(_begun(event))
                case LastDaySet() | ServicesChanged() | EnactmentMovedAway():
                    index = latest.get(event.enactment)
                    if index is not None:
                        begun[index] = _changed(begun[index], event)
                case _:
                    pass
    return tuple(begun)


def stays(enactments: Iterable[Enactment]) -> tuple[Period, ...]:
    """
    The stays at the unit (*sammanhängande tid*): the days of the enactments that count, united.
    """
    return united(
        enactment.period for enactment in enactments if enactment.counts and enactment.period
    )


def _begun(event: EnactmentStarted) -> Enactment:
    return Enactment(
        id=event.enactment,
        first_day=event.on,
        last_day=event.last_day,
        setting=event.setting,
        act=event.act,
        services=((event.on, event.services),),
        counts=event.counts,
        decided_on=event.decided_on,
        ordered_on=event.ordered_on,
        moved_from=event.moved_from,
    )


def _changed(
    enactment: Enactment, event: LastDaySet | ServicesChanged | EnactmentMovedAway
) -> Enactment:
    match event:
        case ServicesChanged():
            other_days = [granted for granted in enactment.services if granted[0] != event.on]
            granted = sorted([*other_days, (event.on, event.services)], key=lambda day: day[0])
            return attrs.evolve(enactment, services=tuple(granted))
        case LastDaySet() if enactment.moved_to is None:
            return attrs.evolve(enactment, last_day=event.last_day)
        case EnactmentMovedAway():
            gone = day_before(event.on)
            last_day = gone if enactment.last_day is None else min(enactment.last_day, gone)
            return attrs.evolve(enactment, last_day=last_day, moved_to=event.to)
        case LastDaySet():
            return enactment
        case _:
            assert_never(event)
