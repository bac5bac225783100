"""
Nothing that a desk answers, raises or logs gives away somebody protected to whoever may not know.

Agda and her contact Britta have protected identities: all that is personal of them is a canary.
"""

from collections.abc import Callable, Iterator, Mapping

import attrs
import pytest

from fastomsorg.care import Assessment, Certificate, Client, StaffMember
from fastomsorg.casework import Desk
from fastomsorg.casework._at_desk._sight import Sight
from fastomsorg.commands import EndContact, RecordStatus
from fastomsorg.routine import profiles
from fastomsorg.terms import (
    Actor,
    ChangeReason,
    FastomsorgError,
    Period,
    Permission,
    Purpose,
    Role,
    Status,
)
from fastomsorg.testing import request
from tests.canaries import CANARY
from tests.casework.office import BO, FIRST, NORTH, TODAY, Office, with_home_care
from tests.figures import Figure

AGDA = Client("agda", CANARY, f"{CANARY}-1", f"{CANARY}-2", protected=True)
BRITTA = StaffMember(
    "britta",
    CANARY,
    units=frozenset({"north", "south"}),
    title="Undersköterska",
    phone=CANARY,
    email=f"{CANARY}@mail.se",
    hsa_id=CANARY,
    signature=CANARY,
    selectable=True,
    certificate=Certificate(FIRST.replace(year=2023, month=8), CANARY),
    protected=True,
)
ASSESSED = Assessment(f"{CANARY} har larm", f"{CANARY} vill inte", CANARY)
NO_NEED = RecordStatus(NORTH, Status.NO_NEED, FIRST, assessment=ASSESSED)
NOBODY = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "nobody")
DECLINED = RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True)

CALLS: Mapping[str, Callable[[Desk], object]] = {
    "submit": lambda desk: desk.submit(DECLINED),
    "ask": lambda desk: desk.ask(NOBODY),
    "offer": lambda desk: desk.offer(NORTH, on=TODAY),
    "state": lambda desk: desk.state(NORTH, on=TODAY),
    "show": lambda desk: desk.show("agda", on=TODAY),
    "contacts": lambda desk: desk.contacts("agda", on=TODAY),
    "unhandled": lambda desk: desk.unhandled("south", on=TODAY),
    "selectable": lambda desk: desk.selectable("north", on=TODAY),
    "load": lambda desk: desk.load("north", on=TODAY),
    "coverage": lambda desk: desk.coverage("north", Period.through(TODAY, TODAY)),
    "candidates": lambda desk: desk.candidates("agda", "north", on=TODAY),
    "proposal": lambda desk: desk.proposal("north", on=TODAY),
    "hand_over_plan": lambda desk: desk.hand_over_plan("britta", on=TODAY),
    "forecast": lambda desk: desk.forecast(TODAY),
    "explain": lambda desk: desk.explain("britta", on=TODAY),
    "search": lambda desk: desk.search(Status.ACCEPTED, on=TODAY, names=True),
    "search_changed": lambda desk: desk.search_changed(on=TODAY, names=True),
    "publish": lambda desk: desk.publish(Status.ACCEPTED, on=TODAY),
    "followup": lambda desk: desk.followup(Period.through(FIRST, FIRST)),
    "notes": lambda desk: list(desk.notes()),
    "acknowledge": lambda desk: desk.acknowledge(request(99)),
    "cases_of": lambda desk: desk.cases_of(["a chain"]),
    "sample_accesses": lambda desk: desk.sample_accesses(99, seed=1, last=TODAY),
    "actors": lambda desk: desk.actors(),
    "assign_routine": lambda desk: desk.assign_routine(profiles()["umea"], start=TODAY),
    "assigned_routines": lambda desk: desk.assigned_routines(),
    "add_actor": lambda desk: desk.add_actor("extra"),
    "revoke": lambda desk: desk.revoke("extra"),
    "purge": lambda desk: desk.purge(on=TODAY, do=False),
}
"""Whatever a desk can do; what is not listed here is done without anything said."""

