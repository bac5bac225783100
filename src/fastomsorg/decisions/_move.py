"""
May the client move to another unit?
"""

from collections.abc import Iterator

from fastomsorg.care import Enactment
from fastomsorg.commands import MoveClient
from fastomsorg.history import (
    Case,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    ServicesChanged,
)

from ._enactments import counts
from ._given import Given
from ._reason import Reason, blocking
from ._verdict import Proposal
from ._whether_known import known_client, known_unit


def move(source: Case, command: MoveClient, given: Given) -> Proposal:
    """
    Let what goes on at one unit, or begins later, go on at another from the day (*flytta brukare*).

    The contacts at the first unit end with the stay there; at the other the client is not asked,
    unless a stay there goes on or ended the day before (handbook 1.10).
    """
    moving = [enactment for enactment in source.enactments if _goes_along(enactment, command)]
    away = tuple(
        EnactmentMovedAway(command.on, enactment.id, command.to_unit) for enactment in moving
    )
    here = tuple(event for enactment in moving for event in _goes_on(enactment, command, given))
    return Proposal(
        entries=((command.from_case, away), (command.to_case, here)),
        reasons=tuple(_obstacles(command, moving, given)),
    )


def _goes_along(enactment: Enactment, command: MoveClient) -> bool:
    if enactment.period is None or enactment.moved_to is not None:
        return False
    return enactment.last_day is None or enactment.last_day >= command.on


def _obstacles(command: MoveClient, moving: list[Enactment], given: Given) -> Iterator[Reason]:
    yield from known_client(command.client, given)
    yield from known_unit(command.from_unit, given)
    yield from known_unit(command.to_unit, given)
    if command.from_unit == command.to_unit:
        yield blocking("same_unit", unit=command.to_unit)
    if not moving:
        yield blocking("no_enactments", unit=command.from_unit, day=command.on)


def _goes_on(enactment: Enactment, command: MoveClient, given: Given) -> Iterator[Event]:
    first_day = max(command.on, enactment.first_day)
    yield EnactmentStarted(
        on=first_day,
        enactment=enactment.id,
        setting=enactment.setting,
        act=enactment.act,
        services=enactment.services_on(first_day),
        counts=counts(enactment.setting, enactment.act, command.to_unit, first_day, given),
        last_day=enactment.last_day,
        decided_on=enactment.decided_on,
        ordered_on=enactment.ordered_on,
        moved_from=command.from_unit,
    )
    for since, services in enactment.services:
        if since > first_day:
            yield ServicesChanged(since, enactment.id, services)
