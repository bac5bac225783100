"""
Actors and what they may do: given and taken back in one, never so that nobody is left.
"""

import pytest

from fastomsorg.casework import Casework
from fastomsorg.hooks import Reach
from fastomsorg.terms import Actor, NotAuthorised, Permission, StoreError, UnknownId
from tests.casework.office import MANAGER, Office

VIEW_NORTH = (Permission.VIEW, "north")
EVERYWHERE = (Permission.ADMIN, None)


def test_an_actor_is_added_given_permissions_and_listed() -> None:
    desk = Office().desk

    added = desk.add_actor("kim", "Kim Ek", title="Chef", permits=[VIEW_NORTH, VIEW_NORTH])
    renamed = desk.add_actor("kim", "Kim Alm")

    assert (added.actor, added.granted, added.login) == (
        Actor("kim", "Kim Ek", "Chef"),
        (VIEW_NORTH,),
        None,
    )
    assert (renamed.actor, renamed.granted) == (Actor("kim", "Kim Alm", "Chef"), (VIEW_NORTH,))
    assert [each.actor.id for each in desk.actors()] == ["kim", MANAGER.id]


def test_an_actor_can_be_bound_from_the_beginning_and_not_to_somebody_else_later() -> None:
    office = Office()
    assert office.desk.add_actor("kim", login="kim01", permits=[VIEW_NORTH]).login == "kim01"

    with pytest.raises(NotAuthorised):
        office.desk.add_actor("kim", "Mallory", login="mallory", permits=[EVERYWHERE])

    assert (office.store.policy.actor("kim"), office.store.policy.granted("kim")) == (
        Actor("kim"),
        (VIEW_NORTH,),
    )


def test_nothing_is_given_where_one_of_the_units_is_unknown() -> None:
    office = Office()

    with pytest.raises(UnknownId):
        office.desk.add_actor("kim", permits=[VIEW_NORTH, (Permission.VIEW, "nowhere")])

    assert office.store.policy.actor("kim") is None


def test_what_is_taken_back_is_taken_whole_or_not_at_all() -> None:
    office = Office()
    office.desk.add_actor("kim", permits=[VIEW_NORTH])
    logged = len(list(office.store.accesses()))

    with pytest.raises(UnknownId):
        office.desk.revoke("kim", [VIEW_NORTH, (Permission.VIEW, None)])

    assert office.store.policy.granted("kim") == (VIEW_NORTH,)
    assert [row.action for row in list(office.store.accesses())[logged:]] == ["actor_revoke"]
    assert office.desk.revoke("kim").granted == ()
    with pytest.raises(UnknownId):
        office.desk.revoke("lo")


def test_the_last_administrator_can_take_nothing_of_that_away() -> None:
    office = Office()

    for permits in ([EVERYWHERE], None):
        with pytest.raises(NotAuthorised) as refused:
            office.desk.revoke(MANAGER.id, permits)
        assert refused.value.code == "last_administrator"
    assert len(office.store.policy.granted(MANAGER.id)) == len(Permission)

    office.desk.add_actor("kim", permits=[EVERYWHERE])
    assert office.desk.revoke(MANAGER.id).granted == ()


def test_an_administrator_of_one_unit_does_not_keep_everybody_from_being_locked_out() -> None:
    office = Office()
    office.desk.add_actor("kim", permits=[(Permission.ADMIN, "north")])

    with pytest.raises(NotAuthorised):
        office.desk.revoke(MANAGER.id, [EVERYWHERE])


def test_a_policy_that_keeps_no_grants_says_so() -> None:
    class Directory:
        def units(self, actor: Actor, permission: Permission) -> Reach:
            return Reach(everywhere=True)

        def allows(self, *asked: object) -> bool:
            return True

    store = Office().store
    desk = Casework(storage=store, people=store, policy=Directory()).acting(MANAGER)

    for ask in (desk.actors, lambda: desk.add_actor("kim"), lambda: desk.revoke("kim")):
        with pytest.raises(StoreError) as refused:
            ask()
        assert refused.value.code == "policy_keeps_no_grants"
