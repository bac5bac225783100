"""
What is handed to a desk must be what it says it is; a repeated request is answered the same.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from fastomsorg.casework import Casework, Desk
from fastomsorg.commands import RecordStatus, RequestChange, StartEnactment
from fastomsorg.decisions import Granted
from fastomsorg.history import Registration
from fastomsorg.hooks import HOOK_VERSION, Answered, Panel, Posting, hookimpl
from fastomsorg.terms import (
    Actor,
    CaseKey,
    FastomsorgError,
    Instant,
    Malformed,
    Period,
    Permission,
    PluginError,
    RegistrationId,
    RequestConflict,
    Status,
    UnknownId,
)
from fastomsorg.testing import MemoryPlugin, MemoryStore, a_client, a_staff_member, a_unit

NOW = dt.datetime(2025, 2, 17, 9, 0, tzinfo=dt.UTC)
DAY = dt.date(2025, 2, 17)
A_WEEK = Period.through(DAY, DAY + dt.timedelta(days=6))
CASE = CaseKey("6016254", "north")
NOWHERE: Any = "2025-02-17"
WRONGLY: dict[str, Any] = {
    "start": StartEnactment,
    "answer": RecordStatus,
    "wish": RequestChange,
}
"""The commands, as somebody without a type checker uses them."""


def filled(store: MemoryStore) -> MemoryStore:
    list(store.put_units([a_unit("north")], now=NOW))
    list(store.put_clients([a_client(CASE.client)], now=NOW))
    list(store.put_staff([(a_staff_member("ann", units={"north"}), None)], now=NOW))
    for actor in ("me", "you"):
        store.policy.add_actor(Actor(actor))
        for permission in Permission:
            store.policy.grant(actor, permission, None)
    return store


def casework(store: MemoryStore) -> Casework:
    return Casework(storage=store, people=store, policy=store.policy, clock=lambda: NOW)


@pytest.fixture
def desk() -> Desk:
    desk = casework(filled(MemoryStore())).acting(Actor("me"))
    assert isinstance(desk.submit(StartEnactment(CASE, "e1", DAY)), Granted)
    return desk


@pytest.mark.parametrize(
    ("field", "command"),
    [
        ("text", lambda wrong: WRONGLY["wish"](CASE, DAY, text=wrong)),
        ("services", lambda wrong: WRONGLY["start"](CASE, "e", DAY, services={wrong})),
        ("on", lambda wrong: WRONGLY["answer"](CASE, Status.DECLINED, str(wrong))),
        ("on", lambda _: WRONGLY["answer"](CASE, Status.DECLINED, NOW)),
        ("status", lambda _: WRONGLY["answer"](CASE, "ja", DAY)),
        ("case", lambda _: WRONGLY["answer"](("6016254", "north"), Status.DECLINED, DAY)),
        ("enactment", lambda _: WRONGLY["start"](CASE, " ", DAY)),
    ],
)
def test_a_command_of_wrong_values_cannot_be_made(field: str, command: Callable[..., Any]) -> None:
    with pytest.raises(Malformed) as refused:
        command(42)

    assert field == refused.value.facts["field"]


def test_a_case_has_ids_that_are_text() -> None:
    with pytest.raises(Malformed):
        CaseKey(WRONGLY.get("nothing"), "north")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "ask",
    [
        lambda desk: desk.submit("hej"),
        lambda desk: desk.ask(None),
        lambda desk: desk.submit(RequestChange(CASE, DAY), request="abc"),
        lambda desk: desk.state(CASE, on=NOWHERE),
        lambda desk: desk.state(CASE, on=NOW),
        lambda desk: desk.state(CASE, on=DAY, known=NOW.replace(tzinfo=None)),
        lambda desk: desk.show(CASE.client, on=NOWHERE),
        lambda desk: desk.unhandled("north", on=NOWHERE),
        lambda desk: desk.selectable("north", on=NOWHERE),
        lambda desk: desk.explain("ann", on=NOWHERE),
        lambda desk: desk.due("north", on=NOWHERE),
        lambda desk: desk.due("north", on=NOW),
        lambda desk: desk.load("north", on=NOWHERE),
        lambda desk: desk.coverage("north", NOWHERE),
        lambda desk: desk.coverage("north", NOW),
        lambda desk: desk.coverage("north", Period(DAY)),
        lambda desk: desk.candidates(CASE.client, "north", on=NOWHERE),
        lambda desk: desk.candidates(CASE.client, "north", on=DAY, role=NOWHERE),
        lambda desk: desk.proposal("north", on=NOWHERE),
        lambda desk: desk.hand_over_plan("ann", on=NOWHERE),
        lambda desk: desk.hand_over_plan("ann", on=DAY, to="bo"),
        lambda desk: desk.hand_over_plan("ann", on=DAY, units="north"),
        lambda desk: desk.hand_over_plan("ann", on=DAY, reason=NOWHERE),
        lambda desk: desk.forecast(NOWHERE),
        lambda desk: desk.forecast(NOW, units=["north"]),
        lambda desk: desk.forecast(DAY, units="north"),
        lambda desk: casework(MemoryStore()).deliver(NOW.replace(tzinfo=None)),
    ],
)
def test_what_is_no_command_day_or_instant_is_said_to_be_none(
    desk: Desk, ask: Callable[[Desk], object]
) -> None:
    with pytest.raises(Malformed):
        ask(desk)


@pytest.mark.parametrize(
    "ask",
    [
        lambda desk: desk.offer(CaseKey(CASE.client, "west"), on=DAY),
        lambda desk: desk.offer(CaseKey("9", "north"), on=DAY),
        lambda desk: desk.state(CaseKey(CASE.client, "west"), on=DAY),
        lambda desk: desk.notes(unit="west"),
        lambda desk: desk.notes(client="9"),
        lambda desk: desk.due("west", on=DAY),
        lambda desk: desk.load("west", on=DAY),
        lambda desk: desk.coverage("west", A_WEEK),
        lambda desk: desk.candidates("9", "north", on=DAY),
        lambda desk: desk.candidates(CASE.client, "west", on=DAY),
        lambda desk: desk.proposal("west", on=DAY),
        lambda desk: desk.hand_over_plan("nobody", on=DAY),
        lambda desk: desk.hand_over_plan("ann", on=DAY, to=["nobody"]),
        lambda desk: desk.hand_over_plan("ann", on=DAY, units=["west"]),
        lambda desk: desk.forecast(DAY, units=["west"]),
    ],
)
def test_a_question_about_nobody_is_not_answered_as_if_all_were_well(
    desk: Desk, ask: Callable[[Desk], object]
) -> None:
    with pytest.raises(UnknownId):
        ask(desk)


class Slow(MemoryStore):
    """
    A store into which the same request comes twice at once: the other is stored first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.in_between: Callable[[], object] = lambda: None

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        self.let_the_other_be_first()
        return super().append(postings, now=now)

    def let_the_other_be_first(self) -> None:
        other, self.in_between = self.in_between, lambda: None
        other()


