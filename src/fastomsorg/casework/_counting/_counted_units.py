"""
Which units statistics are asked for, and whether they may be.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from fastomsorg.casework._at_desk import Gate, known_client
from fastomsorg.casework._host import Host
from fastomsorg.terms import ClientId, Permission, UnitId

from ._searching import permitted_units


@attrs.frozen
class CountedUnits:
    """
    The units, each of which is permitted (*behöriga enheter*).

    With *everywhere* the actor may search every unit: only then is it told what other units did at
    the clients of these. With *all_there_are* nobody named any.
    """

    units: tuple[UnitId, ...]
    everywhere: bool
    all_there_are: bool

    @property
    def limits(self) -> frozenset[UnitId] | None:
        """
        The units to count at (*avgränsning*), None for all there are.
        """
        return None if self.all_there_are else frozenset(self.units)


def counted_units(
    host: Host, gate: Gate, units: Sequence[UnitId], action: str, clients: Sequence[ClientId] = ()
) -> CountedUnits:
    """
    The units asked for, or all within reach, logged; a denial is logged and raised.

    Where *clients* are named, each is logged at each unit. Raises `UnknownId` for one, or a unit,
    that is not there.
    """
    everywhere = gate.reach(Permission.SEARCH).everywhere
    at = permitted_units(host, gate, units, action)
    about: tuple[ClientId | None, ...] = tuple(clients) or (None,)
    for unit in at:
        for client in clients:
            gate.check(Permission.SEARCH, action, unit=unit, client=client)
    for client in clients:
        known_client(host, client)
    gate.record(
        *(gate.access(Permission.SEARCH, action, unit, client) for unit in at for client in about)
    )
    return CountedUnits(at, everywhere, everywhere and not units)
