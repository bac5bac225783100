"""
Who is named in a search, a list, a note or a notice: not somebody protected, and not by everybody.
"""

import attrs
import pytest

from fastomsorg.casework import Desk
from fastomsorg.commands import AppointContacts, RecordStatus
from fastomsorg.decisions import LocalRules
from fastomsorg.hooks import AccessOutcome, Policy, Reach
from fastomsorg.law import Operator
from fastomsorg.terms import (
    Actor,
    ChangeReason,
    ClientId,
    NotAuthorised,
    Permission,
    Purpose,
    Status,
    UnitId,
)
from fastomsorg.testing import a_client, a_staff_member
from tests.casework.office import BO, NORTH, SOUTH, TODAY, Office, with_home_care

BRITTA = a_staff_member("britta", name="Britta Söder", units=("north", "south"), protected=True)


def searched(office: Office, *permissions: Permission, unit: UnitId | None = None) -> Desk:
    return office.acting("somebody", *permissions, unit=unit, purpose=Purpose.FOLLOW_UP)


def accepted(**ports: object) -> Office:
    """
    Agda has said yes to Britta at north, who has a protected identity; Bo has declined.
    """
    office = with_home_care(Office(**ports))  # type: ignore[arg-type]
    office.know(BRITTA)
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta"))
    office.grant(RecordStatus(BO, Status.DECLINED, TODAY))
    return office


# Search terms -------------------------------------------------------------------------------------


def by_private_provider(unit: UnitId, _: object) -> LocalRules:
    """
    The south unit is run by one, the north by the municipality.
    """
    runs = Operator.PRIVATE_PROVIDER if unit == "south" else Operator.MUNICIPALITY
    return LocalRules(operator=runs)


def test_a_private_provider_gets_counts_but_no_names_by_answer() -> None:
    desk = accepted(local=by_private_provider).desk
    desk = attrs.evolve(desk, gate=attrs.evolve(desk.gate, purpose=Purpose.FOLLOW_UP))

    assert desk.search(Status.NOT_ASKED, on=TODAY, units=["south"]).count.total == 1
    assert desk.search(Status.ACCEPTED, on=TODAY, units=["north"], names=True).clients is not None
    for units in (["south"], ["north", "south"]):
        with pytest.raises(NotAuthorised) as refused:
            desk.search(Status.NOT_ASKED, on=TODAY, units=units, names=True)
        assert refused.value.code == "names_not_searched"
        assert refused.value.facts["operator"] == "private_provider"
        with pytest.raises(NotAuthorised):
            desk.search_changed(on=TODAY, units=units, names=True)


def test_a_list_of_names_that_is_refused_is_logged_as_denied_and_as_nothing_else() -> None:
    office = accepted(local=by_private_provider)
    desk = searched(office, Permission.SEARCH)
    before = len(list(office.store.accesses()))

    with pytest.raises(NotAuthorised):
        desk.search(Status.NOT_ASKED, on=TODAY, units=["south"], names=True)

    rows = [(row.action, row.outcome) for row in list(office.store.accesses())[before:]]
    assert rows == [("search_names", AccessOutcome.DENIED)]


# Client by client ---------------------------------------------------------------------------------


class ButNotAgda(Policy):
    """
    Everybody may search everywhere, but not for Agda.
    """

    def units(self, actor: Actor, permission: Permission) -> Reach:
        return Reach(everywhere=True)

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        return client != "agda"


def test_names_are_listed_client_by_client_and_each_is_logged() -> None:
    office = Office(accepted().store, staff=(BRITTA,), policy=ButNotAgda())
    desk = office.casework.acting(Actor("somebody"), Purpose.FOLLOW_UP)
    before = len(list(office.store.accesses()))

    agda = desk.search(Status.ACCEPTED, on=TODAY, names=True)
    bo = desk.search(Status.DECLINED, on=TODAY, names=True)

    assert (agda.count.total, agda.clients, agda.staff[0].clients) == (1, (), ())
    assert [client.id for client in bo.clients or ()] == ["bo"]
    rows = list(office.store.accesses())[before:]
    assert [row.client for row in rows if row.client] == ["bo"]


# Protected staff ----------------------------------------------------------------------------------


def seen_by(desk: Desk) -> set[str]:
    """
    Britta's name and numbers, wherever a desk would show them.
    """
    followed_up = attrs.evolve(desk, gate=attrs.evolve(desk.gate, purpose=Purpose.FOLLOW_UP))
    (tab,) = [case for case in desk.show("agda", on=TODAY).cases if case.contacts]
    (card,) = tab.contacts
    (line,) = [line for _, line in tab.plan_lines]
    (contacts,) = desk.contacts("agda", on=TODAY)
    (selectable,) = [
        each.staff for each in desk.selectable("north", on=TODAY) if each.staff.id == "britta"
    ]
    explained = desk.explain("britta", on=TODAY).staff
    (counted,) = followed_up.search(Status.ACCEPTED, on=TODAY).staff
    (note,) = desk.notes(client="agda")
    shown = (
        *(card.name, card.phone, card.email, line, contacts.contacts[0].name),
        *(selectable.name, selectable.phone, selectable.email, selectable.signature),
        *(
            explained.name,
            explained.hsa_id,
            counted.name,
            note.text,
            *map(str, note.facts.values()),
        ),
    )
    return {word for word in ("Britta", "0701", "@mail") if any(word in text for text in shown)}


