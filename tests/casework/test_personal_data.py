"""
Names, numbers and words of people are in no log, no error and no `repr`.
"""

import gc
import logging
from collections.abc import Iterator

import attrs
import pytest

from fastomsorg.care import Assessment, Certificate, Client, Employment, StaffMember
from fastomsorg.commands import (
    Annul,
    AppointContacts,
    Command,
    Correct,
    EndContact,
    MoveClient,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.decisions import AlsoNoted, LocalRules, Refused
from fastomsorg.journal import JournalNote
from fastomsorg.terms import (
    Actor,
    ChangeReason,
    FastomsorgError,
    IdentityNumber,
    NotAuthorised,
    Period,
    Permission,
    Purpose,
    RequestConflict,
    Role,
    Status,
    Title,
    UnknownId,
)
from fastomsorg.testing import request
from tests.canaries import CANARY, found_in
from tests.casework.office import FIRST, NORTH, SOUTH, TODAY, Office

OTHER = ChangeReason.OTHER
ASSESSMENT = Assessment(f"{CANARY} har larm", f"{CANARY} vill inte", f"{CANARY}, enhetschef")
AGDA = Client(
    "agda",
    CANARY,
    personal_number=f"{CANARY}-1",
    customer_number=f"{CANARY}-2",
    protected=False,
)
MANAGER = Actor("susapo", CANARY, CANARY)


def a_nurse(id: str) -> StaffMember:
    """
    Somebody of whom everything that can be told is personal.
    """
    return StaffMember(
        id,
        CANARY,
        units=frozenset({"north", "south"}),
        title="Undersköterska",
        phone=CANARY,
        email=f"{CANARY}@mail.se",
        hsa_id=CANARY,
        signature=CANARY,
        selectable=True,
        certificate=Certificate(FIRST.replace(year=2023, month=8), CANARY),
        employments=(
            Employment(
                "Kommunen",
                Title.ASSISTANT_NURSE,
                True,
                Period(FIRST.replace(year=2015)),
                CANARY,
            ),
        ),
    )


class Broken:
    """
    A journal that quotes what it was given when it fails.
    """

    def write(self, note: JournalNote) -> None:
        raise RuntimeError(f"cannot write {note.text} by {note.by.name}")

    def find(self, id: object) -> bool:
        return False


COMMANDS: tuple[Command, ...] = (
    StartEnactment(NORTH, "e1", FIRST),
    StartEnactment(SOUTH, "e2", FIRST),
    RecordStatus(NORTH, Status.NO_NEED, FIRST, assessment=ASSESSMENT),
    RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta"),
    RequestChange(NORTH, TODAY, CANARY, "lotta"),
    RecordDone(NORTH, TODAY, "welcome_talk", CANARY),
    AppointContacts(NORTH, TODAY, "lotta", reason=OTHER, text=CANARY, confirmed=True),
    EndContact(NORTH, TODAY, frozenset({Role.DEPUTY}), OTHER, CANARY),
    MoveClient("agda", "north", "south", TODAY.replace(day=20)),
    Annul(request(3), f"{CANARY} hade fel", confirmed=True),
    Correct(
        request(4),
        CANARY,
        (RecordStatus(NORTH, Status.ACCEPTED, TODAY, "greta", text=CANARY),),
        confirmed=True,
    ),
    RecordStatus(NORTH, Status.ACCEPTED, FIRST, "nobody", text=CANARY),
)


def a_day_at_work() -> Iterator[object]:
    """
    Everything that a host may get hold of when people are registered on and looked up.
    """
    office = Office(
        clients=(AGDA,),
        staff=tuple(a_nurse(id) for id in ("britta", "greta", "lotta")),
        local=lambda unit, on: LocalRules(also_noted=frozenset(AlsoNoted)),
        journal={"journal": Broken()},
    )
    desk = office.casework.acting(MANAGER)
    for number, command in enumerate(COMMANDS, start=1):
        yield command
        yield desk.ask(command)
        yield desk.submit(command, request=request(number))
        yield office.store.answered(request(number))
    yield desk
    yield desk.show("agda", on=TODAY)
    yield desk.contacts("agda", on=TODAY)
    yield desk.unhandled("north", on=TODAY)
    yield desk.selectable("north", on=TODAY)
    yield desk.explain("britta", on=TODAY)
    yield list(desk.notes())
    search = office.casework.acting(MANAGER, Purpose.FOLLOW_UP)
    yield search.search(Status.ACCEPTED, on=TODAY, names=True)
    yield office.casework.deliver()
    yield list(office.store.changes())
    yield list(office.store.accesses())
    yield [office.store.read(key) for key in (NORTH, SOUTH)]
    yield [office.store.deliveries(key) for key in (NORTH, SOUTH)]
    yield [office.store.client("agda"), office.store.staff("britta", on=TODAY)]
    yield office.plan.snapshots
    yield office.planning.changes


def test_the_canary_is_in_what_is_stored_so_that_it_can_be_looked_for() -> None:
    told = [value for value in a_day_at_work() if isinstance(value, list)]
    notes = [each for value in told for each in value if isinstance(each, JournalNote)]

    assert [note for note in notes if CANARY in note.text] != []


def test_nothing_that_a_host_gets_hold_of_shows_what_is_personal() -> None:
    assert [type(value) for value in a_day_at_work() if found_in(repr(value))] == []


def test_no_value_that_is_made_on_the_way_shows_what_is_personal() -> None:
    kept = list(a_day_at_work())
    ours = [
        value
        for value in gc.get_objects()
        if _is_of_the_library(type(value)) and attrs.has(type(value))
    ]

    assert kept != []
    assert {type(value).__name__ for value in ours if found_in(repr(value))} == set()


def test_a_receiver_that_quotes_a_note_gives_away_nothing_but_what_went_wrong(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    remarks = [
        remark
        for verdict in a_day_at_work()
        if not isinstance(verdict, Refused)
        for remark in getattr(verdict, "remarks", ())
        if remark.code == "receiver_failed"
    ]

    assert remarks != []
    assert {str(remark.facts["error"]) for remark in remarks} == {"RuntimeError"}
    assert found_in(caplog.text) == []


def test_errors_name_ids_and_nothing_else() -> None:
    office = Office(clients=(AGDA,), staff=(a_nurse("britta"),))
    desk = office.casework.acting(MANAGER)
    desk.submit(StartEnactment(NORTH, "e1", FIRST), request=request(1))
    errors: list[FastomsorgError] = []
    for asked in (
        lambda: desk.show("nobody", on=TODAY),
        lambda: desk.submit(RequestChange(NORTH, TODAY, CANARY), request=request(1)),
        lambda: office.acting("somebody", Permission.VIEW).submit(
            RequestChange(NORTH, TODAY, CANARY)
        ),
        lambda: IdentityNumber.parse(f"{CANARY}-1234", today=TODAY),
    ):
        with pytest.raises(FastomsorgError) as raised:
            asked()
        errors.append(raised.value)

    assert [type(error) for error in errors[:3]] == [UnknownId, RequestConflict, NotAuthorised]
    assert [str(error) for error in errors if found_in(str(error) + repr(error))] == []


def _is_of_the_library(kind: type) -> bool:
    """
    The command line is a host: what it keeps to show is not the library's.
    """
    module = str(kind.__module__)
    return module.startswith("fastomsorg.") and not module.startswith("fastomsorg.cli")
