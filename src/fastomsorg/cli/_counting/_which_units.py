"""
Which units are asked about: those named, or a whole municipality's.
"""

from collections.abc import Sequence

from fastomsorg.casework import Desk
from fastomsorg.cli._reading import Misused
from fastomsorg.terms import UnitId, UnknownId


def units_of(
    desk: Desk, units: Sequence[UnitId] | None, municipality: str | None
) -> tuple[UnitId, ...]:
    """
    The units named (*enheter*), or all those of the *municipality*; none: all within reach.

    Of a municipality it is all the units or none: a part of them would be told as if it were the
    whole. Raises `Misused` where both are given, `UnknownId` for a municipality that is not there.
    """
    if municipality is None:
        return tuple(units or ())
    if units:
        raise Misused("at_most_one", names=("--unit", "--municipality"))
    known = tuple(desk.host.people.units())
    found = tuple(unit.id for unit in known if unit.municipality == municipality)
    if not found:
        expected = tuple(sorted({unit.municipality for unit in known if unit.municipality}))
        raise UnknownId("unknown_municipality", got=municipality, expected=expected)
    return found
