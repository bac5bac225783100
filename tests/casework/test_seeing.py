"""
What a desk answers: as of a day, as far as was known, to whoever may see it.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    EndContact,
    MoveClient,
    RecordStatus,
    StartEnactment,
)
from fastomsorg.history import Spell
from fastomsorg.hooks import Access, AccessOutcome
from fastomsorg.law import Ground, Outcome
from fastomsorg.terms import (
    Act,
    Actor,
    CaseKey,
    ChangeReason,
    Malformed,
    NotAuthorised,
    Permission,
    Purpose,
    Role,
    Status,
    UnknownId,
)
from fastomsorg.testing import a_client, a_staff_member, an_employment, request
from tests.casework.office import BO, FIRST, NOON, NORTH, SOUTH, TODAY, Office, with_home_care

WISH = ChangeReason.CLIENT_WISH
YES = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta")
LATER = TODAY + dt.timedelta(days=5)


def an_hour_later(office: Office) -> dt.datetime:
    """
    Wind the clock; what it was before.
    """
    before = office.clock.now
    office.clock.now += dt.timedelta(hours=1)
    return before


def accepted() -> Office:
    """
    Agda has said yes to Britta and Greta at north.
    """
    office = with_home_care(Office())
    office.grant(YES, 10)
    return office


# State ------------------------------------------------------------------------------------------


def test_the_state_of_a_day_is_what_holds_on_it() -> None:
    office = accepted()
    before = TODAY - dt.timedelta(days=1)

    days = [FIRST - dt.timedelta(days=1), FIRST, before, TODAY]

    assert [office.desk.state(NORTH, on=day).status for day in days] == [
        None,
        Status.NOT_ASKED,
        Status.NOT_ASKED,
        Status.ACCEPTED,
    ]


def test_outside_every_stay_there_is_neither_answer_nor_stay() -> None:
    state = accepted().desk.state(NORTH, on=FIRST - dt.timedelta(days=1))

    assert (state.spell, state.status, state.stay) == (None, None, None)


def test_the_stay_of_the_day_comes_along() -> None:
    state = accepted().desk.state(NORTH, on=TODAY)

    assert isinstance(state.spell, Spell)
    assert state.stay == state.spell.stay


def test_what_was_known_then_is_told_as_it_was_known() -> None:
    office = accepted()
    then = an_hour_later(office)
    office.grant(AppointContacts(NORTH, TODAY, "greta", reason=WISH, confirmed=True))

    def primary(known: dt.datetime | None) -> str | None:
        spell = office.desk.state(NORTH, on=TODAY, known=known).spell
        return spell.primary.staff if spell and spell.primary else None

    assert [primary(None), primary(then), primary(then - dt.timedelta(seconds=1))] == [
        "greta",
        "britta",
        None,
    ]


def test_what_was_known_then_does_not_change_by_what_is_registered_since() -> None:
    office = accepted()
    then = an_hour_later(office)
    before = office.desk.state(NORTH, on=TODAY, known=then)
    office.grant(Annul(request(10), "fel", confirmed=True))

    assert office.desk.state(NORTH, on=TODAY, known=then) == before
    assert office.desk.state(NORTH, on=TODAY).status is Status.NOT_ASKED


def test_nothing_can_be_known_as_of_an_instant_to_come() -> None:
    with pytest.raises(Malformed) as wrong:
        accepted().desk.state(NORTH, on=TODAY, known=NOON + dt.timedelta(seconds=1))

    assert wrong.value.code == "known_in_future"


# The tab and the contact card ---------------------------------------------------------------------


def test_the_tab_shows_contacts_with_who_registered_them_and_who_was_told() -> None:
    office = accepted()
    (case,) = (each for each in office.desk.show("agda", on=TODAY).cases if each.contacts)

    assert (case.unit.id, case.ongoing, case.status) == ("north", True, Status.ACCEPTED)
    assert [
        (card.role, card.name, card.phone, card.email, card.since) for card in case.contacts
    ] == [
        (Role.PRIMARY, "Britta Söder", "07012365498", "britta@mail.se", TODAY),
        (Role.DEPUTY, "Greta Olsson", "07012365498", "britta@mail.se", TODAY),
    ]
    assert case.plan_lines[0][1] == "Britta Söder, 07012365498, britta@mail.se"
    assert (case.note_written, case.plan_updated) == (True, True)
    assert case.created is not None
    assert (case.created.by, case.created.name, case.created.at) == (
        "susapo",
        "Susanne APO",
        NOON,
    )
    assert case.changed is None


def test_the_tab_shows_who_changed_it_last() -> None:
    office = accepted()
    an_hour_later(office)
    office.grant(AppointContacts(NORTH, TODAY, deputy=None, confirmed=True), 11)

    case = next(each for each in office.desk.show("agda", on=TODAY).cases if each.contacts)

    assert case.created is not None
    assert case.changed is not None
    assert (case.created.registration, case.changed.registration) == (request(10), request(11))
    assert case.changed.at == NOON + dt.timedelta(hours=1)


def test_the_contact_card_has_the_contacts_of_every_unit() -> None:
    office = accepted()
    office.grant(RecordStatus(SOUTH, Status.ACCEPTED, TODAY, "lotta"))

    told = {
        each.unit.id: [card.staff for card in each.contacts]
        for each in office.desk.contacts("agda", on=TODAY)
    }

    assert told == {"north": ["britta", "greta"], "south": ["lotta"]}


def test_units_without_a_contact_are_not_on_the_card() -> None:
    assert [each.unit.id for each in accepted().desk.contacts("agda", on=TODAY)] == ["north"]


def test_other_units_contacts_are_shown_to_whoever_sees_one_of_the_clients_units() -> None:
    office = accepted()
    desk = office.acting("somebody", Permission.VIEW, unit="south")

    tab = desk.show("agda", on=TODAY)

    assert [each.unit.id for each in tab.cases] == ["south"]
    assert [(each.unit.id, [card.staff for card in each.contacts]) for each in tab.elsewhere] == [
        ("north", ["britta", "greta"])
    ]


def test_nothing_but_contacts_is_told_between_units() -> None:
    office = with_home_care(Office())
    office.grant(RecordStatus(NORTH, Status.DECLINED, TODAY))
    desk = office.acting("somebody", Permission.VIEW, unit="south")

    assert desk.show("agda", on=TODAY).elsewhere == ()


def test_a_contact_person_is_on_the_card_too() -> None:
    office = with_home_care(Office())
    office.grant(AppointContactPerson(NORTH, TODAY, "britta"))

    (unit,) = office.desk.contacts("agda", on=TODAY)

    assert [card.role for card in unit.contacts] == [Role.CONTACT_PERSON]


def test_the_tab_of_a_day_that_was_shows_what_was() -> None:
    office = accepted()
    office.grant(MoveClient("agda", "north", "south", LATER))

    before, after = (
        {case.unit.id: case.ongoing for case in office.desk.show("agda", on=day).cases}
        for day in (LATER - dt.timedelta(days=1), LATER)
    )

    assert before == {"north": True, "south": True}
    assert after == {"north": False, "south": True}


def test_a_client_without_cases_is_shown_and_logged_only_to_whoever_sees_everything() -> None:
    office = Office()
    office.know(a_client("new", name="Nya Testsson"))

    assert office.desk.show("new", on=TODAY).client.name == "Nya Testsson"
    row = list(office.store.accesses())[-1]
    assert (row.action, row.client, row.outcome) == ("show", "new", AccessOutcome.ALLOWED)
    with pytest.raises(NotAuthorised):
        office.acting("somebody", Permission.VIEW, unit="north").show("new", on=TODAY)


def test_an_unknown_client_is_an_error_that_names_the_id() -> None:
    with pytest.raises(UnknownId) as unknown:
        Office().desk.show("nobody", on=TODAY)

    assert (unknown.value.code, unknown.value.facts) == ("unknown_client", {"client": "nobody"})


# The start page ---------------------------------------------------------------------------------


def unhandled(office: Office, unit: str = "north") -> dict[str, list[str]]:
    return {
        each.client.id: [reason.code for reason in each.why]
        for each in office.desk.unhandled(unit, on=TODAY)
    }


def test_the_start_page_has_those_whom_nobody_has_handled_in_order_of_id() -> None:
    assert unhandled(with_home_care(Office())) == {"agda": ["not_asked"], "bo": ["not_asked"]}
    assert unhandled(accepted()) == {"bo": ["not_asked"]}


def test_the_vacant_and_those_whose_contact_cannot_be_one_are_on_the_start_page() -> None:
    office = accepted()
    office.grant(RecordStatus(BO, Status.ACCEPTED, TODAY, "greta"))
    office.grant(EndContact(NORTH, TODAY, frozenset({Role.PRIMARY}), ChangeReason.STAFF_LEFT))
    office.know(a_staff_member("greta", name="Greta Olsson", selectable=False))
    tomorrow = TODAY + dt.timedelta(days=1)

    found = {
        each.client.id: [(reason.code, reason.blocks) for reason in each.why]
        for each in office.desk.unhandled("north", on=tomorrow)
    }

    assert found == {
        "agda": [("vacant", True), ("not_selectable", False)],
        "bo": [("not_selectable", True)],
    }


def test_a_contact_who_belongs_to_another_unit_now_is_found_all_the_same() -> None:
    office = accepted()
    office.know(a_staff_member("britta", name="Britta Söder", units=("south",)))

    assert unhandled(office)["agda"] == ["not_at_unit"]


def test_those_who_answered_otherwise_or_have_left_are_not_on_the_start_page() -> None:
    office = with_home_care(Office())
    office.grant(RecordStatus(NORTH, Status.DECLINED, TODAY))
    office.grant(MoveClient("bo", "north", "south", TODAY))

    assert unhandled(office) == {}
    assert unhandled(office, "south") == {"agda": ["not_asked"], "bo": ["not_asked"]}


def test_an_unknown_unit_has_no_start_page() -> None:
    with pytest.raises(UnknownId) as unknown:
        Office().desk.unhandled("nowhere", on=TODAY)

    assert unknown.value.facts == {"unit": "nowhere"}


# Who may be chosen ------------------------------------------------------------------------------


def test_everybody_at_the_unit_is_told_of_with_what_stands_in_the_way() -> None:
    office = Office()
    office.know(
        a_staff_member("nils", name="Nils Test", certified=None),
        a_staff_member("pia", name="Pia Test", selectable=False, available=False),
    )

    found = {
        each.staff.id: (each.selectable, [reason.code for reason in each.reasons])
        for each in office.desk.selectable("north", on=TODAY)
    }

    assert found == {
        "britta": (True, []),
        "greta": (True, []),
        "nils": (False, ["title_missing"]),
        "pia": (False, ["not_available", "not_selectable"]),
    }


def test_who_may_be_chosen_depends_on_the_day() -> None:
    office = Office(staff=())
    post = an_employment(dt.date(2015, 1, 1))
    office.know(a_staff_member("nils", name="Nils", certified=None, employments=(post,)))

    days = (dt.date(2033, 6, 30), dt.date(2033, 7, 1))
    found = [office.desk.selectable("north", on=day)[0] for day in days]

    assert [each.selectable for each in found] == [True, False]
    assert [each.answer.outcome for each in found] == [Outcome.ENTITLED, Outcome.NOT_ENTITLED]


def test_an_unknown_unit_has_nobody_to_choose() -> None:
    with pytest.raises(UnknownId):
        Office().desk.selectable("nowhere", on=TODAY)


def test_somebodys_entitlement_is_explained_with_its_ground() -> None:
    office = Office()

    explained = office.desk.explain("britta", on=TODAY)

    assert (explained.staff.id, explained.on) == ("britta", TODAY)
    assert explained.answer.ground is Ground.CERTIFICATE
    with pytest.raises(UnknownId):
        office.desk.explain("nobody", on=TODAY)


# Must a contact be offered? -----------------------------------------------------------------------


def test_an_offer_is_owed_by_the_law_of_the_day() -> None:
    office = with_home_care(Office())

    offer = office.desk.offer(NORTH, on=TODAY)

    assert offer.owed
    assert [str(each) for each in offer.citations] == ["SoL (2001:453) 4 kap. 2 b §"]
    assert not office.desk.offer(NORTH, on=FIRST - dt.timedelta(days=1)).owed


# Protected identity -----------------------------------------------------------------------------


def protected() -> Office:
    office = with_home_care(Office())
    office.know(a_client("agda", name="Agda Testsson", protected=True))
    return office


def test_a_protected_identity_is_shown_by_id_alone() -> None:
    desk = protected().acting("somebody", Permission.VIEW)

    shown = desk.show("agda", on=TODAY).client
    (listed, open_to_all) = desk.unhandled("north", on=TODAY)

    for client in (shown, listed.client):
        assert (client.id, client.protected) == ("agda", True)
        assert (client.name, client.personal_number, client.customer_number) == (None,) * 3
    assert open_to_all.client.name == "Bo Testsson"


def test_whoever_may_see_protected_identities_does_and_it_is_logged() -> None:
    office = protected()
    desk = office.acting("somebody", Permission.VIEW, Permission.SEE_PROTECTED)

    assert desk.show("agda", on=TODAY).client.name == "Agda Testsson"
    rows = [each for each in office.store.accesses() if each.actor == "somebody"]
    assert (rows[-1].permission, rows[-1].client) == (Permission.SEE_PROTECTED, "agda")


def test_the_permission_to_see_them_at_one_unit_is_not_for_another() -> None:
    office = protected()
    desk = office.acting("somebody", Permission.VIEW)
    office.permit("somebody", Permission.SEE_PROTECTED, unit="north")

    assert desk.unhandled("north", on=TODAY)[0].client.name == "Agda Testsson"
    assert desk.unhandled("south", on=TODAY)[0].client.name is None


def test_a_client_nobody_has_said_anything_of_counts_as_protected() -> None:
    office = with_home_care(Office())
    known = office.store.client("bo")
    assert known is not None
    office.know(type(known)("bo", "Bo Testsson"))

    desk = office.acting("somebody", Permission.VIEW)

    assert desk.show("bo", on=TODAY).client.name is None


def test_the_latest_flag_counts_whatever_was_known_then() -> None:
    office = with_home_care(Office())
    then = an_hour_later(office)
    office.know(a_client("agda", name="Agda Testsson", protected=True))

    desk = office.acting("somebody", Permission.VIEW)

    assert desk.show("agda", on=TODAY, known=then).client.name is None


# Notes ------------------------------------------------------------------------------------------


def test_notes_are_found_by_client_unit_and_day() -> None:
    office = accepted()
    office.grant(RecordStatus(SOUTH, Status.DECLINED, FIRST))
    office.grant(RecordStatus(BO, Status.DECLINED, TODAY))

    def found(**by: object) -> list[CaseKey]:
        return [note.case for note in office.desk.notes(**by)]  # type: ignore[arg-type]

    assert found() == [SOUTH, NORTH, BO]
    assert found(client="agda") == [SOUTH, NORTH]
    assert found(unit="north") == [NORTH, BO]
    assert found(client="agda", unit="north") == [NORTH]
    assert found(first=TODAY) == [NORTH, BO]
    assert found(last=FIRST) == [SOUTH]


# The read log -----------------------------------------------------------------------------------


def rows(office: Office, before: int) -> list[Access]:
    return list(office.store.accesses())[before:]


def test_a_read_leaves_a_row_with_who_what_for_whom_and_when() -> None:
    office = accepted()
    before = len(list(office.store.accesses()))
    office.permit("somebody", Permission.VIEW)
    office.casework.acting(Actor("somebody"), Purpose.FOLLOW_UP).state(NORTH, on=TODAY)

    assert rows(office, before) == [
        Access(
            actor="somebody",
            purpose=Purpose.FOLLOW_UP,
            permission=Permission.VIEW,
            action="state",
            at=NOON,
            outcome=AccessOutcome.ALLOWED,
            unit="north",
            client="agda",
        )
    ]


@pytest.mark.parametrize(
    ("command", "permissions"),
    [
        (RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True), ["assign"]),
        (Annul(request(10), "fel", confirmed=True), ["annul"]),
        (MoveClient("agda", "north", "south", LATER), ["assign", "assign"]),
    ],
)
def test_a_write_leaves_a_row_for_each_permission_it_took(
    command: RecordStatus | Annul | MoveClient, permissions: list[str]
) -> None:
    office = accepted()
    before = len(list(office.store.accesses()))

    office.grant(command)

    assert sorted(each.permission for each in rows(office, before)) == permissions
    assert {each.action for each in rows(office, before)} == {"submit"}


def test_a_refusal_and_a_question_leave_a_row_too() -> None:
    office = accepted()
    before = len(list(office.store.accesses()))

    office.desk.submit(StartEnactment(NORTH, "e1", FIRST))
    office.desk.ask(attrs.evolve(YES, status=Status.DECLINED))

    assert [(each.action, each.outcome) for each in rows(office, before)] == [
        ("submit", AccessOutcome.ALLOWED),
        ("ask", AccessOutcome.ALLOWED),
    ]


def test_the_tab_leaves_a_row_for_each_case_that_was_read() -> None:
    office = accepted()
    before = len(list(office.store.accesses()))

    office.desk.show("agda", on=TODAY)

    assert [(each.action, each.unit) for each in rows(office, before)] == [
        ("show", "north"),
        ("show", "south"),
    ]


def test_what_counts_not_under_sol_has_no_state_and_no_place_on_the_start_page() -> None:
    office = Office()
    office.grant(StartEnactment(NORTH, "lss", FIRST, act=Act.LSS))

    assert office.desk.state(NORTH, on=TODAY).spell is None
    assert unhandled(office) == {}
