"""
A store's cases, people and visits as Parquet files.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fastomsorg.care import Absence, Absentee, Visit
from fastomsorg.history import Life
from fastomsorg.hooks import Export, Exported, ExportedMonth, People, Storage
from fastomsorg.terms import CaseKey, Period, Role

from ._codes import Coded
from ._export_visits import VisitWriter, Written
from ._files import Month, TableFile, write_table
from ._folders import Replacing, replacing
from ._layout import FOREVER, TABLES, UNDATED
from ._manifest import Manifest, codes_after
from ._partials import refresh_partials
from ._register import StaffRegister

Rows = Iterator[Sequence[Any]]

ROLES = (Role.PRIMARY, Role.DEPUTY)
OF_LIFE = ("cases", "status_spells", "contact_spells", "seats")
"""The tables that follow from lives, which are read once."""


def export(
    folder: Path,
    storage: Storage,
    people: People,
    visits: Iterable[Visit],
    absences: Iterable[Absence] = (),
    *,
    today: dt.date | None = None,
) -> Exported:
    """
    Write every table (*exportera*) into *folder*: a new or empty one, or one with an export, whose
    place this takes once it is whole.

    Ids keep their numbers, and a month whose visits are as they were keeps its files. Months that
    ended before *today* are summed up; without a day, none are. Raises
    `StoreError` where something else lies in the folder, or somebody else exports to it.
    """
    with replacing(folder) as place:
        return _Export(place, storage, people, today).write(visits, absences)


class ParquetExport(Export):
    """
    An export to Parquet files (*export till Parquet*) in *folder*.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(
        self,
        storage: Storage,
        people: People,
        visits: Iterable[Visit],
        absences: Iterable[Absence],
        *,
        today: dt.date,
    ) -> Exported:
        return export(self._folder, storage, people, visits, absences, today=today)


class _Export:
    def __init__(
        self, place: Replacing, storage: Storage, people: People, today: dt.date | None
    ) -> None:
        self._place = place
        self._storage = storage
        self._people = people
        self._today = today
        self._codes = codes_after(place.earlier)
        self._rows: dict[str, int] = {}

    def write(self, visits: Iterable[Visit], absences: Iterable[Absence]) -> Exported:
        self._lives()
        self._write("units", self._units())
        municipalities = {unit.id: unit.municipality for unit in self._people.units()}
        register = StaffRegister(self._people)
        writer = VisitWriter(self._place.new, self._place.earlier, self._codes, register)
        written = writer.write(visits, municipalities)
        self._write("absences", self._absences(absences))
        self._write("clients", self._clients())
        self._write("ids", self._codes.rows())
        rows = {**self._rows, **written.rows}
        Manifest(rows, self._codes.free).write(self._place.new)
        made = self._partials(written)
        return Exported(rows, tuple(_months(written, made)))

    def _partials(self, written: Written) -> Mapping[Month, int]:
        if self._today is None:
            return {}
        return refresh_partials(self._place, sorted((*written.new, *written.kept)), self._today)

    def _write(self, name: str, rows: Iterable[Sequence[Any]]) -> None:
        self._rows[name] = write_table(self._path(name), TABLES[name], rows)

    def _path(self, name: str) -> Path:
        return self._place.new / f"{name}.parquet"

    def _lives(self) -> None:
        """
        All that follows from lives, each read once: the tables agree, whatever is registered now.
        """
        tables = {name: TableFile(self._path(name), TABLES[name]) for name in OF_LIFE}
        for key, life in self._storage.lives():
            case = self._case(key)
            tables["cases"].extend([case])
            tables["status_spells"].extend(_status_spells(case, life))
            tables["contact_spells"].extend(self._contact_spells(case, life))
            tables["seats"].extend(self._seats(case, life))
        self._rows |= {name: table.close() for name, table in tables.items()}

    def _case(self, key: CaseKey) -> tuple[int, int]:
        return self._codes.client(key.client), self._codes.unit(key.unit)

    def _contact_spells(self, case: tuple[int, int], life: Life) -> Rows:
        for role in ROLES:
            for held in life.contacts(role):
                staff = self._codes.staff(held.staff)
                yield *case, *_days(held.period), role.value, staff

    def _seats(self, case: tuple[int, int], life: Life) -> Rows:
        for spell in life.spells:
            held = (spell.holder(role) for role in ROLES)
            seats = (None if each is None else self._codes.staff(each.staff) for each in held)
            yield *case, *_days(spell.period), spell.stay.start, *seats

    def _units(self) -> Rows:
        for unit in self._people.units():
            yield self._codes.unit(unit.id), unit.municipality, unit.provider

    def _clients(self) -> Rows:
        for code, id in self._codes.rows_of(Coded.CLIENT):
            client = self._people.client(id)
            if client is not None:
                yield code, client.born, client.protected

    def _absences(self, absences: Iterable[Absence]) -> Rows:
        for each in absences:
            client = self._codes.client(each.id) if each.who is Absentee.CLIENT else None
            yield each.who.value, each.id, client, *_days(each.period), each.reason


def _months(written: Written, made: Mapping[Month, int]) -> Iterator[ExportedMonth]:
    for place in sorted((*written.new, *written.kept)):
        municipality, month = place
        dated = None if month == UNDATED else month
        new = place in written.new
        yield ExportedMonth(municipality, dated, new=new, summarised=made.get(place, 0))


def _status_spells(case: tuple[int, int], life: Life) -> Rows:
    for spell in life.spells:
        yield *case, *_days(spell.period), spell.status.value


def _days(period: Period) -> tuple[dt.date, dt.date]:
    return period.start, FOREVER if period.end is None else period.end
