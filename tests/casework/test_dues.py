"""
What is due, asked for at a desk: by the unit's routine, masked, logged, and met by what is done.
"""

import datetime as dt

import pytest

from fastomsorg.care import Relation, Visit
from fastomsorg.commands import (
    ChangeEnactment,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
)
from fastomsorg.decisions import Granted, Refused
from fastomsorg.hooks import AccessOutcome, Relations
from fastomsorg.routine import Anchor, ChecklistItem, Routine
from fastomsorg.terms import (
    ClientId,
    Consent,
    NotAuthorised,
    Party,
    Permission,
    Purpose,
    Status,
    UnitId,
    UnknownId,
    start_of,
)
from fastomsorg.testing import MemoryStore, MemoryVisits, a_client
from fastomsorg.texts import Language
from tests.casework.office import BO, FIRST, NORTH, TODAY, Office, with_home_care
from tests.routine.duties import DAYS, duty, routine

ROUTINE = routine(
    duty("plan", Anchor.START, (5, DAYS), who=("contact",), note=True),
    duty(
        "welcome_talk",
        Anchor.START,
        (14, DAYS),
        who=("contact",),
        note=True,
        checklist=tuple(
            ChecklistItem(each, {Language.SV: title})
            for each, title in (("keys", "Nycklar"), ("phones", "Telefoner"))
        ),
    ),
    duty("folder", Anchor.START, who=("manager",)),
    duty("tell_relatives", Anchor.APPOINTED, informs=Party.RELATIVES),
)
OTHER = routine(duty("call", Anchor.START, (7, DAYS), who=("manager",)))


def by_unit(unit: UnitId, _on: dt.date) -> Routine:
    return ROUTINE if unit == "north" else OTHER


def an_office(**ports: object) -> Office:
    return with_home_care(Office(**{"routine": by_unit, **ports}))  # type: ignore[arg-type]


def told(office: Office, **asked: object) -> list[tuple[str | None, str, str]]:
    found = office.desk.due("north", **{"on": TODAY, **asked})  # type: ignore[arg-type]
    return [
        (each.obligation.client, each.obligation.kind.kind, each.obligation.state.value)
        for each in found
    ]


def done(kind: str, on: dt.date = TODAY, *items: str) -> RecordDone:
    return RecordDone(NORTH, on, kind, items=frozenset(items))


def refused(office: Office, command: RecordDone) -> list[str]:
    verdict = office.desk.submit(command)
    assert isinstance(verdict, Refused), verdict
    return [reason.code for reason in verdict.reasons]


def test_each_unit_is_asked_by_its_own_routine_client_by_client() -> None:
    office = an_office()

    assert told(office) == [
        ("agda", "plan", "late"),
        ("agda", "welcome_talk", "due"),
        ("agda", "folder", "due"),
        ("bo", "plan", "late"),
        ("bo", "welcome_talk", "due"),
        ("bo", "folder", "due"),
    ]
    south = office.desk.due("south", on=TODAY)
    assert [each.obligation.kind.kind for each in south] == ["call"]


def test_it_can_be_narrowed_to_what_is_late_and_to_whose_task_it_is() -> None:
    office = an_office()

    assert told(office, late=True) == [("agda", "plan", "late"), ("bo", "plan", "late")]
    assert told(office, who="manager") == [("agda", "folder", "due"), ("bo", "folder", "due")]
    office.grant(RecordStatus(BO, Status.ACCEPTED, TODAY, "greta"))
    assert told(office, who="greta") == [("bo", "plan", "late"), ("bo", "welcome_talk", "due")]


def test_what_is_done_is_left_out_unless_everything_is_asked_for() -> None:
    office = an_office()
    office.grant(done("plan"))

    assert ("agda", "plan", "late") not in told(office)
    assert ("agda", "plan", "met") in told(office, everything=True)


def test_another_routine_can_be_tried() -> None:
    found = an_office().desk.due("north", on=TODAY, routine=lambda _unit, _on: OTHER)

    assert [each.obligation.kind.kind for each in found] == ["call", "call"]


def test_it_takes_the_permission_to_view_and_both_ways_are_logged() -> None:
    office = an_office()
    desk = office.acting("kim", Permission.VIEW, unit="south")

    with pytest.raises(NotAuthorised):
        desk.due("north", on=TODAY)
    list(desk.due("south", on=TODAY))

    rows = [row for row in office.store.accesses() if row.action == "due"]
    assert [(row.actor, row.unit, row.outcome) for row in rows] == [
        ("kim", "north", AccessOutcome.DENIED),
        ("kim", "south", AccessOutcome.ALLOWED),
    ]


def test_an_unknown_unit_is_told() -> None:
    with pytest.raises(UnknownId):
        an_office().desk.due("nowhere", on=TODAY)


def test_somebody_unknown_is_told_and_not_that_there_is_nothing_to_do() -> None:
    office = an_office()

    with pytest.raises(UnknownId) as raised:
        office.desk.due("north", on=TODAY, who="chefen")

    assert raised.value.code == "unknown_responsible"
    assert "manager" in raised.value.facts["expected"]  # type: ignore[operator]
    assert told(office, who="coordinator") == told(office, who="greta") == []


def test_whose_identity_is_protected_is_there_by_id_alone() -> None:
    office = an_office()
    office.know(a_client("bo", name="Bo Testsson", protected=True))
    desk = office.acting("kim", Permission.VIEW, unit="north")

    names = {
        each.client.id: each.client.name for each in desk.due("north", on=TODAY) if each.client
    }

    assert names == {"agda": "Agda Testsson", "bo": None}


