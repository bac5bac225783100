"""
The suite for a store that keeps registrations and people together.
"""

import pytest

from fastomsorg.history import Case
from fastomsorg.hooks import DeliveryState, Outgoing
from fastomsorg.terms import StaleCase
from fastomsorg.testing._case_builders import (
    CASE,
    a_draft,
    a_posting,
    request,
    started,
)
from fastomsorg.testing._notice_builders import a_note, an_access
from fastomsorg.testing._people_builders import a_client, a_unit

from ._steps import JANUARY, WholeStore, everything, failing, instant, left_out, store
from ._suite import Suite

START = started(JANUARY[0])


class WholeStoreConformance(Suite, needs=("whole_store",)):
    """
    What one store for everything is (*allt i en lagring*). Override `whole_store`: empty.

    It is a `Storage`, a `People` and an `Intake`, and its transaction holds for all of it.
    """

    @pytest.fixture
    def whole_store(self) -> WholeStore:
        left_out("whole_store")

    def test_a_transaction_stores_people_and_registrations_together(
        self, whole_store: WholeStore
    ) -> None:
        with whole_store.transaction():
            list(whole_store.put_clients([a_client()], now=instant(1)))
            stored = store(whole_store, 1, START)
            inside = whole_store.read(CASE)

        assert whole_store.client("6016254") == a_client()
        assert inside == whole_store.read(CASE) == Case(CASE, stored)

    def test_a_transaction_that_raises_leaves_neither_people_nor_registrations(
        self, whole_store: WholeStore
    ) -> None:
        note = a_note(a_draft(number=1), JANUARY[0])
        store(whole_store, 1, START, notices=(Outgoing(note, ("files:a",)),))
        before = everything(whole_store)

        with failing(whole_store):
            list(whole_store.put_units([a_unit()], now=instant(2)))
            store(whole_store, 2, START)
            store(whole_store, 3, START)
            whole_store.log(an_access())
            whole_store.settle(note.id, "files:a", DeliveryState.DELIVERED, None)

        assert everything(whole_store) == before
        assert whole_store.unit("north") is None
        assert whole_store.answered(request(2)) is None
        assert [each.state for each in whole_store.deliveries(CASE)] == [DeliveryState.PENDING]

    def test_after_a_transaction_that_raised_the_same_request_can_come_again(
        self, whole_store: WholeStore
    ) -> None:
        with failing(whole_store):
            store(whole_store, 1, START)

        stored = store(whole_store, 1, START)

        assert whole_store.read(CASE) == Case(CASE, stored)

    def test_a_refusal_inside_a_transaction_leaves_the_rest_of_it(
        self, whole_store: WholeStore
    ) -> None:
        with whole_store.transaction():
            list(whole_store.put_units([a_unit()], now=instant(1)))
            stored = store(whole_store, 1, START)
            good, stale = a_draft(START, number=2), a_draft(START, number=3)
            with pytest.raises(StaleCase):
                whole_store.append(
                    [a_posting(good, whole_store.read(CASE)), a_posting(stale)], now=instant(2)
                )
            inside = whole_store.read(CASE)

        assert inside == whole_store.read(CASE) == Case(CASE, stored)
        assert whole_store.answered(request(2)) is None
        assert whole_store.unit("north") == a_unit()

    def test_what_is_put_after_a_registration_was_not_known_before_it(
        self, whole_store: WholeStore
    ) -> None:
        store(whole_store, 1, START, now=instant(5))
        horizon = whole_store.horizon()
        list(whole_store.put_clients([a_client()], now=instant(3)))

        assert whole_store.client("6016254", known=horizon) is None
        assert whole_store.client("6016254") == a_client()
