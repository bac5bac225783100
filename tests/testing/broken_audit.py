"""
Chains and anchors that are broken, each in one way.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import dropwhile, groupby

import attrs

from fastomsorg.history import Case, Registration
from fastomsorg.hooks import Access, Erasable
from fastomsorg.terms import CaseKey
from fastomsorg.testing import (
    AnchorConformance,
    AuditedConformance,
    ErasedChainsConformance,
    MemoryAnchor,
    MemoryStorage,
    MemoryStore,
)
from fastomsorg.wire import Checkpoint, Link
from tests.testing.broken import FoundOutBy

audited_found_out_by = FoundOutBy(AuditedConformance, "audited")
erased_chains_found_out_by = FoundOutBy(ErasedChainsConformance, "erasing_chains")
anchor_found_out_by = FoundOutBy(AnchorConformance, "anchor")


@audited_found_out_by("test_the_chains_hold")
class ForgetsTheHashBefore(MemoryStorage):
    def _seal(self, registration: Registration, place: int) -> None:
        before = self._state.seals
        self._state.seals = {
            chain: tuple(link._replace(hash="0" * 64) for link in links)
            for chain, links in before.items()
        }
        super()._seal(registration, place)
        for chain, links in before.items():
            self._state.seals[chain] = (*links, *self._state.seals[chain][len(links) :])


@audited_found_out_by("test_nothing_can_be_told_from_chains_and_salts")
class SaltsAlike(MemoryStorage):
    def _seal(self, registration: Registration, place: int) -> None:
        super()._seal(registration, place)
        chain = self._state.chains[registration.case]
        links = self._state.seals[chain]
        self._state.seals[chain] = tuple(link._replace(salt="0" * 32) for link in links)


@audited_found_out_by("test_nothing_can_be_told_from_chains_and_salts")
class NamesChainsAfterClients(MemoryStorage):
    def _seal(self, registration: Registration, place: int) -> None:
        key = registration.case
        self._state.chains.setdefault(key, f"{key.client} at {key.unit}".ljust(36))
        super()._seal(registration, place)


@audited_found_out_by("test_one_registration_in_two_cases_hangs_on_both_chains")
class SealsTheFirstCaseOnly(MemoryStorage):
    def _seal(self, registration: Registration, place: int) -> None:
        if place == 0:
            super()._seal(registration, place)


@audited_found_out_by("test_of_every_chain_it_can_be_told_whose_it_is")
class TellsOneCaseOfEveryChain(MemoryStorage):
    def case_of(self, chain: str) -> CaseKey | None:
        return next((key for key in self._state.chains), None)


@audited_found_out_by("test_links_come_chain_by_chain_in_order_of_version_from_one_on")
class GivesLinksAsTheyCame(MemoryStorage):
    def links(self, *, after: str = "") -> Iterator[Link]:
        return iter(sorted(super().links(after=after), key=lambda link: -link.position))


@audited_found_out_by("test_links_after_a_chain_come_without_it")
class GivesAllLinksAlways(MemoryStorage):
    def links(self, *, after: str = "") -> Iterator[Link]:
        return super().links()


@audited_found_out_by("test_links_after_a_chain_come_without_it")
class GivesTheChainItselfToo(MemoryStorage):
    def links(self, *, after: str = "") -> Iterator[Link]:
        return dropwhile(lambda link: link.chain != after, super().links())


@audited_found_out_by("test_of_two_chains_always_the_same_comes_first")
class GivesChainsInAnotherOrderEachTime(MemoryStorage):
    def links(self, *, after: str = "") -> Iterator[Link]:
        chains = [list(each) for _, each in groupby(super().links(), lambda link: link.chain)]
        half = len(chains) // 2
        return iter([link for chain in (*chains[half:], *chains[:half]) for link in chain])


@audited_found_out_by("test_many_chains_come_each_whole_and_once")
class StopsAfterAPage(MemoryStorage):
    def links(self, *, after: str = "") -> Iterator[Link]:
        return iter(list(super().links(after=after))[:500])


@audited_found_out_by("test_every_registration_hangs_on_the_chain_of_its_case")
class HidesThePayload(MemoryStorage):
    def links(self, *, after: str = "") -> Iterator[Link]:
        return (link._replace(payload=None) for link in super().links(after=after))


@audited_found_out_by("test_what_was_settled_is_the_position_of_the_last")
class SettlesTooLittle(MemoryStorage):
    def settled(self) -> int:
        return max(0, super().settled() - 1)


@audited_found_out_by("test_an_empty_store_has_no_links_and_has_settled_nothing")
class SettlesBeforeAnything(MemoryStorage):
    def settled(self) -> int:
        return max(1, super().settled())


@audited_found_out_by("test_what_is_hashed_is_to_the_microsecond")
class CountsMilliseconds(MemoryStorage):
    def links(self, *, after: str = "") -> Iterator[Link]:
        for link in super().links(after=after):
            yield link._replace(recorded_at=link.recorded_at // 1000)


@anchor_found_out_by("test_the_same_again_changes_nothing")
class KeepsTwice(MemoryAnchor):
    def keep(self, checkpoint: Checkpoint) -> None:
        self.checkpoints.append(checkpoint)


@anchor_found_out_by("test_checkpoints_are_kept_in_the_order_they_came")
class KeepsInOrderOfTime(MemoryAnchor):
    def kept(self) -> Iterator[Checkpoint]:
        return iter(sorted(self.checkpoints, key=lambda each: each.at))


@anchor_found_out_by("test_the_same_chains_at_another_time_are_another_checkpoint")
class KnowsThemByTheirRoot(MemoryAnchor):
    def keep(self, checkpoint: Checkpoint) -> None:
        if checkpoint.root not in {each.root for each in self.checkpoints}:
            super().keep(checkpoint)


@anchor_found_out_by("test_what_was_kept_is_there_when_it_is_opened_anew")
class KeepsTheLatestOnly(MemoryAnchor):
    def keep(self, checkpoint: Checkpoint) -> None:
        self.checkpoints = [checkpoint]


@anchor_found_out_by("test_kept_can_be_asked_for_again_and_again")
class GivesThemAway(MemoryAnchor):
    def kept(self) -> Iterator[Checkpoint]:
        given, self.checkpoints = self.checkpoints, []
        return iter(given)


@audited_found_out_by("test_the_chains_hold")
class HashesLessThanTheEnvelope(MemoryStorage):
    def _seal(self, registration: Registration, place: int) -> None:
        super()._seal(attrs.evolve(registration, routine=""), place)


@erased_chains_found_out_by("test_of_what_was_erased_neither_payload_nor_salt_is_left")
class LeavesTheSalt(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        sealed = dict(self._state.seals)
        erased = super().erase(cases, staying=staying, access=access)
        self._state.seals = sealed
        return erased


@erased_chains_found_out_by("test_of_an_erased_chain_nobody_can_tell_whose_it_was")
class RemembersWhoseChainItWas(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        self._whose = {chain: key for key, chain in self._state.chains.items()}
        return super().erase(cases, staying=staying, access=access)

    def case_of(self, chain: str) -> CaseKey | None:
        return self._whose.get(chain)


@erased_chains_found_out_by("test_a_checkpoint_from_before_the_erasing_still_holds")
class TakesTheChainWithIt(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        chains = [self._state.chains[case.key] for case in cases]
        erased = super().erase(cases, staying=staying, access=access)
        for chain in chains:
            del self._state.seals[chain]
        return erased


@erased_chains_found_out_by("test_a_case_that_begins_anew_hangs_on_a_chain_of_its_own")
class GoesOnWithTheErasedChain(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        chains = {case.key: self._state.chains[case.key] for case in cases}
        erased = super().erase(cases, staying=staying, access=access)
        self._state.chains.update(chains)
        return erased
