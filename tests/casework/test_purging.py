"""
Erasing what is too old: what is gone, what is kept and why, and that nothing is half done.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

import attrs
import pytest

from fastomsorg.care import Absence, Absentee, Client
from fastomsorg.casework import Desk, ImportReport, PurgeReport, TableFile
from fastomsorg.commands import ChangeEnactment, MoveClient, RecordStatus, StartEnactment
from fastomsorg.decisions import Granted, LocalRules, Reason, blocking
from fastomsorg.history import Case
from fastomsorg.hooks import Access, AccessOutcome, Erasable
from fastomsorg.journal import JournalNote
from fastomsorg.law import Operator
from fastomsorg.terms import (
    CaseKey,
    Malformed,
    NotAuthorised,
    Period,
    Permission,
    RequestConflict,
    StaleCase,
    Status,
    StoreError,
    UnitId,
)
from fastomsorg.testing import MemoryStorage, MemoryStore, a_client, a_visit, request
from tests.casework.office import BO, FIRST, NOON, NORTH, SOUTH, TODAY, Office, with_home_care

LAST = dt.date(2024, 6, 10)
DUE = dt.date(2029, 6, 11)
THEN = dt.date(2029, 6, 12)


def an_old_office(store: MemoryStore | None = None, **ports: Any) -> Office:
    """
    Agda's care ended at both units and Bo's goes on; then five years passed.
    """
    office = with_home_care(Office(store, **ports))
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, FIRST, primary="britta"), 10)
    for number, case in enumerate((NORTH, SOUTH), start=11):
        office.grant(ChangeEnactment(case, LAST, f"e{number - 10}", last_day=LAST), number)
    visits = [a_visit(NOON, "v1", client="agda"), a_visit(NOON, "v2", client="bo")]
    list(office.store.put_visits(visits))
    list(office.store.put_absences([Absence(Absentee.CLIENT, "agda", Period(FIRST, TODAY))]))
    office.clock.to(THEN)
    office.casework.deliver()
    return office


def purged(office: Office, on: dt.date = THEN, *, do: bool = True) -> PurgeReport:
    return office.desk.purge(on=on, do=do)


def of_agda(store: MemoryStore) -> list[object]:
    """
    Everything that the store still knows of her, wherever it may be asked.
    """
    agda = "agda"
    return [
        *(each for each in store.changes() if each.case.client == agda),
        *store.cases(client=agda),
        *store.lives(client=agda),
        *store.notes(client=agda),
        *(each for key in (NORTH, SOUTH) for each in store.deliveries(key)),
        *(each for each in store.accesses() if each.client == agda),
        *(each for each in store.visits(Period(dt.date.min)) if each.client == agda),
        *(each for each in store.absences(Period(dt.date.min)) if each.id == agda),
        *store.enactment("e1"),
        *filter(None, [store.client(agda)]),
    ]


def test_a_record_whose_time_has_run_out_is_gone_wherever_it_is_asked_for() -> None:
    office = an_old_office()
    assert len(of_agda(office.store)) > 10

    report = purged(office)

    assert of_agda(office.store) == []
    assert [(each.client, each.units, each.due) for each in report.erased] == [
        ("agda", ("north", "south"), DUE)
    ]
    assert [str(place) for place in report.erased[0].basis] == ["SoL (2025:400) 16 kap. 1 §"]
    assert (report.done, report.swept) == (True, True)


def test_the_report_counts_what_is_gone_by_kind() -> None:
    rows = purged(an_old_office()).rows

    assert rows[Erasable.REGISTRATIONS] == 5
    assert rows[Erasable.PEOPLE] == rows[Erasable.VISITS] == rows[Erasable.ABSENCES] == 1
    assert rows[Erasable.NOTICES] == 1
    assert rows[Erasable.ACCESSES] >= 5


def test_others_are_left_as_they_were() -> None:
    office = an_old_office()
    before = office.store.read(BO)

    report = purged(office)

    assert office.store.read(BO) == before
    assert office.store.client("bo") is not None
    assert [visit.id for visit in office.store.visits(Period(dt.date.min))] == ["v2"]
    assert report.kept == {"retention_ongoing": 1}
    assert report.kept_due == ()


def test_the_day_before_nothing_is_erased() -> None:
    office = an_old_office()

    report = purged(office, DUE - dt.timedelta(days=1))

    assert (report.erased, report.rows, report.kept) == (
        (),
        {},
        {"retention_not_due": 1, "retention_ongoing": 1},
    )
    assert office.store.read(NORTH).version == 3


def test_a_dry_run_says_the_same_and_erases_nothing() -> None:
    office = an_old_office()
    tried = purged(office, do=False)

    assert office.store.read(NORTH).version == 3
    assert not tried.done
    assert (tried.erased, tried.kept) == (purged(office).erased, {"retention_ongoing": 1})


def test_a_second_run_does_nothing() -> None:
    office = an_old_office()
    purged(office)
    again = purged(office)

    assert (again.erased, again.rows) == ((), {})
    assert office.store.read(BO).version == 1


def test_a_request_that_is_repeated_after_its_record_was_erased_is_a_conflict() -> None:
    office = an_old_office()
    purged(office)
    yes = RecordStatus(NORTH, Status.ACCEPTED, FIRST, primary="britta")

    for command in (yes, RecordStatus(NORTH, Status.DECLINED, FIRST)):
        with pytest.raises(RequestConflict) as conflict:
            office.desk.submit(command, request=request(10))
        assert conflict.value.code == "request_erased"
    assert of_agda(office.store) == [
        each for each in office.store.accesses() if each.client == "agda"
    ]


def test_a_client_who_comes_back_begins_anew() -> None:
    office = an_old_office()
    last = office.registered()[-1]
    purged(office)
    office.know(a_client("agda"))

    office.grant(StartEnactment(NORTH, "e1", THEN), 20)

    assert office.store.read(NORTH).version == 1
    assert office.registered()[-1] == (NORTH, request(20))
    positions = [each.position for each in office.store.changes()]
    assert positions == sorted(set(positions))
    assert last not in office.registered()


def test_a_new_stay_keeps_the_whole_record_also_at_the_other_unit() -> None:
    office = an_old_office()
    office.clock.to(dt.date(2029, 6, 1))
    office.grant(StartEnactment(SOUTH, "e9", dt.date(2029, 6, 1)))
    office.clock.to(THEN)

    assert purged(office).erased == ()
    assert office.store.read(NORTH).version == 3


# At whose ---------------------------------------------------------------------------------------


def privately(unit: UnitId, _on: dt.date) -> LocalRules:
    """
    South is run by a provider.
    """
    private = unit == "south"
    return LocalRules(operator=Operator.PRIVATE_PROVIDER if private else Operator.MUNICIPALITY)


def test_the_record_at_a_private_provider_is_erased_before_the_boards() -> None:
    office = an_old_office(local=privately)

    report = purged(office, dt.date(2026, 6, 11))

    assert [(each.units, each.operator, each.due) for each in report.erased] == [
        (("south",), Operator.PRIVATE_PROVIDER, dt.date(2026, 6, 11))
    ]
    assert [str(place) for place in report.erased[0].basis] == ["SoL (2025:400) 17 kap. 2 §"]
    assert office.store.read(SOUTH).version == 0
    assert office.store.read(NORTH).version == 3


def test_what_is_known_of_the_client_stays_with_the_other_record() -> None:
    office = an_old_office(local=privately)

    rows = purged(office, dt.date(2026, 6, 11)).rows

    assert rows.get(Erasable.PEOPLE, 0) == rows.get(Erasable.ABSENCES, 0) == 0
    assert office.store.client("agda") is not None
    left = {each.unit for each in office.store.accesses() if each.client == "agda"}
    assert "south" not in left
    assert "north" in left


def test_of_a_move_the_others_part_stays() -> None:
    """
    A move is one registration on two cases; only one of them is erased.
    """
    office = with_home_care(Office(local=privately))
    office.grant(MoveClient("bo", "north", "south", LAST), 20)
    office.grant(ChangeEnactment(CaseKey("bo", "south"), LAST, "e3", last_day=LAST))
    office.clock.to(dt.date(2026, 7, 1))
    office.casework.deliver()

    purged(office, dt.date(2026, 7, 1))

    assert [each.case.unit for each in office.store.find(request(20))] == ["north"]
    found = office.store.answered(request(20))
    assert found is not None
    assert found.erased


# Why it is kept ---------------------------------------------------------------------------------


def kept_for(report: PurgeReport) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.client, tuple(r.code for r in each.reasons)) for each in report.kept_due]


def test_whoever_is_born_on_the_fifth_is_kept_for_research_and_named() -> None:
    office = an_old_office()
    office.know(a_client("agda", born=dt.date(1938, 8, 5)))
    report = purged(office)

    assert report.erased == ()
    assert kept_for(report) == [("agda", ("retention_sample",))]
    assert office.store.read(NORTH).version == 3


def test_what_a_plug_in_says_keeps_the_record() -> None:
    asked: list[str] = []

    def longer(client: Client) -> tuple[Reason, ...]:
        asked.append(client.id)
        return (blocking("retention_longer", why="Tvist", plugin="ours"),)

    report = purged(an_old_office(longer=longer))

    assert kept_for(report) == [("agda", ("retention_longer",))]
    assert asked == ["agda"], "whoever is not due need not be asked about"


class Broken:
    """
    A journal that nothing can be written in.
    """

    def write(self, note: JournalNote) -> None:
        raise ConnectionError

    def find(self, id: UUID) -> bool:
        return False


def test_what_has_not_been_told_yet_keeps_the_record() -> None:
    office = with_home_care(Office(journal={"journal": Broken()}))
    office.grant(RecordStatus(BO, Status.ACCEPTED, FIRST, primary="britta"))
    office.grant(ChangeEnactment(BO, LAST, "e3", last_day=LAST))
    office.clock.to(THEN)

    assert kept_for(purged(office)) == [("bo", ("retention_untold",))]


# Who may, and what is logged --------------------------------------------------------------------


def test_it_takes_the_administrator_of_every_unit() -> None:
    office = an_old_office()
    desk = office.acting("anna", *set(Permission) - {Permission.ADMIN})
    here = office.acting("hanna", Permission.ADMIN, unit="north")

    for each in (desk, here):
        with pytest.raises(NotAuthorised):
            each.purge(on=THEN, do=True)
    assert office.store.read(NORTH).version == 3
    assert [each.outcome for each in office.store.accesses() if each.action == "purge"] == [
        AccessOutcome.DENIED,
        AccessOutcome.DENIED,
    ]


@pytest.mark.parametrize(("do", "action"), [(True, "purge"), (False, "purge_dry_run")])
def test_it_is_logged_without_whom_it_was_about(do: bool, action: str) -> None:
    office = an_old_office()
    purged(office, do=do)

    (row,) = (each for each in office.store.accesses() if each.action == action)
    assert (row.actor, row.permission, row.client, row.unit) == (
        "susapo",
        Permission.ADMIN,
        None,
        None,
    )


@pytest.mark.parametrize("on", [THEN + dt.timedelta(days=1), "2029-06-12"])
def test_a_day_that_has_not_been_is_refused(on: dt.date) -> None:
    office = an_old_office()

    with pytest.raises(Malformed):
        purged(office, on)
    assert office.store.read(NORTH).version == 3


# When something goes wrong ----------------------------------------------------------------------


class ReadOnly(MemoryStorage):
    """
    A store that cannot erase.
    """


def test_a_store_that_cannot_erase_says_so() -> None:
    office = an_old_office()
    other = Office(office.store, storage=ReadOnly(office.store._state))
    other.clock.to(THEN)

    assert [each.client for each in other.desk.purge(on=THEN, do=False).erased] == ["agda"]
    with pytest.raises(StoreError) as refused:
        other.desk.purge(on=THEN, do=True)
    assert refused.value.code == "store_cannot_erase"


class Busy(MemoryStore):
    """
    Somebody registers on the case just before it is erased, *times* over.
    """

    office: Office
    times: int = 1

    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        if self.times:
            self.times -= 1
            number = self.times
            self.office.grant(StartEnactment(SOUTH, f"new{number}", THEN))
        return super().erase(cases, staying=staying, access=access)


def test_whoever_registers_meanwhile_keeps_the_record() -> None:
    store = Busy()
    office = store.office = an_old_office(store)

    report = purged(office)

    assert (report.done, report.erased) == (True, ())
    assert office.store.read(NORTH).version == 3
    assert office.store.read(SOUTH).version == 3


class Empty(Busy):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        raise StaleCase(client="agda", unit="north", expected=1, got=2)


def test_where_others_keep_registering_nothing_is_erased() -> None:
    office = an_old_office(Empty())

    with pytest.raises(StaleCase):
        purged(office)
    assert office.store.read(NORTH).version == 3


class BreaksOff(MemoryStore):
    """
    Fails when half is done.
    """

    def _erase_subjects(self, gone: object, last: object) -> int:
        raise ConnectionError


def test_a_purge_that_breaks_off_leaves_everything() -> None:
    office = an_old_office(BreaksOff())
    before = attrs.asdict(office.store._state, recurse=False)
    before = {name: repr(value) for name, value in before.items()}

    with pytest.raises(ConnectionError):
        purged(office)

    after = attrs.asdict(office.store._state, recurse=False)
    assert {name: repr(value) for name, value in after.items()} == before


class Unswept(MemoryStore):
    """
    Its files cannot be swept.
    """

    def sweep(self) -> bool:
        raise StoreError("store_damaged", store="memory", problem="SQLITE_CORRUPT")


def test_the_report_of_what_was_erased_is_given_also_where_the_files_cannot_be_swept() -> None:
    office = an_old_office(Unswept())

    report = purged(office)

    assert ([each.client for each in report.erased], report.swept) == (["agda"], False)
    assert of_agda(office.store) == []


def test_an_answer_is_granted_before_and_never_after() -> None:
    office = an_old_office()
    before = office.desk.submit(
        RecordStatus(NORTH, Status.ACCEPTED, FIRST, primary="britta"), request=request(10)
    )

    assert isinstance(before, Granted)


# What was read in ------------------------------------------------------------------------------

TABLES = {
    "units": "id,name,municipality\nnorth,Norra hemtjänsten,Provköping\n",
    "clients": (
        "id,name,born,protected\n7,Test Sju,1938-08-06,false\n8,Test Åtta,1938-08-06,false\n"
    ),
    "enactments": (
        "id,client,unit,from,to\nv7,7,north,2020-01-01,2020-12-31\nv8,8,north,2020-01-01,\n"
    ),
}


def test_rows_of_what_was_erased_are_not_read_in_again() -> None:
    office = Office()
    first = read_in(office.desk, TABLES)
    office.clock.to(THEN)
    erased = purged(office)

    again = read_in(office.desk, TABLES)
    rest = {**TABLES, "enactments": "id,client,unit,from,to\nv8,8,north,2020-01-01,\n"}
    without = read_in(office.desk, rest)

    assert (first.errors, [each.client for each in erased.erased]) == ((), ["7"])
    assert [(each.file, each.line, each.expected) for each in again.errors] == [
        ("enactments.csv", 2, "table_erased")
    ]
    assert without.errors == ()
    assert [key.client for key in office.store.cases()] == ["8"]


def read_in(desk: Desk, tables: dict[str, str]) -> ImportReport:
    files = (
        TableFile(f"{kind}.csv", kind, BytesIO(text.encode())) for kind, text in tables.items()
    )
    return desk.import_tables(list(files))
