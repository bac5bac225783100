"""
What a casework stands on: the ports of one host, opened once.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.decisions import LocalRules
from fastomsorg.decisions import nationally as no_local_rules
from fastomsorg.hooks import (
    Journal,
    Longer,
    People,
    Plan,
    Planning,
    Policy,
    Storage,
    Visits,
    nobody_keeps,
)
from fastomsorg.journal import NoticeKind
from fastomsorg.terms import Instant, StaffId, UnitId, day_of

from ._remembered import Remembered


def now() -> Instant:
    """
    The machine's clock (*nu*), in UTC.
    """
    return dt.datetime.now(dt.UTC)


@attrs.frozen
class Host:
    """
    The ports of one host (*värdsystem*). Receivers are known by their URL, or a name.
    """

    storage: Storage
    people: People
    policy: Policy
    visits: tuple[Visits, ...] = ()
    journals: Mapping[str, Journal] = attrs.field(factory=dict)
    plans: Mapping[str, Plan] = attrs.field(factory=dict)
    plannings: Mapping[str, Planning] = attrs.field(factory=dict)
    local: Callable[[UnitId, dt.date], LocalRules] = no_local_rules
    clock: Callable[[], Instant] = now
    longer: Longer = nobody_keeps

    def targets(self, kind: NoticeKind) -> tuple[str, ...]:
        """
        The receivers that notices of this kind go to.
        """
        match kind:
            case NoticeKind.JOURNAL:
                return tuple(self.journals)
            case NoticeKind.PLAN:
                return tuple(self.plans)
            case NoticeKind.PLANNING:
                return tuple(self.plannings)

    def remembering(self) -> "Host":
        """
        The same host, whose people are looked up once: for one command or one reading of tables.
        """
        return attrs.evolve(self, people=Remembered(self.people))

    def today(self) -> dt.date:
        return day_of(self.clock())

    def staff_on(
        self, ids: Iterable[StaffId], on: dt.date, *, known: Instant | None = None
    ) -> Mapping[StaffId, StaffMember]:
        """
        Those who exist among the ids, as on the day.
        """
        found = ((id, self.people.staff(id, on=on, known=known)) for id in set(ids))
        return {id: member for id, member in found if member is not None}
