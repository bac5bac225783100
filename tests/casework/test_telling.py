"""
Journal, plan and planning are told of what was registered, when its day has come.
"""

import datetime as dt
from collections.abc import Callable, Collection
from uuid import UUID

import pytest

from fastomsorg.care import StaffMember
from fastomsorg.casework import DeliveryRules
from fastomsorg.commands import Annul, AppointContacts, ChangeEnactment, RecordStatus
from fastomsorg.decisions import Granted, LocalRules
from fastomsorg.hooks import Delivery, DeliveryState, People
from fastomsorg.journal import JournalNote, Notice, kind_of
from fastomsorg.terms import (
    CaseKey,
    ChangeReason,
    Instant,
    StaffId,
    Status,
    StoreError,
    start_of,
)
from fastomsorg.testing import MemoryJournal, MemoryPlan, MemoryStore, request
from tests.casework.office import BO, FIRST, NOON, NORTH, TODAY, Office, with_home_care
from tests.casework.receivers import Failing, TakingInAndFailing

HOUR = dt.timedelta(hours=1)
WISH = ChangeReason.CLIENT_WISH
YES = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta")
JULY_1 = dt.date(2024, 7, 1)
AHEAD = AppointContacts(NORTH, JULY_1, "greta", reason=WISH)
BRITTA_AND_GRETA = (
    ("Fast omsorgskontakt", "Britta Söder, 07012365498, britta@mail.se"),
    ("Vice fast omsorgskontakt", "Greta Olsson, 07012365498, britta@mail.se"),
)
GRETA = (("Fast omsorgskontakt", "Greta Olsson, 07012365498, britta@mail.se"),)


def states(office: Office, case: CaseKey = NORTH) -> list[tuple[str, str]]:
    """
    Each delivery of the case: whom it is for and how far it has come.
    """
    return [(each.target, each.state.value) for each in office.store.deliveries(case)]


# At once ----------------------------------------------------------------------------------------


def test_everybody_is_told_at_once_of_what_holds_today() -> None:
    office = with_home_care(Office())

    granted = office.grant(YES)

    assert [kind for _, kind in granted.notices] == ["journal", "plan", "planning"]
    assert states(office) == [
        ("journal", "delivered"),
        ("plan", "delivered"),
        ("planning", "delivered"),
    ]
    assert [note.template for note in office.journal.notes] == ["accepted/1"]
    assert office.plan.lines(NORTH) == BRITTA_AND_GRETA
    assert [card.staff for card in office.planning.changes[-1].contacts] == ["britta", "greta"]
    assert granted.remarks == ()


def test_notices_are_stored_with_the_registration_and_have_the_ids_of_the_answer() -> None:
    office = with_home_care(Office(journal={}, plan={}, planning={}))

    granted = office.grant(YES)

    (note,) = office.store.notes(client="agda")
    assert (note.id, "journal") == granted.notices[0]
    assert note.registration == granted.registration
    assert note.recorded_at == NOON
    assert states(office) == []


def test_the_note_says_who_registered_it_and_when() -> None:
    office = with_home_care(Office())
    office.grant(YES)

    (note,) = office.journal.notes

    assert (note.by.id, note.by.name, note.recorded_at) == ("susapo", "Susanne APO", NOON)


def test_nobody_is_told_of_a_refusal() -> None:
    office = with_home_care(Office())

    office.desk.submit(RecordStatus(NORTH, Status.ACCEPTED, TODAY))

    assert (office.journal.notes, states(office)) == ([], [])


def test_one_registration_gives_one_note_for_each_case() -> None:
    office = with_home_care(Office())
    office.grant(YES)
    office.grant(RecordStatus(BO, Status.DECLINED, TODAY))

    assert [note.case for note in office.journal.notes] == [NORTH, BO]


# When the day comes -----------------------------------------------------------------------------


