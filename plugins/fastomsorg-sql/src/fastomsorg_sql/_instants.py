"""
The instants at which the store learnt something: they never go backwards.
"""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, ScalarSelect, Table, select

from fastomsorg.terms import Instant

from ._schema import client, employment, registration, staff, unit
from ._types import MICROSECOND

BEFORE_ALL = dt.datetime.min.replace(tzinfo=dt.UTC)
AFTER_ALL = dt.datetime.max.replace(tzinfo=dt.UTC)


def _last(table: Table) -> ScalarSelect[Instant]:
    (number,) = table.primary_key.columns
    return select(table.c.recorded_at).order_by(number.desc()).limit(1).scalar_subquery()


LATEST = tuple(_last(table) for table in (registration, unit, client, staff, employment))
"""The latest instant that was given in each table."""

_LATEST = select(*LATEST)


def latest(connection: Connection) -> Instant:
    """
    The latest instant that anything was given so far (*senaste tidpunkt*).
    """
    return latest_of(connection.execute(_LATEST).one())


def latest_of(given: Iterable[Instant | None]) -> Instant:
    return max((each for each in given if each is not None), default=BEFORE_ALL)


def just_before(instant: Instant) -> Instant:
    """
    The nearest earlier instant that can be told apart (*strax före*).
    """
    return instant if instant == BEFORE_ALL else instant - MICROSECOND
