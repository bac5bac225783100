"""
What a `Storage` promises of its read log.
"""

import attrs
import pytest

from fastomsorg.hooks import Access, AccessOutcome, Storage
from fastomsorg.terms import Permission, Purpose
from fastomsorg.testing._case_builders import (
    CASE,
    a_draft,
    a_posting,
    started,
)
from fastomsorg.testing._notice_builders import an_access

from ._steps import JANUARY, instant, left_out

START = started(JANUARY[0])


class LoggingConformance:
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
        for access in accesses:
            storage.log(access)

        assert list(storage.accesses()) == accesses

    def test_the_access_of_a_posting_stands_in_the_log(self, storage: Storage) -> None:
        before, during, after = (an_access(instant(n), action=f"step {n}") for n in (1, 2, 3))
        storage.log(before)
        storage.append([a_posting(a_draft(START), access=during)], now=instant(2))
        storage.log(after)

        assert list(storage.accesses()) == [before, during, after]
        assert storage.read(CASE).version == 1
