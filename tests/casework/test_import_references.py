"""
Rows that speak of somebody who does not exist are refused, whatever table they stand in.
"""

import datetime as dt
from io import BytesIO

import pytest

from fastomsorg.casework import Casework, ImportReport, TableFile
from fastomsorg.terms import Actor, Permission, StoreError
from fastomsorg.testing import MemoryPeople, MemoryPolicy, MemoryStorage, MemoryStore

NOW = dt.datetime(2025, 2, 17, 9, 0, tzinfo=dt.UTC)
KEEPER = Actor("keeper")
TABLES = {
    "units": "id,name\nnorth,Norr\n",
    "clients": "id,name,protected\n1,Test Ett,false\n",
    "staff": "id,name,units\nann,Test Ann,north\n",
}
VISIT = "id,client,unit,starts,ends,staff,planned_staff\n"


def read_in(kind: str, table: str) -> ImportReport:
    store = MemoryStore()
    store.policy.add_actor(KEEPER)
    store.policy.grant(KEEPER.id, Permission.ADMIN, None)
    host = Casework(storage=store, people=store, policy=store.policy, clock=lambda: NOW)
    tables = TABLES | {kind: table}
    files = [
        TableFile(f"{name}.csv", name, BytesIO(rows.encode())) for name, rows in tables.items()
    ]
    return host.acting(KEEPER).import_tables(files)


@pytest.mark.parametrize(
    ("kind", "table", "column"),
    [
        ("staff", "id,name,units\nann,Test Ann,west\n", "units"),
        (
            "employments",
            "staff,employer,title,permanent,from\neve,B,assistant_nurse,ja,2020-01-01\n",
            "staff",
        ),
        ("visits", VISIT + "v1,9,north,2025-02-01T08:00,2025-02-01T09:00,ann,\n", "client"),
        ("visits", VISIT + "v1,1,west,2025-02-01T08:00,2025-02-01T09:00,ann,\n", "unit"),
        ("visits", VISIT + "v1,1,north,2025-02-01T08:00,2025-02-01T09:00,eve,\n", "staff"),
        ("visits", VISIT + "v1,1,north,2025-02-01T08:00,2025-02-01T09:00,,eve\n", "planned_staff"),
        ("absences", "who,id,from\nclient,9,2025-02-01\n", "id"),
        ("absences", "who,id,from\nstaff,eve,2025-02-01\n", "id"),
    ],
)
def test_an_id_that_nobody_has_is_told_under_its_column(kind: str, table: str, column: str) -> None:
    report = read_in(kind, table)

    assert [(f"{kind}.csv", 2, column)] == [
        (error.file, error.line, error.column) for error in report.errors
    ]
    assert not report.stored


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("visits", VISIT + "v1,1,north,2025-02-01T08:00,2025-02-01T09:00,ann,ann\n"),
        ("absences", "who,id,from\nclient,1,2025-02-01\nstaff,ann,2025-02-01\n"),
    ],
)
def test_ids_that_somebody_has_are_read_in(kind: str, table: str) -> None:
    report = read_in(kind, table)

    assert () == report.errors
    assert {kind} <= {tally.table for tally in report.tallies if tally.new}


def test_the_same_visit_with_other_content_is_a_conflict() -> None:
    row = "v1,1,north,2025-02-01T08:00,2025-02-01T09:00,ann,\n"
    other = "v1,1,north,2025-02-01T10:00,2025-02-01T11:00,ann,\n"

    report = read_in("visits", VISIT + row + other)

    assert [("visits.csv", 3, "table_conflict")] == [
        (error.file, error.line, error.expected) for error in report.errors
    ]


def test_a_store_that_takes_no_tables_says_so() -> None:
    policy = MemoryPolicy()
    policy.add_actor(KEEPER)
    policy.grant(KEEPER.id, Permission.ADMIN, None)
    host = Casework(storage=MemoryStorage(), people=MemoryPeople(), policy=policy)

    with pytest.raises(StoreError) as refused:
        host.acting(KEEPER).import_tables([])

    assert "store_takes_no_tables" == refused.value.code
