"""
Visits and absences, kept in memory.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from fastomsorg.care import Absence, Visit
from fastomsorg.hooks import Put
from fastomsorg.terms import Period, UnitId, day_of

from ._memory_state import Memory, Value

Key = TypeVar("Key")


class MemoryVisits(Memory):
    """
    A `Visits` for tests (*besök i minnet*), with the part of `Intake` that fills it.
    """

    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        begun = [
            (starts, visit)
            for visit in self._state.visits.values()
            if (starts := visit.starts or visit.planned_starts) is not None
        ]
        for starts, visit in sorted(begun, key=lambda each: (each[0], each[1].id)):
            if day_of(starts) in period and (units is None or visit.unit in units):
                yield visit

    def absences(self, period: Period) -> Iterator[Absence]:
        in_order = sorted(
            self._state.absences.values(), key=lambda each: (each.period.start, each.who, each.id)
        )
        return (absence for absence in in_order if absence.period.overlap(period) is not None)

    def put_visits(self, visits: Iterable[Visit]) -> Iterator[Put]:
        for visit in visits:
            yield _put_once(self._state.visits, visit.id, visit)

    def put_absences(self, absences: Iterable[Absence]) -> Iterator[Put]:
        for absence in absences:
            key = (absence.who, absence.id, absence.period.start)
            yield _put_once(self._state.absences, key, absence)


def _put_once(rows: dict[Key, Value], key: Key, value: Value) -> Put:
    if key not in rows:
        rows[key] = value
        return Put.NEW
    return Put.SAME if rows[key] == value else Put.CONFLICT
