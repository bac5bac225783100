"""
What a `Storage` promises of notices: what is told, to whom, when, and how far it has come.
"""

import datetime as dt
from collections.abc import Iterator

import attrs
import pytest

from fastomsorg.hooks import Delivery, DeliveryState, Outgoing, Storage
from fastomsorg.journal import JournalNote
from fastomsorg.terms import CaseKey, UnknownId
from fastomsorg.testing._case_builders import (
    CASE,
    a_draft,
    a_posting,
    request,
    started,
)
from fastomsorg.testing._notice_builders import a_contacts_change, a_note, a_snapshot

from ._steps import JANUARY, instant, left_out, store
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")
OTHER = CaseKey("6016255", "north")
START = started(JANUARY[0])
MICROSECOND = dt.timedelta(microseconds=1)
FACTS = {
    "primary": "Åsa Öberg",
    "day": dt.date(2024, 2, 29),
    "number": 3,
    "nobody": None,
    "names": ("a", "b"),
    "yes": True,
}


def note_of(number: int, *, case: CaseKey = CASE, day: int = 0) -> JournalNote:
    return a_note(a_draft(number=number), JANUARY[day], case=case)


def noted(
    storage: Storage, number: int, *, case: CaseKey = CASE, day: int = 0, targets: tuple[str, ...]
) -> JournalNote:
    """
    Store a registration with a note, and give the note as it stands then.
    """
    note = note_of(number, case=case, day=day)
    store(storage, number, START, case=case, notices=(Outgoing(note, targets),))
    return attrs.evolve(note, recorded_at=instant(number))