def test_what_was_done_is_noted_in_the_routine_s_own_words_where_it_says_so() -> None:
    office = an_office()
    office.grant(done("plan"))
    office.grant(done("folder"))
    office.grant(done("welcome_talk", TODAY, "keys"))

    notes = [note.text for note in office.store.notes(client="agda", unit="north")]
    assert notes == [
        "Utfört 2024-06-10: Plan",
        "Utfört 2024-06-10: Welcome talk\nAvklarat: Nycklar",
    ]


def test_done_too_early_twice_or_unheard_of_is_refused_and_nothing_changes() -> None:
    office = an_office()
    office.grant(done("plan", dt.date(2024, 6, 5)))
    before = office.registered()

    assert refused(office, done("plan")) == ["done_already"]
    assert refused(office, done("plann")) == ["not_in_routine"]
    assert refused(office, done("welcome_talk", TODAY, "pets")) == ["items_unknown"]
    assert refused(office, done("tell_relatives")) == ["nothing_to_do"]
    assert office.registered() == before


def test_a_proposed_contact_may_record_what_they_have_done_for_the_client() -> None:
    office = an_office()
    desk = office.acting("britta", Permission.RECORD_DONE, unit="north")

    with pytest.raises(NotAuthorised):
        desk.submit(done("welcome_talk"))
    office.grant(ProposeContact(NORTH, FIRST, "britta"))
    assert isinstance(desk.submit(done("welcome_talk")), Granted)


def test_what_is_left_to_do_after_the_end_is_the_last_contact_s() -> None:
    keys = routine(duty("keys_returned", Anchor.END, who=("contact",)))
    office = with_home_care(Office(routine=lambda _unit, _on: keys))
    office.grant(RecordStatus(BO, Status.ACCEPTED, FIRST, "britta"))
    office.grant(ChangeEnactment(BO, FIRST, "e3", last_day=dt.date(2024, 6, 8)))
    britta = office.acting("britta", Permission.RECORD_DONE, unit="north")
    greta = office.acting("greta", Permission.RECORD_DONE, unit="north")
    returned = RecordDone(BO, TODAY, "keys_returned")

    assert told(office, who="britta") == [("bo", "keys_returned", "due")]
    with pytest.raises(NotAuthorised):
        greta.submit(returned)
    assert isinstance(britta.submit(returned), Granted)


def test_whoever_is_proposed_is_shown_and_stands_beside_why_the_client_waits() -> None:
    office = an_office()
    office.grant(ProposeContact(NORTH, FIRST, "britta"))

    (tab,) = (case for case in office.desk.show("agda", on=TODAY).cases if case.unit.id == "north")
    waiting = {each.client.id: each.why for each in office.desk.unhandled("north", on=TODAY)}

    assert tab.proposed is not None
    assert (tab.proposed.staff, tab.proposed.name, tab.contacts) == ("britta", "Britta Söder", ())
    assert [reason.code for reason in waiting["agda"]] == ["not_asked", "contact_proposed"]
    assert office.plan.lines(NORTH) == ()
    assert office.planning.changes == []


def test_a_yes_makes_whoever_was_proposed_the_contact_everywhere() -> None:
    office = an_office()
    office.grant(ProposeContact(NORTH, FIRST, "britta"))
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, TODAY))

    (tab,) = (case for case in office.desk.show("agda", on=TODAY).cases if case.unit.id == "north")
    assert tab.proposed is None
    assert [card.staff for card in tab.contacts] == ["britta"]
    assert len(office.plan.lines(NORTH)) == 1


class StoreWithRelations(MemoryStore):
    """
    A store that keeps who is related to whom.
    """

    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        assert on == TODAY
        return (Relation("n-1", Party.RELATIVES, "Disa", "dotter"),) if client == "agda" else ()


def test_who_is_related_is_asked_for_where_the_people_port_keeps_it() -> None:
    store = StoreWithRelations()
    assert isinstance(store, Relations)
    office = an_office(store=store)
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta"))
    office.grant(RecordStatus(BO, Status.ACCEPTED, TODAY, "britta"))

    def relatives() -> list[tuple[str | None, str]]:
        found = told(office, everything=True)
        return [(client, state) for client, kind, state in found if kind == "tell_relatives"]

    assert relatives() == [("agda", "blocked"), ("bo", "lapsed")]
    office.grant(RecordConsent(NORTH, TODAY, Party.RELATIVES, Consent.GIVEN, person="n-1"))
    assert relatives() == [("agda", "due"), ("bo", "lapsed")]
    office.grant(done("tell_relatives"))
    assert relatives() == [("agda", "met"), ("bo", "lapsed")]


def test_the_first_visit_is_looked_up_among_the_visits() -> None:
    visits = MemoryVisits()
    noon = start_of(dt.date(2024, 6, 4)) + dt.timedelta(hours=12)
    made = Visit("v1", "agda", "north", noon, None)
    missed = Visit("v2", "bo", "north", noon, None, performed=False)
    list(visits.put_visits([made, missed]))
    talk = routine(duty("welcome_talk", Anchor.FIRST_VISIT, (7, DAYS)))
    office = an_office(routine=lambda _unit, _on: talk, visits=[visits])

    found = {
        each.obligation.client: each.obligation.due for each in office.desk.due("north", on=TODAY)
    }

    assert found == {"agda": dt.date(2024, 6, 11), "bo": None}


def test_a_move_lets_it_lapse_here_and_begins_it_there() -> None:
    office = an_office()
    office.grant(ChangeEnactment(BO, TODAY, "e3", last_day=dt.date(2024, 6, 9)))

    assert [kind for client, kind, _ in told(office) if client == "bo"] == []


def test_a_desk_for_follow_up_may_look_too() -> None:
    office = an_office()
    desk = office.acting("kim", Permission.VIEW, unit="north", purpose=Purpose.FOLLOW_UP)

    assert len(list(desk.due("north", on=TODAY))) == 6
