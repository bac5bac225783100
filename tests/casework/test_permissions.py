"""
Nobody does anything without the permission, at the unit, for a purpose it can be used for.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeAlias

import attrs
import pytest

from fastomsorg.care import Assessment, StaffMember
from fastomsorg.casework import Desk
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    ChangeEnactment,
    Command,
    Correct,
    EndContact,
    HandOver,
    MoveClient,
    NeedChanged,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.hooks import AccessOutcome
from fastomsorg.routine import profiles
from fastomsorg.terms import (
    Actor,
    ChangeReason,
    Consent,
    Malformed,
    NotAuthorised,
    Party,
    Period,
    Permission,
    Purpose,
    Role,
    Status,
    UnitId,
    UnknownId,
)
from fastomsorg.testing import request
from tests.casework.office import FIRST, NORTH, SOUTH, TODAY, Office, with_home_care
from tests.casework.permitted import USABLE
from tests.hooks.exports import COUNTS, Counts

YES, MOVED = 11, 12
WHENCE = dt.date(2024, 6, 8)
GONE_BY = Period.through(FIRST, WHENCE)
ASSESSED = Assessment("Larm", "Vill inte", "Susanne APO")
REASON = ChangeReason.CLIENT_WISH

Needed: TypeAlias = frozenset[tuple[Permission, UnitId | None]]
"""Permissions, each at a unit; None is everywhere."""


def needs(permission: Permission, *units: UnitId | None) -> Needed:
    return frozenset((permission, unit) for unit in units)


ASSIGN_NORTH = needs(Permission.ASSIGN, "north")

COMMANDS: dict[str, tuple[Command, Needed]] = {
    "start": (StartEnactment(NORTH, "e9", TODAY), ASSIGN_NORTH),
    "change": (ChangeEnactment(NORTH, TODAY, "e1", last_day=TODAY), ASSIGN_NORTH),
    "move": (
        MoveClient("agda", "north", "south", TODAY, confirmed=True),
        needs(Permission.ASSIGN, "north", "south"),
    ),
    "answer": (RecordStatus(NORTH, Status.DECLINED, TODAY), ASSIGN_NORTH),
    "no need": (RecordStatus(NORTH, Status.NO_NEED, TODAY, assessment=ASSESSED), ASSIGN_NORTH),
    "appoint": (AppointContacts(NORTH, TODAY, "greta", reason=REASON), ASSIGN_NORTH),
    "end contact": (
        EndContact(NORTH, TODAY, frozenset({Role.PRIMARY}), ChangeReason.STAFF_LEFT),
        ASSIGN_NORTH,
    ),
    "contact person": (
        AppointContactPerson(SOUTH, TODAY, "greta"),
        needs(Permission.ASSIGN, "south"),
    ),
    "wish": (RequestChange(NORTH, TODAY), ASSIGN_NORTH),
    "propose": (ProposeContact(SOUTH, TODAY, "greta"), needs(Permission.ASSIGN, "south")),
    "done": (RecordDone(NORTH, TODAY, "welcome_talk"), ASSIGN_NORTH),
    "need": (NeedChanged(NORTH, TODAY), ASSIGN_NORTH),
    "consent": (RecordConsent(NORTH, TODAY, Party.RELATIVES, Consent.GIVEN), ASSIGN_NORTH),
    "hand over": (
        HandOver("britta", TODAY, (AppointContacts(NORTH, TODAY, "greta", reason=REASON),)),
        ASSIGN_NORTH,
    ),
    "hand over at two units": (
        HandOver(
            "britta",
            TODAY,
            (
                AppointContacts(NORTH, TODAY, "greta", reason=REASON),
                AppointContacts(SOUTH, TODAY, "greta", reason=REASON),
            ),
        ),
        needs(Permission.ASSIGN, "north", "south"),
    ),
    "annul": (Annul(request(YES), "fel"), needs(Permission.ANNUL, "north")),
    "annul what is unknown": (Annul(request(99), "fel"), needs(Permission.ANNUL, None)),
    "correct": (
        Correct(request(YES), "fel", (RecordStatus(NORTH, Status.DECLINED, TODAY),)),
        ASSIGN_NORTH | needs(Permission.ANNUL, "north"),
    ),
    "correct elsewhere": (
        Correct(request(YES), "fel", (RecordStatus(SOUTH, Status.DECLINED, TODAY),)),
        needs(Permission.ANNUL, "north", "south") | needs(Permission.ASSIGN, "south"),
    ),
}

Question: TypeAlias = Callable[[Desk], object]


def acknowledging(desk: Desk) -> object:
    """
    Whoever may say so is told that there is nothing to say it of.
    """
    with suppress(UnknownId):
        return desk.acknowledge(request(99))
    return None


QUESTIONS: dict[str, tuple[Question, Needed]] = {
    "offer": (lambda desk: desk.offer(NORTH, on=TODAY), needs(Permission.VIEW, "north")),
    "state": (lambda desk: desk.state(NORTH, on=TODAY), needs(Permission.VIEW, "north")),
    "show": (lambda desk: desk.show("bo", on=TODAY), needs(Permission.VIEW, "north")),
    "contacts": (lambda desk: desk.contacts("bo", on=TODAY), needs(Permission.VIEW, "north")),
    "unhandled": (lambda desk: desk.unhandled("north", on=TODAY), needs(Permission.VIEW, "north")),
    "selectable": (
        lambda desk: desk.selectable("north", on=TODAY),
        needs(Permission.VIEW, "north"),
    ),
    "load": (lambda desk: desk.load("north", on=TODAY), needs(Permission.VIEW, "north")),
    "coverage": (
        lambda desk: desk.coverage("north", Period.through(TODAY, TODAY)),
        needs(Permission.VIEW, "north"),
    ),
    "candidates": (
        lambda desk: desk.candidates("agda", "north", on=TODAY),
        needs(Permission.VIEW, "north"),
    ),
    "proposal": (
        lambda desk: desk.proposal("north", on=TODAY),
        needs(Permission.VIEW, "north"),
    ),
    "hand_over_plan": (
        lambda desk: desk.hand_over_plan("britta", on=TODAY, units=["north"]),
        needs(Permission.VIEW, "north"),
    ),
    "forecast": (
        lambda desk: desk.forecast(TODAY, units=["north"]),
        needs(Permission.VIEW, "north"),
    ),
    "due": (lambda desk: desk.due("north", on=TODAY), needs(Permission.VIEW, "north")),
    "explain": (lambda desk: desk.explain("nils", on=TODAY), needs(Permission.VIEW, "north")),
    "notes": (lambda desk: desk.notes(unit="north"), needs(Permission.VIEW, "north")),
    "search": (
        lambda desk: desk.search(Status.ACCEPTED, on=TODAY, units=["north"]),
        needs(Permission.SEARCH, "north"),
    ),
    "search_changed": (
        lambda desk: desk.search_changed(on=TODAY, units=["north"]),
        needs(Permission.SEARCH, "north"),
    ),
    "publish": (
        lambda desk: desk.publish(Status.ACCEPTED, on=TODAY, units=["north"]),
        needs(Permission.SEARCH, "north"),
    ),
    "continuity": (
        lambda desk: desk.continuity(GONE_BY, units=["north"]),
        needs(Permission.SEARCH, "north"),
    ),
    "measure": (
        lambda desk: desk.measure("upc/1", GONE_BY, units=["north"]),
        needs(Permission.SEARCH, "north"),
    ),
    "marked_visits": (
        lambda desk: list(desk.marked_visits(GONE_BY, units=["north"])),
        needs(Permission.SEARCH, "north"),
    ),
    "followup": (
        lambda desk: desk.followup(GONE_BY, units=["north"]),
        needs(Permission.SEARCH, "north"),
    ),
    "followup: published, of everything": (
        lambda desk: desk.followup(GONE_BY, units=["north", "south"], published=True),
        needs(Permission.SEARCH, "north", "south"),
    ),
    "import_tables": (lambda desk: desk.import_tables([]), needs(Permission.ADMIN, None)),
    "purge": (lambda desk: desk.purge(on=FIRST, do=False), needs(Permission.ADMIN, None)),
    "export": (lambda desk: desk.export(COUNTS, Counts()), needs(Permission.ADMIN, None)),
    "actors": (lambda desk: desk.actors(), needs(Permission.ADMIN, None)),
    "assign_routine": (
        lambda desk: desk.assign_routine(profiles()["umea"], start=TODAY, replace=True),
        needs(Permission.ADMIN, None),
    ),
    "assigned_routines": (lambda desk: desk.assigned_routines(), needs(Permission.ADMIN, None)),
    "add_actor": (lambda desk: desk.add_actor("kim"), needs(Permission.ADMIN, None)),
    "revoke": (
        lambda desk: desk.revoke("susapo", [(Permission.SEARCH, None)]),
        needs(Permission.ADMIN, None),
    ),
    "acknowledge": (acknowledging, needs(Permission.ADMIN, None)),
    "cases_of": (lambda desk: desk.cases_of(["a chain"]), needs(Permission.ADMIN, None)),
    "sample_accesses": (
        lambda desk: desk.sample_accesses(5, seed=1),
        needs(Permission.ADMIN, None),
    ),
}


def submitting(command: Command) -> Question:
    return lambda desk: desk.submit(command)


def asking(command: Command) -> Question:
    return lambda desk: desk.ask(command)


EVERYTHING: dict[str, tuple[Question, Needed]] = {
    **QUESTIONS,
    **{f"submit: {name}": (submitting(what), needed) for name, (what, needed) in COMMANDS.items()},
    **{f"ask: {name}": (asking(what), needed) for name, (what, needed) in COMMANDS.items()},
}


def may(given: Needed, needed: Needed, purpose: Purpose) -> bool:
    """
    Whoever has been given something everywhere has it at every unit.
    """
    return all(
        purpose in USABLE[permission]
        and any(held is permission and at in (unit, None) for held, at in given)
        for permission, unit in needed
    )


def all_that_may_be_given(needed: Needed) -> Iterator[Needed]:
    """
    Nothing; each permission at one unit or everywhere; all but one of those needed; and all.
    """
    yield frozenset()
    for permission in Permission:
        for units in (("north",), ("south",), ("north", "south"), (None,)):
            yield needs(permission, *units)
    for one in needed:
        yield needed - {one}
    yield needed
    yield frozenset((permission, None) for permission, _ in needed)


def an_office() -> Office:
    """
    Agda has said yes to Britta at north; Nils works at north.
    """
    office = with_home_care(Office())
    office.know(attrs.evolve(office_member(office), id="nils", units=frozenset({"north"})))
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, WHENCE, "britta"), YES)
    return office


def office_member(office: Office) -> StaffMember:
    member = office.store.staff("britta", on=TODAY)
    assert member is not None
    return member


@pytest.mark.parametrize("name", EVERYTHING)
def test_only_the_permission_at_the_unit_for_a_purpose_it_can_be_used_for_lets_anybody_in(
    name: str,
) -> None:
    question, needed = EVERYTHING[name]
    office = an_office()
    for number, given in enumerate(all_that_may_be_given(needed)):
        for purpose in Purpose:
            actor = f"somebody {number}"
            for permission, unit in given:
                office.permit(actor, permission, unit=unit)
            came_in = let_in(office.casework.acting(Actor(actor), purpose), question)

            assert came_in is may(given, needed, purpose), (given, purpose)
            if came_in:
                office = an_office()


def let_in(desk: Desk, question: Question) -> bool:
    try:
        question(desk)
    except NotAuthorised:
        return False
    return True


@pytest.mark.parametrize("name", EVERYTHING)
def test_whoever_is_denied_changes_nothing_and_is_logged(name: str) -> None:
    question, _ = EVERYTHING[name]
    office = an_office()
    desk = office.acting("nobody")
    before, logged = office.registered(), len(list(office.store.accesses()))

    with pytest.raises(NotAuthorised):
        question(desk)

    assert office.registered() == before
    (row,) = list(office.store.accesses())[logged:]
    assert (row.actor, row.outcome) == ("nobody", AccessOutcome.DENIED)


def test_the_table_has_every_method_of_a_desk() -> None:
    methods = {name for name in dir(Desk) if not name.startswith("_")} - {"host", "gate"}

    assert {name.partition(":")[0] for name in EVERYTHING} == methods


def test_the_permission_to_record_what_was_done_is_for_own_clients() -> None:
    done = RecordDone(NORTH, TODAY, "welcome_talk")
    office = an_office()

    assert let_in(office.acting("britta", Permission.RECORD_DONE, unit="north"), submitting(done))
    assert not let_in(office.acting("greta", Permission.RECORD_DONE), submitting(done))
    assert not let_in(office.acting("britta"), submitting(attrs.evolve(done, case=SOUTH)))


def test_a_contact_without_the_permission_records_nothing() -> None:
    office = an_office()

    assert not let_in(office.acting("britta"), submitting(RecordDone(NORTH, TODAY, "plan")))


def test_a_contact_records_only_what_was_done_while_being_one() -> None:
    office = an_office()
    desk = office.acting("britta", Permission.RECORD_DONE)

    days = (WHENCE - dt.timedelta(days=1), WHENCE)
    told = [let_in(desk, submitting(RecordDone(NORTH, on, "plan"))) for on in days]

    assert told == [False, True]


def test_annulling_a_move_takes_the_permission_at_both_units() -> None:
    office = an_office()
    office.grant(MoveClient("agda", "north", "south", TODAY, confirmed=True), MOVED)
    annul = submitting(Annul(request(MOVED), "fel", confirmed=True))

    assert not let_in(office.acting("one", Permission.ANNUL, unit="north"), annul)
    assert not let_in(office.acting("other", Permission.ANNUL, unit="south"), annul)
    office.permit("one", Permission.ANNUL, unit="south")
    assert let_in(office.casework.acting(Actor("one")), annul)


def test_notes_without_a_unit_are_those_within_reach() -> None:
    office = an_office()
    office.grant(RecordStatus(SOUTH, Status.DECLINED, TODAY))

    units = [note.case.unit for note in office.acting("a", Permission.VIEW, unit="south").notes()]

    assert units == ["south"]
    with pytest.raises(NotAuthorised):
        office.acting("b", Permission.VIEW, unit="south").notes(unit="north", client="agda")
    with pytest.raises(NotAuthorised):
        office.acting("c").notes(client="agda")


def test_what_is_denied_says_who_lacks_what_and_where() -> None:
    with pytest.raises(NotAuthorised) as denied:
        an_office().acting("somebody", Permission.VIEW, unit="south").unhandled("north", on=TODAY)

    assert denied.value.code == "not_authorised"
    assert denied.value.facts == {"actor": "somebody", "permission": "view", "unit": "north"}


def test_a_wrong_purpose_says_what_it_was_and_what_would_be_right() -> None:
    office = an_office()
    desk = office.acting("somebody", Permission.SEARCH, purpose=Purpose.CASE_HANDLING)

    with pytest.raises(NotAuthorised) as denied:
        desk.search(Status.ACCEPTED, on=TODAY)

    assert denied.value.code == "purpose_not_allowed"
    assert denied.value.facts == {
        "permission": "search",
        "got": "case_handling",
        "expected": "follow_up, supervision",
    }


@pytest.mark.parametrize("purpose", ["nyfikenhet", "", "CASE_HANDLING"])
def test_a_purpose_that_does_not_exist_gets_no_desk(purpose: str) -> None:
    with pytest.raises(Malformed) as wrong:
        an_office().casework.acting(Actor("somebody"), purpose)

    assert wrong.value.code == "unknown_purpose"


def test_a_purpose_may_be_given_as_text() -> None:
    office = an_office()
    office.permit("somebody", Permission.VIEW)

    desk = office.casework.acting(Actor("somebody"), "follow_up")

    assert desk.state(NORTH, on=FIRST).status is Status.NOT_ASKED


def test_what_other_units_have_makes_no_difference_to_what_is_denied() -> None:
    """
    A client at another unit and one who does not exist are denied alike.
    """
    office = an_office()
    desk = office.acting("somebody", Permission.VIEW, unit="south")

    said = []
    for client in ("bo", "nobody"):
        with pytest.raises(NotAuthorised) as denied:
            desk.show(client, on=TODAY)
        said.append((denied.value.code, denied.value.facts))

    assert said[0] == said[1]
