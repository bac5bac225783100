"""
The same question asked of the pure functions and of the columns.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fastomsorg_columnar import Columns, export

from fastomsorg.care import Absence, Absentee, Visit
from fastomsorg.statistics import (
    Choice,
    Contacts,
    Exclusion,
    Fortnight,
    StaffContinuity,
    counted,
    fortnight,
    staff_continuity,
)
from fastomsorg.terms import CaseKey, ClientId, Period, UnitId
from fastomsorg.testing import MemoryStore

from .municipalities import FIRST, PERIOD

Figures = tuple[StaffContinuity, Counter[Exclusion]]


@contextmanager
def columns(
    store: MemoryStore, made: Iterable[Visit], absent: Iterable[Absence] = ()
) -> Iterator[Columns]:
    with TemporaryDirectory() as folder:
        export(Path(folder, "out"), store, store, made, absent)
        yield Columns(Path(folder, "out"))


def continuity_in_python(
    store: MemoryStore, made: list[Visit], units: frozenset[UnitId]
) -> Figures:
    excluded: Counter[Exclusion] = Counter()
    lives = dict(store.lives())

    def in_stay(client: ClientId, unit: UnitId, on: dt.date) -> bool:
        of_case = lives.get(CaseKey(client, unit))
        return of_case is not None and of_case.on(on) is not None

    choice = Choice(PERIOD, units=units, in_stay=in_stay)
    found = counted(made, choice, excluded)
    return staff_continuity(found, Contacts(lives.items()), period=PERIOD), excluded


def continuity_on_columns(
    store: MemoryStore, made: list[Visit], units: frozenset[UnitId]
) -> Figures:
    with columns(store, made) as found:
        return found.continuity(PERIOD, units=units)


def fortnight_in_python(
    made: list[Visit], births: dict[ClientId, dt.date | None], absent: list[Absence]
) -> Fortnight:
    days = Period(FIRST, FIRST + dt.timedelta(14))
    of_clients = [each for each in absent if each.who is Absentee.CLIENT]
    away = {each.id for each in of_clients if each.period.overlap(days)}
    return fortnight(made, first=FIRST, born=births.get, away=lambda id: id in away)


def fortnight_on_columns(store: MemoryStore, made: list[Visit], absent: list[Absence]) -> Fortnight:
    with columns(store, made, absent) as found:
        return found.fortnight(FIRST)
