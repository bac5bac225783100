"""
The search counts first and names only on request; protected identities are counted, not named.
"""

import datetime as dt
from io import BytesIO

import pytest

from fastomsorg.casework import Casework, Desk, TableFile
from fastomsorg.commands import Annul
from fastomsorg.decisions import Granted
from fastomsorg.statistics import AgeCounts
from fastomsorg.terms import Actor, Malformed, NotAuthorised, Permission, Purpose, Status, UnknownId
from fastomsorg.testing import MemoryStore

NOW = dt.datetime(2025, 2, 17, 9, 0, tzinfo=dt.UTC)
DAY = dt.date(2024, 11, 1)
TABLES = {
    "units": "id,name\nnorth,Norr\nsouth,Söder\n",
    "clients": (
        "id,name,born,protected\n"
        "1,Test Ett,1940-05-01,false\n2,Test Två,1980-05-01,false\n3,Test Tre,1939-05-01,true\n"
    ),
    "staff": (
        "id,name,units,selectable,certificate_from\n"
        "ann,Test Ann,north|south,true,2023-09-01\nbo,Test Bo,north|south,true,2023-09-01\n"
    ),
    "enactments": (
        "id,client,unit,from\ne1,1,north,2024-01-01\ne2,2,north,2024-01-01\n"
        "e3,3,north,2024-01-01\ne4,1,south,2024-01-01\n"
    ),
    "registrations": (
        "client,unit,on,status,primary,deputy,reason\n"
        "1,north,2024-02-01,accepted,ann,bo,\n"
        "2,north,2024-02-01,accepted,bo,,\n"
        "2,north,2024-06-01,accepted,ann,,client_wish\n"
        "3,north,2024-02-01,accepted,ann,,\n"
        "1,south,2024-02-01,accepted,bo,,\n"
    ),
}


class Clock:
    """
    A clock that the test winds.
    """

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@pytest.fixture
def casework() -> Casework:
    store = MemoryStore()
    for actor in ("keeper", "searcher"):
        store.policy.add_actor(Actor(actor))
    for permission in set(Permission) - {Permission.SEE_PROTECTED}:
        store.policy.grant("keeper", permission, None)
    store.policy.grant("searcher", Permission.SEARCH, "north")
    casework = Casework(storage=store, people=store, policy=store.policy, clock=Clock())
    files = [
        TableFile(f"{kind}.csv", kind, BytesIO(text.encode())) for kind, text in TABLES.items()
    ]
    assert casework.acting(Actor("keeper")).import_tables(files).stored
    return casework


def searching(casework: Casework, actor: str = "keeper") -> Desk:
    return casework.acting(Actor(actor), Purpose.FOLLOW_UP)


def test_a_client_counts_once_over_several_units_and_staff_by_case(casework: Casework) -> None:
    found = searching(casework).search(Status.ACCEPTED, on=DAY)

    assert AgeCounts(older=2, younger=1) == found.count
    assert found.clients is None
    assert [("ann", 3, 0, 3), ("bo", 1, 1, 2)] == [
        (staff.id, staff.primary, staff.deputy, staff.total) for staff in found.staff
    ]


def test_names_come_on_request_but_not_for_protected_identities(casework: Casework) -> None:
    found = searching(casework).search(Status.ACCEPTED, on=DAY, units=["north"], names=True)

    assert found.clients is not None
    assert {"1": "Test Ett", "2": "Test Två", "3": None} == {
        client.id: client.name for client in found.clients
    }


def test_a_search_reaches_the_units_that_the_actor_may_search(casework: Casework) -> None:
    found = searching(casework, "searcher").search(Status.ACCEPTED, on=DAY)

    assert ("north",) == found.units
    with pytest.raises(NotAuthorised):
        searching(casework, "searcher").search(Status.ACCEPTED, on=DAY, units=["south"])


def test_a_case_is_not_handled_by_searching_answers(casework: Casework) -> None:
    with pytest.raises(NotAuthorised) as denied:
        casework.acting(Actor("keeper"), Purpose.CASE_HANDLING).search(Status.ACCEPTED, on=DAY)

    assert "purpose_not_allowed" == denied.value.code


def test_whose_contact_changed_in_the_last_year(casework: Casework) -> None:
    found = searching(casework).search_changed(on=DAY, names=True)

    assert AgeCounts(younger=1) == found.count
    assert found.clients is not None
    assert ["2"] == [client.id for client in found.clients]


def test_what_was_known_then_is_found_also_when_it_has_been_annulled(casework: Casework) -> None:
    desk = searching(casework)
    before = casework.host.clock()
    started = next(each for each in casework.host.storage.changes() if each.case.client == "1")
    keeper = casework.acting(Actor("keeper"))
    assert isinstance(keeper.submit(Annul(started.id, "fel", confirmed=True)), Granted)

    now = desk.search(Status.ACCEPTED, on=DAY, units=["north"])
    then = desk.search(Status.ACCEPTED, on=DAY, units=["north"], known=before)

    assert AgeCounts(older=1, younger=1) == now.count
    assert AgeCounts(older=2, younger=1) == then.count


def test_nothing_is_known_as_of_a_time_to_come(casework: Casework) -> None:
    ahead = NOW + dt.timedelta(days=1)

    with pytest.raises(Malformed) as refused:
        searching(casework).search(Status.ACCEPTED, on=DAY, known=ahead)

    assert "known_in_future" == refused.value.code


def test_an_unknown_unit_is_said_to_be_unknown(casework: Casework) -> None:
    with pytest.raises(UnknownId):
        searching(casework).search(Status.ACCEPTED, on=DAY, units=["west"])


def test_notes_are_denied_when_they_are_asked_for_not_when_they_are_read(
    casework: Casework,
) -> None:
    with pytest.raises(NotAuthorised):
        casework.acting(Actor("searcher")).notes(unit="north")