def ahead(office: Office | None = None) -> Office:
    """
    Greta is to be contact from the first of July; the note of it is written.
    """
    office = with_home_care(office or Office())
    office.grant(YES)
    office.grant(AHEAD, 40)
    return office


def test_what_is_registered_ahead_is_noted_at_once_and_shown_when_the_day_comes() -> None:
    office = ahead()

    assert [note.on for note in office.journal.notes] == [TODAY, JULY_1]
    assert office.plan.lines(NORTH) == BRITTA_AND_GRETA
    waiting = [each for each in office.store.deliveries(NORTH) if each.not_before]
    assert [each.not_before for each in waiting] == [start_of(JULY_1)] * 2
    assert {each.state for each in waiting} == {DeliveryState.PENDING}


def test_before_the_day_there_is_nothing_to_deliver() -> None:
    office = ahead()

    report = office.casework.deliver(start_of(JULY_1) - dt.timedelta(seconds=1))

    assert (report.delivered, report.withdrawn, report.waiting) == (0, 0, 0)
    assert office.plan.lines(NORTH) == BRITTA_AND_GRETA


def test_on_the_day_plan_and_planning_are_told() -> None:
    office = ahead()

    report = office.casework.deliver(start_of(JULY_1))

    assert (report.delivered, report.problems) == (2, ())
    assert office.plan.lines(NORTH) == GRETA
    assert office.plan.snapshots[-1].on == JULY_1
    assert [card.staff for card in office.planning.changes[-1].contacts] == ["greta"]


def test_without_an_instant_what_is_due_now_is_delivered() -> None:
    office = ahead()
    office.clock.to(JULY_1)

    assert office.casework.deliver().delivered == 2


def test_what_has_been_delivered_is_not_delivered_again() -> None:
    office = ahead()
    office.casework.deliver(start_of(JULY_1))
    shown = list(office.plan.snapshots)

    assert office.casework.deliver(start_of(JULY_1)).delivered == 0
    assert office.plan.snapshots == shown


def test_what_no_longer_holds_when_its_day_comes_is_withdrawn() -> None:
    office = ahead()
    office.grant(Annul(request(40), "fel", confirmed=True))

    report = office.casework.deliver(start_of(JULY_1))

    assert (report.delivered, report.withdrawn) == (0, 2)
    assert office.plan.lines(NORTH) == BRITTA_AND_GRETA


def test_what_is_told_on_the_day_is_what_holds_then() -> None:
    office = ahead()
    office.grant(AppointContacts(NORTH, JULY_1, deputy="britta"))

    office.casework.deliver(start_of(JULY_1))

    assert [line for line, _ in office.plan.lines(NORTH)] == [
        "Fast omsorgskontakt",
        "Vice fast omsorgskontakt",
    ]


def test_the_contacts_are_taken_off_when_an_end_registered_ahead_comes() -> None:
    office = with_home_care(Office())
    office.grant(YES)
    last = dt.date(2024, 6, 30)
    office.grant(ChangeEnactment(NORTH, last, "e1", last_day=last))
    assert office.plan.lines(NORTH) == BRITTA_AND_GRETA

    office.casework.deliver(start_of(JULY_1))

    assert office.plan.lines(NORTH) == ()


# Receivers that fail ----------------------------------------------------------------------------


@pytest.mark.parametrize("error", [RuntimeError("down"), SystemExit(1), KeyError("agda")])
def test_a_receiver_that_fails_leaves_the_registration_standing_with_a_remark(
    error: BaseException,
) -> None:
    journal = Failing(error)
    office = with_home_care(Office(journal={"files:///notes": journal}))

    granted = office.grant(YES)

    (remark,) = granted.remarks
    assert (remark.code, remark.blocks) == ("receiver_failed", False)
    assert remark.facts == {"receiver": "files:///notes", "error": type(error).__name__}
    assert office.desk.state(NORTH, on=TODAY).status is Status.ACCEPTED
    assert states(office) == [
        ("files:///notes", "pending"),
        ("plan", "delivered"),
        ("planning", "delivered"),
    ]


