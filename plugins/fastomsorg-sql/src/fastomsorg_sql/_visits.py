"""
Which visits were made, and who was away: a page at a time, however many there are.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, or_, select

from fastomsorg.care import Absence, Visit
from fastomsorg.terms import Period, UnitId, start_of

from ._part import Part, pages
from ._schema import absence, visit
from ._visit_rows import absence_of, visit_of


class Visits(Part):
    """
    Visits and absences (*besök och frånvaro*), as they are read.
    """

    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        wanted: Select[*tuple[Any, ...]] = select(visit).where(visit.c.begins.is_not(None))
        if period.start > dt.date.min:
            wanted = wanted.where(visit.c.begins >= start_of(period.start))
        if period.end is not None:
            wanted = wanted.where(visit.c.begins < start_of(period.end))
        if units is not None:
            wanted = wanted.where(visit.c.unit.in_(sorted(units)))
        for row in pages(self._session, wanted, (visit.c.begins, visit.c.id), {}):
            yield visit_of(row)

    def absences(self, period: Period) -> Iterator[Absence]:
        wanted: Select[*tuple[Any, ...]] = select(absence).where(
            or_(absence.c.end.is_(None), absence.c.end > period.start)
        )
        if period.end is not None:
            wanted = wanted.where(absence.c.start < period.end)
        order = (absence.c.start, absence.c.who, absence.c.id)
        for row in pages(self._session, wanted, order, {}):
            yield absence_of(row)
