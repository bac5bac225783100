"""
Days and what is on them, in words that a test can be read in.
"""

import datetime as dt
from collections.abc import Iterable

from fastomsorg.decisions import ChangedDays, DayState
from fastomsorg.history import Life
from fastomsorg.terms import CaseKey, Period
from tests.decisions.casebook import A


def on(life: Life, day: dt.date) -> str:
    """
    What is on the day: ``accepted, primary britta, deputy greta``.
    """
    return shown(DayState.of(life.on(day)))


def spells(life: Life) -> list[tuple[str, str]]:
    """
    Everything that ever was, with the days of each.
    """
    return [(dates(spell.period), shown(DayState.of(spell))) for spell in life.spells]


def changes(changed: Iterable[ChangedDays], case: CaseKey = A) -> list[tuple[str, str, str]]:
    """
    The days of a case that change, with what was and what would be.
    """
    return [
        (dates(each.period), shown(each.before), shown(each.after))
        for each in changed
        if each.case == case
    ]


def dates(period: Period) -> str:
    """
    First and last day, as people are shown them.
    """
    return f"{period.start} – {period.last_day or ''}".rstrip()


def shown(state: DayState | None) -> str:
    if state is None:
        return "not here"
    seats = {
        "primary": state.primary,
        "deputy": state.deputy,
        "contact person": state.contact_person,
        "deputy contact person": state.deputy_contact_person,
    }
    held = [f"{seat} {staff}" for seat, staff in seats.items() if staff is not None]
    return ", ".join([state.status.value.replace("_", " "), *held])
