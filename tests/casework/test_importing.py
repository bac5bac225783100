"""
Tables are read into a store whole, or not at all, and history is taken over as it happened.
"""

import datetime as dt
from io import BytesIO

import pytest

from fastomsorg.casework import Casework, Desk, ImportReport, TableFile
from fastomsorg.hooks import Storage
from fastomsorg.terms import Actor, CaseKey, NotAuthorised, Permission, Purpose, Status
from fastomsorg.testing import MemoryJournal, MemoryPlan, MemoryStore

NOW = dt.datetime(2025, 2, 17, 9, 0, tzinfo=dt.UTC)
CASE = CaseKey("1", "north")

UNITS = "id,name\nnorth,Norra hemtjänsten\nsouth,Södra hemtjänsten\n"
CLIENTS = "id,name,protected\n1,Test Ett,false\n2,Test Två,false\n"
STAFF = (
    "id,name,units,selectable,certificate_from\n"
    "ann,Test Ann,north,true,2023-09-01\n"
    "bo,Test Bo,north|south,true,\n"
)
ENACTMENTS = "id,client,unit,from,to\ne1,1,north,2023-01-01,\n"
PEOPLE = {"units": UNITS, "clients": CLIENTS, "staff": STAFF}


def desk(store: MemoryStore) -> Desk:
    actor = Actor("keeper")
    store.policy.add_actor(actor)
    for permission in Permission:
        store.policy.grant("keeper", permission, None)
    casework = Casework(storage=store, people=store, policy=store.policy, clock=lambda: NOW)
    return casework.acting(actor, Purpose.CASE_HANDLING)


def read_in(at: Desk, tables: dict[str, str], *, strict: bool = False) -> ImportReport:
    files = [
        TableFile(f"{kind}.csv", kind, BytesIO(text.encode())) for kind, text in tables.items()
    ]
    return at.import_tables(files, strict=strict)


def registrations(*rows: str) -> str:
    header = "client,unit,on,status,primary,deputy,reason,assessment,persons_view,by,recorded_at"
    return "\n".join([header, *rows]) + "\n"


def wrong(report: ImportReport) -> list[tuple[str, int, str, str]]:
    return [(error.file, error.line, error.column, error.expected) for error in report.errors]


def stored(store: Storage) -> int:
    return len(list(store.changes()))


def test_tables_are_read_in_any_order() -> None:
    store = MemoryStore()
    tables = {"enactments": ENACTMENTS, "staff": STAFF, "clients": CLIENTS, "units": UNITS}

    report = read_in(desk(store), tables)

    assert () == report.errors
    assert {"units": 2, "clients": 2, "staff": 2, "enactments": 1} == {
        tally.table: tally.new for tally in report.tallies
    }


def test_rows_that_stand_there_already_are_passed_over() -> None:
    store = MemoryStore()
    answers = registrations("1,north,2024-01-01,accepted,ann,,,,,Chef,2024-01-02T08:00:00")
    tables = PEOPLE | {"enactments": ENACTMENTS, "registrations": answers}
    at = desk(store)
    read_in(at, tables)
    before = stored(store)

    again = read_in(at, tables)

    assert () == again.errors
    assert [0, 0, 0, 0, 0] == [tally.new for tally in again.tallies]
    assert before == stored(store)


def test_history_is_taken_over_with_its_own_time_and_name() -> None:
    store = MemoryStore()
    answers = registrations("1,north,2024-01-01,accepted,ann,,,,,Test Chef,2024-01-02T08:00:00")
    at = desk(store)

    read_in(at, PEOPLE | {"enactments": ENACTMENTS, "registrations": answers})

    (case,) = at.show("1", on=dt.date(2024, 6, 1)).cases
    assert case.created is not None
    assert dt.datetime(2024, 1, 2, 7, 0, tzinfo=dt.UTC) == case.created.at
    assert "Test Chef" == case.created.name
    assert () == case.remarks


def test_what_the_rules_would_have_refused_is_stored_with_its_reasons() -> None:
    store = MemoryStore()
    answers = registrations("1,north,2024-01-01,accepted,bo,,,,,,")
    at = desk(store)

    report = read_in(at, PEOPLE | {"enactments": ENACTMENTS, "registrations": answers})

    assert [("registrations.csv", 2, ("title_missing",))] == [
        (row.file, row.line, row.remarks) for row in report.remarks
    ]
    (case,) = at.show("1", on=dt.date(2024, 6, 1)).cases
    assert Status.ACCEPTED is case.status
    assert ("title_missing",) == case.remarks


