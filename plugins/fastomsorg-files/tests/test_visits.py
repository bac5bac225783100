"""
Visits in files are what the port says they are, and are read as tables that are imported are.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import attrs
import pytest
from fastomsorg_files import FileVisits, Plugin
from fastomsorg_files._sorting import sorted_on_disk

from fastomsorg.care import Absence, Visit
from fastomsorg.hooks import Countable, Intake, Panel, Put, Visits
from fastomsorg.statistics import row_of
from fastomsorg.terms import Malformed, Period, StoreError
from fastomsorg.testing import MemoryStore, VisitsConformance, a_visit
from fastomsorg.wire.tables import ABSENCES, VISITS, write

EVER = Period(dt.date(2000, 1, 1))
MORNING = dt.datetime(2025, 2, 3, 8, tzinfo=dt.UTC)


class ByTables(MemoryStore):
    """
    Writes the tables anew each time, as a system does that exports them: in no order.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._made: list[Visit] = []
        self._away: list[Absence] = []

    def put_visits(self, visits: Iterable[Visit]) -> Iterator[Put]:
        made = [each for each in visits if each.starts or each.planned_starts]
        self._made += made
        table(self._folder, self._made)
        return iter([Put.NEW for _ in made])

    def put_absences(self, absences: Iterable[Absence]) -> Iterator[Put]:
        self._away += absences
        written = BytesIO()
        write(ABSENCES, self._away, written)
        (self._folder / "absences.csv").write_bytes(written.getvalue())
        return iter([Put.NEW for _ in self._away])


def table(folder: Path, visits: Iterable[Visit]) -> Path:
    written = BytesIO()
    write(VISITS, visits, written)
    path = folder / "visits.csv"
    path.write_bytes(written.getvalue())
    return path


class TestFileVisits(VisitsConformance):
    @pytest.fixture
    def visits(self, tmp_path: Path) -> Visits:
        table(tmp_path, [])
        return FileVisits(tmp_path)

    @pytest.fixture
    def intake(self, tmp_path: Path) -> Intake:
        return ByTables(tmp_path)


def a_year(count: int = 400) -> list[Visit]:
    """
    Visits at every hour of a year with both of its nights when the clock is moved.
    """
    step = dt.timedelta(days=365) / count
    return [
        a_visit(
            dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + step * number,
            f"v{number:04}",
            client=f"c{number % 7}",
            unit="north" if number % 3 else "south",
            staff=("brs89", "greal") if number % 5 == 0 else ("anob",),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("in_order", [True, False])
@pytest.mark.parametrize("units", [None, frozenset({"south"})])
def test_what_is_counted_is_what_was_read_in_whatever_order_it_stands(
    tmp_path: Path, in_order: bool, units: frozenset[str] | None
) -> None:
    year = a_year()
    written = year if in_order else Random(7).sample(year, len(year))
    table(tmp_path, written)
    period = Period(dt.date(2025, 3, 1), dt.date(2025, 11, 1))

    found = FileVisits(tmp_path)
    visits, rows = list(found.visits(period, units=units)), list(found.rows(period, units=units))

    assert isinstance(found, Countable)
    assert [
        each
        for each in year
        if each.starts and each.starts.date().month in range(3, 11) and units in (None, {each.unit})
    ][5:-5] == visits[5:-5]
    assert sorted(map(row_of, visits)) == sorted(rows)
    days = [row[3] for row in rows if row[3]]
    assert (len(rows), days) == (len(days), sorted(days))


def test_visits_that_start_together_come_by_id_though_the_table_has_them_otherwise(
    tmp_path: Path,
) -> None:
    table(tmp_path, [a_visit(MORNING, "b"), a_visit(MORNING, "a")])

    assert ["a", "b"] == [visit.id for visit in FileVisits(tmp_path).visits(EVER)]


def test_a_table_that_is_written_anew_is_read_anew(tmp_path: Path) -> None:
    table(tmp_path, [a_visit(MORNING, "a")])
    found = FileVisits(tmp_path)
    assert ["a"] == [visit.id for visit in found.visits(EVER)]

    table(tmp_path, [a_visit(MORNING, "c"), a_visit(MORNING - dt.timedelta(1), "b")])

    assert ["b", "c"] == [visit.id for visit in found.visits(EVER)]


def test_times_of_several_zones_are_put_in_order(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(
        "id,client,unit,starts\n"
        "late,c,u,2025-02-03T08:00-05:00\n"
        "early,c,u,2025-02-03T08:30+01:00\n",
        encoding="utf-8",
    )

    assert ["early", "late"] == [visit.id for visit in FileVisits(tmp_path).visits(EVER)]


@pytest.mark.parametrize(
    ("content", "line", "column", "expected"),
    [
        ("id,client,unit,starts\nv1,c,u,2025-02-30T08:00\n", 2, "starts", "table_instant"),
        ("id,client,unit,starts\nv1,c,u,\n", 2, "starts", "table_required_without"),
        (
            "id,client,unit,starts,ends\nv,c,u,2025-02-03T08:00,2025-02-03T07:00\n",
            2,
            "ends",
            "table_instant_not_before",
        ),
        ("id,client,starts\n", 1, "unit", "table_column_missing"),
    ],
)
@pytest.mark.parametrize("way", ["visits", "rows"])
def test_the_first_row_that_is_wrong_is_told_with_its_place(
    tmp_path: Path, content: str, line: int, column: str, expected: str, way: str
) -> None:
    (tmp_path / "visits.csv").write_text(content, encoding="utf-8")

    with pytest.raises(Malformed) as error:
        list(getattr(FileVisits(tmp_path), way)(EVER))

    assert ("files_row_wrong", line, column, expected) == (
        error.value.code,
        *(error.value.facts[name] for name in ("line", "column", "expected")),
    )


def test_a_folder_without_a_table_of_visits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        Panel.of(Plugin()).visits(f"files://{tmp_path}")

    assert "files_without_visits" == error.value.code


def test_a_folder_is_opened_by_its_url_and_needs_no_table_of_absences(tmp_path: Path) -> None:
    table(tmp_path, [attrs.evolve(a_visit(MORNING), planned_staff=("x",))])

    found = Panel.of(Plugin()).visits(f"files://{tmp_path}")

    assert [("x",)] == [visit.planned_staff for visit in found.visits(EVER)]
    assert [] == list(found.absences(EVER))


@pytest.mark.parametrize("run", [1, 7, 100, 1_000])
def test_what_does_not_fit_in_memory_is_sorted_all_the_same(run: int) -> None:
    numbers = Random(run).sample(range(500), 500)

    assert list(range(500)) == list(sorted_on_disk(numbers, key=int, run=run))
