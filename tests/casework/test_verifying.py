"""
Is anything changed behind the library's back? Looked for by a host, and kept elsewhere.
"""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from fastomsorg.casework import Casework
from fastomsorg.commands import RecordStatus
from fastomsorg.history import Case
from fastomsorg.hooks import Anchor, Storage
from fastomsorg.terms import (
    Actor,
    CaseKey,
    ClientId,
    NotAuthorised,
    Permission,
    PluginError,
    Purpose,
    Status,
    StoreError,
    UnitId,
)
from fastomsorg.testing import MemoryAnchor, MemoryPolicy, MemoryStore
from fastomsorg.wire import GENESIS, Checkpoint, sealed
from tests.casework.office import BO, FIRST, NOON, NORTH, Office, with_home_care


class Broken(MemoryAnchor):
    """
    An anchor that keeps nothing more, and shows nothing of what it kept.
    """

    def keep(self, checkpoint: Checkpoint) -> None:
        raise SystemExit(7)

    def kept(self) -> Iterator[Checkpoint]:
        raise RuntimeError("the notary is closed")


class Full(MemoryAnchor):
    """
    An anchor that keeps nothing more.
    """

    def keep(self, checkpoint: Checkpoint) -> None:
        raise SystemExit(7)


def an_office(**anchors: Anchor) -> Office:
    return with_home_care(Office(anchor=anchors))


def tampered(office: Office) -> None:
    """
    The first registration is somebody else's.
    """
    case = office.store.read(NORTH)
    first = attrs.evolve(case.registrations[0], actor=Actor("somebody"))
    office.store._state.cases[NORTH] = Case(NORTH, (first, *case.registrations[1:]))


def cut(office: Office) -> None:
    """
    The last registration of the case never was.
    """
    state, case = office.store._state, office.store.read(NORTH)
    state.cases[NORTH] = Case(NORTH, case.registrations[:-1])
    chain = state.chains[NORTH]
    state.seals[chain] = state.seals[chain][:-1]


def rehashed(office: Office) -> None:
    """
    The first registration is somebody else's, and everything is sealed anew as if it always was.
    """
    tampered(office)
    state = office.store._state
    chain = state.chains[NORTH]
    previous, seals = GENESIS, []
    for link in office.store.links():
        if link.chain == chain:
            again = sealed(link, previous)
            previous = again.hash
            seals.append(again._replace(payload=None))
    state.seals[chain] = tuple(seals)


def found(office: Office) -> list[str]:
    return [fault.kind.value for fault in office.casework.verify().faults]


def answered(office: Office) -> None:
    office.grant(RecordStatus(NORTH, Status.DECLINED, on=FIRST))


def test_what_nobody_has_been_at_is_whole() -> None:
    told = an_office().casework.verify()

    assert (told.whole, told.against) == (True, ())
    assert (told.checkpoint.at, told.checkpoint.entries) == (NOON, 3)


def test_what_was_changed_is_found() -> None:
    office = an_office()
    tampered(office)

    assert found(office) == ["changed"]


@pytest.mark.parametrize(("deed", "kind"), [(cut, "cut"), (rehashed, "rewritten")])
def test_what_only_a_checkpoint_shows_is_found_against_an_anchored_one(
    deed: Any, kind: str
) -> None:
    office = an_office(notary=MemoryAnchor())
    answered(office)
    office.casework.checkpoint()
    deed(office)

    assert found(office) == [kind]


@pytest.mark.parametrize("deed", [cut, rehashed])
def test_without_a_checkpoint_it_is_not_found(deed: Any) -> None:
    office = an_office()
    answered(office)
    deed(office)

    assert found(office) == []


def test_a_checkpoint_from_elsewhere_is_compared_with_instead_of_those_of_the_anchors() -> None:
    office = an_office(notary=MemoryAnchor())
    printed = office.casework.checkpoint().checkpoint
    answered(office)
    office.casework.checkpoint()

    assert office.casework.verify([printed]).against == (printed,)
    assert office.casework.verify([]).against == ()


