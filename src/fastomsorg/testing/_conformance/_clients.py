"""
What a `People` promises of clients and units.
"""

from collections.abc import Iterator

import pytest

from fastomsorg.care import Client, Unit
from fastomsorg.hooks import Intake, People
from fastomsorg.testing._people_builders import (
    a_client,
    a_unit,
)

from ._steps import JANUARY, UNTIDY, instant
from ._taking_in import PeopleTakenIn


class ClientsConformance(PeopleTakenIn, needs=("people",), takes=("intake",)):
    """
    Clients (*brukare*) and units (*enheter*), as far as was known.
    """

    def put_clients(self, intake: Intake, *clients: Client, at: int = 1) -> None:
        list(intake.put_clients(clients, now=instant(at)))

    def test_nobody_is_known_from_the_beginning(self, people: People) -> None:
        assert people.client("6016254") is None
        assert people.staff("brs89", on=JANUARY[0]) is None
        assert people.unit("north") is None
        assert list(people.units()) == []
        assert list(people.staff_of("north", on=JANUARY[0])) == []

    def test_a_client_is_as_it_was_put(self, people: People, intake: Intake) -> None:
        full = a_client("1", customer_number="K-7", protected=True, relatives_told=False)
        bare = Client("2", "Åke")
        told = a_client("3", relatives_told=True)
        self.put_clients(intake, full, bare, told)

        assert [people.client(id) for id in ("1", "2", "3")] == [full, bare, told]

    def test_a_client_is_not_known_before_it_was_put(self, people: People, intake: Intake) -> None:
        client = a_client()
        self.put_clients(intake, client, at=3)

        assert people.client(client.id, known=instant(2)) is None
        assert people.client(client.id, known=instant(3)) == client
        assert people.client(client.id, known=instant(4)) == client

    def test_a_client_is_as_was_known_then(self, people: People, intake: Intake) -> None:
        before = a_client(name="Agda Ek", born=None)
        after = a_client(name="Agda Alm")
        self.put_clients(intake, before, at=3)
        self.put_clients(intake, after, at=5)

        assert people.client(before.id, known=instant(4)) == before
        assert people.client(before.id, known=instant(5)) == after
        assert people.client(before.id) == after

    @pytest.mark.parametrize("protected", [True, False])
    def test_protection_is_always_the_latest_whatever_was_known(
        self, people: People, intake: Intake, protected: bool
    ) -> None:
        before, after = a_client(protected=not protected), a_client(protected=protected)
        self.put_clients(intake, before, at=3)
        self.put_clients(intake, after, at=5)

        assert people.client(before.id, known=instant(3)) == after

    def test_protection_that_nobody_has_set_counts_as_protected(
        self, people: People, intake: Intake
    ) -> None:
        self.put_clients(intake, Client("6016254", "Agda Testsson"))
        client = people.client("6016254")

        assert client is not None
        assert client.protected is True

    def test_a_unit_is_as_it_was_last_put(self, people: People, intake: Intake) -> None:
        list(intake.put_units([a_unit("north"), Unit("south", "Södra")], now=instant(1)))
        renamed = a_unit("north", name="Norra hemtjänst och larm")
        list(intake.put_units([renamed], now=instant(2)))

        assert people.unit("north") == renamed
        assert people.unit("south") == Unit("south", "Södra")

    def test_units_come_in_order_of_id(self, people: People, intake: Intake) -> None:
        list(intake.put_units([a_unit(id) for id in UNTIDY], now=instant(1)))
        units = people.units()

        assert isinstance(units, Iterator)
        assert [unit.id for unit in units] == sorted(UNTIDY)
