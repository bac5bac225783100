"""
Writing everything out at a desk: what is handed over, to whom, and when it is old.
"""

import datetime as dt
from collections.abc import Iterable

import attrs
import pytest

from fastomsorg.care import Absence, Visit
from fastomsorg.casework import remembered_export
from fastomsorg.hooks import Exported, People, Storage
from fastomsorg.terms import NotAuthorised
from fastomsorg.testing import MemoryStore, a_visit
from tests.casework.office import NOON, TODAY, Office, with_home_care
from tests.casework.test_purging import THEN, an_old_office

URL = "ours://columns"
AN_HOUR = dt.timedelta(hours=1)


@attrs.define
class Taken:
    """
    An export that keeps what it was given.
    """

    visits: list[str] = attrs.field(factory=list)
    absences: list[Absence] = attrs.field(factory=list)
    today: dt.date | None = None

    def write(
        self,
        storage: Storage,
        people: People,
        visits: Iterable[Visit],
        absences: Iterable[Absence],
        *,
        today: dt.date,
    ) -> Exported:
        self.visits, self.absences = [each.id for each in visits], list(absences)
        self.today = today
        return Exported({"visits": len(self.visits)}, ())


def a_store(*visits: Visit) -> MemoryStore:
    store = MemoryStore()
    list(store.put_visits(visits))
    return store


def test_the_visits_of_all_sources_are_handed_over_in_order_of_start() -> None:
    one = a_store(a_visit(NOON, "a"), a_visit(NOON + 2 * AN_HOUR, "c"))
    other = a_store(a_visit(NOON + AN_HOUR, "b"), a_visit(None, "d", planned_starts=NOON + AN_HOUR))
    office = with_home_care(Office(visits=[one, other]))
    taken = Taken()

    office.desk.export(URL, taken)

    assert (["a", "b", "d", "c"], TODAY) == (taken.visits, taken.today)


def test_whoever_may_not_administer_everything_exports_nothing() -> None:
    office = with_home_care(Office())
    taken = Taken()

    with pytest.raises(NotAuthorised):
        office.acting("nobody").export(URL, taken)

    assert (None, None) == (taken.today, remembered_export(office.store))


def test_what_was_exported_is_old_after_a_purge() -> None:
    office = an_old_office()
    office.desk.export(URL, Taken())
    known = remembered_export(office.store)
    assert known is not None
    assert known.is_fresh(office.store)

    office.desk.purge(on=THEN, do=True)

    known = remembered_export(office.store)
    assert known is not None
    assert (URL, False) == (known.url, known.is_fresh(office.store))
