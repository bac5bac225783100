"""
Is what the command speaks of known, and is its day one on which it can be?
"""

import datetime as dt
from collections.abc import Iterator

from fastomsorg.history import Case
from fastomsorg.terms import CaseKey, ClientId, UnitId

from ._given import Given
from ._reason import Reason, blocking


def known(key: CaseKey, given: Given) -> Iterator[Reason]:
    """
    Are the client and the unit known?
    """
    yield from known_client(key.client, given)
    yield from known_unit(key.unit, given)


def known_client(client: ClientId, given: Given) -> Iterator[Reason]:
    if client not in given.clients:
        yield blocking("unknown_client", client=client)


def known_unit(unit: UnitId, given: Given) -> Iterator[Reason]:
    if unit not in given.units:
        yield blocking("unknown_unit", unit=unit)


def not_ahead(on: dt.date, given: Given) -> Iterator[Reason]:
    """
    Answers, wishes and what was done cannot be of a day to come.
    """
    if on > given.today:
        yield blocking("day_in_future", day=on, today=given.today)


def begun_by(case: Case, on: dt.date) -> Iterator[Reason]:
    """
    Has a stay at the unit begun by the day, whether or not it goes on?
    """
    if not any(stay.start <= on for stay in case.life.stays):
        yield blocking("outside_stay", day=on, unit=case.key.unit)


def within_stay(case: Case, on: dt.date) -> Iterator[Reason]:
    """
    Is there a stay at the unit on the day?
    """
    if case.life.on(on) is None:
        yield blocking("outside_stay", day=on, unit=case.key.unit)
