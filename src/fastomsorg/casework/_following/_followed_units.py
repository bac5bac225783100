"""
Which units a follow-up is of, and whether it may be made.
"""

from __future__ import annotations

import attrs

from fastomsorg.care import Unit
from fastomsorg.casework._at_desk import Gate, a_period_gone_by
from fastomsorg.casework._host import Host
from fastomsorg.terms import Malformed, Period, Permission, UnitId, UnknownId

ACTION = "followup"


@attrs.frozen
class Wanted:
    """
    What is followed up (*urval*): a period, and at most one of units, provider and municipality.
    """

    period: Period
    units: tuple[UnitId, ...] = ()
    provider: str | None = None
    municipality: str | None = None

    def __attrs_post_init__(self) -> None:
        given = (self.units, self.provider, self.municipality)
        if sum(bool(each) for each in given) > 1:
            raise Malformed("followup_of_several")

    @property
    def about(self) -> str:
        """
        Whom it is about (*avser*), where that has one name.
        """
        return self.provider or self.municipality or ""


def wanted_units(host: Host, gate: Gate, wanted: Wanted) -> tuple[Unit, ...]:
    """
    The units, each of which must be permitted (*behörighet*); a denial is logged and raised.

    Of a provider or a municipality it is all the units or none: a part of them would be told as if
    it were the whole.
    """
    a_period_gone_by(host, wanted.period)
    reach = gate.reach(Permission.SEARCH)
    if not reach and not wanted.units:
        gate.deny(Permission.SEARCH, ACTION)
    if wanted.units:
        at = tuple(_permitted_unit(host, gate, id) for id in wanted.units)
    elif wanted.provider:
        at = _of_provider(host, wanted.provider)
    elif wanted.municipality:
        at = _of_municipality(host, wanted.municipality)
    else:
        at = tuple(unit for unit in host.people.units() if unit.id in reach)
    if not at:
        gate.deny(Permission.SEARCH, ACTION)
    for unit in at:
        gate.check(Permission.SEARCH, ACTION, unit=unit.id)
    gate.record(*(gate.access(Permission.SEARCH, ACTION, unit.id, None) for unit in at))
    return at


def _permitted_unit(host: Host, gate: Gate, id: UnitId) -> Unit:
    gate.check(Permission.SEARCH, ACTION, unit=id)
    unit = host.people.unit(id)
    if unit is None:
        raise UnknownId("unknown_unit", unit=id)
    return unit


def _of_provider(host: Host, name: str) -> tuple[Unit, ...]:
    units = tuple(host.people.units())
    found = tuple(unit for unit in units if unit.provider == name)
    if not found:
        known = tuple(sorted({unit.provider for unit in units if unit.provider}))
        raise UnknownId("unknown_provider", got=name, expected=known)
    return found


def _of_municipality(host: Host, name: str) -> tuple[Unit, ...]:
    units = tuple(host.people.units())
    found = tuple(unit for unit in units if unit.municipality == name)
    if not found:
        known = tuple(sorted({unit.municipality for unit in units if unit.municipality}))
        raise UnknownId("unknown_municipality", got=name, expected=known)
    return found
