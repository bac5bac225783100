"""
The suites for whoever says who may do what.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from fastomsorg.hooks import Grants, Policy
from fastomsorg.terms import (
    Actor,
    NotAuthorised,
    Permission,
    Purpose,
    UnitId,
    UnknownId,
)

from ._steps import UNTIDY, left_out
from ._suite import Suite

Granted: TypeAlias = tuple[tuple[Permission, UnitId | None], ...]
PolicyOf: TypeAlias = Callable[[Mapping[str, Granted]], Policy]

ANNA, BO, CECILIA = Actor("anna"), Actor("bo"), Actor("cecilia")
AT_NORTH: Granted = ((Permission.VIEW, "north"),)
EVERYWHERE: Granted = ((Permission.SEARCH, None), (Permission.ASSIGN, "north"))
UNITS = (None, "north", "south", "nort", "")


def allowed(policy: Policy, actor: Actor, permission: Permission, unit: UnitId | None) -> bool:
    """
    Is it allowed for any purpose at all? What every purpose is good for is the policy's own.
    """
    return any(policy.allows(actor, permission, unit, "6016254", purpose) for purpose in Purpose)


class PolicyConformance(Suite, needs=("policy_of",)):
    """
    What a `Policy` is (*behörighet*). Override `policy_of`.

    It makes a policy in which actors, by id, hold permissions at units, or with None everywhere.
    """

    @pytest.fixture
    def policy_of(self) -> PolicyOf:
        left_out("policy_of")

    def test_nobody_may_do_anything_from_the_beginning(self, policy_of: PolicyOf) -> None:
        policy = policy_of({})

        for permission in Permission:
            assert not policy.units(ANNA, permission)
            assert not any(allowed(policy, ANNA, permission, unit) for unit in UNITS)

    def test_a_permission_at_a_unit_holds_there_and_nowhere_else(self, policy_of: PolicyOf) -> None:
        policy = policy_of({"anna": AT_NORTH})
        reach = policy.units(ANNA, Permission.VIEW)

        assert (reach.units, reach.everywhere) == (frozenset({"north"}), False)
        assert [unit for unit in UNITS if allowed(policy, ANNA, Permission.VIEW, unit)] == ["north"]

    def test_a_permission_everywhere_holds_at_every_unit(self, policy_of: PolicyOf) -> None:
        policy = policy_of({"bo": EVERYWHERE})

        assert policy.units(BO, Permission.SEARCH).everywhere
        assert [unit for unit in UNITS if allowed(policy, BO, Permission.SEARCH, unit)] == list(
            UNITS
        )

    def test_one_permission_brings_no_other_with_it(self, policy_of: PolicyOf) -> None:
        for held in Permission:
            policy = policy_of({"anna": ((held, "north"), (held, None))})
            for permission in Permission:
                expected = permission is held
                assert bool(policy.units(ANNA, permission)) == expected
                assert allowed(policy, ANNA, permission, "north") == expected
                assert allowed(policy, ANNA, permission, None) == expected

    def test_one_actor_s_permission_is_nobody_else_s(self, policy_of: PolicyOf) -> None:
        policy = policy_of({"anna": AT_NORTH, "bo": EVERYWHERE})

        assert not allowed(policy, BO, Permission.VIEW, "north")
        assert not allowed(policy, ANNA, Permission.SEARCH, "north")
        assert not allowed(policy, CECILIA, Permission.VIEW, "north")
        assert not policy.units(CECILIA, Permission.SEARCH)

    def test_an_actor_is_known_by_its_id_alone(self, policy_of: PolicyOf) -> None:
        policy = policy_of({"anna": AT_NORTH})
        renamed, named_so = Actor("anna", "Anna Ek", "Chef"), Actor("x", "anna", "anna")

        assert allowed(policy, renamed, Permission.VIEW, "north")
        assert not allowed(policy, named_so, Permission.VIEW, "north")

    def test_what_is_allowed_lies_within_the_units(self, policy_of: PolicyOf) -> None:
        policy = policy_of({"anna": AT_NORTH, "bo": EVERYWHERE})

        for actor in (ANNA, BO, CECILIA):
            for permission in Permission:
                reach = policy.units(actor, permission)
                for unit in UNITS:
                    within = reach.everywhere if unit is None else unit in reach
                    assert within or not allowed(policy, actor, permission, unit)

    def test_an_answer_is_yes_or_no_and_nothing_else(self, policy_of: PolicyOf) -> None:
        policy = policy_of({"anna": AT_NORTH, "bo": EVERYWHERE})
        answers = [
            policy.allows(actor, permission, unit, client, purpose)
            for actor in (ANNA, BO, CECILIA)
            for permission in Permission
            for unit in UNITS
            for client in ("6016254", None)
            for purpose in Purpose
        ]

        assert {type(answer) for answer in answers} == {bool}


class GrantsConformance(Suite, needs=("grants",), takes=("policy",)):
    """
    What `Grants` are (*tilldelade behörigheter*). Override `grants`: empty, for each test.

    Override `policy` too where it is not the grants themselves.
    """

    @pytest.fixture
    def grants(self) -> Grants:
        left_out("grants")

    @pytest.fixture
    def policy(self, grants: Grants) -> Policy:
        assert isinstance(grants, Policy), "override the fixture of the policy too"
        return grants

    def test_an_actor_is_as_it_was_added(self, grants: Grants) -> None:
        susanne = Actor("susapo", "Susanne APO", "Enhetschef")
        grants.add_actor(susanne)
        grants.add_actor(BO)

        assert [grants.actor(id) for id in ("susapo", "bo", "anna")] == [susanne, BO, None]

    def test_an_actor_that_is_added_again_has_its_new_name_and_its_old_permissions(
        self, grants: Grants
    ) -> None:
        renamed = Actor("anna", "Anna Alm", "Samordnare")
        grants.add_actor(ANNA)
        grants.grant("anna", Permission.VIEW, "north")
        grants.bind("anna", "anna01")
        grants.add_actor(renamed)

        assert grants.actor("anna") == renamed
        assert grants.granted("anna") == AT_NORTH
        assert grants.login_of("anna") == "anna01"

    def test_what_was_granted_is_told_in_order_and_once(self, grants: Grants) -> None:
        grants.add_actor(ANNA)
        given: Granted = (
            (Permission.VIEW, "south"),
            (Permission.ADMIN, None),
            (Permission.VIEW, "north"),
            (Permission.VIEW, None),
        )
        for permission, unit in given + given:
            grants.grant("anna", permission, unit)

        assert grants.granted("anna") == given
        assert grants.granted("bo") == ()

    def test_what_was_granted_is_allowed(self, grants: Grants, policy: Policy) -> None:
        grants.add_actor(ANNA)
        before = allowed(policy, ANNA, Permission.VIEW, "north")
        grants.grant("anna", Permission.VIEW, "north")

        assert (before, allowed(policy, ANNA, Permission.VIEW, "north")) == (False, True)
        assert policy.units(ANNA, Permission.VIEW).units == {"north"}

    def test_an_actor_that_was_not_added_gets_nothing(self, grants: Grants) -> None:
        with pytest.raises(UnknownId):
            grants.grant("anna", Permission.VIEW, "north")
        with pytest.raises(UnknownId):
            grants.bind("anna", "anna01")

        assert (grants.granted("anna"), grants.login_of("anna")) == ((), None)

    def test_an_actor_is_bound_to_who_first_used_it(self, grants: Grants) -> None:
        grants.add_actor(ANNA)
        before = grants.login_of("anna")
        grants.bind("anna", "anna01")
        grants.bind("anna", "anna01")

        with pytest.raises(NotAuthorised):
            grants.bind("anna", "mallory")

        assert (before, grants.login_of("anna")) == (None, "anna01")

    def test_what_is_taken_back_is_allowed_no_longer_and_nothing_else_goes_with_it(
        self, grants: Grants, policy: Policy
    ) -> None:
        for actor in (ANNA, BO):
            grants.add_actor(actor)
            for permission, unit in (*EVERYWHERE, *AT_NORTH):
                grants.grant(actor.id, permission, unit)
        grants.revoke("anna", Permission.ASSIGN, "north")

        assert grants.granted("anna") == ((Permission.SEARCH, None), *AT_NORTH)
        assert not allowed(policy, ANNA, Permission.ASSIGN, "north")
        assert allowed(policy, ANNA, Permission.VIEW, "north")
        assert allowed(policy, BO, Permission.ASSIGN, "north")

    def test_what_was_given_everywhere_is_not_taken_back_at_one_unit(self, grants: Grants) -> None:
        grants.add_actor(ANNA)
        grants.grant("anna", Permission.VIEW, None)

        with pytest.raises(UnknownId):
            grants.revoke("anna", Permission.VIEW, "north")
        with pytest.raises(UnknownId):
            grants.revoke("bo", Permission.VIEW, None)

        assert grants.granted("anna") == ((Permission.VIEW, None),)

    def test_somebody_is_always_left_to_administer(self, grants: Grants) -> None:
        for actor in (ANNA, BO):
            grants.add_actor(actor)
            grants.grant(actor.id, Permission.ADMIN, None)
        grants.grant("bo", Permission.ADMIN, "north")
        grants.revoke("anna", Permission.ADMIN, None)

        with pytest.raises(NotAuthorised):
            grants.revoke("bo", Permission.ADMIN, None)

        grants.revoke("bo", Permission.ADMIN, "north")
        assert (grants.granted("anna"), grants.granted("bo")) == ((), ((Permission.ADMIN, None),))

    def test_actors_are_told_in_order_of_id(self, grants: Grants) -> None:
        for id in UNTIDY:
            grants.add_actor(Actor(id))

        assert [actor.id for actor in grants.actors()] == sorted(UNTIDY)

    def test_one_system_user_may_use_several_actors(self, grants: Grants) -> None:
        for actor in (ANNA, BO):
            grants.add_actor(actor)
            grants.bind(actor.id, "vikarie")

        assert [grants.login_of(id) for id in ("anna", "bo")] == ["vikarie", "vikarie"]
