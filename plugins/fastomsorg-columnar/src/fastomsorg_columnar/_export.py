"""
A store's cases, people and visits as Parquet files.
"""

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fastomsorg.care import Absence, Absentee, Visit
from fastomsorg.history import Life
from fastomsorg.hooks import People, Storage
from fastomsorg.statistics import day_of_visit
from fastomsorg.terms import CaseKey, Instant, Period, Role, StoreError, UnitId, stockholm

from ._codes import Codes
from ._files import Monthly, write_table
from ._layout import BY_MONTH, FOREVER, TABLES

Rows = Iterator[Sequence[Any]]

MICROSECOND = dt.timedelta(microseconds=1)
ROLES = (Role.PRIMARY, Role.DEPUTY)


def export(
    folder: Path,
    storage: Storage,
    people: People,
    visits: Iterable[Visit],
    absences: Iterable[Absence] = (),
) -> None:
    """
    Write every table (*exportera*) into *folder*, which must be new or empty.

    Raises `StoreError` where something lies there already; what was begun is taken away again.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreError("folder_not_empty", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _Export(folder, storage, people).write(visits, absences)
    except BaseException:
        shutil.rmtree(folder)
        raise


class _Export:
    def __init__(self, folder: Path, storage: Storage, people: People) -> None:
        self._folder = folder
        self._storage = storage
        self._people = people
        self._codes = Codes()

    def write(self, visits: Iterable[Visit], absences: Iterable[Absence]) -> None:
        municipalities = {unit.id: unit.municipality for unit in self._people.units()}
        self._write("cases", ((client, unit) for client, unit, _ in self._lives()))
        self._write("status_spells", self._status_spells())
        self._write("contact_spells", self._contact_spells())
        self._write("seats", self._seats())
        self._write("units", self._units())
        self._visits(visits, municipalities)
        self._write("absences", self._absences(absences))
        self._write("clients", self._clients())
        self._write("ids", self._codes.rows())

    def _write(self, name: str, rows: Iterable[Sequence[Any]]) -> None:
        write_table(self._folder / f"{name}.parquet", TABLES[name], rows)

    def _lives(self) -> Iterator[tuple[int, int, Life]]:
        for key, life in self._storage.lives():
            yield *self._case(key), life

    def _case(self, key: CaseKey) -> tuple[int, int]:
        return self._codes.client(key.client), self._codes.unit(key.unit)

    def _status_spells(self) -> Rows:
        for client, unit, life in self._lives():
            for spell in life.spells:
                yield client, unit, *_days(spell.period), spell.status.value

    def _contact_spells(self) -> Rows:
        for client, unit, life in self._lives():
            for role in ROLES:
                for held in life.contacts(role):
                    yield (
                        client,
                        unit,
                        *_days(held.period),
                        role.value,
                        self._codes.staff(held.staff),
                    )

    def _seats(self) -> Rows:
        for client, unit, life in self._lives():
            for spell in life.spells:
                held = (spell.holder(role) for role in ROLES)
                seats = (None if each is None else self._codes.staff(each.staff) for each in held)
                yield client, unit, *_days(spell.period), spell.stay.start, *seats

    def _units(self) -> Rows:
        for unit in self._people.units():
            yield self._codes.unit(unit.id), unit.municipality, unit.provider

    def _clients(self) -> Rows:
        known = [id for kind, _, id in self._codes.rows() if kind == "client"]
        for id in known:
            client = self._people.client(id)
            if client is not None:
                yield self._codes.client(id), client.born, client.protected

    def _absences(self, absences: Iterable[Absence]) -> Rows:
        for each in absences:
            client = self._codes.client(each.id) if each.who is Absentee.CLIENT else None
            yield each.who.value, each.id, client, *_days(each.period), each.reason

    def _visits(self, visits: Iterable[Visit], municipalities: dict[UnitId, str]) -> None:
        whole, by_staff = (Monthly(self._folder / name, TABLES[name]) for name in BY_MONTH)
        for number, visit in enumerate(visits):
            on = day_of_visit(visit)
            place = municipalities.get(visit.unit, ""), _month(on)
            row = self._row(number, visit, on)
            crew = [self._codes.staff(each) for each in dict.fromkeys(visit.staff)]
            whole.add(*place, (*row, len(crew), *self._rest(visit)))
            for number_in_crew, staff in enumerate(crew):
                by_staff.add(*place, (*row, staff, len(crew), number_in_crew))
        whole.close()
        by_staff.close()

    def _row(self, number: int, visit: Visit, on: dt.date | None) -> Sequence[Any]:
        upside_down = bool(visit.starts and visit.ends and visit.ends < visit.starts)
        case = self._codes.client(visit.client), self._codes.unit(visit.unit)
        minute = _minute(visit.starts)
        return number, *case, on, visit.kind.value, visit.performed, upside_down, minute

    def _rest(self, visit: Visit) -> Sequence[Any]:
        """
        What nothing is counted by, so that a visit can be read back as it was.
        """
        return (
            _late(visit),
            visit.id,
            visit.starts,
            visit.ends,
            visit.planned_starts,
            visit.planned_ends,
            sorted(service.value for service in visit.services),
            [self._codes.staff(each) for each in visit.staff],
            [self._codes.staff(each) for each in visit.planned_staff],
            visit.registered_afterwards,
        )


def _days(period: Period) -> tuple[dt.date, dt.date]:
    return period.start, FOREVER if period.end is None else period.end


def _month(on: dt.date | None) -> str:
    return "none" if on is None else f"{on:%Y-%m}"


def _minute(starts: Instant | None) -> int | None:
    if starts is None:
        return None
    clock = starts.astimezone(stockholm())
    return clock.hour * 60 + clock.minute


def _late(visit: Visit) -> int | None:
    if visit.starts is None or visit.planned_starts is None:
        return None
    return (visit.starts - visit.planned_starts) // MICROSECOND
