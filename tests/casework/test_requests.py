"""
A request is answered once; nobody overwrites what somebody else registered first.
"""

import datetime as dt
from collections.abc import Callable, Sequence

import attrs
import pytest

from fastomsorg.commands import AppointContacts, MoveClient, RecordStatus, StartEnactment
from fastomsorg.decisions import Granted, Refused
from fastomsorg.history import Registration
from fastomsorg.hooks import Posting
from fastomsorg.terms import (
    CaseKey,
    ChangeReason,
    Instant,
    NotAuthorised,
    RequestConflict,
    StaleCase,
    Status,
    StoreError,
)
from fastomsorg.testing import MemoryStore, a_staff_member, request
from fastomsorg.wire import digest
from tests.casework.office import BO, FIRST, NORTH, SOUTH, TODAY, Office, with_home_care

YES = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta")
CHANGE = AppointContacts(NORTH, TODAY, "greta", reason=ChangeReason.CLIENT_WISH)
REQUEST = request(17)


# The same request -------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [0, 10])
def test_the_same_request_is_told_the_first_answer_again_however_late(years: int) -> None:
    office = with_home_care(Office())
    first = office.desk.submit(YES, request=REQUEST)
    registered = office.registered()

    office.clock.to(TODAY.replace(year=TODAY.year + years))
    again = office.desk.submit(YES, request=REQUEST)

    assert again == first
    assert isinstance(first, Granted)
    assert first.registration == REQUEST
    assert office.registered() == registered


def test_a_request_is_known_again_by_a_digest_that_cannot_be_guessed_back_from() -> None:
    office = with_home_care(Office())
    office.desk.submit(YES, request=REQUEST)
    answered = office.store.answered(REQUEST)

    assert answered is not None
    assert len(answered.salt) == 32
    assert answered.digest == digest(YES, answered.salt)
    assert answered.digest != digest(YES)


def test_two_requests_with_the_same_content_have_different_digests() -> None:
    office = with_home_care(Office())
    office.desk.submit(YES, request=REQUEST)
    office.desk.submit(YES, request=request(18))
    told = [office.store.answered(each) for each in (REQUEST, request(18))]

    assert len({each.digest for each in told if each}) == 2


def test_the_first_answer_is_told_though_the_rules_would_say_otherwise_now() -> None:
    office = with_home_care(Office())
    first = office.desk.submit(YES, request=REQUEST)
    office.grant(RecordStatus(NORTH, Status.DECLINED, TODAY, confirmed=True))
    office.know(a_staff_member("britta", units=(), selectable=False, certified=None))
    office.clock.to(dt.date(2034, 6, 10))

    assert isinstance(office.desk.submit(YES), Refused)
    assert office.desk.submit(YES, request=REQUEST) == first


def test_a_request_that_has_been_answered_is_told_nobody_anew() -> None:
    office = with_home_care(Office())
    office.desk.submit(YES, request=REQUEST)
    told = list(office.journal.notes)

    office.desk.submit(YES, request=REQUEST)

    assert office.journal.notes == told


def test_whoever_has_lost_the_permission_is_not_told_the_first_answer() -> None:
    office = with_home_care(Office())
    office.desk.submit(YES, request=REQUEST)

    with pytest.raises(NotAuthorised):
        office.acting("somebody").submit(YES, request=REQUEST)


@pytest.mark.parametrize(
    "other",
    [
        attrs.evolve(YES, deputy=None),
        attrs.evolve(YES, on=FIRST),
        attrs.evolve(YES, case=BO),
        RecordStatus(NORTH, Status.DECLINED, TODAY),
        MoveClient("agda", "north", "south", TODAY),
    ],
)
def test_the_same_request_with_other_content_is_a_conflict_and_stores_nothing(
    other: RecordStatus | MoveClient,
) -> None:
    office = with_home_care(Office())
    office.desk.submit(YES, request=REQUEST)
    registered = office.registered()

    with pytest.raises(RequestConflict) as conflict:
        office.desk.submit(other, request=REQUEST)

    assert conflict.value.facts == {"request": str(REQUEST)}
    assert office.registered() == registered


def test_confirming_what_has_been_granted_already_is_the_same_request() -> None:
    office = with_home_care(Office())
    first = office.desk.submit(YES, request=REQUEST)

    assert office.desk.submit(attrs.evolve(YES, confirmed=True), request=REQUEST) == first


def test_a_conflict_is_told_before_the_command_is_decided() -> None:
    office = with_home_care(Office())
    office.desk.submit(YES, request=REQUEST)
    impossible = StartEnactment(NORTH, "e1", FIRST)

    assert isinstance(office.desk.ask(impossible), Refused)
    with pytest.raises(RequestConflict):
        office.desk.submit(impossible, request=REQUEST)


def test_a_refusal_is_not_kept_so_the_request_may_come_again_and_be_granted() -> None:
    office = with_home_care(Office())
    office.grant(attrs.evolve(YES, on=FIRST))

    refused = office.desk.submit(attrs.evolve(CHANGE, reason=None), request=REQUEST)
    granted = office.desk.submit(CHANGE, request=REQUEST)

    assert isinstance(refused, Refused)
    assert isinstance(granted, Granted)


