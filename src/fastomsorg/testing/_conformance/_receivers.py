"""
The suites for whoever is told: journal, implementation plan, planning.
"""

import copy
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import attrs
import pytest

from fastomsorg.hooks import (
    Finding,
    Journal,
    Listing,
    Plan,
    Planning,
    Standing,
    content_of,
)
from fastomsorg.journal import Notice
from fastomsorg.terms import CaseKey
from fastomsorg.testing._case_builders import (
    a_draft,
)
from fastomsorg.testing._notice_builders import a_contacts_change, a_note, a_snapshot

from ._steps import JANUARY, instant, left_out
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")


@attrs.frozen
class Receiver:
    """
    Somebody who is told of notices (*mottagare*), whichever port it is.
    """

    tell: Callable[[Any], object]
    port: object

    def found(self, notices: Iterable[Notice]) -> list[bool] | None:
        """
        Whether it says that it has them, or None where it cannot be asked.
        """
        if not isinstance(self.port, Finding):
            return None
        return [self.port.find(notice.id) for notice in notices]

    def listed(self) -> list[Standing] | None:
        """
        What it says that stands there, or None where it cannot say.
        """
        return list(self.port.listed()) if isinstance(self.port, Listing) else None


class ReceivingConformance(Suite, needs=("receiver", "notices", "stands")):
    """
    What every receiver promises (*mottagare*): told once is told, told twice is told once.
    """

    @pytest.fixture
    def receiver(self) -> Receiver:
        left_out("receiver")

    @pytest.fixture
    def notices(self) -> Sequence[Notice]:
        left_out("notices")

    @pytest.fixture
    def stands(self) -> Callable[[], Sequence[UUID]]:
        """
        Gives the ids of all that stands there, once for every time it was written.
        """
        left_out("stands")

    def test_nothing_was_told_from_the_beginning(
        self,
        receiver: Receiver,
        notices: Sequence[Notice],
        stands: Callable[[], Sequence[UUID]],
    ) -> None:
        assert receiver.found(notices) in (None, [False] * len(notices))
        assert receiver.listed() in (None, [])
        assert list(stands()) == []

    def test_what_was_told_is_found_and_nothing_else(
        self,
        receiver: Receiver,
        notices: Sequence[Notice],
        stands: Callable[[], Sequence[UUID]],
    ) -> None:
        first, *others = notices
        receiver.tell(first)

        assert receiver.found([first]) in (None, [True])
        assert receiver.found(others) in (None, [False] * len(others))
        assert list(stands()) == [first.id]

    def test_everything_that_was_told_stands_there_in_order(
        self,
        receiver: Receiver,
        notices: Sequence[Notice],
        stands: Callable[[], Sequence[UUID]],
    ) -> None:
        for notice in notices:
            receiver.tell(notice)

        assert list(stands()) == [notice.id for notice in notices]
        assert receiver.found(notices) in (None, [True] * len(notices))

    def test_the_same_id_again_changes_nothing(
        self,
        receiver: Receiver,
        notices: Sequence[Notice],
        stands: Callable[[], Sequence[UUID]],
    ) -> None:
        for notice in [*notices, *notices, notices[0]]:
            receiver.tell(notice)

        assert list(stands()) == [notice.id for notice in notices]

    def test_a_notice_that_was_taken_in_is_answered_with_nothing(
        self, receiver: Receiver, notices: Sequence[Notice]
    ) -> None:
        answers = [receiver.tell(notice) for notice in [*notices, *notices]]

        assert answers == [None] * len(answers)

    def test_what_is_listed_is_what_was_told_each_once_as_it_says(
        self, receiver: Receiver, notices: Sequence[Notice]
    ) -> None:
        for notice in [*notices, notices[0]]:
            receiver.tell(notice)

        listed = receiver.listed()
        if listed is not None:
            told = {notice.id: content_of(notice) for notice in notices}
            said = {each.id: each.content for each in listed}
            assert len(listed) == len(told)
            assert {id: content or told.get(id) for id, content in said.items()} == told

    def test_what_is_told_is_left_as_it_was(
        self, receiver: Receiver, notices: Sequence[Notice]
    ) -> None:
        before = copy.deepcopy(list(notices))
        for notice in notices:
            receiver.tell(notice)

        assert list(notices) == before


class JournalConformance(ReceivingConformance, needs=("journal", "stands")):
    """
    What a `Journal` is (*journal*). Override `journal`, and `stands`, which reads what it wrote.
    """

    @pytest.fixture
    def journal(self) -> Journal:
        left_out("journal")

    @pytest.fixture
    def receiver(self, journal: Journal) -> Receiver:
        return Receiver(journal.write, journal)

    @pytest.fixture
    def notices(self) -> Sequence[Notice]:
        first, second = a_draft(number=1), a_draft(number=2)
        notes = [
            a_note(first, JANUARY[9]),
            a_note(first, JANUARY[9], case=SOUTH),
            a_note(second, JANUARY[0]),
        ]
        return [attrs.evolve(note, recorded_at=instant(1)) for note in notes]


class PlanConformance(ReceivingConformance, needs=("plan", "stands")):
    """
    What a `Plan` is (*genomförandeplan*). Override `plan`, and `stands`, which reads what it shows.
    """

    @pytest.fixture
    def plan(self) -> Plan:
        left_out("plan")

    @pytest.fixture
    def receiver(self, plan: Plan) -> Receiver:
        return Receiver(plan.show, plan)

    @pytest.fixture
    def notices(self) -> Sequence[Notice]:
        first, second = a_draft(number=1), a_draft(number=2)
        return [
            a_snapshot(first, JANUARY[9]),
            a_snapshot(first, JANUARY[9], case=SOUTH),
            a_snapshot(second, JANUARY[0], text="Åsa Öberg, 070"),
        ]


class PlanningConformance(ReceivingConformance, needs=("planning", "stands")):
    """
    What a `Planning` is (*planering*). Override `planning`, and `stands`, which reads what it got.
    """

    @pytest.fixture
    def planning(self) -> Planning:
        left_out("planning")

    @pytest.fixture
    def receiver(self, planning: Planning) -> Receiver:
        return Receiver(planning.changed, planning)

    @pytest.fixture
    def notices(self) -> Sequence[Notice]:
        first, second = a_draft(number=1), a_draft(number=2)
        return [
            a_contacts_change(first, JANUARY[9]),
            a_contacts_change(first, JANUARY[9], case=SOUTH),
            a_contacts_change(second, JANUARY[0]),
        ]
