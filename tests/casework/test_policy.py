"""
A policy that breaks, or does not answer clearly, lets nobody in.
"""

from collections.abc import Callable
from typing import Any

import pytest

from fastomsorg.casework import Desk
from fastomsorg.commands import RecordStatus
from fastomsorg.hooks import Access, AccessOutcome, Reach
from fastomsorg.routine import profiles
from fastomsorg.terms import (
    Actor,
    ClientId,
    NotAuthorised,
    Permission,
    Purpose,
    Status,
    StoreError,
    UnitId,
)
from fastomsorg.testing import MemoryStore
from tests.casework.office import BO, NORTH, SOUTH, TODAY, Office, with_home_care

QUESTIONS: dict[str, Callable[[Desk], object]] = {
    "submit": lambda desk: desk.submit(RecordStatus(NORTH, Status.DECLINED, TODAY)),
    "ask": lambda desk: desk.ask(RecordStatus(NORTH, Status.DECLINED, TODAY)),
    "offer": lambda desk: desk.offer(NORTH, on=TODAY),
    "state": lambda desk: desk.state(NORTH, on=TODAY),
    "show": lambda desk: desk.show("agda", on=TODAY),
    "contacts": lambda desk: desk.contacts("agda", on=TODAY),
    "unhandled": lambda desk: desk.unhandled("north", on=TODAY),
    "selectable": lambda desk: desk.selectable("north", on=TODAY),
    "explain": lambda desk: desk.explain("britta", on=TODAY),
    "notes": lambda desk: list(desk.notes()),
    "search": lambda desk: desk.search(Status.ACCEPTED, on=TODAY),
    "publish": lambda desk: desk.publish(Status.ACCEPTED, on=TODAY),
    "import_tables": lambda desk: desk.import_tables([]),
    "purge": lambda desk: desk.purge(on=TODAY, do=True),
    "actors": lambda desk: desk.actors(),
    "assign_routine": lambda desk: desk.assign_routine(profiles()["umea"], start=TODAY),
    "assigned_routines": lambda desk: desk.assigned_routines(),
    "add_actor": lambda desk: desk.add_actor("kim"),
    "revoke": lambda desk: desk.revoke("susapo"),
    "sample_accesses": lambda desk: desk.sample_accesses(5, seed=1),
}


class Policy:
    """
    One that answers as it is told to; what it is told may raise.
    """

    def __init__(self, units: Callable[[], Any], allows: Callable[[], Any]) -> None:
        self._units, self._allows = units, allows

    def units(self, actor: Actor, permission: Permission) -> Any:
        return self._units()

    def allows(self, *asked: object) -> Any:
        return self._allows()


def raising(error: BaseException) -> Callable[[], Any]:
    def answer() -> Any:
        raise error

    return answer


def everywhere() -> Reach:
    return Reach(everywhere=True)


BROKEN: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "raises": (raising(RuntimeError("no directory")), raising(RuntimeError("no directory"))),
    "leaves": (raising(SystemExit(1)), raising(SystemExit(1))),
    "says nothing": (lambda: None, lambda: None),
    "answers yes in words": (lambda: ["north", "south"], lambda: "yes"),
    "answers one": (lambda: {"north": True}, lambda: 1),
    "reaches everything and allows nothing": (everywhere, lambda: False),
    "reaches everything and breaks": (everywhere, raising(KeyError("actor"))),
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_policy_that_breaks_or_answers_otherwise_than_yes_denies(
    question: str, broken: str
) -> None:
    store = with_home_care(Office()).store
    office = Office(store, policy=Policy(*BROKEN[broken]))
    desk = office.casework.acting(Actor("somebody"), Purpose.SUPERVISION)
    before = office.registered()

    if question == "notes" and broken.startswith("reaches"):
        assert QUESTIONS[question](desk) == []
        return
    with pytest.raises(NotAuthorised):
        QUESTIONS[question](desk)

    assert office.registered() == before
    assert list(office.store.accesses())[-1].outcome is AccessOutcome.DENIED


def test_whoever_interrupts_is_let_through() -> None:
    office = Office(policy=Policy(everywhere, raising(KeyboardInterrupt())))

    with pytest.raises(KeyboardInterrupt):
        office.casework.acting(Actor("somebody")).state(NORTH, on=TODAY)


class NotAgda:
    """
    Everything is allowed, but of Agda.
    """

    def units(self, actor: Actor, permission: Permission) -> Reach:
        return everywhere()

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        return client != "agda"


def but_of_agda() -> Desk:
    """
    Both have answered, and a desk of somebody who may see Bo only.
    """
    office = with_home_care(Office())
    for case in (NORTH, SOUTH, BO):
        office.grant(RecordStatus(case, Status.DECLINED, TODAY))
    narrow = Office(office.store, policy=NotAgda())
    return narrow.casework.acting(Actor("somebody"))


def test_a_policy_may_be_narrower_than_the_unit_for_a_case() -> None:
    desk = but_of_agda()

    assert desk.state(BO, on=TODAY).status is Status.DECLINED
    with pytest.raises(NotAuthorised):
        desk.state(NORTH, on=TODAY)
    with pytest.raises(NotAuthorised):
        desk.show("agda", on=TODAY)


def test_a_client_whom_the_policy_leaves_out_is_left_out_of_what_was_read() -> None:
    office = with_home_care(Office())
    desk = Office(office.store, policy=NotAgda()).casework.acting(Actor("somebody"))

    assert [each.client.id for each in desk.unhandled("north", on=TODAY)] == ["bo"]


def test_the_notes_of_a_client_whom_the_policy_leaves_out_are_left_out() -> None:
    assert [note.case for note in but_of_agda().notes()] == [BO]


class LogIsFull(MemoryStore):
    """
    A store that cannot write its read log.
    """

    def log(self, *accesses: Access) -> None:
        raise StoreError(store="full", problem="OSError")


@pytest.mark.parametrize("question", sorted(QUESTIONS.keys() - {"purge"}))
def test_what_cannot_be_logged_is_neither_shown_nor_done(question: str) -> None:
    kept = with_home_care(Office())
    kept.grant(RecordStatus(NORTH, Status.DECLINED, TODAY))
    office = Office(LogIsFull(kept.store._state))
    before = (office.registered(), office.store.policy.granted("susapo"))
    desk = office.casework.acting(Actor("susapo"), Purpose.SUPERVISION)
    if question in ("submit", "ask"):
        desk = office.desk

    with pytest.raises(StoreError):
        QUESTIONS[question](desk)

    assert (office.registered(), office.store.policy.granted("susapo")) == before
