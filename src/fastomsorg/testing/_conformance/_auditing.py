"""
The suite for whoever chains what is registered.
"""

from collections.abc import Callable
from itertools import groupby

import pytest

from fastomsorg.terms import CaseKey
from fastomsorg.testing._case_builders import (
    CASE,
    FIRST_INSTANT,
    a_draft,
    a_posting,
    accepted,
    request,
    started,
)
from fastomsorg.testing._every_event import every_event
from fastomsorg.wire import Checkpoint, Link, Verification, dumps, payload_of, verify

from ._steps import JANUARY, AuditedStorage, instant, left_out, store
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")
START = started(JANUARY[0])


def looked_through(storage: AuditedStorage, *against: Checkpoint) -> Verification:
    """
    What a look through all chains gives (*kontroll*).
    """
    links, position = storage.links(), storage.settled()
    return verify(links, position=position, at=FIRST_INSTANT, against=against)


class AuditedConformance(Suite, needs=("audited",), takes=("reopened",)):
    """
    What an `Audited` is (*spårbar lagring*). Override `audited`: a storage, empty, for each test.

    Override `reopened` too where the store outlives the object: it opens the same one anew.
    """

    @pytest.fixture
    def audited(self) -> AuditedStorage:
        left_out("audited")

    @pytest.fixture
    def reopened(self, audited: AuditedStorage) -> Callable[[], AuditedStorage]:
        """
        Opens the same store anew. Override it for a store that outlives the object.
        """
        return lambda: audited

    def fill(self, audited: AuditedStorage) -> None:
        store(audited, 1, START)
        store(audited, 2, *accepted(JANUARY[2], "brs89", "greal"))
        store(audited, 3, START, case=SOUTH)
        store(audited, 4, *every_event())

    def test_an_empty_store_has_no_links_and_has_settled_nothing(
        self, audited: AuditedStorage
    ) -> None:
        assert (list(audited.links()), audited.settled()) == ([], 0)

    def test_every_registration_hangs_on_the_chain_of_its_case(
        self, audited: AuditedStorage
    ) -> None:
        self.fill(audited)
        read = [*audited.read(CASE).registrations, *audited.read(SOUTH).registrations]
        said = {link.request: link for link in audited.links()}

        assert sorted(said) == sorted(str(each.id) for each in read)
        for each in read:
            link = said[str(each.id)]
            assert link.payload == payload_of(each.case, each.actor, dumps(each.events))
            assert (link.position, link.place) == (each.position, 0)
            assert (link.purpose, link.rulebook, link.routine) == (
                each.purpose.value,
                each.rulebook,
                each.routine,
            )

    def test_of_every_chain_it_can_be_told_whose_it_is(self, audited: AuditedStorage) -> None:
        self.fill(audited)
        chains = {link.request: link.chain for link in audited.links()}

        whose = [audited.case_of(chains[str(request(number))]) for number in (1, 2, 3, 4)]

        assert whose == [CASE, CASE, SOUTH, CASE]
        assert audited.case_of("no such chain") is None

    def test_links_come_chain_by_chain_in_order_of_version_from_one_on(
        self, audited: AuditedStorage
    ) -> None:
        self.fill(audited)
        chains = groupby(audited.links(), key=lambda link: link.chain)

        assert sorted([link.version for link in links] for _, links in chains) == [[1], [1, 2, 3]]

    def test_of_two_chains_always_the_same_comes_first(self, audited: AuditedStorage) -> None:
        seen: list[list[str]] = []
        for number in range(1, 9):
            store(audited, number, START, case=CaseKey(f"client {97 * number % 8}", "north"))
            seen.append(list(dict.fromkeys(link.chain for link in audited.links())))

        assert [each for each in seen[-1] if each in seen[3]] == seen[3]
        assert len(seen[-1]) == 8

    def test_the_chains_hold(self, audited: AuditedStorage) -> None:
        self.fill(audited)
        told = looked_through(audited)

        assert (told.whole, told.faults, told.erased) == (True, (), 0)
        assert (told.checkpoint.chains, told.checkpoint.entries) == (2, 4)

    def test_the_chains_hold_where_many_postings_come_at_once(
        self, audited: AuditedStorage
    ) -> None:
        self.fill(audited)
        read = audited.read(CASE)
        postings = [a_posting(a_draft(START, number=number), read) for number in range(5, 9)]
        audited.append(postings, now=instant(5))

        assert looked_through(audited).whole
        assert max(link.version for link in audited.links()) == 7

    def test_one_registration_in_two_cases_hangs_on_both_chains(
        self, audited: AuditedStorage
    ) -> None:
        draft = a_draft(entries=((CASE, (START,)), (SOUTH, (START,))))
        audited.append([a_posting(draft)], now=FIRST_INSTANT)
        links = list(audited.links())

        assert looked_through(audited).whole
        assert len({link.chain for link in links}) == 2
        assert sorted(link.place for link in links) == [0, 1]

    def test_the_store_opened_anew_has_the_same_chains(
        self, audited: AuditedStorage, reopened: Callable[[], AuditedStorage]
    ) -> None:
        self.fill(audited)
        before = list(audited.links())
        again = reopened()
        store(again, 5, START)

        assert [link for link in again.links() if link.position < again.settled()] == before
        assert looked_through(again).whole

    def test_nothing_can_be_told_from_chains_and_salts(self, audited: AuditedStorage) -> None:
        self.fill(audited)
        links = list(audited.links())
        told = [*{link.chain for link in links}, *(link.salt for link in links)]

        assert len(set(told)) == 6
        assert all(len(each) >= 32 for each in told)
        assert not any("6016254" in each for each in told)

    def test_links_after_a_chain_come_without_it(self, audited: AuditedStorage) -> None:
        self.fill(audited)
        store(audited, 5, START, case=CaseKey("1", "north"))
        links = list(audited.links())
        first, second, third = dict.fromkeys(link.chain for link in links)
        later = [each for each in links if each.chain in (second, third)]

        assert list(audited.links(after=first)) == later
        assert list(audited.links(after=second)) == [each for each in links if each.chain == third]
        assert list(audited.links(after=links[-1].chain)) == []

    def test_many_chains_come_each_whole_and_once(self, audited: AuditedStorage) -> None:
        keys = [CaseKey(f"client {number}", "north") for number in range(501)]
        postings = [
            a_posting(a_draft(START, number=number, case=key))
            for number, key in enumerate(keys, start=1)
        ]
        audited.append(postings, now=FIRST_INSTANT)
        told = looked_through(audited)

        assert (told.whole, told.checkpoint.chains, told.checkpoint.entries) == (True, 501, 501)

    def test_what_was_settled_is_the_position_of_the_last(self, audited: AuditedStorage) -> None:
        self.fill(audited)

        assert audited.settled() == max(link.position for link in audited.links())

    def test_a_checkpoint_holds_when_more_has_been_registered(
        self, audited: AuditedStorage
    ) -> None:
        self.fill(audited)
        anchored = looked_through(audited).checkpoint
        store(audited, 5, START)
        store(audited, 6, START, case=CaseKey("1", "north"))

        assert looked_through(audited, anchored).whole
        assert looked_through(audited).checkpoint != anchored

    def test_what_is_hashed_is_to_the_microsecond(self, audited: AuditedStorage) -> None:
        store(audited, 1, START, now=FIRST_INSTANT)
        (link,) = audited.links()

        assert link.recorded_at == 1_704_096_000_000_000

    def test_a_link_can_be_shown_without_showing_anybody(self, audited: AuditedStorage) -> None:
        self.fill(audited)

        assert not any("6016254" in repr(link) for link in audited.links())
        assert all(isinstance(link, Link) for link in audited.links())
