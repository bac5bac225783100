"""
The suite for a store that both chains what is registered and can forget it.
"""

from typing import Protocol

import pytest

from fastomsorg.hooks import Erasing
from fastomsorg.terms import CaseKey
from fastomsorg.testing._case_builders import CASE, accepted, request, started
from fastomsorg.testing._notice_builders import an_access
from fastomsorg.wire import Link

from ._auditing import looked_through
from ._steps import JANUARY, AuditedStorage, left_out, store
from ._suite import Suite

OTHER = CaseKey("10003005", "north")
START = started(JANUARY[0])
ERASED = {str(request(1)), str(request(3))}


class ErasingChains(AuditedStorage, Erasing, Protocol):
    """
    A storage with chains that can erase (*spårbar lagring som gallrar*).
    """


class ErasedChainsConformance(Suite, needs=("erasing_chains",)):
    """
    What is left of an erased case in its chain (*gallrad kedja*): that it holds, and no more.

    Override `erasing_chains`: a storage that is `Audited` and `Erasing`, empty, for each test.
    """

    @pytest.fixture
    def erasing_chains(self) -> ErasingChains:
        left_out("erasing_chains")

    def fill(self, storage: ErasingChains) -> None:
        store(storage, 1, START)
        store(storage, 2, START, case=OTHER)
        store(storage, 3, *accepted(JANUARY[2], "brs89", "greal"))

    def erase(self, storage: ErasingChains) -> None:
        storage.erase([storage.read(CASE)], staying=(), access=an_access(action="purge"))

    def links(self, storage: ErasingChains) -> dict[str, Link]:
        return {link.request: link for link in storage.links()}

    def test_the_chains_hold_after_erasing_and_say_how_much_is_gone(
        self, erasing_chains: ErasingChains
    ) -> None:
        self.fill(erasing_chains)
        self.erase(erasing_chains)
        told = looked_through(erasing_chains)

        assert (told.whole, told.faults, told.erased) == (True, (), 2)
        assert (told.checkpoint.chains, told.checkpoint.entries) == (2, 3)

    def test_of_what_was_erased_neither_payload_nor_salt_is_left(
        self, erasing_chains: ErasingChains
    ) -> None:
        self.fill(erasing_chains)
        before = self.links(erasing_chains)
        self.erase(erasing_chains)
        after = self.links(erasing_chains)

        assert after == {
            id: link._replace(payload=None, salt="") if id in ERASED else link
            for id, link in before.items()
        }

    def test_of_an_erased_chain_nobody_can_tell_whose_it_was(
        self, erasing_chains: ErasingChains
    ) -> None:
        self.fill(erasing_chains)
        chains = {id: link.chain for id, link in self.links(erasing_chains).items()}
        self.erase(erasing_chains)
        whose = {id: erasing_chains.case_of(chain) for id, chain in chains.items()}

        assert whose == {str(request(2)): OTHER, **dict.fromkeys(ERASED)}

    def test_a_checkpoint_from_before_the_erasing_still_holds(
        self, erasing_chains: ErasingChains
    ) -> None:
        self.fill(erasing_chains)
        anchored = looked_through(erasing_chains).checkpoint
        self.erase(erasing_chains)

        assert looked_through(erasing_chains, anchored).whole

    def test_a_case_that_begins_anew_hangs_on_a_chain_of_its_own(
        self, erasing_chains: ErasingChains
    ) -> None:
        self.fill(erasing_chains)
        self.erase(erasing_chains)
        erased = {each.chain for id, each in self.links(erasing_chains).items() if id in ERASED}
        store(erasing_chains, 4, START)
        anew = self.links(erasing_chains)[str(request(4))]

        assert looked_through(erasing_chains).whole
        assert (anew.version, anew.chain in erased) == (1, False)
