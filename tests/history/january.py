"""
Days of January 2024, and a life told in few words.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from fastomsorg.history import Event, Life, Spell, life
from fastomsorg.terms import Period, Role, Status
from fastomsorg.testing import registered

JANUARY = tuple(dt.date(2024, 1, day) for day in range(1, 32))
SEATS = {
    Role.PRIMARY: "primary",
    Role.DEPUTY: "deputy",
    Role.CONTACT_PERSON: "person",
    Role.DEPUTY_CONTACT_PERSON: "deputy person",
}


def january(day: int) -> dt.date:
    return JANUARY[day - 1]


def life_of(*envelopes: Iterable[Event]) -> Life:
    return life(registered(*envelopes))


def told(life: Life) -> list[str]:
    """
    A line for each spell: first and last day, the answer, and who holds which seat.
    """
    return [" ".join([_days(spell.period), spell.status, *_seats(spell)]) for spell in life.spells]


def answers(life: Life, *days: int) -> list[Status | None]:
    return [life.status_on(january(day)) for day in days]


def holders(life: Life, role: Role, *days: int) -> list[str | None]:
    return [life.holder_on(january(day), role) for day in days]


def _days(period: Period) -> str:
    last_day = period.last_day
    return f"{period.start.day}–{last_day.day if last_day else ''}"


def _seats(spell: Spell) -> Iterator[str]:
    for role in Role:
        held = spell.holder(role)
        if held is not None:
            yield f"{SEATS[role]}:{held.staff}"
