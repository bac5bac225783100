"""
What `Storage.lives` promises: the same as `history.life`, from a read model that is kept.
"""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fastomsorg.history import Life, life
from fastomsorg.hooks import Storage
from fastomsorg.terms import CaseKey, Role, Status
from fastomsorg.testing._case_builders import (
    CASE,
    a_draft,
    a_posting,
    accepted,
    annulled,
    answered,
    ended,
    seated,
    started,
)
from fastomsorg.testing._strategies import FEW_DAYS, Envelope, envelopes

from ._steps import JANUARY, UNTIDY, instant, left_out, store
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")
OTHER = CaseKey("6016255", "north")


class LivingConformance(Suite, needs=("storage",)):
    """
    The lives of the cases (*ärendenas förlopp*), by unit, by client and by day.
    """

    @pytest.fixture
    def storage(self) -> Storage:
        left_out("storage")

    def test_a_life_is_what_history_says(self, storage: Storage) -> None:
        store(storage, 1, started(JANUARY[0], JANUARY[20]))
        store(storage, 2, *accepted(JANUARY[2], "brs89", "greal"))
        store(storage, 3, seated(Role.PRIMARY, "greal", JANUARY[4]))
        store(storage, 4, answered(Status.DECLINED, JANUARY[9]))
        store(storage, 5, seated(Role.CONTACT_PERSON, "anob", JANUARY[10]))
        store(storage, 6, seated(Role.DEPUTY_CONTACT_PERSON, "brs89", JANUARY[10]))

        assert self.kept(storage) == {CASE: life(storage.read(CASE).registrations)}
        assert len(self.kept(storage)[CASE].spells) == 5

    def test_a_life_without_an_end_goes_on(self, storage: Storage) -> None:
        store(storage, 1, started(JANUARY[0]))

        (spell,) = self.kept(storage)[CASE].spells

        assert (spell.period.start, spell.period.end) == (JANUARY[0], None)

    def test_an_end_that_is_withdrawn_is_withdrawn_here_too(self, storage: Storage) -> None:
        store(storage, 1, started(JANUARY[0]))
        store(storage, 2, *accepted(JANUARY[2], "brs89"))
        store(storage, 3, ended(JANUARY[9]))
        shortened = self.kept(storage)
        store(storage, 4, ended(None))

        assert [each.end for each in shortened[CASE].stays] == [JANUARY[10]]
        assert [each.end for each in self.kept(storage)[CASE].stays] == [None]

    def test_what_is_annulled_is_gone_and_comes_back(self, storage: Storage) -> None:
        store(storage, 1, started(JANUARY[0]))
        store(storage, 2, *accepted(JANUARY[2], "brs89"))
        with_contact = self.kept(storage)
        store(storage, 3, annulled(2))
        without = self.kept(storage)
        store(storage, 4, annulled(3))

        assert without == {CASE: life(storage.read(CASE).registrations[:1])}
        assert self.kept(storage) == with_contact

    def test_a_case_without_a_spell_is_left_out(self, storage: Storage) -> None:
        store(storage, 1, answered(Status.ACCEPTED, JANUARY[0]))
        store(storage, 2, started(JANUARY[0], counts=False), case=SOUTH)
        store(storage, 3, started(JANUARY[0]), case=OTHER)
        store(storage, 4, annulled(3), case=OTHER)

        assert self.kept(storage) == {}

    def test_lives_come_by_unit_and_by_client(self, storage: Storage) -> None:
        for number, key in enumerate((OTHER, CASE, SOUTH), start=1):
            store(storage, number, started(JANUARY[0]), case=key)

        assert [key for key, _ in storage.lives()] == [CASE, SOUTH, OTHER]
        assert [key for key, _ in storage.lives(unit="north")] == [CASE, OTHER]
        assert [key for key, _ in storage.lives(client="6016254")] == [CASE, SOUTH]
        assert [key for key, _ in storage.lives(unit="south", client="6016254")] == [SOUTH]
        assert [key for key, _ in storage.lives(unit="south", client="6016255")] == []
        assert [key for key, _ in storage.lives(unit="", client="")] == []

    def test_lives_come_one_at_a_time_and_in_order_of_key(self, storage: Storage) -> None:
        keys = [CaseKey(client, unit) for client in UNTIDY for unit in ("ö", "o", "O")]
        for number, key in enumerate(keys, start=1):
            store(storage, number, started(JANUARY[0]), case=key)
        lives = storage.lives()

        assert isinstance(lives, Iterator)
        assert [key for key, _ in lives] == sorted(keys)

    def test_with_a_day_lives_are_those_with_a_stay_on_it_and_whole(self, storage: Storage) -> None:
        store(storage, 1, started(JANUARY[0], JANUARY[9]))
        store(storage, 2, *accepted(JANUARY[4], "brs89"))
        store(storage, 3, started(JANUARY[20]), case=SOUTH)
        here, there = (life(storage.read(key).registrations) for key in (CASE, SOUTH))

        assert [list(storage.lives(on=JANUARY[day])) for day in (0, 9, 10, 20, 30)] == [
            [(CASE, here)],
            [(CASE, here)],
            [],
            [(SOUTH, there)],
            [(SOUTH, there)],
        ]
        assert list(storage.lives(on=JANUARY[9], unit="south")) == []

    @settings(
        deadline=None,
        max_examples=30,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
            HealthCheck.too_slow,
        ],
    )
    @given(contents=st.lists(envelopes(8), min_size=1, max_size=8), at_once=st.booleans())
    def test_whatever_is_registered_lives_are_what_history_says(
        self,
        storage: Storage,
        cases: Callable[[], tuple[CaseKey, int]],
        contents: list[Envelope],
        at_once: bool,
    ) -> None:
        key, first = cases()
        drafts = [
            a_draft(*_renumbered(events, first), number=first + number, case=key)
            for number, events in enumerate(contents, start=1)
        ]
        if at_once:
            storage.append(
                [a_posting(draft, storage.read(key)) for draft in drafts], now=instant(1)
            )
        else:
            for draft in drafts:
                storage.append([a_posting(draft, storage.read(key))], now=instant(1))

        expected = life(storage.read(key).registrations)
        assert [each for _, each in storage.lives(client=key.client)] == [expected] * bool(
            expected.spells
        )
        for day in FEW_DAYS:
            found = list(storage.lives(client=key.client, on=day))
            assert bool(found) == (expected.on(day) is not None)

    @pytest.fixture
    def cases(self) -> Callable[[], tuple[CaseKey, int]]:
        """
        A case nobody has written to, and a number whose followers nobody has used.
        """
        unused = count(1)
        return lambda: (CaseKey(f"c{(number := next(unused))}", "north"), number * 1000)

    def kept(self, storage: Storage) -> dict[CaseKey, Life]:
        return dict(storage.lives())


def _renumbered(events: Envelope, first: int) -> Envelope:
    """
    The same with annulments of the requests that follow *first*.
    """
    return tuple(
        annulled(first + event.registration.int, event.on)
        if hasattr(event, "registration")
        else event
        for event in events
    )
