"""
What lies in the files of an export.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fastomsorg_columnar import TABLES, Columns, export
from fastomsorg_columnar._folders import current, files_of

from fastomsorg.care import Unit, Visit
from fastomsorg.terms import CaseKey, StoreError, start_of
from fastomsorg.testing import MemoryStore, a_visit, accepted, started

from .municipalities import FIRST, PERIOD, a_store

YES = (started(FIRST), *accepted(FIRST, "a", "b"))


def exported(folder: Path, *visits: Visit) -> Path:
    out = folder / "out"
    store = a_store({CaseKey("agda", "north"): YES}, {"agda": dt.date(1940, 5, 1)})
    export(out, store, store, visits)
    return out


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_has_the_columns_that_are_documented(tmp_path: Path, name: str) -> None:
    out = exported(tmp_path, a_visit(start_of(FIRST), client="agda"))

    (file,) = files_of(current(out), name)

    assert TABLES[name] == pq.ParquetFile(file).schema_arrow


def test_visits_lie_by_municipality_and_month(tmp_path: Path) -> None:
    still_march_in_utc = start_of(dt.date(2025, 4, 1))
    out = exported(tmp_path, a_visit(still_march_in_utc), a_visit(None))

    months = {path.parent.name for path in (current(out) / "visits").rglob("*.parquet")}

    assert {"month=2025-04", "month=none"} == months


def test_what_lies_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("kept")

    with pytest.raises(StoreError) as refused:
        exported(tmp_path)

    assert "folder_not_empty" == refused.value.code
    assert ["mine"] == [path.name for path in (tmp_path / "out").iterdir()]


def test_an_export_that_fails_leaves_nothing_half(tmp_path: Path) -> None:
    class Broken(MemoryStore):
        def units(self) -> Iterator[Unit]:
            raise StoreError("store_failed", store="memory", problem="test")

    with pytest.raises(StoreError):
        export(tmp_path / "out", MemoryStore(), Broken(), [])

    assert [] == list(tmp_path.iterdir())


def test_an_empty_municipality_has_no_figures(tmp_path: Path) -> None:
    export(tmp_path / "out", MemoryStore(), MemoryStore(), [])
    columns = Columns(tmp_path / "out")

    report, excluded = columns.continuity(PERIOD)

    assert ((), {}) == (report.clients, excluded)
    assert {} == columns.fortnight(FIRST).staff
    assert 0 == columns.time_continuity(PERIOD).on_time.base
