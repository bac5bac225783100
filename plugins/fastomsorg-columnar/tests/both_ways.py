"""
Every question that an engine can be asked, and a municipality on columns.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from fastomsorg_columnar import Columns, export

from fastomsorg.care import VisitKind
from fastomsorg.hooks import CountsByUnit, CountsWithoutCases, Engine
from fastomsorg.statistics import StatusCounts, counts_of
from fastomsorg.terms import Period, Status, UnitId
from fastomsorg.testing import Municipality

from .municipalities import FIRST, LATER, Town, middle

HOME_CARE = frozenset({VisitKind.HOME_CARE})
TWO_KINDS = frozenset({VisitKind.HOME_CARE, VisitKind.ALARM})
WITHIN = dt.timedelta(minutes=30)
A_YEAR = dt.timedelta(365)

Answers: TypeAlias = Mapping[str, object]
"""What an engine answered, by what it was asked."""


def exported(town: Town, folder: Path) -> Path:
    return written(town.told, folder)


def written(of: Municipality, folder: Path) -> Path:
    """
    The folder, with an export of the municipality in it.
    """
    store = of.in_memory()
    export(folder, store, store, of.in_order, of.absences)
    return folder


@contextmanager
def columns(town: Town) -> Iterator[Columns]:
    with TemporaryDirectory() as folder:
        yield Columns(exported(town, Path(folder, "out")))


def of_visits(
    engine: Engine, units: frozenset[UnitId] | None = None, first: dt.date = FIRST
) -> Answers:
    """
    Every report on visits.
    """
    period = middle(first)
    assert isinstance(engine, CountsByUnit)
    return {
        "by unit": engine.continuity_by_unit(period, units=units, kinds=HOME_CARE),
        "continuity": engine.continuity(period, units=units, kinds=HOME_CARE),
        "of two kinds": engine.continuity(Period(first), units=units, kinds=TWO_KINDS),
        "fortnight": engine.fortnight(first, units=units),
        "time": engine.time_continuity(period, units=units, within=WITHIN),
    }


def of_cases(
    engine: Engine, units: frozenset[UnitId] | None = None, first: dt.date = FIRST
) -> Answers:
    """
    Every report on cases.
    """
    middle_day, last = first + LATER // 2, first + LATER
    return {
        **{status: engine.distribution(status, middle_day, units=units) for status in Status},
        **{
            f"counts of {status}": status_counts(engine, status, middle_day, units)
            for status in Status
        },
        "changed": engine.changed(last, units=units),
        "changed long ago": engine.changed(middle_day + A_YEAR, units=units),
    }


def status_counts(
    engine: Engine, status: Status, on: dt.date, units: frozenset[UnitId] | None
) -> StatusCounts:
    """
    What the engine counts without cases, or what its cases come to.
    """
    if isinstance(engine, CountsWithoutCases):
        return engine.status_counts(status, on, units=units)
    return counts_of(engine.distribution(status, on, units=units))
