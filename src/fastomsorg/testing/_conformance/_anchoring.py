"""
The suite for whoever keeps checkpoints.
"""

from collections.abc import Callable

import attrs
import pytest

from fastomsorg.hooks import Anchor
from fastomsorg.testing._case_builders import FIRST_INSTANT
from fastomsorg.wire import Checkpoint

from ._steps import HOUR, left_out
from ._suite import Suite


class AnchorConformance(Suite, needs=("anchor",), takes=("reopened",)):
    """
    What an `Anchor` is (*förankring*). Override `anchor`: empty, for each test.

    Override `reopened` too where it outlives the object: it opens the same one anew.
    """

    @pytest.fixture
    def anchor(self) -> Anchor:
        left_out("anchor")

    @pytest.fixture
    def reopened(self, anchor: Anchor) -> Callable[[], Anchor]:
        """
        Opens the same anchor anew. Override it for one that outlives the object.
        """
        return lambda: anchor

    def checkpoint(self, number: int) -> Checkpoint:
        at = FIRST_INSTANT + number * HOUR
        return Checkpoint(at, number, number, number, f"{number:064x}")

    def test_an_empty_anchor_keeps_nothing(self, anchor: Anchor) -> None:
        assert list(anchor.kept()) == []

    def test_checkpoints_are_kept_in_the_order_they_came(self, anchor: Anchor) -> None:
        given = [self.checkpoint(number) for number in (3, 1, 2)]
        for each in given:
            anchor.keep(each)

        assert list(anchor.kept()) == given

    def test_the_same_again_changes_nothing(self, anchor: Anchor) -> None:
        anchor.keep(self.checkpoint(1))
        anchor.keep(self.checkpoint(2))
        anchor.keep(self.checkpoint(1))

        assert list(anchor.kept()) == [self.checkpoint(1), self.checkpoint(2)]

    def test_the_same_chains_at_another_time_are_another_checkpoint(self, anchor: Anchor) -> None:
        first = self.checkpoint(1)
        later = attrs.evolve(first, at=first.at + HOUR)
        anchor.keep(first)
        anchor.keep(later)

        assert list(anchor.kept()) == [first, later]

    def test_what_was_kept_is_there_when_it_is_opened_anew(
        self, anchor: Anchor, reopened: Callable[[], Anchor]
    ) -> None:
        anchor.keep(self.checkpoint(1))
        again = reopened()
        again.keep(self.checkpoint(1))
        again.keep(self.checkpoint(2))

        assert list(again.kept()) == [self.checkpoint(1), self.checkpoint(2)]

    def test_kept_can_be_asked_for_again_and_again(self, anchor: Anchor) -> None:
        anchor.keep(self.checkpoint(1))

        assert list(anchor.kept()) == list(anchor.kept()) == [self.checkpoint(1)]
