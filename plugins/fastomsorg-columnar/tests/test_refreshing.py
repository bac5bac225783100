"""
An export over an earlier one: what is new is there, what is as it was is left, or nothing changes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import duckdb
import pyarrow.parquet as pq
import pytest
from fastomsorg_columnar import ParquetVisits, _folders, export
from fastomsorg_columnar._folders import current, files_of, replacing

from fastomsorg.care import Unit, Visit
from fastomsorg.hooks import ExportedMonth
from fastomsorg.terms import CaseKey, Period, StoreError, start_of
from fastomsorg.testing import MemoryStore, a_visit, accepted, started

from .municipalities import FIRST, a_store

MARCH, APRIL = (start_of(dt.date(2025, month, 15)) for month in (3, 4))
EVER = Period(dt.date.min)
YES = (started(FIRST), *accepted(FIRST, "a", "b"))
VISITS = [
    a_visit(MARCH, "m1", client="agda", staff=("a", "c")),
    a_visit(APRIL, "a1", client="balder", staff=("c",)),
]


def exported(folder: Path, visits: Iterable[Visit], store: MemoryStore | None = None) -> Path:
    export(folder, store or MemoryStore(), store or MemoryStore(), visits)
    return current(folder)


def files_in(root: Path, month: str) -> dict[str, int]:
    """
    The files of a month, each with the number that the disk knows it by.
    """
    return {
        path: Path(path).stat().st_ino
        for table in ("visits", "crews")
        for path in files_of(root, table)
        if f"month={month}" in path
    }


def ids_in(root: Path) -> dict[tuple[str, str], int]:
    rows = pq.read_table(root / "ids.parquet").to_pylist()
    return {(row["kind"], row["id"]): row["code"] for row in rows}


def test_the_files_of_months_that_are_as_they_were_are_left_as_they_are(tmp_path: Path) -> None:
    before = exported(tmp_path, VISITS)
    march, april = (list(files_in(before, month).values()) for month in ("2025-03", "2025-04"))

    after = exported(tmp_path, [a_visit(MARCH, "m2", client="carla", staff=("b",)), *VISITS])

    assert march != list(files_in(after, "2025-03").values())
    assert april == list(files_in(after, "2025-04").values())


def test_it_is_told_which_months_are_new_and_which_are_kept(tmp_path: Path) -> None:
    first = export(tmp_path, MemoryStore(), MemoryStore(), VISITS)
    again = export(tmp_path, MemoryStore(), MemoryStore(), VISITS[:1])

    march, april = (ExportedMonth("none", month, new=True) for month in ("2025-03", "2025-04"))
    assert (march, april) == first.months
    assert (attrs.evolve(march, new=False),) == again.months
    assert (2, 3, 1, 2) == (*_counts(first.rows), *_counts(again.rows))


def _counts(rows: object) -> tuple[int, int]:
    assert isinstance(rows, dict)
    return rows["visits"], rows["crews"]


def test_ids_keep_their_numbers_and_what_is_gone_leaves_no_id(tmp_path: Path) -> None:
    before = ids_in(exported(tmp_path, VISITS))

    after = ids_in(exported(tmp_path, [a_visit(MARCH, client="new"), *VISITS[1:]]))

    assert before["client", "balder"] == after["client", "balder"]
    assert before["staff", "c"] == after["staff", "c"]
    assert ("client", "agda") not in after
    assert after["client", "new"] not in {code for (kind, _), code in before.items()}


def test_a_number_that_was_given_is_never_given_to_another(tmp_path: Path) -> None:
    given = [
        ids_in(exported(tmp_path, [a_visit(MARCH, client=client)]))["client", client]
        for client in ("agda", "balder", "carla")
    ]

    assert 3 == len(set(given))


def test_people_and_spells_are_written_anew(tmp_path: Path) -> None:
    exported(tmp_path, VISITS)
    store = a_store({CaseKey("agda", "north"): YES}, {"agda": dt.date(1940, 5, 1)})

    root = exported(tmp_path, VISITS, store)

    assert 2 == pq.read_table(root / "contact_spells.parquet").num_rows
    assert [dt.date(1940, 5, 1)] == pq.read_table(root / "clients.parquet")["born"].to_pylist()


def test_visits_have_numbers_of_their_own_in_every_month_and_municipality(tmp_path: Path) -> None:
    store = MemoryStore()
    towns = [Unit(id, id, municipality=town) for id, town in (("north", "A"), ("south", "B"))]
    list(store.put_units(towns, now=MARCH))
    visits = [
        a_visit(at, f"{unit}{number}{at}", unit=unit)
        for at in (MARCH, APRIL, None)
        for unit in ("north", "south", "nowhere")
        for number in range(2)
    ]

    root = exported(tmp_path, visits, store)

    numbers = duckdb.read_parquet(list(files_of(root, "visits"))).aggregate(
        "COUNT(*), COUNT(DISTINCT visit), COUNT(DISTINCT id)"
    )
    assert [(18, 18, 18)] == numbers.fetchall()
    assert {"municipality=A", "municipality=B", "municipality=none"} == {
        path.name for path in (root / "visits").iterdir()
    }


class Broken(Exception):
    pass


def breaking(visits: list[Visit]) -> Iterator[Visit]:
    yield from visits
    raise Broken


def test_an_export_that_fails_leaves_the_earlier_one_as_it_was(tmp_path: Path) -> None:
    before = exported(tmp_path, VISITS)

    with pytest.raises(Broken):
        exported(tmp_path, breaking(VISITS[:1]))

    assert before == current(tmp_path)
    assert ["m1", "a1"] == [each.id for each in ParquetVisits(tmp_path).visits(EVER)]


@pytest.mark.parametrize("step", ["_settle", "_point"])
def test_a_crash_before_the_last_step_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = exported(tmp_path, VISITS)

    def crash(*_: object) -> None:
        raise Broken

    with monkeypatch.context() as patched:
        patched.setattr(_folders, step, crash)
        with pytest.raises(Broken):
            exported(tmp_path, VISITS[:1])
    assert before == current(tmp_path)
    assert ["m1", "a1"] == [each.id for each in ParquetVisits(tmp_path).visits(EVER)]

    after = exported(tmp_path, VISITS[:1])
    assert {after.name, "current", ".lock"} == {path.name for path in tmp_path.iterdir()}


def test_a_crash_while_the_earlier_one_is_taken_away_leaves_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported(tmp_path, VISITS)
    sweep = _folders._sweep

    def crash(folder: Path, keep: Path | None) -> None:
        if keep != before:
            raise Broken
        sweep(folder, keep)

    with monkeypatch.context() as patched:
        patched.setattr(_folders, "_sweep", crash)
        with pytest.raises(Broken):
            exported(tmp_path, VISITS[:1])

    assert ["m1"] == [each.id for each in ParquetVisits(tmp_path).visits(EVER)]


def test_two_do_not_export_to_one_folder_at_once(tmp_path: Path) -> None:
    with replacing(tmp_path), pytest.raises(StoreError) as refused:
        exported(tmp_path, VISITS)

    assert "export_under_way" == refused.value.code