def test_strictly_it_is_refused() -> None:
    store = MemoryStore()
    answers = registrations("1,north,2024-01-01,accepted,bo,,,,,,")
    tables = PEOPLE | {"enactments": ENACTMENTS, "registrations": answers}

    report = read_in(desk(store), tables, strict=True)

    assert [("registrations.csv", 2, "primary", "reasons.title_missing")] == wrong(report)
    assert 0 == stored(store)
    assert store.unit("north") is None


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("9,north,2024-01-01,declined,,,,,,,", "client", "unknown_client"),
        ("1,west,2024-01-01,declined,,,,,,,", "unit", "unknown_unit"),
        ("1,north,2024-01-01,accepted,eve,,,,,,", "primary", "unknown_staff"),
        ("1,north,2022-12-31,declined,,,,,,,", "on", "outside_stay"),
        ("1,north,2025-02-18,declined,,,,,,,", "on", "day_in_future"),
        ("1,north,2024-01-01,accepted,,ann,,,,,", "deputy", "deputy_without_primary"),
        ("1,north,2024-01-01,accepted,ann,ann,,,,,", "deputy", "same_person_in_both_seats"),
    ],
)
def test_what_cannot_have_been_refuses_everything(row: str, column: str, expected: str) -> None:
    store = MemoryStore()
    tables = PEOPLE | {"enactments": ENACTMENTS, "registrations": registrations(row)}

    report = read_in(desk(store), tables)

    assert ("registrations.csv", 2, column, f"reasons.{expected}") in wrong(report)
    assert 0 == stored(store)
    assert store.client("1") is None


def test_a_deputy_may_stand_alone_where_a_primary_left_earlier_in_the_stay() -> None:
    store = MemoryStore()
    answers = registrations(
        "1,north,2024-01-01,accepted,ann,bo,,,,,", "1,north,2024-06-01,accepted,,bo,staff_left,,,,"
    )
    at = desk(store)

    report = read_in(at, PEOPLE | {"enactments": ENACTMENTS, "registrations": answers})

    assert () == report.errors
    held = at.state(CASE, on=dt.date(2024, 6, 1)).spell
    assert held is not None
    assert (None, "bo") == (held.primary, held.deputy.staff if held.deputy else None)


def test_an_id_of_another_client_is_refused_also_within_one_reading() -> None:
    store = MemoryStore()
    at = desk(store)
    read_in(at, PEOPLE | {"enactments": ENACTMENTS})

    report = read_in(at, {"enactments": "id,client,unit,from\ne1,2,north,2024-01-01\n"})

    assert [("enactments.csv", 2, "id", "reasons.enactment_taken")] == wrong(report)


def test_another_answer_for_the_same_day_and_time_is_a_conflict() -> None:
    store = MemoryStore()
    at = desk(store)
    first = registrations("1,north,2024-01-01,declined,,,,,,,2024-01-02T08:00:00")
    other = registrations("1,north,2024-01-01,accepted,ann,,,,,,2024-01-02T08:00:00")
    read_in(at, PEOPLE | {"enactments": ENACTMENTS, "registrations": first})

    report = read_in(at, {"registrations": other})

    assert [("registrations.csv", 2, "", "table_conflict")] == wrong(report)


def test_every_bad_row_of_every_table_is_reported() -> None:
    store = MemoryStore()
    tables = {
        "units": UNITS,
        "clients": "id,name,born\n1,Test Ett,1900-02-29\n2,Test Två,1950-13-01\n",
        "employments": "staff,employer,title,permanent,from\neve,B,assistant_nurse,ja,2020-01-01\n",
    }

    report = read_in(desk(store), tables)

    assert {("clients.csv", 2), ("clients.csv", 3), ("employments.csv", 2)} == {
        (error.file, error.line) for error in report.errors
    }
    assert store.unit("north") is None