def test_without_an_id_every_submission_is_a_request_of_its_own() -> None:
    office = with_home_care(Office())
    again = RecordStatus(NORTH, Status.ACCEPTED, TODAY)

    ids = [office.grant(command).registration for command in (YES, again, again)]

    assert None not in ids
    assert len(set(ids)) == 3


def test_asking_stores_nothing() -> None:
    office = with_home_care(Office())
    registered = office.registered()

    assert isinstance(office.desk.ask(YES), Granted)

    assert office.registered() == registered
    assert office.desk.state(NORTH, on=TODAY).status is Status.NOT_ASKED


# Two writers at once ----------------------------------------------------------------------------


class Interrupted(MemoryStore):
    """
    A store in which something else is stored between a decision and its registration.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first: list[Callable[[], object]] = []

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        if self.first:
            self.first.pop()()
        return super().append(postings, now=now)


def test_of_two_writers_on_a_case_the_second_is_told_that_somebody_was_first() -> None:
    store = Interrupted()
    office = with_home_care(Office(store))
    declined = RecordStatus(NORTH, Status.DECLINED, TODAY)
    store.first.append(lambda: office.grant(declined, 20))

    with pytest.raises(StaleCase) as stale:
        office.desk.submit(YES, request=REQUEST)

    assert stale.value.facts == {"client": "agda", "unit": "north", "expected": 1, "got": 2}
    assert office.registered()[-1] == (NORTH, request(20))
    assert office.desk.state(NORTH, on=TODAY).status is Status.DECLINED


def test_whoever_came_second_may_decide_again_on_what_there_is_now() -> None:
    store = Interrupted()
    office = with_home_care(Office(store))
    store.first.append(lambda: office.grant(RecordStatus(NORTH, Status.DECLINED, FIRST)))
    with pytest.raises(StaleCase):
        office.desk.submit(YES, request=REQUEST)

    assert isinstance(office.desk.submit(YES, request=REQUEST), Granted)


def test_another_case_is_no_hindrance() -> None:
    store = Interrupted()
    office = with_home_care(Office(store))
    store.first.append(lambda: office.grant(RecordStatus(BO, Status.DECLINED, TODAY)))

    assert isinstance(office.desk.submit(YES), Granted)


@pytest.mark.parametrize("case", [NORTH, SOUTH])
def test_a_move_is_stale_where_either_unit_was_written_to(case: CaseKey) -> None:
    store = Interrupted()
    office = with_home_care(Office(store))
    store.first.append(lambda: office.grant(RecordStatus(case, Status.DECLINED, FIRST)))
    registered = len(office.registered())

    with pytest.raises(StaleCase):
        office.desk.submit(MoveClient("agda", "north", "south", TODAY))

    assert len(office.registered()) == registered + 1


# Everything or nothing --------------------------------------------------------------------------


class Failing(MemoryStore):
    """
    A store that fails after it has begun to write, as many times as it is told to.
    """

    def __init__(self) -> None:
        super().__init__()
        self.failures = 0
        self.written: list[CaseKey] = []

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        with self.transaction():
            stored = super().append(postings, now=now)
            self.written = [each.case for each in stored]
            if self.failures:
                self.failures -= 1
                raise StoreError(store="memory", problem="the disk is gone")
            return stored


def failing() -> tuple[Failing, Office]:
    store = Failing()
    office = with_home_care(Office(store))
    office.grant(YES)
    return store, office


def test_a_move_that_fails_halfway_leaves_both_units_as_they_were() -> None:
    store, office = failing()
    before = [store.read(case) for case in (NORTH, SOUTH)]
    accesses, notes = list(store.accesses()), list(store.notes())
    plan = list(office.plan.snapshots)
    store.failures = 1

    with pytest.raises(StoreError):
        office.desk.submit(MoveClient("agda", "north", "south", TODAY, confirmed=True))

    assert store.written == [NORTH, SOUTH]
    assert [store.read(case) for case in (NORTH, SOUTH)] == before
    assert [
        each for each in store.accesses() if each not in accesses and each.unit == "north"
    ] == []
    assert (list(store.notes()), office.plan.snapshots) == (notes, plan)
    assert office.desk.state(NORTH, on=TODAY).status is Status.ACCEPTED


def test_the_same_move_may_be_asked_for_again_and_is_made_once() -> None:
    store, office = failing()
    move = MoveClient("agda", "north", "south", TODAY, confirmed=True)
    store.failures = 1
    with pytest.raises(StoreError):
        office.desk.submit(move, request=REQUEST)

    granted = office.desk.submit(move, request=REQUEST)

    assert isinstance(granted, Granted)
    assert office.desk.submit(move, request=REQUEST) == granted
    assert [each for each in office.registered() if each[1] == REQUEST] == [
        (NORTH, REQUEST),
        (SOUTH, REQUEST),
    ]


def test_both_units_of_a_move_get_one_registration_at_one_instant() -> None:
    office = with_home_care(Office())
    office.grant(MoveClient("agda", "north", "south", TODAY), 30)

    stored = office.store.find(request(30))

    assert [each.case for each in stored] == [NORTH, SOUTH]
    assert len({(each.position, each.recorded_at) for each in stored}) == 1
