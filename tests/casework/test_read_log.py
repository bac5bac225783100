"""
Whoever looks, changes or is denied leaves a row: who, what for, what, where, about whom, when, how
it ended. One table says which rows each operation leaves; the controls say what is lost without.
"""

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeAlias

import attrs
import pytest

from fastomsorg.casework import Desk
from fastomsorg.commands import Annul, MoveClient, RecordStatus
from fastomsorg.hooks import Access, AccessOutcome
from fastomsorg.routine import profiles
from fastomsorg.terms import Actor, NotAuthorised, Period, Permission, Purpose, Status, UnknownId
from fastomsorg.testing import MemoryStore, request
from tests.casework.office import (
    BO,
    CLIENTS,
    FIRST,
    NORTH,
    SOUTH,
    STAFF,
    TODAY,
    Office,
    with_home_care,
)
from tests.hooks.exports import COUNTS, Counts

ASSIGN, VIEW, SEARCH = Permission.ASSIGN, Permission.VIEW, Permission.SEARCH
ADMIN, ANNUL, SEE = Permission.ADMIN, Permission.ANNUL, Permission.SEE_PROTECTED
YES, NO = 11, 12
YESTERDAY = TODAY - dt.timedelta(days=1)
GONE_BY = Period.through(FIRST, YESTERDAY)

Row: TypeAlias = tuple[Permission, str, str | None, str | None, str | None]
"""Permission, action, unit, client, staff."""

Deed: TypeAlias = Callable[[Desk], object]


@attrs.frozen
class Logged:
    """
    What is done, the rows that it leaves, and the row that it leaves where it is denied.
    """

    deed: Deed
    rows: tuple[Row, ...]
    denied: Row
    purpose: Purpose = Purpose.CASE_HANDLING


def row(
    permission: Permission,
    action: str,
    unit: str | None = None,
    client: str | None = None,
    staff: str | None = None,
) -> Row:
    return (permission, action, unit, client, staff)


def one(deed: Deed, only: Row, purpose: Purpose = Purpose.CASE_HANDLING) -> Logged:
    """
    What leaves the same row, allowed or denied.
    """
    return Logged(deed, (only,), only, purpose)


SUBMIT_NORTH = row(ASSIGN, "submit", "north", "agda")
SEARCHED = row(SEARCH, "search", "north")
SAMPLED = f"access_sample:size=5:seed=1:from=*:to={YESTERDAY}"
FOLLOW_UP = Purpose.FOLLOW_UP


def acknowledging(desk: Desk) -> object:
    """
    There is no such notice, and somebody wanted to know.
    """
    with suppress(UnknownId):
        return desk.acknowledge(request(99))
    return None