UNLISTED = {"import_tables"}
"""What its reader is told of is what the reader handed over."""


def an_office() -> Office:
    office = with_home_care(Office(clients=(AGDA, a_client_without_protection()), staff=(BRITTA,)))
    office.grant(NO_NEED)
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", text=CANARY))
    office.grant(RecordStatus(BO, Status.ACCEPTED, FIRST, "britta"))
    return office


def a_client_without_protection() -> Client:
    return Client("bo", "Bo Testsson", protected=False)


def answers(office: Office, actor: str) -> Iterator[tuple[str, object]]:
    """
    What everything a desk can do answers, or raises, for each purpose.
    """
    methods = {name for name in dir(Desk) if not name.startswith("_")}
    for name in sorted(methods - UNLISTED - {"host", "gate"}):
        for purpose in (Purpose.CASE_HANDLING, Purpose.FOLLOW_UP):
            desk = office.casework.acting(Actor(actor), purpose)
            try:
                yield name, CALLS[name](desk) if name in CALLS else getattr(desk, name)()
            except FastomsorgError as error:
                yield name, (str(error), repr(error), error.facts)
            except TypeError:
                assert name not in CALLS


def texts(value: object) -> Iterator[str]:
    """
    Every text inside a value, also what its `repr` does not show.
    """
    match value:
        case str():
            yield value
        case dict() | Mapping():
            for key, each in value.items():
                yield from (*texts(key), *texts(each))
        case tuple() | list() | set() | frozenset():
            for each in value:
                yield from texts(each)
        case _:
            yield repr(value)
            for field in getattr(value, "__attrs_attrs__", ()):
                yield from texts(getattr(value, field.name))


def given_away(office: Office, actor: str) -> set[str]:
    return {
        name
        for name, answer in answers(office, actor)
        if any(CANARY in text for text in texts(answer))
    }


def without_the_permission() -> tuple[Office, str]:
    """
    An office, and an actor who may do everything there but see protected identities.
    """
    office = an_office()
    office.permit("kim", *set(Permission) - {Permission.SEE_PROTECTED})
    return office, "kim"


def test_no_answer_gives_away_who_is_protected(
    figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    got = given_away(*without_the_permission())

    monkeypatch.setattr(Sight, "_may_look", lambda *_, **__: True)
    control = given_away(*without_the_permission())

    figure(
        "what a desk can do that gives away a protected identity",
        got=len(got),
        of=len(CALLS),
        control=len(control),
        guard="everybody looks behind the protection",
    )
    assert got == set()
    assert control >= {"show", "contacts", "unhandled", "selectable", "explain", "search", "notes"}


def test_whoever_may_see_protected_identities_is_told_so_that_the_canary_is_there() -> None:
    office, kim = without_the_permission()
    office.permit(kim, Permission.SEE_PROTECTED)

    assert given_away(office, kim) >= {"show", "notes", "search"}


def test_the_read_log_the_plan_and_the_planning_name_nobody() -> None:
    office, kim = without_the_permission()
    office.permit(kim, Permission.SEE_PROTECTED)
    list(answers(office, kim))

    told = (list(office.store.accesses()), office.plan.snapshots, office.planning.changes)
    assert [text for text in texts(told) if CANARY in text] == []


def test_the_journal_says_what_was_written_and_names_no_protected_staff() -> None:
    office = with_home_care(Office(clients=(AGDA, a_client_without_protection()), staff=(BRITTA,)))
    office.grant(RecordStatus(BO, Status.ACCEPTED, TODAY, "britta"))
    ended = EndContact(BO, TODAY, frozenset({Role.PRIMARY}), ChangeReason.STAFF_LEFT)
    office.grant(attrs.evolve(ended, confirmed=True))
    office.grant(RecordStatus(BO, Status.DECLINED, TODAY, confirmed=True))

    assert len(office.journal.notes) == 2
    assert [text for text in texts(office.journal.notes) if CANARY in text] == []