def test_what_could_not_be_told_is_told_later_in_order() -> None:
    journal = Failing()
    office = with_home_care(Office(journal={"journal": journal}))
    office.grant(YES)
    office.grant(AppointContacts(NORTH, TODAY, deputy=None, confirmed=True))
    office.grant(RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True))
    assert journal.notes == []

    journal.down = None
    office.clock.forward()
    report = office.casework.deliver()

    assert (report.delivered, report.problems) == (2, ())
    assert [note.template for note in journal.notes] == ["accepted/1", "declined/1"]
    assert [note.recorded_at for note in journal.notes] == [NOON, NOON]


def test_what_may_have_been_taken_in_is_told_again_and_not_withdrawn() -> None:
    plan = TakingInAndFailing()
    office = ahead(Office(plan={"plan": plan}))
    office.clock.to(JULY_1)
    plan.fails = True
    office.casework.deliver()

    plan.fails = False
    office.grant(Annul(request(40), "fel", confirmed=True))
    office.clock.forward()
    office.casework.deliver()

    told = {each.notice.id for each in office.store.deliveries(NORTH) if each.target == "plan"}
    assert {snapshot.id for snapshot in plan.snapshots} == told
    assert ("plan", "withdrawn") not in states(office)
    assert plan.lines(NORTH) == BRITTA_AND_GRETA


def test_what_was_parked_is_told_again_and_not_withdrawn_however_life_has_changed() -> None:
    plan = TakingInAndFailing()
    office = ahead(Office(plan={"plan": plan}, delivery=DeliveryRules(attempts=1)))
    office.clock.to(JULY_1)
    plan.fails = True
    office.casework.deliver()
    assert ("plan", "parked") in states(office)

    plan.fails = False
    office.grant(Annul(request(40), "fel", confirmed=True))
    office.casework.redrive(receiver="plan")
    office.casework.deliver()

    assert ("plan", "parked") not in states(office)
    assert ("plan", "withdrawn") not in states(office)
    assert plan.lines(NORTH) == BRITTA_AND_GRETA


def test_the_next_registration_of_the_case_tells_what_waited_first() -> None:
    journal = Failing()
    office = with_home_care(Office(journal={"journal": journal}))
    office.grant(YES)
    journal.down = None
    office.clock.forward()

    office.grant(RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True))

    assert [note.template for note in journal.notes] == ["accepted/1", "declined/1"]


class NotAgda(MemoryJournal):
    """
    A journal that cannot write about Agda.
    """

    def write(self, note: JournalNote) -> None:
        if note.case.client == "agda":
            raise RuntimeError("no such client")
        super().write(note)


def test_what_waits_for_one_case_holds_up_no_other_case_and_no_other_receiver() -> None:
    one, other = NotAgda(), MemoryJournal()
    office = with_home_care(Office(journal={"one": one, "other": other}))
    office.grant(YES)
    office.grant(RecordStatus(BO, Status.DECLINED, TODAY))
    office.clock.forward()

    report = office.casework.deliver()

    assert [note.case for note in one.notes] == [BO]
    assert [note.case for note in other.notes] == [NORTH, BO]
    assert (report.delivered, report.waiting) == (0, 1)
    assert [each.facts["receiver"] for each in report.problems] == ["one"]


def test_after_the_first_failure_nothing_later_of_the_case_is_tried() -> None:
    tried: list[str] = []

    class Counting(Failing):
        def write(self, note: JournalNote) -> None:
            tried.append(note.template)
            super().write(note)

    office = with_home_care(Office(journal={"journal": Counting()}))
    office.grant(YES)
    office.grant(RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True))
    tried.clear()
    office.clock.forward()

    report = office.casework.deliver()

    assert tried == ["accepted/1"]
    assert report.waiting == 2