def test_a_new_enactment_that_brings_a_contact_back_has_to_be_confirmed() -> None:
    store = MemoryStore()
    at = desk(store)
    ended = "id,client,unit,from,to\ne1,1,north,2023-01-01,2024-12-31\n"
    answers = registrations("1,north,2024-01-01,accepted,ann,,,,,,")
    read_in(at, PEOPLE | {"enactments": ended, "registrations": answers})
    next_day = "id,client,unit,from\ne2,1,north,2025-01-01\n"

    refused = read_in(at, {"enactments": next_day})
    file = TableFile("enactments.csv", "enactments", BytesIO(next_day.encode()))
    confirmed = at.import_tables([file], confirmed=True)

    assert [("enactments.csv", 2, "", "reasons.revives")] == wrong(refused)
    assert () == confirmed.errors
    held = at.state(CASE, on=dt.date(2025, 1, 1)).spell
    assert held is not None
    assert held.primary is not None


def test_only_an_administrator_reads_tables_in() -> None:
    store = MemoryStore()
    casework = Casework(storage=store, people=store, policy=store.policy, clock=lambda: NOW)

    with pytest.raises(NotAuthorised):
        casework.acting(Actor("stranger")).import_tables([])


def test_plan_and_planning_are_brought_up_to_date_but_history_gets_no_notes() -> None:
    store, journal, plan = MemoryStore(), MemoryJournal(), MemoryPlan()
    desk(store)
    casework = Casework(
        storage=store,
        people=store,
        policy=store.policy,
        journal={"journal": journal},
        plan={"plan": plan},
        clock=lambda: NOW,
    )
    ending = "id,client,unit,from,to\ne1,1,north,2023-01-01,2025-03-31\n"
    answers = registrations(
        "1,north,2024-01-01,accepted,bo,,,,,,", "1,north,2024-06-01,accepted,ann,,relation,,,,"
    )
    tables = PEOPLE | {"enactments": ending, "registrations": answers}

    read_in(casework.acting(Actor("keeper")), tables)
    casework.deliver()
    casework.deliver(dt.datetime(2025, 4, 1, 9, 0, tzinfo=dt.UTC))

    assert [] == list(store.notes())
    assert [
        (dt.date(2025, 2, 17), (("Fast omsorgskontakt", "Test Ann"),)),
        (dt.date(2025, 4, 1), ()),
    ] == [(shown.on, shown.lines) for shown in plan.snapshots]


def test_what_can_be_read_is_judged_also_where_other_rows_cannot_be() -> None:
    store = MemoryStore()
    enactments = (
        "id,client,unit,from,to\n"
        "e1,1,north,2023-01-01,\n"
        "e2,9,north,2023-01-01,\n"
        "e3,1,west,2023-01-01,\n"
        "e4,1,north,1900-02-29,\n"
    )
    answers = registrations(
        "1,north,2022-01-01,declined,,,,,,,",
        "1,north,2024-01-01,accepted,eve,,,,,,",
        "1,north,2024-02-01,ja,,,,,,,",
    )

    report = read_in(desk(store), PEOPLE | {"enactments": enactments, "registrations": answers})

    assert [
        ("enactments.csv", 3, "client"),
        ("enactments.csv", 4, "unit"),
        ("enactments.csv", 5, "from"),
        ("registrations.csv", 3, "primary"),
        ("registrations.csv", 4, "status"),
    ] == [(error.file, error.line, error.column) for error in report.errors]


def test_what_may_only_follow_from_an_unreadable_row_is_not_told() -> None:
    store = MemoryStore()
    tables = PEOPLE | {
        "clients": "id,name,born\n1,Test Ett,1950-13-01\n2,Test Två,1950-05-01\n",
        "enactments": ENACTMENTS,
    }

    report = read_in(desk(store), tables)

    assert [("clients.csv", 2)] == [(error.file, error.line) for error in report.errors]


def test_strictly_every_row_is_judged_though_one_is_refused() -> None:
    store = MemoryStore()
    answers = registrations(
        "1,north,2024-01-01,accepted,bo,,,,,,", "1,north,2024-02-01,accepted,ann,,,,,,"
    )
    tables = PEOPLE | {"enactments": ENACTMENTS, "registrations": answers}

    report = read_in(desk(store), tables, strict=True)

    assert [
        ("registrations.csv", 2, "primary", "reasons.title_missing"),
        ("registrations.csv", 3, "", "reasons.reason_missing"),
    ] == wrong(report)
