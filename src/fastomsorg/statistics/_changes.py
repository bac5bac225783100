"""
Who has got another contact during the last year?
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from fastomsorg.history import Life
from fastomsorg.terms import CaseKey, ClientId, Period, StaffId, day_after

from ._ages import AgeCounts, AgeOf, counted_by_age


@attrs.frozen
class Succession:
    """
    Another person became primary (*byte av ordinarie*) from day *on*.
    """

    case: CaseKey
    on: dt.date
    former: StaffId
    successor: StaffId


@attrs.frozen
class ChangedContacts:
    """
    The clients whose primary was succeeded (*har bytt fast omsorgskontakt senaste året*).
    """

    on: dt.date
    count: AgeCounts
    clients: tuple[ClientId, ...]
    successions: tuple[Succession, ...]


def successions(key: CaseKey, life: Life) -> Iterator[Succession]:
    """
    Every time somebody else followed as primary within one stay (*byten*), in order of days.

    Days without a primary in between do not matter. The first in a stay follows nobody: a new
    stay, at the same unit or after a move, begins anew.
    """
    for stay in life.stays:
        former: StaffId | None = None
        for spell in life.spells:
            if spell.stay != stay or spell.primary is None:
                continue
            holder = spell.primary.staff
            if former is not None and holder != former:
                yield Succession(key, spell.period.start, former, holder)
            former = holder


def changed_contacts(
    lives: Iterable[tuple[CaseKey, Life]], *, on: dt.date, age_of: AgeOf
) -> ChangedContacts:
    """
    Whose primary changed in the year up to and including a day (*byten senaste året*), by age.

    Only cases with a stay on the day are looked at; there, what happened in an earlier stay in
    the same year counts too. A client counts once, however many changes or cases.
    """
    year = year_through(on)
    found = tuple(
        succession
        for key, life in lives
        if life.on(on) is not None
        for succession in successions(key, life)
        if succession.on in year
    )
    clients = tuple(dict.fromkeys(succession.case.client for succession in found))
    return ChangedContacts(on, counted_by_age(clients, age_of), clients, found)


def year_through(day: dt.date) -> Period:
    """
    The year (*senaste året*) whose last day is *day*: it begins after the same day a year ago.

    A year before 29 February is 28 February (lag (1930:173) 1 §).
    """
    has_no_such_day = (day.month, day.day) == (2, 29)
    year_ago = day.replace(year=day.year - 1, day=28 if has_no_such_day else day.day)
    return Period.through(day_after(year_ago), day)
