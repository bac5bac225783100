"""
The suite for a receiver that is told inside the storage's own transaction.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol
from uuid import UUID

import pytest

from fastomsorg.casework import Casework, Desk
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.decisions import Granted
from fastomsorg.hooks import (
    Journal,
    Plan,
    Planning,
    Storage,
    Transacting,
    shares_transaction,
)
from fastomsorg.journal import ContactsChanged, JournalNote, Notice, PlanSnapshot
from fastomsorg.terms import Permission, PluginError, Status
from fastomsorg.testing._case_builders import CASE, a_draft, started
from fastomsorg.testing._memory_store import MemoryStore
from fastomsorg.testing._notice_builders import a_contacts_change, a_note, a_snapshot
from fastomsorg.testing._people_builders import a_client, a_staff_member, a_unit, an_actor

from ._receivers import Receiver
from ._steps import JANUARY, Fault, failing, instant, left_out, store
from ._suite import Suite

TENTH = JANUARY[9]
YES = RecordStatus(CASE, Status.ACCEPTED, TENTH, primary="brs89")


class TransactingStorage(Storage, Transacting, Protocol):
    """
    A storage with transactions that others can share (*lagring med transaktioner*).
    """


class Refusing:
    """
    Another receiver in the same transaction, that takes in nothing (*nekar*).
    """

    in_transaction = True

    def write(self, _: JournalNote) -> None:
        raise Fault

    def show(self, _: PlanSnapshot) -> None:
        raise Fault

    def changed(self, _: ContactsChanged) -> None:
        raise Fault


class SharingConformance(Suite, needs=("sharing", "storage", "stands"), takes=("commit",)):
    """
    What a receiver is that shares the storage's transaction (*delar transaktion*): a journal, plan
    or planning that says ``in_transaction``.

    Override `sharing`, the receiver; `storage`, over the same transaction and empty; and `stands`,
    which reads from outside what has been written. Where the transaction is the host's own,
    override `commit` too, which ends it and is called before anything is looked for outside.
    """

    @pytest.fixture
    def sharing(self) -> Journal | Plan | Planning:
        left_out("sharing")

    @pytest.fixture
    def storage(self) -> TransactingStorage:
        left_out("storage")

    @pytest.fixture
    def stands(self) -> Callable[[], Sequence[UUID]]:
        """
        Gives the ids of all that stands there, once for every time it was written.
        """
        left_out("stands")

    @pytest.fixture
    def commit(self) -> Callable[[], None]:
        """
        Ends the host's own transaction. Override it where the storage is inside one.
        """
        return lambda: None

    @pytest.fixture
    def receiver(self, sharing: Journal | Plan | Planning) -> Receiver:
        match sharing:
            case Journal():
                return Receiver(sharing.write, sharing)
            case Plan():
                return Receiver(sharing.show, sharing)
            case Planning():
                return Receiver(sharing.changed, sharing)

    @pytest.fixture
    def notice(self, sharing: Journal | Plan | Planning) -> Notice:
        draft = a_draft(number=1)
        match sharing:
            case Journal():
                return a_note(draft, TENTH)
            case Plan():
                return a_snapshot(draft, TENTH)
            case Planning():
                return a_contacts_change(draft, TENTH)

    def test_it_says_that_it_shares_and_the_storage_that_it_can_be_shared(
        self, sharing: object, storage: TransactingStorage
    ) -> None:
        assert (shares_transaction(sharing), isinstance(storage, Transacting)) == (True, True)

    def test_what_was_told_inside_is_seen_when_the_transaction_has_ended(
        self,
        receiver: Receiver,
        notice: Notice,
        storage: TransactingStorage,
        stands: Callable[[], Sequence[UUID]],
        commit: Callable[[], None],
    ) -> None:
        with storage.transaction():
            store(storage, 1, started(JANUARY[0]))
            receiver.tell(notice)
        commit()

        assert (list(stands()), len(storage.read(CASE).registrations)) == ([notice.id], 1)
        assert receiver.found([notice]) in (None, [True])

    @pytest.mark.parametrize("error", [Fault, KeyboardInterrupt, SystemExit])
    def test_what_was_told_is_rolled_back_with_the_transaction(
        self,
        receiver: Receiver,
        notice: Notice,
        storage: TransactingStorage,
        stands: Callable[[], Sequence[UUID]],
        commit: Callable[[], None],
        error: type[BaseException],
    ) -> None:
        with failing(storage, error):
            store(storage, 1, started(JANUARY[0]))
            receiver.tell(notice)
        commit()

        assert (list(stands()), list(storage.changes())) == ([], [])
        assert receiver.found([notice]) in (None, [False])

    def test_what_was_rolled_back_can_be_told_again(
        self,
        receiver: Receiver,
        notice: Notice,
        storage: TransactingStorage,
        stands: Callable[[], Sequence[UUID]],
        commit: Callable[[], None],
    ) -> None:
        with failing(storage):
            receiver.tell(notice)
        with storage.transaction():
            receiver.tell(notice)
            receiver.tell(notice)
        commit()

        assert list(stands()) == [notice.id]

    def test_a_registration_and_what_it_tells_are_stored_together(
        self,
        sharing: object,
        storage: TransactingStorage,
        stands: Callable[[], Sequence[UUID]],
        commit: Callable[[], None],
    ) -> None:
        desk = self.desk(storage, **self.told(sharing))
        granted = self.granted(desk)
        commit()
        delivered = {each.notice.id for each in storage.deliveries(CASE)}

        assert isinstance(granted, Granted)
        assert set(stands()) == delivered
        assert (len(stands()), len(delivered)) == (1, 1)

    def test_what_another_in_the_transaction_raises_undoes_the_registration_and_what_was_told(
        self,
        sharing: object,
        storage: TransactingStorage,
        stands: Callable[[], Sequence[UUID]],
        commit: Callable[[], None],
    ) -> None:
        desk = self.desk(storage, **self.told(sharing, Refusing()))

        with pytest.raises(PluginError):
            self.granted(desk)
        commit()

        assert (list(stands()), list(storage.deliveries(CASE))) == ([], [])
        assert len(list(storage.changes())) == 1

    def told(self, sharing: object, *others: object) -> dict[str, Any]:
        """
        The receivers, as a casework is given them: told in this order.
        """
        kind = next(
            kind
            for kind, port in (("journal", Journal), ("plan", Plan), ("planning", Planning))
            if isinstance(sharing, port)
        )
        return {kind: {str(place): each for place, each in enumerate((sharing, *others))}}

    def desk(self, storage: TransactingStorage, **told: Any) -> Desk:
        """
        The desk of somebody who may register, over the storage and with the receivers.
        """
        people, actor = MemoryStore(), an_actor()
        list(people.put_units([a_unit("north")], now=instant(0)))
        list(people.put_clients([a_client()], now=instant(0)))
        list(people.put_staff([(a_staff_member("brs89"), None)], now=instant(0)))
        people.policy.add_actor(actor)
        people.policy.grant(actor.id, Permission.ASSIGN, None)
        casework = Casework(
            storage=storage,
            people=people,
            policy=people.policy,
            clock=lambda: instant(24 * 20),
            **told,
        )
        return casework.acting(actor)

    def granted(self, desk: Desk) -> object:
        desk.submit(StartEnactment(CASE, "e1", JANUARY[0]))
        return desk.submit(YES)
