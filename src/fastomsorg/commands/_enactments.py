"""
What is carried out at a unit: begin, change, move.
"""

import datetime as dt

import attrs

from fastomsorg.terms import (
    KEEP,
    Act,
    CaseKey,
    ClientId,
    EnactmentId,
    Keep,
    Service,
    Setting,
    UnitId,
)

from ._checking import checked


@attrs.frozen(field_transformer=checked)
class StartEnactment:
    """
    Begin carrying out granted services (*påbörja verkställighet*) from day *on*.
    """

    case: CaseKey
    enactment: EnactmentId
    on: dt.date
    last_day: dt.date | None = None
    setting: Setting = Setting.HOME_CARE
    act: Act = Act.SOL
    services: frozenset[Service] = frozenset()
    decided_on: dt.date | None = None
    ordered_on: dt.date | None = None
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class ChangeEnactment:
    """
    Change what an enactment says (*ändra verkställighet*): services from day *on*, or the last day.

    *last_day* None withdraws an earlier one. Without an *enactment*, a *last_day* ends every
    enactment at the unit that would go on after it; one that has not begun then never begins.
    """

    case: CaseKey
    on: dt.date
    enactment: EnactmentId | None = None
    services: frozenset[Service] | Keep = KEEP
    last_day: dt.date | None | Keep = KEEP
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class MoveClient:
    """
    Let what is carried out at one unit go on at another (*flytta brukare*) from day *on*.
    """

    client: ClientId
    from_unit: UnitId
    to_unit: UnitId
    on: dt.date
    confirmed: bool = False

    @property
    def from_case(self) -> CaseKey:
        return CaseKey(self.client, self.from_unit)

    @property
    def to_case(self) -> CaseKey:
        return CaseKey(self.client, self.to_unit)
