"""
A casework is opened by URL, through the plug-ins it is given.
"""

import pytest

from fastomsorg.casework import Casework
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.hooks import Panel
from fastomsorg.terms import NotAuthorised, PluginError, Status
from fastomsorg.testing import MemoryPlugin, MemoryStore
from tests.casework.office import CLIENTS, FIRST, MANAGER, NORTH, STAFF, TODAY, Clock, Office

START = StartEnactment(NORTH, "e1", FIRST)
YES = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta")


def filled(store: MemoryStore) -> MemoryStore:
    """
    The store with everybody in it.
    """
    return Office(store, clients=CLIENTS, staff=STAFF).store


def test_what_the_urls_name_is_opened_and_told() -> None:
    memory = MemoryPlugin()
    casework = Casework.open(
        "memory:town",
        journal=["memory:notes"],
        plan=["memory:plans"],
        planning=["memory:planning"],
        visits=["memory:visits"],
        panel=Panel.of(memory),
        clock=Clock(),
    )
    filled(memory.stores["memory:town"])
    desk = casework.acting(MANAGER)
    desk.submit(START)

    desk.submit(YES)

    assert [note.case for note in memory.journals["memory:notes"].notes] == [NORTH]
    assert memory.plans["memory:plans"].lines(NORTH) != ()
    assert [each.case for each in memory.plannings["memory:planning"].changes] == [NORTH]
    assert casework.problems == {}


def test_people_and_policy_are_at_the_storage_unless_they_have_urls_of_their_own() -> None:
    memory = MemoryPlugin()
    together = Casework.open("memory:town", panel=Panel.of(memory), clock=Clock())
    filled(memory.stores["memory:town"])
    apart = Casework.open(
        "memory:town",
        people="memory:people",
        policy="memory:policy",
        panel=Panel.of(memory),
        clock=Clock(),
    )

    together.acting(MANAGER).submit(START)

    assert together.acting(MANAGER).state(NORTH, on=TODAY).status is Status.NOT_ASKED
    assert memory.stores["memory:people"].client("agda") is None
    with pytest.raises(NotAuthorised):
        apart.acting(MANAGER).state(NORTH, on=TODAY)


@pytest.mark.parametrize("port", ["people", "policy"])
def test_a_url_that_is_nobodys_opens_nothing(port: str) -> None:
    with pytest.raises(PluginError):
        Casework.open("memory:", panel=Panel.of(MemoryPlugin()), **{port: "strange://"})  # type: ignore[arg-type]


def test_a_receivers_url_that_is_nobodys_is_a_problem_and_its_notices_wait() -> None:
    memory = MemoryPlugin()
    casework = Casework.open(
        "memory:town", journal=["strange://notes"], panel=Panel.of(memory), clock=Clock()
    )
    store = filled(memory.stores["memory:town"])
    desk = casework.acting(MANAGER)
    desk.submit(START)
    desk.submit(YES)

    assert list(casework.problems) == ["strange://notes"]
    assert [(each.target, each.state.value) for each in store.deliveries(NORTH)] == [
        ("strange://notes", "pending")
    ]


def test_a_store_where_nobody_has_been_given_anything_lets_nobody_in() -> None:
    casework = Casework.open("memory:new", panel=Panel.of(MemoryPlugin()), clock=Clock())

    with pytest.raises(NotAuthorised):
        casework.acting(MANAGER).submit(START)


def test_two_caseworks_share_what_is_at_one_url_and_nothing_else() -> None:
    memory = MemoryPlugin()
    one, same, other = (
        Casework.open(url, panel=Panel.of(memory), clock=Clock())
        for url in ("memory:town", "memory:town", "memory:other")
    )
    filled(memory.stores["memory:town"])
    filled(memory.stores["memory:other"])
    one.acting(MANAGER).submit(START)

    seen = [each.acting(MANAGER).state(NORTH, on=TODAY).status for each in (same, other)]

    assert seen == [Status.NOT_ASKED, None]
