"""
What a `Storage` promises of its read log.
"""

import datetime as dt
from uuid import UUID, uuid4

import attrs
import pytest

from fastomsorg.hooks import Access, AccessOutcome, Outgoing, Storage
from fastomsorg.terms import Permission, Purpose
from fastomsorg.testing._case_builders import (
    CASE,
    a_draft,
    a_posting,
    started,
)
from fastomsorg.testing._notice_builders import a_note, an_access

from ._steps import JANUARY, instant, left_out, store
from ._suite import Suite

START = started(JANUARY[0])


class LoggingConformance(Suite, needs=("storage",)):
    """
    The read log (*åtkomstlogg*): every access, allowed or denied, in order.
    """

    @pytest.fixture
    def storage(self) -> Storage:
        left_out("storage")

    def test_the_log_is_read_as_it_was_written_and_in_order(self, storage: Storage) -> None:
        later, earlier = an_access(instant(5)), an_access(instant(3), action="notes")
        denied = attrs.evolve(later, outcome=AccessOutcome.DENIED, unit=None, client=None)
        for access in (later, earlier, denied, later):
            storage.log(access)

        assert list(storage.accesses()) == [later, earlier, denied, later]

    def test_every_permission_and_purpose_can_be_logged(self, storage: Storage) -> None:
        accesses = [
            Access("susapo", purpose, permission, "show", instant(1), AccessOutcome.ALLOWED)
            for permission in Permission
            for purpose in Purpose
        ]
        storage.log(*accesses)

        assert list(storage.accesses()) == accesses

    def test_whom_and_which_note_it_was_about_is_logged(self, storage: Storage) -> None:
        about_staff = attrs.evolve(an_access(instant(1)), client=None, staff="brs89")
        about_a_note = attrs.evolve(an_access(instant(2)), note=uuid4())
        storage.log()
        storage.log(about_staff, about_a_note)

        assert list(storage.accesses()) == [about_staff, about_a_note]

    def test_a_note_is_unread_until_the_log_says_that_the_actor_has_read_it(
        self, storage: Storage
    ) -> None:
        notes = [a_note(a_draft(number=number), JANUARY[number]) for number in (1, 2, 3)]
        for number, note in enumerate(notes, start=1):
            store(storage, number, START, notices=(Outgoing(note),))
        row = an_access(instant(4), action="notes")
        storage.log(
            attrs.evolve(row, note=notes[0].id),
            attrs.evolve(row, note=notes[1].id, outcome=AccessOutcome.DENIED),
            attrs.evolve(row, note=notes[2].id, actor="bo"),
            row,
        )

        def unread(actor: str, last: dt.date | None = None) -> list[UUID]:
            return [note.id for note in storage.notes(unread_by=actor, last=last)]

        assert unread("susapo") == [notes[1].id, notes[2].id]
        assert unread("susapo", last=JANUARY[2]) == [notes[1].id]
        assert unread("bo") == [notes[0].id, notes[1].id]
        assert unread("nobody") == [note.id for note in notes]
        assert len(list(storage.notes())) == 3

    def test_the_accesses_of_a_posting_stand_in_the_log(self, storage: Storage) -> None:
        before, during, also, after = (
            an_access(instant(n), action=f"step {n}") for n in (1, 2, 2, 3)
        )
        storage.log(before)
        posting = a_posting(a_draft(START), access=during)
        storage.append([attrs.evolve(posting, accesses=(during, also))], now=instant(2))
        storage.log(after)

        assert list(storage.accesses()) == [before, during, also, after]
        assert storage.read(CASE).version == 1
