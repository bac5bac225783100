"""
What one unit is answered does not depend on what another contains.

Two worlds are the same but for what is registered at other units. Everything that can be asked and
registered by whoever may do everything at the north unit is answered alike in both, errors
included. The one declared flow is who is contact at the client's other units.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fastomsorg.care import Assessment
from fastomsorg.casework import ClientTab, Desk
from fastomsorg.casework._at_desk._gate import Gate
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
from fastomsorg.decisions import Refused
from fastomsorg.hooks import Reach
from fastomsorg.terms import (
    Actor,
    CaseKey,
    ChangeReason,
    FastomsorgError,
    Period,
    Permission,
    Purpose,
    Role,
    Status,
)
from fastomsorg.testing import a_client, a_staff_member, a_unit, request
from tests.casework.office import FIRST, NOON, TODAY, Office
from tests.soaking import scaled

CLIENTS = ("agda", "bo", "cilla")
OTHERS = ("south", "west")
STAFF = ("britta", "greta")
HERE = tuple(CaseKey(client, "north") for client in CLIENTS)
WISH = ChangeReason.CLIENT_WISH
ASSESSED = Assessment("Larm", "Vill inte", "Susanne")
MOVED = dt.date(2024, 6, 20)
FIRST_ELSEWHERE = 500
"""The first of the requests that other units make."""

World: TypeAlias = tuple[Command, ...]
Told: TypeAlias = object

days = st.sampled_from([FIRST, dt.date(2024, 6, 5), TODAY, MOVED])
staff = st.sampled_from(STAFF)


def answers(case: CaseKey) -> st.SearchStrategy[Command]:
    past = st.sampled_from([FIRST, dt.date(2024, 6, 5), TODAY])
    return st.one_of(
        st.builds(RecordStatus, st.just(case), st.just(Status.DECLINED), past),
        st.builds(RecordStatus, st.just(case), st.just(Status.ACCEPTED), past, staff),
        st.builds(
            AppointContacts,
            st.just(case),
            days,
            staff,
            deputy=staff,
            reason=st.just(WISH),
            confirmed=st.just(True),
        ),
        st.builds(RequestChange, st.just(case), past, st.just("Vill byta")),
        st.builds(
            EndContact,
            st.just(case),
            days,
            st.just(frozenset({Role.PRIMARY})),
            st.just(WISH),
            confirmed=st.just(True),
        ),
    )


@st.composite
def elsewhere(draw: st.DrawFn) -> World:
    """
    What the other units register: starts, answers, contacts, moves between them.
    """
    commands: list[Command] = []
    for client in draw(st.sets(st.sampled_from((*CLIENTS, "dora")))):
        unit = draw(st.sampled_from(OTHERS))
        commands.append(StartEnactment(CaseKey(client, unit), f"{client}-{unit}", FIRST))
        commands += draw(st.lists(answers(CaseKey(client, unit)), max_size=4))
        if draw(st.booleans()):
            to = OTHERS[unit == "south"]
            commands.append(MoveClient(client, unit, to, MOVED, confirmed=True))
    return tuple(commands)


here = st.lists(st.sampled_from(HERE).flatmap(answers), max_size=5).map(tuple)


def a_world(at_home: World, others: World) -> Office:
    """
    The people are the same for every world; other units are first, and last.
    """
    known = [a_client(id, name=id, protected=id == "bo") for id in (*CLIENTS, "dora")]
    members = [
        a_staff_member(id, name=id, units=("north", *OTHERS), protected=id == "greta")
        for id in STAFF
    ]
    office = Office(clients=known, staff=members)
    list(office.store.put_units([a_unit("west")], now=NOON))
    middle = len(others) // 2
    starts = tuple(StartEnactment(key, f"e-{key.client}", FIRST) for key in HERE[:2])
    for number, command in enumerate(others[:middle], start=FIRST_ELSEWHERE):
        office.desk.submit(command, request=request(number))
    for number, command in enumerate((*starts, *at_home), start=1):
        office.desk.submit(command, request=request(number))
    for number, command in enumerate(others[middle:], start=FIRST_ELSEWHERE + middle):
        office.desk.submit(command, request=request(number))
    office.permit("kim", *Permission, unit="north")
    return office


@attrs.frozen
class Inquiry:
    """
    A method of a desk, and what it is called with.
    """

    method: str
    arguments: tuple[Any, ...] = ()
    options: dict[str, Any] = attrs.field(factory=dict)

    def asked(self, desk: Desk) -> object:
        """
        The answer, but for the one declared flow.
        """
        answer = getattr(desk, self.method)(*self.arguments, **self.options)
        match self.method:
            case "show":
                return here_alone(answer)
            case "contacts":
                return [each for each in answer if each.unit.id == "north"]
            case "notes":
                return list(answer)
            case _:
                return answer


def inquiries() -> Iterator[Inquiry]:
    """
    Every question, of clients and units here, elsewhere and nowhere; then every command.
    """
    today = {"on": TODAY}
    for client in (*CLIENTS, "dora", "nobody"):
        yield Inquiry("show", (client,), today)
        yield Inquiry("contacts", (client,), today)
        yield Inquiry("notes", options={"client": client})
        for unit in ("north", "south", "nowhere"):
            yield Inquiry("state", (CaseKey(client, unit),), today)
            yield Inquiry("offer", (CaseKey(client, unit),), today)
            yield Inquiry("notes", options={"client": client, "unit": unit})
    yield Inquiry("notes", options={"unread": True})
    for unit in ("north", "south", "nowhere"):
        yield from _of_unit(unit)
    yield Inquiry("search", (Status.ACCEPTED,), {**today, "names": True})
    for id in (*STAFF, "nobody"):
        yield Inquiry("explain", (id,), today)
    for number, command in enumerate(_commands(), start=900):
        yield Inquiry("ask", (command,))
        yield Inquiry("submit", (command,), {"request": request(number)})


def _of_unit(unit: str) -> Iterator[Inquiry]:
    yield Inquiry("unhandled", (unit,), {"on": TODAY})
    yield Inquiry("selectable", (unit,), {"on": TODAY})
    yield Inquiry("search_changed", (), {"on": MOVED, "units": [unit], "names": True})
    for published in (False, True):
        june = {"units": [unit], "published": published}
        yield Inquiry("followup", (Period.through(FIRST, TODAY),), june)
    for status in Status:
        yield Inquiry("search", (status,), {"on": TODAY, "units": [unit], "names": True})
        yield Inquiry("publish", (status,), {"on": TODAY, "units": [unit]})


def _commands() -> Iterator[Command]:
    """
    Also such as are not for this unit, and annulments of what may stand elsewhere, or nowhere.
    """
    for client in (*CLIENTS, "dora"):
        key = CaseKey(client, "north")
        yield StartEnactment(key, f"new-{client}", TODAY)
        yield RecordStatus(key, Status.NO_NEED, TODAY, assessment=ASSESSED, confirmed=True)
        yield RecordStatus(key, Status.ACCEPTED, TODAY, "britta", confirmed=True)
        yield RecordDone(key, TODAY, "welcome_talk")
        yield RecordStatus(CaseKey(client, "south"), Status.DECLINED, TODAY)
        yield MoveClient(client, "north", "south", MOVED, confirmed=True)
    for number in (1, 3, FIRST_ELSEWHERE, FIRST_ELSEWHERE + 1, 9999):
        yield Annul(request(number), "fel", confirmed=True)
        yield Correct(
            request(number), "fel", (RecordStatus(HERE[0], Status.DECLINED, TODAY),), confirmed=True
        )


def here_alone(tab: ClientTab) -> ClientTab:
    return attrs.evolve(tab, elsewhere=())


def told(office: Office) -> list[Told]:
    """
    What is answered and raised, in order, for every purpose.
    """
    return [
        _told(inquiry, office.casework.acting(Actor("kim"), purpose))
        for inquiry in inquiries()
        for purpose in (Purpose.CASE_HANDLING, Purpose.FOLLOW_UP)
    ]


def _told(inquiry: Inquiry, desk: Desk) -> Told:
    try:
        return inquiry.asked(desk)
    except FastomsorgError as error:
        return type(error), str(error), tuple(error.facts.items())


@settings(max_examples=scaled(40, 1_000))
@given(here, elsewhere(), elsewhere())
def test_what_a_unit_is_answered_does_not_depend_on_what_others_contain(
    at_home: World, others: World, otherwise: World
) -> None:
    assert told(a_world(at_home, others)) == told(a_world(at_home, otherwise))


A_YES_ELSEWHERE: World = (
    StartEnactment(CaseKey("agda", "south"), "agda-south", FIRST),
    RecordStatus(CaseKey("agda", "south"), Status.ACCEPTED, FIRST, "britta"),
)


def test_with_a_gate_that_lets_everybody_in_other_units_make_a_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Gate, "allows", lambda *_, **__: True)
    monkeypatch.setattr(Gate, "reach", lambda *_: Reach(everywhere=True))

    assert told(a_world((), A_YES_ELSEWHERE)) != told(a_world((), ()))


def test_the_declared_flow_is_who_is_contact_elsewhere_and_nothing_more() -> None:
    with_yes, without = (
        a_world((), others).casework.acting(Actor("kim")) for others in (A_YES_ELSEWHERE, ())
    )

    seen, unseen = (desk.show("agda", on=TODAY) for desk in (with_yes, without))
    assert [(each.unit.id, each.contacts[0].staff) for each in seen.elsewhere] == [
        ("south", "britta")
    ]
    assert unseen.elsewhere == ()
    assert here_alone(seen) == here_alone(unseen)


def test_an_enactment_id_in_use_elsewhere_is_refused_without_saying_where() -> None:
    desk = a_world((), A_YES_ELSEWHERE).casework.acting(Actor("kim"))

    verdict = desk.ask(StartEnactment(CaseKey("cilla", "north"), "agda-south", FIRST))

    assert isinstance(verdict, Refused)
    assert [reason.code for reason in verdict.reasons] == ["enactment_taken"]
    assert [reason.facts for reason in verdict.reasons] == [{"enactment": "agda-south"}]