def test_every_anchor_gets_the_checkpoint() -> None:
    one, two, three = MemoryAnchor(), MemoryAnchor(), MemoryAnchor()
    done = an_office(one=one, two=two).casework.checkpoint(also={"three": three})

    assert done.kept == ("one", "two", "three")
    assert one.checkpoints == two.checkpoints == three.checkpoints == [done.checkpoint]


def test_what_does_not_hold_is_anchored_by_nobody_so_that_it_goes_on_showing() -> None:
    notary = MemoryAnchor()
    office = an_office(notary=notary)
    answered(office)
    office.casework.checkpoint()
    cut(office)
    done = office.casework.checkpoint()

    assert (done.kept, done.verification.found) == ((), 1)
    assert len(notary.checkpoints) == 1
    assert found(office) == ["cut"]


def test_what_does_not_hold_is_anchored_anyway_where_somebody_says_so() -> None:
    notary = MemoryAnchor()
    office = an_office(notary=notary)
    answered(office)
    office.casework.checkpoint()
    cut(office)
    done = office.casework.checkpoint(anyway=True)

    assert (done.kept, len(notary.checkpoints)) == (("notary",), 2)


@pytest.mark.parametrize("broken", [Broken(), Full()])
def test_an_anchor_that_fails_keeps_no_other_from_the_checkpoint(broken: Anchor) -> None:
    notary = MemoryAnchor()
    done = an_office(broken=broken, notary=notary).casework.checkpoint()
    (problem,) = done.problems

    assert done.kept == ("notary",)
    assert (problem.code, problem.facts["anchor"]) == ("anchor_failed", "broken")


def test_an_anchor_that_cannot_be_read_is_no_reason_to_call_the_chains_whole() -> None:
    with pytest.raises(PluginError) as failed:
        an_office(broken=Broken()).casework.verify()

    assert failed.value.facts == {"anchor": "broken", "error": "RuntimeError"}


def test_a_storage_without_chains_cannot_be_verified() -> None:
    store = MemoryStore()
    without: Any = type("Without", (), {})()
    for name in dir(Storage):
        if not name.startswith("_"):
            setattr(without, name, getattr(store, name))
    casework = Casework(storage=without, people=store, policy=store.policy)

    with pytest.raises(StoreError) as refused:
        casework.verify()

    assert refused.value.code == "store_without_chain"


def chains(office: Office) -> dict[CaseKey, str]:
    """
    The chain of each case.
    """
    cases = {str(id): case for case, id in office.registered()}
    return {cases[link.request]: link.chain for link in office.store.links()}


class ButNotAgda(MemoryPolicy):
    """
    A policy that keeps one client from everybody.
    """

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        return client != "agda" and super().allows(actor, permission, unit, client, purpose)


def rows_since(office: Office, before: int) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (row.action, row.client, row.unit, row.outcome.value)
        for row in list(office.store.accesses())[before:]
    ]


def test_whose_chain_it_is_is_told_to_an_administrator_and_logged() -> None:
    office = an_office()
    of = chains(office)
    before = len(list(office.store.accesses()))

    told = office.desk.cases_of([of[NORTH], of[NORTH], "no such chain", of[BO]])

    assert told == {of[NORTH]: NORTH, of[BO]: BO}
    assert rows_since(office, before) == [
        ("verify_case", "agda", "north", "allowed"),
        ("verify_case", "bo", "north", "allowed"),
    ]


def test_what_the_policy_keeps_from_an_administrator_is_left_out_and_logged() -> None:
    store = MemoryStore()
    policy = ButNotAgda(store._state)
    office = with_home_care(Office(store))
    guarded = Office(store, policy=policy)
    of = chains(office)
    before = len(list(store.accesses()))

    told = guarded.desk.cases_of([of[NORTH], of[BO]])

    assert told == {of[BO]: BO}
    assert rows_since(guarded, before) == [
        ("verify_case", "agda", "north", "denied"),
        ("verify_case", "bo", "north", "allowed"),
    ]


def test_whose_chain_it_is_is_told_to_nobody_else() -> None:
    office = an_office()

    with pytest.raises(NotAuthorised):
        office.acting("kim", Permission.ADMIN, unit="north").cases_of(chains(office).values())