OPERATIONS: dict[str, Logged] = {
    "submit": one(
        lambda desk: desk.submit(RecordStatus(NORTH, Status.DECLINED, TODAY)), SUBMIT_NORTH
    ),
    "submit what is refused": one(
        lambda desk: desk.submit(RecordStatus(NORTH, Status.ACCEPTED, TODAY)), SUBMIT_NORTH
    ),
    "submit again": one(
        lambda desk: desk.submit(RecordStatus(BO, Status.DECLINED, TODAY), request=request(NO)),
        row(ASSIGN, "submit", "north", "bo"),
    ),
    "submit a move": Logged(
        lambda desk: desk.submit(MoveClient("agda", "north", "south", TODAY, confirmed=True)),
        (SUBMIT_NORTH, row(ASSIGN, "submit", "south", "agda")),
        SUBMIT_NORTH,
    ),
    "submit an annulment": one(
        lambda desk: desk.submit(Annul(request(YES), "fel")), row(ANNUL, "submit", "north", "agda")
    ),
    "submit the annulment of nothing": one(
        lambda desk: desk.submit(Annul(request(99), "fel")), row(ANNUL, "submit")
    ),
    "ask": one(
        lambda desk: desk.ask(RecordStatus(NORTH, Status.DECLINED, TODAY)),
        row(ASSIGN, "ask", "north", "agda"),
    ),
    "offer": one(lambda desk: desk.offer(NORTH, on=TODAY), row(VIEW, "offer", "north", "agda")),
    "state": one(lambda desk: desk.state(NORTH, on=TODAY), row(VIEW, "state", "north", "agda")),
    "show": Logged(
        lambda desk: desk.show("agda", on=TODAY),
        (row(VIEW, "show", "north", "agda"), row(VIEW, "show", "south", "agda")),
        row(VIEW, "show", None, "agda"),
    ),
    "show who is protected": Logged(
        lambda desk: desk.show("bo", on=TODAY),
        (row(VIEW, "show", "north", "bo"), row(SEE, "see_protected", "north", "bo")),
        row(VIEW, "show", None, "bo"),
    ),
    "contacts": Logged(
        lambda desk: desk.contacts("agda", on=TODAY),
        (row(VIEW, "show", "north", "agda"), row(VIEW, "show", "south", "agda")),
        row(VIEW, "show", None, "agda"),
    ),
    "unhandled": Logged(
        lambda desk: desk.unhandled("south", on=TODAY),
        (row(VIEW, "unhandled", "south"),),
        row(VIEW, "unhandled", "south"),
    ),
    "due": one(lambda desk: list(desk.due("south", on=TODAY)), row(VIEW, "due", "south")),
    "selectable": one(
        lambda desk: desk.selectable("north", on=TODAY), row(VIEW, "selectable", "north")
    ),
    "load": one(lambda desk: desk.load("north", on=TODAY), row(VIEW, "load", "north")),
    "coverage": one(
        lambda desk: desk.coverage("south", Period.through(TODAY, TODAY)),
        row(VIEW, "coverage", "south"),
    ),
    "candidates": one(
        lambda desk: desk.candidates("agda", "north", on=TODAY),
        row(VIEW, "candidates", "north", "agda"),
    ),
    "proposal": Logged(
        lambda desk: desk.proposal("south", on=TODAY),
        (row(VIEW, "proposal", "south"),),
        row(VIEW, "proposal", "south"),
    ),
    "hand_over_plan": Logged(
        lambda desk: desk.hand_over_plan("greta", on=TODAY),
        (row(VIEW, "hand_over_plan", "north"), row(VIEW, "hand_over_plan", "south")),
        row(VIEW, "hand_over_plan"),
    ),
    "forecast": Logged(
        lambda desk: desk.forecast(TODAY),
        (row(VIEW, "forecast", "north"), row(VIEW, "forecast", "south")),
        row(VIEW, "forecast"),
    ),
    "explain": Logged(
        lambda desk: desk.explain("lotta", on=TODAY),
        (row(VIEW, "explain", "south", None, "lotta"),),
        row(VIEW, "explain", None, None, "lotta"),
    ),
    "notes": Logged(
        lambda desk: list(desk.notes(client="agda")),
        (row(VIEW, "notes", "north", "agda"),),
        row(VIEW, "notes", None, "agda"),
    ),
    "notes where there are none": one(
        lambda desk: list(desk.notes(unit="south")), row(VIEW, "notes", "south")
    ),
    "notes of a unit": Logged(
        lambda desk: list(desk.notes(unit="north", unread=True)),
        (
            row(SEE, "see_protected", "north", "bo"),
            row(VIEW, "notes", "north", "agda"),
            row(VIEW, "notes", "north", "bo"),
        ),
        row(VIEW, "notes", "north"),
    ),
    "search": one(
        lambda desk: desk.search(Status.ACCEPTED, on=TODAY, units=["north"]), SEARCHED, FOLLOW_UP
    ),
    "search by name": Logged(
        lambda desk: desk.search(Status.ACCEPTED, on=TODAY, units=["north"], names=True),
        (row(SEARCH, "search_names", "north"), row(SEARCH, "search_names", "north", "agda")),
        row(SEARCH, "search_names", "north"),
        FOLLOW_UP,
    ),
    "search_changed": one(
        lambda desk: desk.search_changed(on=TODAY, units=["north"]), SEARCHED, FOLLOW_UP
    ),
    "publish": one(
        lambda desk: desk.publish(Status.ACCEPTED, on=TODAY, units=["north"]), SEARCHED, FOLLOW_UP
    ),
    "continuity": one(
        lambda desk: desk.continuity(GONE_BY, units=["north"]),
        row(SEARCH, "continuity", "north"),
        FOLLOW_UP,
    ),
    "continuity of a client": Logged(
        lambda desk: desk.continuity(GONE_BY, units=["north"], clients=["agda"]),
        (row(SEARCH, "continuity", "north", "agda"),),
        row(SEARCH, "continuity", "north"),
        FOLLOW_UP,
    ),
    "measure": one(
        lambda desk: desk.measure("upc/1", GONE_BY, units=["north"]),
        row(SEARCH, "measure", "north"),
        FOLLOW_UP,
    ),
    "followup": one(
        lambda desk: desk.followup(GONE_BY, units=["north"]),
        row(SEARCH, "followup", "north"),
        FOLLOW_UP,
    ),
    "marked_visits": one(
        lambda desk: list(desk.marked_visits(GONE_BY, units=["north"])),
        row(SEARCH, "visits", "north"),
        FOLLOW_UP,
    ),
    "import_tables": one(lambda desk: desk.import_tables([]), row(ADMIN, "import")),
    "purge": one(lambda desk: desk.purge(on=FIRST, do=True), row(ADMIN, "purge")),
    "purge, tried": one(lambda desk: desk.purge(on=FIRST, do=False), row(ADMIN, "purge_dry_run")),
    "export": one(lambda desk: desk.export(COUNTS, Counts()), row(ADMIN, "export")),
    "actors": one(lambda desk: desk.actors(), row(ADMIN, "actors")),
    "assign_routine": one(
        lambda desk: desk.assign_routine(profiles()["umea"], start=TODAY, unit="north"),
        row(ADMIN, "routine_assign", "north"),
    ),
    "assigned_routines": one(lambda desk: desk.assigned_routines(), row(ADMIN, "routines")),
    "add_actor": Logged(
        lambda desk: desk.add_actor("kim", permits=[(VIEW, "north")]),
        (row(ADMIN, "actor_add"), row(ADMIN, "permit:kim:view", "north")),
        row(ADMIN, "actor_add"),
    ),
    "revoke": Logged(
        lambda desk: desk.revoke("susapo", [(SEARCH, None)]),
        (row(ADMIN, "actor_revoke"), row(ADMIN, "revoke:susapo:search")),
        row(ADMIN, "actor_revoke"),
    ),
    "acknowledge": Logged(
        acknowledging,
        (row(ADMIN, f"acknowledge:notice={request(99)}"),),
        row(ADMIN, "acknowledge"),
    ),
    "cases_of": Logged(
        lambda desk: desk.cases_of(chains(desk)),
        (
            row(ADMIN, "verify_case", "north", "agda"),
            row(ADMIN, "verify_case", "south", "agda"),
            row(ADMIN, "verify_case", "north", "bo"),
        ),
        row(ADMIN, "verify_case"),
    ),
    "sample_accesses": Logged(
        lambda desk: desk.sample_accesses(5, seed=1),
        (row(ADMIN, SAMPLED),),
        row(ADMIN, "access_sample"),
    ),
}


