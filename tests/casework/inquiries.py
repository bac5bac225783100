"""
Everything that can be asked of the office in `authority`, beside what is to be answered.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from fastomsorg.casework import Desk, NamedClient
from fastomsorg.commands import (
    Annul,
    AppointContacts,
    Command,
    Correct,
    HandOver,
    MoveClient,
    NeedChanged,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
)
from fastomsorg.terms import (
    CaseKey,
    ChangeReason,
    ClientId,
    Consent,
    NotAuthorised,
    Party,
    Permission,
    Status,
    UnitId,
    UnknownId,
)
from fastomsorg.testing import request
from tests.casework.authority import (
    A_FORTNIGHT,
    CASES,
    CLIENTS,
    DENIED,
    STAFF,
    UNITS,
    UNKNOWN,
    YES,
    Answer,
    Authority,
)
from tests.casework.office import TODAY
from tests.hooks.exports import COUNTS, Counts

Needed: TypeAlias = tuple[tuple[Permission, UnitId | None], ...]

ASSIGN, ANNUL = Permission.ASSIGN, Permission.ANNUL
AGDA_NORTH, AGDA_SOUTH, *_ = CASES
AHEAD = dt.date(2024, 6, 12)
IN_2033 = dt.date(2033, 7, 1)
LEFT = ChangeReason.STAFF_LEFT

COMMANDS: tuple[tuple[Command, Needed], ...] = (
    (RecordStatus(AGDA_NORTH, Status.DECLINED, TODAY), ((ASSIGN, "north"),)),
    (MoveClient("agda", "north", "south", AHEAD), ((ASSIGN, "north"), (ASSIGN, "south"))),
    (ProposeContact(AGDA_NORTH, TODAY, "greta"), ((ASSIGN, "north"),)),
    (NeedChanged(AGDA_NORTH, TODAY), ((ASSIGN, "north"),)),
    (RecordDone(AGDA_SOUTH, TODAY, "plan"), ((ASSIGN, "south"),)),
    (
        RecordConsent(AGDA_NORTH, TODAY, Party.RELATIVES, Consent.GIVEN),
        ((ASSIGN, "north"),),
    ),
    (
        HandOver(
            "britta",
            TODAY,
            tuple(
                AppointContacts(key, TODAY, "greta", reason=LEFT)
                for key in (AGDA_NORTH, AGDA_SOUTH)
            ),
        ),
        ((ASSIGN, "north"), (ASSIGN, "south")),
    ),
    (Annul(request(YES), "fel"), ((ANNUL, "north"),)),
    (Annul(request(99), "fel"), ((ANNUL, None),)),
    (
        Correct(request(YES), "fel", (RecordStatus(AGDA_NORTH, Status.DECLINED, TODAY),)),
        ((ANNUL, "north"), (ASSIGN, "north")),
    ),
    (
        Correct(request(YES), "fel", (RecordStatus(AGDA_SOUTH, Status.DECLINED, TODAY),)),
        ((ANNUL, "north"), (ANNUL, "south"), (ASSIGN, "south")),
    ),
)


@attrs.frozen
class Inquiry:
    """
    A question, and what whoever has some authority is to be answered.
    """

    about: str
    ask: Callable[[Desk], Answer]
    expected: Callable[[Authority], Answer]

    def answered(self, desk: Desk) -> Answer:
        try:
            return self.ask(desk)
        except NotAuthorised:
            return DENIED
        except UnknownId:
            return UNKNOWN


def inquiries() -> Iterator[Inquiry]:
    for client in CLIENTS:
        yield _show(client)
        yield from (_notes(client, unit) for unit in (None, *UNITS))
    yield from (_notes(None, unit) for unit in (None, *UNITS))
    for key in CASES:
        yield from _one_case(key)
    for unit in UNITS:
        yield _unhandled(unit)
        yield _selectable(unit)
        yield _due(unit)
        yield _load(unit)
        yield _coverage(unit)
        yield _proposal(unit)
        yield from (_candidates(client, unit) for client in CLIENTS)
    for staff in (*STAFF, "nobody"):
        yield from (_handed_over(staff, units) for units in ((), ("north",), UNITS))
    yield from (_forecast(units) for units in ((), ("south",), UNITS))
    yield from map(_explain, (*STAFF, "nobody"))
    for units in ((), ("north",), UNITS):
        yield from (_search(units, names=names) for names in (False, True))
        yield _publish(units)
    for command, needed in COMMANDS:
        yield _command(command, needed)
    yield Inquiry("sample", _sampled, Authority.administered)
    yield Inquiry("export", _exported, Authority.administered)


def _show(client: ClientId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        tab = desk.show(client, on=TODAY)
        here = [(case.unit.id, card.name) for case in tab.cases for card in case.contacts]
        there = [(each.unit.id, card.name) for each in tab.elsewhere for card in each.contacts]
        return named(tab.client), [case.unit.id for case in tab.cases], here, there

    return Inquiry(f"show {client}", ask, lambda authority: authority.show(client))


def _one_case(key: CaseKey) -> Iterator[Inquiry]:
    def state(desk: Desk) -> Answer:
        desk.state(key, on=TODAY)
        return "shown"

    def offer(desk: Desk) -> Answer:
        desk.offer(key, on=TODAY)
        return "shown"

    for ask in (state, offer):
        yield Inquiry(f"{ask.__name__} {key}", ask, lambda authority: authority.state(key))


def _unhandled(unit: UnitId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return [named(each.client) for each in desk.unhandled(unit, on=TODAY)]

    return Inquiry(f"unhandled {unit}", ask, lambda authority: authority.unhandled(unit))


def _selectable(unit: UnitId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return [(each.staff.id, each.staff.name) for each in desk.selectable(unit, on=TODAY)]

    return Inquiry(f"selectable {unit}", ask, lambda authority: authority.selectable(unit))


def _due(unit: UnitId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        found = desk.due(unit, on=TODAY)
        return [(named(each.client), each.contact_name) for each in found if each.client]

    return Inquiry(f"due {unit}", ask, lambda authority: authority.due(unit))


def _load(unit: UnitId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return [(staff.id, staff.name) for staff, _ in desk.load(unit, on=TODAY).staff]

    return Inquiry(f"load {unit}", ask, lambda authority: authority.selectable(unit))


def _coverage(unit: UnitId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        gaps = desk.coverage(unit, A_FORTNIGHT).gaps
        return [(named(each.client), each.away.name) for each in gaps]

    return Inquiry(f"coverage {unit}", ask, lambda authority: authority.coverage(unit))


def _proposal(unit: UnitId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return [named(each.client) for each in desk.proposal(unit, on=TODAY).clients]

    return Inquiry(f"proposal {unit}", ask, lambda authority: authority.proposal(unit))


def _candidates(client: ClientId, unit: UnitId) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        found = desk.candidates(client, unit, on=TODAY)
        return named(found.client), {(each.staff.id, each.staff.name) for each in found.staff}

    return Inquiry(
        f"candidates {client} {unit}", ask, lambda authority: authority.candidates(client, unit)
    )


def _handed_over(staff: str, units: tuple[UnitId, ...]) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        plan = desk.hand_over_plan(staff, on=TODAY, units=units)
        return [(part.case, part.client) for part in plan.parts]

    return Inquiry(
        f"hand over {staff} {units}", ask, lambda authority: authority.handed_over(staff, units)
    )


def _forecast(units: tuple[UnitId, ...]) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return tuple(each.outlook.unit for each in desk.forecast(IN_2033, units=units))

    return Inquiry(f"forecast {units}", ask, lambda authority: authority.forecast(units))


def _explain(staff: str) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return desk.explain(staff, on=TODAY).staff.name

    return Inquiry(f"explain {staff}", ask, lambda authority: authority.explain(staff))


def _notes(client: ClientId | None, unit: UnitId | None) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return {note.case for note in desk.notes(client=client, unit=unit)}

    return Inquiry(f"notes {client} {unit}", ask, lambda authority: authority.notes(client, unit))


def _search(units: tuple[UnitId, ...], *, names: bool) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        found = desk.search(Status.ACCEPTED, on=TODAY, units=units, names=names)
        clients = None if found.clients is None else [named(each) for each in found.clients]
        return found.count.total, clients

    return Inquiry(
        f"search {units} {names}", ask, lambda authority: authority.search(units, names=names)
    )


def _publish(units: tuple[UnitId, ...]) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        return desk.publish(Status.ACCEPTED, on=TODAY, units=units).units

    return Inquiry(f"publish {units}", ask, lambda authority: authority.searched(units))


def _command(command: Command, needed: Needed) -> Inquiry:
    def ask(desk: Desk) -> Answer:
        desk.ask(command)
        return "done"

    return Inquiry(f"ask {command}", ask, lambda authority: authority.commanded(needed))


def _sampled(desk: Desk) -> Answer:
    desk.sample_accesses(1, seed=1)
    return "done"


def _exported(desk: Desk) -> Answer:
    desk.export(COUNTS, Counts())
    return "done"


def named(client: NamedClient) -> tuple[ClientId, str | None]:
    return client.id, client.name
