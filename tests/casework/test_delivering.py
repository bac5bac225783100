"""
Deliveries that go wrong: receivers that hang, are tried again, are parked; unknown outcomes.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from fastomsorg.casework import Casework, DeliveryRules
from fastomsorg.commands import AppointContacts, RecordStatus
from fastomsorg.decisions import Granted
from fastomsorg.hooks import AccessOutcome, Delivery, DeliveryState
from fastomsorg.journal import JournalNote, PlanSnapshot
from fastomsorg.terms import (
    Malformed,
    NotAuthorised,
    Permission,
    PluginError,
    Status,
    StoreError,
    UnknownId,
)
from fastomsorg.testing import MemoryJournal, MemoryPlan, MemoryStorage
from tests.canaries import CANARY
from tests.casework.office import BO, NORTH, TODAY, Office, with_home_care
from tests.casework.receivers import Blind, Failing, Hanging, Meanwhile, Unfindable

HOUR = dt.timedelta(hours=1)
YES = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta")
NO = RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True)
BO_NO = RecordStatus(BO, Status.DECLINED, TODAY)
QUICK = DeliveryRules(
    at_once=dt.timedelta(milliseconds=30),
    patience=dt.timedelta(milliseconds=30),
    lease=10 * HOUR / 60,
    chance=lambda: 1.0,
)


def deliveries(office: Office, target: str = "journal") -> list[Delivery]:
    return list(office.store.outbox(target=target))


def states(office: Office, target: str = "journal") -> list[str]:
    return [each.state.value for each in deliveries(office, target)]


# Receivers that hang ------------------------------------------------------------------------------


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    journal = Hanging()
    yield journal
    journal.let_go.set()


def office_with(journal: object, *, rules: DeliveryRules = QUICK) -> Office:
    return with_home_care(Office(journal={"journal": journal}, delivery=rules))


def test_a_receiver_that_hangs_does_not_hold_up_a_registration_or_another_receiver(
    hanging: Hanging,
) -> None:
    office = office_with(hanging)

    granted = office.grant(YES)

    assert [(each.code, each.facts["receiver"]) for each in granted.remarks] == [
        ("receiver_slow", "journal")
    ]
    assert office.desk.state(NORTH, on=TODAY).status is Status.ACCEPTED
    assert (states(office), states(office, "plan")) == (["pending"], ["delivered"])


def test_a_receiver_that_hangs_is_not_called_again_until_it_has_answered(
    hanging: Hanging,
) -> None:
    office = office_with(hanging)
    office.grant(YES)

    granted = office.grant(BO_NO)
    report = office.casework.deliver()

    assert hanging.called == 1
    assert [each.code for each in granted.remarks] == []
    assert [(each.code, report.waiting) for each in report.problems] == [("receiver_slow", 2)]


def test_what_was_claimed_for_a_receiver_that_hangs_is_given_back(hanging: Hanging) -> None:
    office = with_home_care(
        Office(journal={"journal": hanging}, plan={}, planning={}, delivery=QUICK, inline=False)
    )
    office.grant(YES)
    office.grant(BO_NO)

    office.casework.deliver()

    told, given_back = deliveries(office)
    assert (hanging.called, told.claimed_until is None, told.problem) == (1, False, None)
    assert (given_back.claimed_until, given_back.problem) == (None, "no_answer")


def test_what_a_slow_receiver_took_in_after_all_is_noted_by_the_next_delivery(
    hanging: Hanging,
) -> None:
    office = office_with(hanging)
    office.grant(YES)
    (call,) = office.casework.host.calls._late
    hanging.let_go.set()
    call.answer(None)

    report = office.casework.deliver()

    assert (report.delivered, report.waiting, states(office)) == (1, 0, ["delivered"])
    assert (hanging.called, len(hanging.notes)) == (1, 1)


def test_what_a_slow_receiver_refused_after_all_is_tried_again(hanging: Hanging) -> None:
    office = office_with(hanging)
    office.grant(YES)
    (call,) = office.casework.host.calls._late
    call.error = OSError()
    hanging.let_go.set()
    call._done.wait()

    office.casework.deliver()

    (delivery,) = deliveries(office)
    assert (delivery.problem, delivery.claimed_until) == ("OSError", None)


def test_whoever_is_left_with_a_receiver_that_hung_asks_it_when_the_claim_has_run_out(
    hanging: Hanging,
) -> None:
    office = office_with(hanging)
    office.grant(YES)
    hanging.let_go.set()
    other = Office(office.store, journal={"journal": hanging}, delivery=QUICK)
    office.casework.host.calls._late[0].answer(None)

    before = other.casework.deliver()
    other.clock.forward()
    after = other.casework.deliver()

    assert (before.delivered, after.delivered) == (0, 1)
    assert len(hanging.notes) == 1


def test_a_process_that_was_forked_off_calls_a_receiver_that_its_parent_waits_for(
    hanging: Hanging,
) -> None:
    office = office_with(hanging)
    office.grant(YES)
    calls = office.casework.host.calls
    before = calls.late()
    calls._late[0].process += 1

    assert [set(before), set(calls.late())] == [{"journal"}, set()]


def test_without_a_limit_a_receiver_is_called_from_the_callers_own_thread() -> None:
    called_in: list[threading.Thread] = []
    journal = Meanwhile(lambda: called_in.append(threading.current_thread()))
    rules = DeliveryRules(at_once=None, patience=None)
    office_with(journal, rules=rules).grant(YES)

    assert called_in == [threading.current_thread()]


def test_nobody_is_told_before_a_delivery_where_that_is_wanted() -> None:
    office = with_home_care(Office(inline=False))

    granted = office.grant(YES)

    assert (granted.remarks, office.journal.notes) == ((), [])
    assert office.casework.deliver().delivered == 3
    assert len(office.journal.notes) == 1


def test_a_notice_of_a_kind_that_its_receiver_does_not_get_any_more_waits_and_is_told_of() -> None:
    office = with_home_care(Office(plan={"both": MemoryPlan()}, inline=False))
    office.grant(YES)
    changed = Office(office.store, journal={"both": MemoryJournal()}, plan={}, planning={})

    report = changed.casework.deliver()

    assert ("receiver_not_configured", "both") in [
        (each.code, each.facts["receiver"]) for each in report.problems
    ]
    assert states(office, "both") == ["pending"]


def test_whoever_was_put_to_sleep_over_a_claim_does_not_go_on_with_it() -> None:
    office = with_home_care(Office(inline=False, plan={}, planning={}))
    office.grant(YES)
    office.grant(BO_NO)
    journal = Meanwhile()
    again = Office(office.store, journal={"journal": journal})
    journal.happens = again.clock.forward

    again.casework.deliver()

    assert [len(journal.notes), [each.attempts for each in deliveries(office)]] == [2, [1, 2]]


# Tried again, and parked --------------------------------------------------------------------------


def test_pauses_grow_and_end_where_they_are_longest() -> None:
    rules = DeliveryRules(chance=lambda: 1.0)

    pauses = [rules.pause(attempts).total_seconds() for attempts in (1, 2, 3, 9, 10, 11, 12, 99)]

    assert pauses == [30, 60, 120, 7_680, 15_360, 21_600, 21_600, 21_600]


CHANCES = (lambda: 0.0, lambda: 0.5, lambda: 1.0)


def test_half_of_a_pause_is_left_to_chance() -> None:
    pauses = [DeliveryRules(chance=chance).pause(1).total_seconds() for chance in CHANCES]

    assert pauses == [15, 22.5, 30]


def test_a_lease_that_a_batch_could_outlast_is_refused() -> None:
    with pytest.raises(Malformed) as refused:
        DeliveryRules(lease=dt.timedelta(minutes=8))

    assert refused.value.code == "lease_too_short"


def test_a_receiver_is_tried_again_after_a_pause_and_not_before() -> None:
    journal = Failing()
    office = office_with(journal)
    office.grant(YES)
    journal.down = None

    office.clock.forward(dt.timedelta(seconds=29))
    early = office.casework.deliver()
    office.clock.forward(dt.timedelta(seconds=1))
    late = office.casework.deliver()

    assert [(each.delivered, each.waiting) for each in (early, late)] == [(0, 1), (1, 0)]


def tried_until_parked(office: Office) -> int:
    """
    Deliver every six hours until there is nothing more to try; how often that was.
    """
    for number in range(100):
        if states(office) == ["parked"]:
            return number
        office.clock.forward(6 * HOUR)
        office.casework.deliver()
    raise AssertionError("it is tried for ever")


def test_after_ten_attempts_it_is_parked_with_what_went_wrong() -> None:
    office = office_with(Failing(OSError("down")))
    office.grant(YES)

    assert tried_until_parked(office) == 9
    (delivery,) = deliveries(office)
    assert (delivery.state, delivery.problem, delivery.attempts) == (
        DeliveryState.PARKED,
        "OSError",
        10,
    )


def test_a_delivery_that_parks_says_so() -> None:
    rules = DeliveryRules(attempts=1)
    office = office_with(Failing(), rules=rules)

    (remark,) = office.grant(YES).remarks

    assert (remark.code, remark.facts) == (
        "delivery_parked",
        {"receiver": "journal", "problem": "RuntimeError"},
    )
    assert office.casework.deliver().parked == 1


def test_what_is_parked_holds_up_its_own_case_and_receiver_only() -> None:
    one, other = Failing(), MemoryJournal()
    rules = DeliveryRules(attempts=1)
    office = with_home_care(Office(journal={"one": one, "other": other}, delivery=rules))
    office.grant(YES)
    one.down = None
    office.grant(NO)
    office.grant(BO_NO)
    office.clock.forward()
    office.casework.deliver()

    assert [note.case for note in one.notes] == [BO]
    assert [note.case for note in other.notes] == [NORTH, NORTH, BO]


def test_what_was_parked_is_told_in_order_once_it_is_driven_again() -> None:
    journal = Failing()
    office = office_with(journal, rules=DeliveryRules(attempts=1))
    office.grant(YES)
    office.grant(NO)
    journal.down = None

    driven = office.casework.redrive(receiver="journal")
    report = office.casework.deliver()

    assert (driven, report.delivered, report.parked) == (1, 2, 0)
    assert [note.template for note in journal.notes] == ["accepted/1", "declined/1"]


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (StoreError("files_damaged", file="notes", line=3), "files_damaged"),
        (StoreError(f"{CANARY} finns inte"), "StoreError"),
        (ValueError(CANARY), "ValueError"),
    ],
    ids=["a code", "words for a code", "words"],
)
def test_what_went_wrong_is_kept_by_its_name_and_never_in_words(
    error: Exception, problem: str
) -> None:
    office = office_with(Failing(error))
    office.grant(YES)

    assert deliveries(office)[0].problem == problem


# Unknown outcomes ---------------------------------------------------------------------------------


def stopped_after(journal: MemoryJournal | Blind) -> Office:
    """
    The receiver was told, and the program stopped before that was noted.
    """
    office = with_home_care(Office(journal={"journal": journal}, delivery=QUICK, inline=False))
    office.grant(YES)
    claim = office.store.claim(
        office.clock(), until=office.clock() + HOUR / 2, limit=1, targets=["journal"]
    )
    note = claim[0].notice
    assert isinstance(note, JournalNote)
    journal.write(note)
    return office


def test_a_receiver_that_can_be_asked_is_asked_and_not_told_again() -> None:
    journal = Meanwhile()
    office = stopped_after(journal)
    office.clock.forward()

    office.casework.deliver()

    assert (states(office), len(journal.notes)) == (["delivered"], 1)


def test_a_receiver_that_says_no_is_told() -> None:
    journal = Meanwhile()
    office = stopped_after(journal)
    journal.notes.clear()
    office.clock.forward()

    office.casework.deliver()

    assert (states(office), len(journal.notes)) == (["delivered"], 1)


def test_at_one_that_cannot_be_asked_it_is_parked_and_never_told_blindly() -> None:
    journal = Blind()
    office = stopped_after(journal)
    office.clock.forward()

    report = office.casework.deliver()

    assert (states(office), len(journal.notes)) == (["parked"], 1)
    assert [(each.code, each.facts["problem"]) for each in report.problems] == [
        ("delivery_parked", "outcome_unknown")
    ]


def test_while_it_cannot_be_asked_the_outcome_stays_unknown_until_it_is_parked() -> None:
    office = stopped_after(Unfindable())
    office.clock.forward()
    office.casework.deliver()

    unknown = {each.target: each.unknown for each in office.store.backlog(office.clock() + HOUR)}
    assert unknown["journal"] == 1
    assert tried_until_parked(office) == 9
    assert deliveries(office)[0].problem == "outcome_unknown"


def test_what_was_parked_is_asked_for_first_when_it_is_let_go_on() -> None:
    journal = Unfindable()
    office = stopped_after(journal)
    office.clock.forward()
    tried_until_parked(office)
    answers = MemoryJournal()
    answers.notes = journal.notes
    again = Casework(
        storage=office.store,
        people=office.store,
        policy=office.store.policy,
        journal={"journal": answers},
        clock=office.clock,
    )

    again.redrive(receiver="journal")
    again.deliver()

    assert (states(office), len(answers.notes)) == (["delivered"], 1)


def test_whoever_lets_it_go_on_has_it_told_again_by_one_that_cannot_be_asked() -> None:
    journal = Blind()
    office = stopped_after(journal)
    office.clock.forward()
    office.casework.deliver()

    office.casework.redrive(receiver="journal")
    office.casework.deliver()

    assert (states(office), len(journal.notes)) == (["delivered"], 2)


def test_what_a_person_has_seen_there_is_not_told_again_and_lets_its_line_go_on() -> None:
    journal = Blind()
    office = stopped_after(journal)
    office.clock.forward()
    office.casework.deliver()
    office.grant(NO)
    (parked, _) = deliveries(office)

    seen = office.desk.acknowledge(parked.notice.id, "journal")
    office.casework.deliver()

    assert (seen, states(office)) == (1, ["delivered", "delivered"])
    assert [note.template for note in journal.notes] == ["accepted/1", "declined/1"]


def test_who_said_that_it_was_told_after_all_is_logged_with_what_it_was_about() -> None:
    office = stopped_after(Blind())
    office.clock.forward()
    office.casework.deliver()
    id = deliveries(office)[0].notice.id

    office.desk.acknowledge(id)

    *_, row = office.store.accesses()
    assert (row.actor, row.action) == ("susapo", f"acknowledge:notice={id}")
    assert (row.client, row.unit, row.outcome) == ("agda", "north", AccessOutcome.ALLOWED)
    assert row.note is None


@pytest.mark.parametrize("target", [None, "plan"])
def test_only_what_is_parked_can_be_said_to_be_told_after_all(target: str | None) -> None:
    office = stopped_after(Blind())
    id = deliveries(office)[0].notice.id

    with pytest.raises(UnknownId, match="notice_not_parked"):
        office.desk.acknowledge(id, target)

    assert states(office) == ["pending"]


def test_it_takes_an_administrator_to_say_that_it_was_told_after_all() -> None:
    office = stopped_after(Blind())
    office.clock.forward()
    office.casework.deliver()

    with pytest.raises(NotAuthorised):
        office.acting("kim", Permission.ASSIGN).acknowledge(deliveries(office)[0].notice.id)

    *_, row = office.store.accesses()
    assert (states(office), row.outcome) == (["parked"], AccessOutcome.DENIED)


def test_of_what_cannot_be_asked_for_only_one_is_claimed_at_a_time() -> None:
    office = with_home_care(Office(inline=False, plan={}, planning={}))
    office.grant(YES)
    office.grant(BO_NO)
    claimed: list[int] = []

    class Watching(Blind):
        def write(self, note: JournalNote) -> None:
            claimed.append(sum(each.claimed_until is not None for each in deliveries(office)))

    Office(office.store, journal={"journal": Watching()}).casework.deliver()

    assert claimed == [1, 1]


class SlowToFind(MemoryJournal):
    """
    A journal that does not say what stands there until it is let go.
    """

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()
        self.asked = 0

    def write(self, note: JournalNote) -> None:
        self.notes.append(note)

    def find(self, id: UUID) -> bool:
        self.asked += 1
        self.let_go.wait()
        return super().find(id)


def test_one_that_hangs_when_it_is_asked_is_asked_again_later() -> None:
    journal = SlowToFind()
    office = stopped_after(journal)
    office.clock.forward()
    first = office.casework.deliver()
    (call,) = office.casework.host.calls._late
    journal.let_go.set()
    call.answer(None)
    office.clock.forward()
    second = office.casework.deliver()

    assert ([each.code for each in first.problems], second.delivered) == (["receiver_slow"], 1)
    assert (journal.asked, len(journal.notes)) == (2, 1)


# Interrupted --------------------------------------------------------------------------------------


def test_whoever_interrupts_gets_through_and_gives_back_what_was_not_told() -> None:
    office = with_home_care(Office(inline=False, plan={}, planning={}))
    office.grant(YES)
    office.grant(BO_NO)
    again = Office(office.store, journal={"journal": Failing(KeyboardInterrupt())})

    with pytest.raises(KeyboardInterrupt):
        again.casework.deliver()

    told, untold = deliveries(office)
    assert told.claimed_until is not None
    assert (untold.claimed_until, untold.problem) == (None, "interrupted")


# Receivers that share the transaction -------------------------------------------------------------


class Sharing(MemoryPlan):
    """
    Plans that are kept in the store's own transaction.
    """

    in_transaction = True

    def __init__(self) -> None:
        super().__init__()
        self.down: BaseException | None = None
        self.seen: list[bool] = []
        self.inside: Callable[[], bool] = lambda: False

    def show(self, snapshot: PlanSnapshot) -> None:
        self.seen.append(self.inside())
        if self.down is not None:
            raise self.down
        super().show(snapshot)


def sharing() -> tuple[Office, Sharing]:
    plan = Sharing()
    office = with_home_care(Office(plan={"ours": plan}))
    plan.inside = lambda: office.store._state.in_transaction
    return office, plan


def test_one_that_shares_the_transaction_is_told_inside_it_once() -> None:
    office, plan = sharing()

    granted = office.grant(YES)
    office.clock.forward()
    office.casework.deliver()

    assert (plan.seen, granted.remarks) == ([True], ())
    assert states(office, "ours") == ["delivered"]


@pytest.mark.parametrize("error", [RuntimeError("full"), SystemExit(3)])
def test_what_it_raises_undoes_the_registration_and_names_it(error: BaseException) -> None:
    office, plan = sharing()
    before = office.registered()
    plan.down = error

    with pytest.raises(PluginError) as raised:
        office.desk.submit(YES)

    assert (raised.value.code, raised.value.facts) == (
        "receiver_undid",
        {"receiver": "ours", "error": type(error).__name__},
    )
    assert (office.registered(), deliveries(office, "ours"), office.journal.notes) == (
        before,
        [],
        [],
    )


def test_the_keyboard_undoes_it_too_and_gets_through() -> None:
    office, plan = sharing()
    before = office.registered()
    plan.down = KeyboardInterrupt()

    with pytest.raises(KeyboardInterrupt):
        office.desk.submit(YES)

    assert office.registered() == before


def test_when_the_day_comes_it_is_told_in_a_transaction_of_its_own_and_tried_again() -> None:
    office, plan = sharing()
    office.grant(YES)
    ahead = TODAY + dt.timedelta(days=20)
    office.grant(AppointContacts(NORTH, ahead, deputy=None, confirmed=True))
    plan.down = RuntimeError()
    office.clock.to(ahead)
    failed = office.casework.deliver()
    plan.down = None
    office.clock.forward()
    told = office.casework.deliver()

    assert (failed.delivered, [each.facts["receiver"] for each in failed.problems]) == (1, ["ours"])
    assert told.delivered == 1
    assert plan.seen == [True] * 3


def test_an_unknown_outcome_of_one_that_shares_the_transaction_is_known_to_be_none() -> None:
    office, plan = sharing()
    office.grant(YES)
    ahead = TODAY + dt.timedelta(days=20)
    office.grant(AppointContacts(NORTH, ahead, deputy=None, confirmed=True))
    office.clock.to(ahead)
    now = office.clock()
    office.store.claim(now, until=now + HOUR / 2, limit=1, targets=["ours"])
    office.clock.forward()

    office.casework.deliver()

    assert states(office, "ours") == ["delivered", "delivered"]
    assert len(plan.snapshots) == 2


def test_a_transaction_cannot_be_shared_with_a_storage_that_has_none() -> None:
    store = MemoryStorage()
    people = Office().store

    with pytest.raises(Malformed) as refused:
        Casework(storage=store, people=people, policy=people.policy, plan={"ours": Sharing()})

    assert (refused.value.code, refused.value.facts["got"]) == (
        "storage_shares_nothing",
        "MemoryStorage",
    )


def test_one_name_is_not_for_one_that_shares_and_one_that_does_not() -> None:
    with pytest.raises(Malformed) as refused:
        Office(plan={"ours": Sharing()}, journal={"ours": MemoryJournal()})

    assert refused.value.code == "receiver_shares_by_halves"


def test_a_storage_in_the_hosts_own_transaction_tells_nobody_before_it_is_committed() -> None:
    office = with_home_care(Office())
    office.store.in_transaction = True  # type: ignore[attr-defined]

    granted = office.desk.submit(YES)

    assert isinstance(granted, Granted)
    assert office.journal.notes == []
    assert states(office) == ["pending"]