def test_staff_with_protected_identity_are_shown_by_id_alone() -> None:
    office = accepted()
    desk = office.acting("somebody", Permission.VIEW, Permission.SEARCH)

    assert seen_by(desk) == set()
    (tab, *_) = desk.show("agda", on=TODAY).cases
    assert [card.staff for card in tab.contacts] == ["britta"]
    assert tab.contacts[0].title == "Undersköterska"


def test_whoever_may_see_protected_identities_sees_those_of_staff_and_it_is_logged() -> None:
    office = accepted()
    desk = office.acting("somebody", Permission.VIEW, Permission.SEARCH, Permission.SEE_PROTECTED)
    before = len(list(office.store.accesses()))

    shown = desk.show("agda", on=TODAY).cases[0].contacts[0]

    assert (shown.name, shown.phone, shown.email) == ("Britta Söder", BRITTA.phone, BRITTA.email)
    looks = [row for row in list(office.store.accesses())[before:] if row.action == "see_protected"]
    assert [(row.staff, row.client, row.unit) for row in looks] == [("britta", None, "north")]


def test_what_is_told_to_others_names_nobody_protected_whoever_registers() -> None:
    office = accepted()
    (note,) = [note for note in office.journal.notes if note.case == NORTH]
    (snapshot,) = office.plan.snapshots
    (change,) = office.planning.changes

    assert "britta, Undersköterska" not in note.text
    assert "Fast omsorgskontakt från och med 2024-06-10: britta" in note.text
    assert snapshot.lines == (("Fast omsorgskontakt", "britta"),)
    assert [(card.staff, card.name, card.phone) for card in change.contacts] == [("britta", "", "")]


def test_an_old_note_names_nobody_who_has_been_protected_since() -> None:
    office = with_home_care(Office())
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", deputy="greta"))
    why = ChangeReason.OTHER
    office.grant(
        AppointContacts(
            NORTH, TODAY, "greta", reason=why, text="Britta Söder slutar", confirmed=True
        )
    )
    office.know(BRITTA)
    desk = office.acting("somebody", Permission.VIEW)

    texts = [note.text for note in desk.notes(client="agda")]

    assert len(texts) == 2
    assert not any("Britta" in text for text in texts)
    assert "Greta Olsson (greta), Undersköterska" in texts[0]
    assert [note.text for note in office.store.notes() if "Britta Söder (britta)" in note.text]


def test_whoever_registered_is_named_by_id_alone_where_protected() -> None:
    office = with_home_care(Office())
    office.know(BRITTA)
    office.store.policy.add_actor(Actor("britta", "Britta Söder"))
    office.store.policy.grant("britta", Permission.ASSIGN, None)
    as_britta = office.casework.acting(Actor("britta", "Britta Söder", "Undersköterska"))
    as_britta.submit(RecordStatus(NORTH, Status.DECLINED, TODAY))

    tab = office.acting("somebody", Permission.VIEW).show("agda", on=TODAY).cases[0]

    assert tab.created is not None
    assert (tab.created.by, tab.created.name) == ("britta", "")
    assert office.journal.notes[-1].by == Actor("britta", "", "Undersköterska")


# Notes that have not been read --------------------------------------------------------------------


def unread(desk: Desk, **wanted: object) -> list[str]:
    found = desk.notes(unread=True, **wanted)  # type: ignore[arg-type]
    return [f"{note.case.client}@{note.case.unit}" for note in found]


def test_notes_are_unread_until_they_are_handed_over() -> None:
    office = accepted()
    office.grant(RecordStatus(SOUTH, Status.DECLINED, TODAY))
    desk = office.acting("somebody", Permission.VIEW, unit="north")
    other = office.acting("other", Permission.VIEW)

    assert unread(desk, client="agda") == ["agda@north"]
    assert unread(desk) == ["bo@north"]
    assert unread(desk) == []
    assert sorted(unread(other)) == ["agda@north", "agda@south", "bo@north"]


def test_notes_of_clients_with_protected_identity_are_neither_shown_nor_marked() -> None:
    office = accepted()
    office.know(a_client("agda", name="Agda Testsson", protected=True))
    desk = office.acting("somebody", Permission.VIEW)

    assert unread(desk) == ["bo@north"]
    with pytest.raises(NotAuthorised) as denied:
        desk.notes(client="agda")
    assert denied.value.facts["permission"] == "see_protected"
    office.permit("somebody", Permission.SEE_PROTECTED, unit="north")
    assert unread(desk) == ["agda@north"]


def test_notes_are_logged_before_they_are_handed_over_a_few_at_a_time() -> None:
    office = with_home_care(Office())
    for _ in range(30):
        office.grant(RecordStatus(BO, Status.DECLINED, TODAY, confirmed=True))
    desk = office.acting("somebody", Permission.VIEW)
    before = len(list(office.store.accesses()))

    notes = desk.notes()
    assert len(list(office.store.accesses())) == before
    first = next(notes)
    logged = [row.note for row in list(office.store.accesses())[before:]]

    assert (logged[0], len(logged)) == (first.id, 20)
    assert len(unread(desk)) == 10