def chains(desk: Desk) -> set[str]:
    storage = desk.host.storage
    assert isinstance(storage, MemoryStore)
    return {link.chain for link in storage.links()}


def an_office() -> Office:
    """
    Agda has said yes at north, and Bo, whose identity is protected, no.
    """
    bo = attrs.evolve(CLIENTS[1], protected=True)
    office = with_home_care(Office(clients=(CLIENTS[0], bo), staff=STAFF))
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta"), YES)
    office.grant(RecordStatus(BO, Status.DECLINED, TODAY), NO)
    return office


def left_by(office: Office, desk: Desk, deed: Deed) -> tuple[list[Access], bool]:
    """
    The rows that the deed left, and whether it was denied.
    """
    before = len(list(office.store.accesses()))
    try:
        deed(desk)
    except NotAuthorised:
        return list(office.store.accesses())[before:], True
    return list(office.store.accesses())[before:], False


def told(accesses: list[Access]) -> list[Row]:
    return [
        row(each.permission, each.action, each.unit, each.client, each.staff) for each in accesses
    ]


def test_every_operation_of_a_desk_stands_in_the_table() -> None:
    public = {
        name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if not name.startswith("_")
    }

    assert public == {name.split()[0].strip(",") for name in OPERATIONS}


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_is_allowed_leaves_these_rows_and_no_others(name: str) -> None:
    office, logged = an_office(), OPERATIONS[name]
    desk = office.casework.acting(office.desk.gate.actor, logged.purpose)
    accesses, denied = left_by(office, desk, logged.deed)

    assert not denied
    assert sorted(told(accesses), key=str) == sorted(logged.rows, key=str)
    assert {each.outcome for each in accesses} == {AccessOutcome.ALLOWED}


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_is_denied_leaves_a_row_that_says_so(name: str) -> None:
    office, logged = an_office(), OPERATIONS[name]
    desk = office.acting("nobody", purpose=logged.purpose)
    accesses, denied = left_by(office, desk, logged.deed)

    assert denied
    assert told(accesses) == [logged.denied]
    assert {each.outcome for each in accesses} == {AccessOutcome.DENIED}


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_is_denied_for_its_purpose_leaves_a_row_with_that_purpose(name: str) -> None:
    office, logged = an_office(), OPERATIONS[name]
    if logged.denied[0] in (ADMIN, SEE):
        assert logged.purpose is Purpose.CASE_HANDLING
        return
    unfit = Purpose.FOLLOW_UP if logged.denied[0] in (ASSIGN, ANNUL) else Purpose.MIGRATION
    desk = office.casework.acting(office.desk.gate.actor, unfit)
    accesses, denied = left_by(office, desk, logged.deed)

    assert denied
    assert [(each.purpose, each.outcome) for each in accesses] == [(unfit, AccessOutcome.DENIED)]


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("who", ["susapo", "nobody"])
def test_every_row_says_who_what_for_and_when(name: str, who: str) -> None:
    office, logged = an_office(), OPERATIONS[name]
    office.clock.to(TODAY + dt.timedelta(days=1))
    office.store.policy.add_actor(Actor(who))
    desk = office.casework.acting(Actor(who), logged.purpose)
    accesses, _ = left_by(office, desk, logged.deed)

    assert accesses
    assert {(each.actor, each.purpose, each.at) for each in accesses} == {
        (who, logged.purpose, office.clock())
    }


