"""
Whom and what notices may have to name, for a host to look up beforehand.
"""

from collections.abc import Iterable

from fastomsorg.history import (
    ContactChanged,
    EnactmentMovedAway,
    EnactmentStarted,
    Life,
    Registration,
)
from fastomsorg.terms import Role, StaffId, UnitId


def staff_to_name(
    before: Life, after: Life, annulled: Iterable[Registration] = ()
) -> frozenset[StaffId]:
    """
    Everybody whom notices may have to name (*personal som kan behöva nämnas*).

    Beyond those who hold a seat, they are those whom registrations that are *annulled*, or stand
    again, put in one: they may never have held it, if somebody else was registered later.
    """
    held = (
        holding.staff
        for life in (before, after)
        for spell in life.spells
        for holding in map(spell.holder, Role)
        if holding is not None
    )
    put_there = (
        event.staff
        for registration in annulled
        for event in registration.events
        if isinstance(event, ContactChanged) and event.staff is not None
    )
    return frozenset([*held, *put_there])


def units_to_name(annulled: Iterable[Registration]) -> frozenset[UnitId]:
    """
    The units that registrations moved from or to (*enheter som kan behöva nämnas*).
    """
    units: set[UnitId] = set()
    for registration in annulled:
        for event in registration.events:
            if isinstance(event, EnactmentMovedAway):
                units.add(event.to)
            elif isinstance(event, EnactmentStarted) and event.moved_from is not None:
                units.add(event.moved_from)
    return frozenset(units)