class NoticingConformance(Suite, needs=("storage",)):
    """
    Notices stored with their registration (*meddelanden*), and their way to whoever is told.
    """

    @pytest.fixture
    def storage(self) -> Storage:
        left_out("storage")

    def test_a_note_stands_as_it_was_written_with_the_instant_of_its_registration(
        self, storage: Storage
    ) -> None:
        note = attrs.evolve(note_of(1), facts=FACTS, text="Åsa sade:\n\t– ja 👵🏽")
        store(storage, 1, START, notices=(Outgoing(note),))

        assert list(storage.notes()) == [attrs.evolve(note, recorded_at=instant(1))]

    def test_the_instant_of_a_note_is_that_of_the_registration_when_the_clock_goes_backwards(
        self, storage: Storage
    ) -> None:
        store(storage, 1, START, now=instant(5))
        note = note_of(2)
        store(storage, 2, START, now=instant(2), notices=(Outgoing(note, ("files:a",)),))
        expected = attrs.evolve(note, recorded_at=instant(5))

        assert list(storage.notes()) == [expected]
        assert [each.notice for each in storage.due(instant(9))] == [expected]
        assert [each.recorded_at for each in storage.deliveries(CASE)] == [instant(5)]

    def test_notes_come_by_client_and_by_unit(self, storage: Storage) -> None:
        notes = {
            key: noted(storage, number, case=key, targets=())
            for number, key in enumerate((OTHER, SOUTH, CASE), start=1)
        }

        assert list(storage.notes()) == [notes[OTHER], notes[SOUTH], notes[CASE]]
        assert list(storage.notes(client="6016254")) == [notes[SOUTH], notes[CASE]]
        assert list(storage.notes(unit="north")) == [notes[OTHER], notes[CASE]]
        assert list(storage.notes(client="6016254", unit="north")) == [notes[CASE]]
        assert list(storage.notes(client="6016255", unit="south")) == []

    def test_notes_come_in_order_of_their_day_and_then_of_registration(
        self, storage: Storage
    ) -> None:
        tenth, second, also_tenth, ninth = (
            noted(storage, number, day=day, targets=())
            for number, day in enumerate((9, 1, 9, 8), start=1)
        )

        assert list(storage.notes()) == [second, ninth, tenth, also_tenth]

    def test_notes_come_from_a_first_day_to_a_last_both_included(self, storage: Storage) -> None:
        first, second, third = (
            noted(storage, number, day=number, targets=()) for number in (1, 2, 3)
        )

        assert list(storage.notes(first=JANUARY[2])) == [second, third]
        assert list(storage.notes(last=JANUARY[2])) == [first, second]
        assert list(storage.notes(first=JANUARY[2], last=JANUARY[2])) == [second]
        assert list(storage.notes(first=JANUARY[4])) == []

    def test_notes_come_one_at_a_time(self, storage: Storage) -> None:
        note = noted(storage, 1, targets=())
        notes = storage.notes()

        assert isinstance(notes, Iterator)
        assert next(notes) == note

    def test_a_notice_goes_to_each_target_by_itself(self, storage: Storage) -> None:
        note = noted(storage, 1, targets=("files:b", "files:a"))
        expected = [
            Delivery(note, target, DeliveryState.PENDING, instant(1))
            for target in ("files:b", "files:a")
        ]

        assert list(storage.due(instant(1))) == expected
        assert list(storage.deliveries(CASE)) == expected

    def test_a_notice_for_nobody_is_not_delivered(self, storage: Storage) -> None:
        noted(storage, 1, targets=())

        assert list(storage.due(instant(9))) == []
        assert storage.deliveries(CASE) == ()

    def test_every_kind_of_notice_is_delivered_as_it_was_made(self, storage: Storage) -> None:
        draft = a_draft(START)
        snapshot, change = a_snapshot(draft, JANUARY[0]), a_contacts_change(draft, JANUARY[0])
        note = attrs.evolve(a_note(draft, JANUARY[0]), facts=FACTS)
        outgoing = tuple(Outgoing(each, ("files:a",)) for each in (note, snapshot, change))
        storage.append([a_posting(draft, notices=outgoing)], now=instant(1))

        assert [each.notice for each in storage.due(instant(1))] == [
            attrs.evolve(note, recorded_at=instant(1)),
            snapshot,
            change,
        ]
        assert len(list(storage.notes())) == 1

    def test_nothing_is_due_before_its_instant(self, storage: Storage) -> None:
        snapshot = a_snapshot(a_draft(), JANUARY[9])
        waits = Outgoing(snapshot, ("files:a",), not_before=instant(5))
        store(storage, 1, START, notices=(waits,))
        pending = Delivery(snapshot, "files:a", DeliveryState.PENDING, instant(1), instant(5))

        assert list(storage.due(instant(5) - MICROSECOND)) == []
        assert list(storage.due(instant(5))) == [pending]
        assert list(storage.due(instant(6))) == [pending]
        assert storage.deliveries(CASE) == (pending,)

    def test_one_that_has_to_wait_holds_up_no_other(self, storage: Storage) -> None:
        snapshot = a_snapshot(a_draft(), JANUARY[9])
        waits = Outgoing(snapshot, ("files:a",), not_before=instant(99))
        store(storage, 1, START, notices=(waits,))
        note = noted(storage, 2, targets=("files:a",))

        assert [each.notice for each in storage.due(instant(2))] == [note]
        assert [each.notice for each in storage.due(instant(99))] == [snapshot, note]

    def test_what_is_due_comes_in_order_of_registration_within_each_case(
        self, storage: Storage
    ) -> None:
        days = (20, 3, 11, 7)
        here = [noted(storage, 2 * n, day=day, targets=("a",)) for n, day in enumerate(days, 1)]
        there = [
            noted(storage, 2 * n + 101, case=SOUTH, day=day, targets=("a",))
            for n, day in enumerate(days)
        ]
        due = [each.notice for each in storage.due(instant(1000))]

        assert [note for note in due if note.case == CASE] == here
        assert [note for note in due if note.case == SOUTH] == there

    def test_deliveries_are_those_of_the_case_in_order(self, storage: Storage) -> None:
        later = noted(storage, 1, day=9, targets=("b", "a"))
        noted(storage, 2, case=SOUTH, targets=("a",))
        earlier = noted(storage, 3, day=0, targets=("a",))

        assert [(each.notice, each.target) for each in storage.deliveries(CASE)] == [
            (later, "b"),
            (later, "a"),
            (earlier, "a"),
        ]
        assert storage.deliveries(OTHER) == ()

    @pytest.mark.parametrize("state", [DeliveryState.DELIVERED, DeliveryState.WITHDRAWN])
    def test_what_is_settled_is_no_longer_due(self, storage: Storage, state: DeliveryState) -> None:
        note = noted(storage, 1, targets=("a", "b"))
        later = noted(storage, 2, targets=("a",))

        storage.settle(note.id, "a", state, None)

        assert [(each.notice, each.target) for each in storage.due(instant(9))] == [
            (note, "b"),
            (later, "a"),
        ]
        assert storage.deliveries(CASE)[0] == Delivery(note, "a", state, instant(1))
        assert list(storage.notes()) == [note, later]

    def test_what_was_told_instead_stands_in_that_delivery_only(self, storage: Storage) -> None:
        draft = a_draft(number=1)
        first, told = (a_snapshot(draft, JANUARY[9], text=text) for text in ("Britta", "Greta"))
        waits = Outgoing(first, ("a", "b"), not_before=instant(5))
        store(storage, 1, START, notices=(waits,))

        storage.settle(first.id, "a", DeliveryState.DELIVERED, told)

        assert [each.notice for each in storage.deliveries(CASE)] == [told, first]
        assert [(each.notice, each.target) for each in storage.due(instant(5))] == [(first, "b")]

    def test_what_goes_to_nobody_cannot_be_settled(self, storage: Storage) -> None:
        note = noted(storage, 1, targets=("a",))

        for notice, target in ((note.id, "b"), (request(9), "a")):
            with pytest.raises(UnknownId):
                storage.settle(notice, target, DeliveryState.DELIVERED, None)
