"""
The suite for a store that can really forget.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

import attrs
import pytest

from fastomsorg.care import Absence, Absentee, Visit
from fastomsorg.history import Case
from fastomsorg.hooks import Erasable, Erasing, Outgoing, Visits
from fastomsorg.terms import CaseKey, Period, RequestConflict, StaleCase, StoreError
from fastomsorg.testing._case_builders import (
    CASE,
    FIRST_INSTANT,
    a_draft,
    a_posting,
    request,
    started,
)
from fastomsorg.testing._notice_builders import a_note, a_snapshot, an_access
from fastomsorg.testing._people_builders import a_client, a_unit, a_visit

from ._steps import JANUARY, WholeStore, everything, failing, instant, left_out
from ._suite import Suite

FIRST = JANUARY[0]
SOUTH, OTHER = attrs.evolve(CASE, unit="south"), CaseKey("10003005", "north")
ALL_DAYS = Period(dt.date.min)
PURGE = attrs.evolve(an_access(action="purge"), client=None, unit=None)


class ForgettingStore(WholeStore, Visits, Erasing, Protocol):
    """
    A store for everything that can erase (*lagring som gallrar*).
    """


class ErasingConformance(Suite, needs=("erasing",)):
    """
    What an `Erasing` is (*gallring*). Override `erasing`: an empty store for everything.
    """

    @pytest.fixture
    def erasing(self) -> ForgettingStore:
        left_out("erasing")

    def test_what_was_erased_is_found_nowhere(self, erasing: ForgettingStore) -> None:
        _filled(erasing)

        _erase(erasing, CASE, SOUTH)

        assert _known_of_the_client(erasing) == []

    def test_others_are_left_as_they_were(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        before = (erasing.read(OTHER), erasing.deliveries(OTHER), erasing.find(request(3)))

        _erase(erasing, CASE, SOUTH)

        after = (erasing.read(OTHER), erasing.deliveries(OTHER), erasing.find(request(3)))
        assert after == before
        assert erasing.client(OTHER.client) == a_client(OTHER.client)
        assert [note.case for note in erasing.notes()] == [OTHER]
        assert [visit.id for visit in erasing.visits(ALL_DAYS)] == ["v3"]
        assert [absence.id for absence in erasing.absences(ALL_DAYS)] == [OTHER.client]
        assert erasing.enactment("e3") == (OTHER,)

    def test_a_member_of_the_staff_with_the_id_of_the_client_is_somebody_else(
        self, erasing: ForgettingStore
    ) -> None:
        _filled(erasing)
        away = Absence(Absentee.STAFF, CASE.client, Period(FIRST))
        list(erasing.put_absences([away]))

        _erase(erasing, CASE, SOUTH)

        assert away in tuple(erasing.absences(ALL_DAYS))

    def test_the_rows_that_are_gone_are_counted(self, erasing: ForgettingStore) -> None:
        _filled(erasing)

        rows = _erase(erasing, CASE, SOUTH)

        assert {kind: rows.get(kind, 0) for kind in COUNTED} == COUNTED

    def test_the_read_log_keeps_its_rows_without_whom_they_were_about(
        self, erasing: ForgettingStore
    ) -> None:
        _filled(erasing)
        before = tuple(erasing.accesses())

        _erase(erasing, CASE, SOUTH)

        hers = {CASE.client}
        assert tuple(erasing.accesses()) == (
            *(attrs.evolve(e, client=None, note=None) if e.client in hers else e for e in before),
            PURGE,
        )

    def test_erasing_nothing_is_logged_and_changes_nothing(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        *before, accesses = everything(erasing)

        rows = erasing.erase([], staying=(), access=PURGE)

        *after, logged = everything(erasing)
        assert (sum(rows.values()), after) == (0, before)
        assert isinstance(accesses, tuple)
        assert logged == (*accesses, PURGE)

    def test_a_request_stays_used_and_is_known_for_erased(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        before = erasing.answered(request(1))
        assert before is not None
        assert not before.erased

        _erase(erasing, CASE, SOUTH)

        after = erasing.answered(request(1))
        assert after is not None
        assert (after.erased, after.digest, after.registrations) == (True, before.digest, ())
        with pytest.raises(RequestConflict):
            erasing.append([a_posting(a_draft(started(FIRST)))], now=instant(9))

    def test_a_case_of_the_same_client_begins_anew(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        last = max(each.position for each in erasing.changes())

        _erase(erasing, CASE, SOUTH)
        draft = a_draft(started(FIRST), number=9)
        (stored,) = erasing.append([a_posting(draft)], now=instant(9))

        assert erasing.read(CASE) == Case(CASE, (stored,))
        assert stored.position > last
        assert erasing.enactment("e1") == (CASE,)
        assert [key for key, _ in erasing.lives(client=CASE.client)] == [CASE]

    def test_of_a_registration_on_two_cases_the_other_part_stays(
        self, erasing: ForgettingStore
    ) -> None:
        both = ((CASE, (started(FIRST),)), (SOUTH, (started(FIRST, enactment="e2"),)))
        _, other = erasing.append([a_posting(a_draft(entries=both))], now=instant(1))

        _erase(erasing, CASE, staying=[SOUTH])

        assert erasing.find(request(1)) == (other,)
        assert erasing.read(SOUTH) == Case(SOUTH, (other,))
        assert tuple(erasing.changes()) == (other,)
        answered = erasing.answered(request(1))
        assert answered is not None
        assert (answered.erased, answered.registrations) == (True, (other,))

    def test_with_another_case_what_is_known_of_the_client_stays(
        self, erasing: ForgettingStore
    ) -> None:
        _filled(erasing)

        _erase(erasing, CASE, staying=[SOUTH])

        assert erasing.client(CASE.client) == a_client()
        assert CASE.client in {absence.id for absence in erasing.absences(ALL_DAYS)}
        assert [visit.id for visit in erasing.visits(ALL_DAYS)] == ["v2", "v3"]
        assert {each.unit for each in erasing.accesses() if each.client == CASE.client} == {"south"}
        assert [note.case for note in erasing.notes(client=CASE.client)] == [SOUTH]

    def test_a_case_that_was_registered_on_since_is_stale(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        read = [erasing.read(CASE), erasing.read(SOUTH)]
        more = a_draft(started(FIRST, enactment="e9"), number=9, case=SOUTH)
        erasing.append([a_posting(more, erasing.read(SOUTH))], now=instant(9))
        before = everything(erasing)

        with pytest.raises(StaleCase):
            erasing.erase(read, staying=(), access=PURGE)
        assert everything(erasing) == before

    def test_a_case_that_nobody_spoke_of_keeps_the_client(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        before = everything(erasing)

        with pytest.raises(StaleCase):
            _erase(erasing, CASE)
        assert everything(erasing) == before

    def test_what_was_erased_before_is_stale(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        read = [erasing.read(CASE), erasing.read(SOUTH)]
        _erase(erasing, CASE, SOUTH)

        with pytest.raises(StaleCase):
            erasing.erase(read, staying=(), access=PURGE)

    def test_the_horizon_does_not_go_back(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        list(erasing.put_clients([a_client(name="Agda Nyttnamn")], now=instant(50)))
        before = erasing.horizon()

        _erase(erasing, CASE, SOUTH)

        assert erasing.horizon() >= before
        assert erasing.client(CASE.client) is None

    def test_a_transaction_that_raises_gives_everything_back(
        self, erasing: ForgettingStore
    ) -> None:
        _filled(erasing)
        before = (*everything(erasing), *_known_of_the_client(erasing))

        with failing(erasing):
            _erase(erasing, CASE, SOUTH)

        assert (*everything(erasing), *_known_of_the_client(erasing)) == before

    def test_the_files_can_be_swept_and_swept_again(self, erasing: ForgettingStore) -> None:
        _filled(erasing)
        _erase(erasing, CASE, SOUTH)
        before = everything(erasing)

        assert (erasing.sweep(), erasing.sweep()) == (True, True)
        assert everything(erasing) == before

    def test_inside_a_transaction_nothing_is_swept(self, erasing: ForgettingStore) -> None:
        with erasing.transaction(), pytest.raises(StoreError):
            erasing.sweep()


COUNTED = {
    Erasable.REGISTRATIONS: 2,
    Erasable.DELIVERIES: 4,
    Erasable.VISITS: 2,
    Erasable.ABSENCES: 1,
    Erasable.PEOPLE: 1,
    Erasable.ACCESSES: 2,
}
"""Of the client of `_filled`."""


def _filled(store: ForgettingStore) -> None:
    """
    One client at two units and another at one, in every way that a store can know somebody.
    """
    clients = [a_client(), a_client(OTHER.client)]
    list(store.put_units([a_unit("north"), a_unit("south")], now=FIRST_INSTANT))
    list(store.put_clients(clients, now=FIRST_INSTANT))
    list(store.put_absences(Absence(Absentee.CLIENT, each.id, Period(FIRST)) for each in clients))
    list(store.put_visits(_visits()))
    for number, key in enumerate((CASE, SOUTH, OTHER), start=1):
        draft = a_draft(started(FIRST, enactment=f"e{number}"), number=number, case=key)
        notices = (
            Outgoing(a_note(draft, FIRST, case=key), ("files:a",)),
            Outgoing(a_snapshot(draft, FIRST, case=key), ("files:a",)),
        )
        posting = a_posting(draft, notices=notices, access=an_access(case=key))
        store.append([posting], now=instant(number))


def _visits() -> Iterable[Visit]:
    for number, key in enumerate((CASE, SOUTH, OTHER), start=1):
        yield a_visit(FIRST_INSTANT, f"v{number}", client=key.client, unit=key.unit)


def _erase(
    store: ForgettingStore, *keys: CaseKey, staying: Iterable[CaseKey] = ()
) -> dict[Erasable, int]:
    cases = [store.read(key) for key in keys]
    return dict(store.erase(cases, staying=tuple(staying), access=PURGE))


def _known_of_the_client(store: ForgettingStore) -> list[object]:
    """
    Everything that the store says of the client of `CASE`, wherever it is asked.
    """
    id = CASE.client
    return [
        *(each for each in store.changes() if each.case.client == id),
        *(each for key in (CASE, SOUTH) for each in store.read(key).registrations),
        *(each for number in (1, 2) for each in store.find(request(number))),
        *store.cases(client=id),
        *store.lives(client=id),
        *(key for key, _ in store.lives(unit="south")),
        *store.notes(client=id),
        *(each for key in (CASE, SOUTH) for each in store.deliveries(key)),
        *(each for each in store.due(instant(1_000_000)) if each.notice.case.client == id),
        *(each for each in store.accesses() if each.client == id),
        *(each for each in store.visits(ALL_DAYS) if each.client == id),
        *(each for each in store.absences(ALL_DAYS) if each.id == id),
        *(key for enactment in ("e1", "e2") for key in store.enactment(enactment)),
        *filter(None, [store.client(id)]),
    ]
