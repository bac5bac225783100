"""
Which clients has nobody handled yet, and who may be chosen?
"""

import datetime as dt
from collections.abc import Iterator
from typing import assert_never

from fastomsorg.history import Spell
from fastomsorg.terms import Role, Status, UnitId

from ._demanded import LOCAL_OBSTACLES
from ._given import Given
from ._persons import judged
from ._reason import Reason, Severity, blocking

MAY_BE_AWAY = "not_available"
"""Somebody away for a while is still the contact."""


def unhandled(spell: Spell, unit: UnitId, on: dt.date, given: Given) -> tuple[Reason, ...]:
    """
    Why the client is not handled on the day (*ej hanterad*): none of the reasons blocks if it is.

    Not asked; accepted without a primary; or a primary who has lost the entitlement, left or is
    no longer selectable. The same of a deputy is a warning, and so is what only the local routine
    asks for. *Declined* and *no need* are handled.
    """
    match spell.status:
        case Status.NOT_ASKED:
            return (blocking("not_asked", day=on),)
        case Status.DECLINED | Status.NO_NEED:
            return ()
        case Status.ACCEPTED:
            return tuple(_of_the_seats(spell, unit, on, given))
        case _:
            assert_never(spell.status)


def _of_the_seats(spell: Spell, unit: UnitId, on: dt.date, given: Given) -> Iterator[Reason]:
    if spell.primary is None:
        yield blocking("vacant", day=on)
    else:
        found = judged(spell.primary.staff, Role.PRIMARY, unit, on, given).reasons
        for each in found:
            if each.blocks and each.code in LOCAL_OBSTACLES:
                yield _as_warning(each)
            elif each.blocks and each.code != MAY_BE_AWAY:
                yield each
    if spell.deputy is not None:
        found = judged(spell.deputy.staff, Role.DEPUTY, unit, on, given).reasons
        for each in found:
            if each.blocks and each.code != MAY_BE_AWAY:
                yield _as_warning(each)


def _as_warning(reason: Reason) -> Reason:
    return Reason(reason.code, Severity.WARNING, reason.facts, reason.basis)