class SlowToRead(Slow):
    """
    The other is stored after the first look for an answer, and before the case is read.
    """

    def answered(self, request: RegistrationId) -> Answered | None:
        found = super().answered(request)
        self.let_the_other_be_first()
        return found


@pytest.mark.parametrize("kind", [Slow, SlowToRead])
def test_a_request_that_comes_twice_at_once_is_answered_as_if_it_came_twice_in_a_row(
    kind: type[Slow],
) -> None:
    store = kind()
    desk = casework(filled(store)).acting(Actor("me"))
    start, request = StartEnactment(CASE, "e1", DAY), uuid4()
    store.in_between = lambda: desk.submit(start, request=request)

    answer = desk.submit(start, request=request)

    assert isinstance(answer, Granted)
    assert request == answer.registration
    assert 1 == len(list(store.changes()))


def test_somebody_elses_request_is_not_answered_in_their_name(desk: Desk) -> None:
    store = filled(MemoryStore())
    request = UUID(int=7)
    host = casework(store)
    host.acting(Actor("me")).submit(StartEnactment(CASE, "e1", DAY), request=request)

    with pytest.raises(RequestConflict):
        host.acting(Actor("you")).submit(StartEnactment(CASE, "e1", DAY), request=request)


class Broken:
    """
    A plug-in whose journal cannot be opened.
    """

    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_journal(self, url: str) -> None:
        if url == "broken:journal":
            raise OSError("the disk is gone")


def test_a_journal_that_cannot_be_opened_stops_no_registration() -> None:
    memory = MemoryPlugin()
    host = Casework.open(
        "memory:here",
        journal=["broken:journal"],
        plan=["memory:here"],
        panel=Panel.of(memory, Broken()),
        clock=lambda: NOW,
    )
    store = host.host.storage
    assert isinstance(store, MemoryStore)
    filled(store)
    desk = host.acting(Actor("me"))
    desk.submit(StartEnactment(CASE, "e1", DAY))

    verdict = desk.submit(RecordStatus(CASE, Status.ACCEPTED, DAY, primary="ann"))

    assert isinstance(verdict, Granted)
    assert ["receiver_failed"] == [
        remark.code for remark in verdict.remarks if "receiver" in remark.facts
    ]
    assert {"broken:journal": PluginError} == {
        url: type(problem) for url, problem in host.problems.items()
    }
    (case,) = desk.show(CASE.client, on=DAY).cases
    assert (False, True) == (case.note_written, case.plan_updated)
    assert issubclass(PluginError, FastomsorgError)
