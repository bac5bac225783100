"""
The exported visits are a port like any other, and are opened by URL; DuckDB is an engine.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from fastomsorg_columnar import Columns, ParquetVisits, Plugin, export

from fastomsorg.care import Absence, Visit
from fastomsorg.hooks import Engine, Intake, Panel, Visits
from fastomsorg.terms import Malformed, Period, StoreError, UnitId
from fastomsorg.testing import (
    CountsByUnitConformance,
    CountsWithoutCasesConformance,
    EngineConformance,
    MemoryStore,
    VisitsConformance,
    a_contrary_municipality,
)

from .both_ways import written

EVER = Period(dt.date.min)


class ExportedEachTime(Visits):
    """
    What lies in memory, exported anew for each question.
    """

    def __init__(self, store: MemoryStore, folder: Path) -> None:
        self._store = store
        self._folders = (folder / str(number) for number in count())

    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        return self._exported().visits(period, units=units)

    def absences(self, period: Period) -> Iterator[Absence]:
        return self._exported().absences(period)

    def _exported(self) -> ParquetVisits:
        folder, store = next(self._folders), self._store
        export(folder, store, store, store.visits(EVER), store.absences(EVER))
        return ParquetVisits(folder)


class TestVisits(VisitsConformance):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def visits(self, store: MemoryStore, tmp_path: Path) -> Visits:
        return ExportedEachTime(store, tmp_path)

    @pytest.fixture
    def intake(self, store: MemoryStore) -> Intake:
        return store


@pytest.fixture(scope="module")
def contrary(tmp_path_factory: pytest.TempPathFactory) -> Columns:
    return Columns(written(a_contrary_municipality(), tmp_path_factory.mktemp("duckdb") / "out"))


class TestDuckDB(EngineConformance, CountsByUnitConformance, CountsWithoutCasesConformance):
    @pytest.fixture
    def engine(self, contrary: Columns) -> Engine:
        return contrary


def test_an_export_is_opened_by_its_url(tmp_path: Path) -> None:
    export(tmp_path / "out", MemoryStore(), MemoryStore(), [])

    assert isinstance(Panel.of(Plugin()).visits(f"parquet://{tmp_path}/out"), ParquetVisits)


def test_a_folder_without_an_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        Plugin().fastomsorg_open_visits(f"parquet://{tmp_path}")

    assert "columns_missing" == refused.value.code


@pytest.mark.parametrize("url", ["parquet:", "parquet://host/out", "parquet:///"])
def test_a_url_that_names_no_folder_is_refused(url: str) -> None:
    with pytest.raises(Malformed) as refused:
        Plugin().fastomsorg_open_visits(url)

    assert "files_url" == refused.value.code


def test_other_urls_are_somebody_else_s() -> None:
    assert Plugin().fastomsorg_open_visits("sqlite:///fok.db") is None