def test_no_row_has_a_name_or_a_number_in_it() -> None:
    office = an_office()
    for logged in OPERATIONS.values():
        left_by(office, office.casework.acting(office.desk.gate.actor, logged.purpose), logged.deed)
    people = [*(each.name for each in CLIENTS), *(each.name for each in STAFF)]
    names = {part for name in people for part in name.split()}
    written = " ".join(map(repr, office.store.accesses()))

    assert [name for name in sorted(names) if name in written] == []


# What the rows are for, and what is lost without them --------------------------------------------


class Forgetful(MemoryStore):
    """
    A storage that keeps everything but the read log.
    """

    def log(self, *accesses: Access) -> None:
        pass


def rows_of(log: Iterator[Access], client: str) -> int:
    return sum(each.client == client for each in log)


def test_who_has_looked_at_somebody_can_be_told_and_without_the_log_it_cannot() -> None:
    office = an_office()
    before = rows_of(office.store.accesses(), "agda")
    office.desk.show("agda", on=TODAY)
    after = rows_of(office.store.accesses(), "agda")
    forgetful = attrs.evolve(office.desk.gate, storage=Forgetful(office.store._state))
    attrs.evolve(office.desk, gate=forgetful).show("agda", on=TODAY)

    assert (after - before, rows_of(office.store.accesses(), "agda") - after) == (2, 0)


def test_an_answer_that_is_told_again_is_a_look_of_its_own() -> None:
    office = an_office()
    no = RecordStatus(SOUTH, Status.DECLINED, TODAY)
    rows = [left_by(office, office.desk, lambda desk: desk.submit(no, request=request(77)))[0]]
    rows += [left_by(office, office.desk, lambda desk: desk.submit(no, request=request(77)))[0]]

    assert told(rows[0]) == told(rows[1]) == [row(ASSIGN, "submit", "south", "agda")]


def test_a_registration_is_never_stored_without_its_row() -> None:
    office = an_office()
    before = len(list(office.store.accesses()))
    office.desk.submit(RecordStatus(SOUTH, Status.DECLINED, TODAY), request=request(77))
    (left,) = list(office.store.accesses())[before:]

    assert (left.action, left.client, left.unit) == ("submit", "agda", "south")
