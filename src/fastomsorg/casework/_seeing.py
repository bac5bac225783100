"""
What a desk may look at: units within reach, clients as the actor may see them, times that were.
"""

import datetime as dt
from collections.abc import Sequence

from fastomsorg.terms import (
    ClientId,
    Instant,
    Malformed,
    Permission,
    UnitId,
    UnknownId,
)

from ._gate import Gate
from ._host import Host
from ._views import NamedClient


def searchable(
    host: Host, gate: Gate, units: Sequence[UnitId], *, names: bool
) -> tuple[UnitId, ...]:
    """
    The units to search: those asked for, each of which must be permitted, or all within reach.
    """
    reach = gate.reach(Permission.SEARCH)
    existing = (unit.id for unit in host.people.units())
    at = tuple(dict.fromkeys(units)) or tuple(unit for unit in existing if unit in reach)
    if not at:
        gate.deny(Permission.SEARCH, "search")
    for unit in at:
        gate.require(Permission.SEARCH, "search_names" if names else "search", unit=unit)
        known_unit(host, unit)
    return at


def named_client(host: Host, gate: Gate, client: ClientId, unit: UnitId | None) -> NamedClient:
    """
    The client as the actor may see them: protected identity needs a permission of its own.
    """
    found = host.people.client(client)
    protected = found is not None and found.protected
    unmasked = protected and gate.allows(Permission.SEE_PROTECTED, unit=unit, client=client)
    if unmasked:
        gate.require(Permission.SEE_PROTECTED, "see_protected", unit=unit, client=client)
    return NamedClient.of(client, found, unmasked=unmasked)


def past(host: Host, known: Instant | None) -> Instant | None:
    """
    An instant as of which something can be known: one that has been.
    """
    now = host.clock()
    if known is not None and an_instant(known) > now:
        raise Malformed("known_in_future", got=known.isoformat(), expected=now.isoformat())
    return known


def known_client(host: Host, client: ClientId) -> None:
    """
    Raise `UnknownId` where the people's register does not know the client.
    """
    if host.people.client(client) is None:
        raise UnknownId("unknown_client", client=client)


def known_unit(host: Host, unit: UnitId) -> None:
    """
    Raise `UnknownId` where the people's register does not know the unit.
    """
    if host.people.unit(unit) is None:
        raise UnknownId("unknown_unit", unit=unit)


def a_day(on: object) -> dt.date:
    """
    The day that was asked about; raises `Malformed` where it is none.
    """
    if not isinstance(on, dt.date) or isinstance(on, dt.datetime):
        raise Malformed("not_a_day", got=type(on).__name__)
    return on


def an_instant(at: object) -> Instant:
    """
    The instant that was asked about; raises `Malformed` where it is none, or has no time zone.
    """
    if not isinstance(at, dt.datetime) or at.tzinfo is None:
        raise Malformed("not_an_instant", got=type(at).__name__)
    return at