def test_a_receiver_that_is_not_configured_any_more_gets_its_notices_when_it_is_again() -> None:
    office = with_home_care(Office(journal={"old": Failing()}))
    office.grant(YES)
    without = Office(office.store, journal={})
    back = MemoryJournal()

    report = without.casework.deliver()
    again = Office(office.store, journal={"old": back})
    again.clock.forward()
    again.casework.deliver()

    assert [(each.code, dict(each.facts)) for each in report.problems] == [
        ("receiver_not_configured", {"receiver": "old"})
    ]
    assert [note.template for note in back.notes] == ["accepted/1"]


# Ports that fail after the registration -----------------------------------------------------------


class Forgetful(MemoryStore):
    """
    A store that stores, and then cannot be reached.
    """

    lost = False

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        if self.lost:
            raise StoreError(store="memory", problem="gone")
        return super().claim(now, until=until, limit=limit, targets=targets, cases=cases)


class Unsettled(MemoryStore):
    """
    A store that cannot note that something was told.
    """

    lost = False

    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        if self.lost:
            raise StoreError(store="memory", problem="gone")
        super().settle(notice, target, state, told, problem=problem)


@pytest.mark.parametrize("kind", [Forgetful, Unsettled])
def test_a_store_that_fails_after_the_registration_does_not_make_it_undone(
    kind: Callable[[], Forgetful | Unsettled],
) -> None:
    store = kind()
    office = with_home_care(Office(store))
    store.lost = True

    granted = office.grant(YES)

    assert {each.code for each in granted.remarks} == {"receiver_failed"}
    assert {each.facts["error"] for each in granted.remarks} == {"StoreError"}
    store.lost = False
    assert office.desk.state(NORTH, on=TODAY).status is Status.ACCEPTED
    office.clock.forward()
    office.casework.deliver()
    assert [note.template for note in office.journal.notes] == ["accepted/1"]


class Unreachable(MemoryStore):
    """
    People who can be asked for until something has been registered.
    """

    lost = False

    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        if self.lost and on == JULY_1:
            raise ConnectionError("no directory")
        return super().staff(id, on=on, known=known)


def test_people_who_cannot_be_asked_for_hold_up_their_notices_and_nothing_else() -> None:
    store = Unreachable()
    assert isinstance(store, People)
    office = with_home_care(Office(store))
    office.grant(YES)
    office.grant(AHEAD)
    store.lost = True

    report = office.casework.deliver(start_of(JULY_1))

    assert (report.delivered, report.waiting) == (0, 2)
    assert {each.facts["error"] for each in report.problems} == {"ConnectionError"}
    store.lost = False
    assert office.casework.deliver(start_of(JULY_1) + HOUR).delivered == 2


# Local rules ------------------------------------------------------------------------------------


def test_the_registration_says_which_local_rules_were_in_use_on_its_day() -> None:
    def local(unit: str, on: dt.date) -> LocalRules:
        return LocalRules("nya rutinen" if on >= TODAY else "gamla rutinen")

    office = with_home_care(Office(local=local))
    office.grant(RecordStatus(NORTH, Status.DECLINED, FIRST), 50)
    office.grant(RecordStatus(NORTH, Status.NOT_ASKED, TODAY), 51)

    assert [office.store.find(request(n))[0].routine for n in (50, 51)] == [
        "gamla rutinen",
        "nya rutinen",
    ]


def test_the_plan_keeps_what_it_was_shown() -> None:
    plan = MemoryPlan()
    office = with_home_care(Office(plan={"plan": plan}))
    office.grant(YES)
    shown = plan.snapshots[-1]

    office.grant(RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True))

    assert plan.snapshots[0] == shown
    assert plan.lines(NORTH) == ()


def test_a_granted_answer_names_every_notice_by_the_kind_it_is() -> None:
    office = with_home_care(Office())
    granted = office.grant(YES)

    stored = {each.notice.id: kind_of(each.notice).value for each in office.store.deliveries(NORTH)}

    assert isinstance(granted, Granted)
    assert dict(granted.notices) == stored
