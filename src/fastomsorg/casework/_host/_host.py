"""
What a casework stands on: the ports of one host, opened once.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from secrets import token_hex

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.decisions import LocalRules
from fastomsorg.decisions import nationally as no_local_rules
from fastomsorg.hooks import (
    Anchor,
    Longer,
    Obstacles,
    People,
    Policy,
    Storage,
    Transacting,
    Visits,
    no_obstacles,
    nobody_keeps,
    shares_transaction,
)
from fastomsorg.journal import NoticeKind
from fastomsorg.routine import Matching, Pair, Routine, RoutineText
from fastomsorg.statistics import Measure
from fastomsorg.terms import Actor, Instant, PluginError, StaffId, UnitId, day_of

from ._calling import Calls
from ._delivery_rules import DeliveryRules
from ._receivers import Receivers
from ._remembered import remembered
from ._routines import StoredRoutines, no_routine


def now() -> Instant:
    """
    The machine's clock (*nu*), in UTC.
    """
    return dt.datetime.now(dt.UTC)


def nobody_matches(_matching: Matching) -> tuple[Pair, ...]:
    """
    No plug-in matches clients with contacts (*inget tillägg som fördelar*).
    """
    raise PluginError("matcher_missing", install="fastomsorg-matching", left_out=())


def no_routines() -> tuple[RoutineText, ...]:
    """
    No routines beside those that the library carries (*inga egna rutiner*).
    """
    return ()


def no_measures() -> tuple[Measure, ...]:
    """
    No measures beside the library's own (*inga egna mått*).
    """
    return ()


def own_visits(storage: Storage) -> tuple[Visits, ...]:
    """
    The visits that the storage holds itself (*besök i lagringen*), if it holds any.
    """
    return (storage,) if isinstance(storage, Visits) else ()


def new_salt() -> str:
    """
    What nobody can guess (*salt*), in hexadecimal.
    """
    return token_hex(16)


@attrs.frozen
class Host:
    """
    The ports of one host (*värdsystem*). Receivers and anchors are known by their URL, or a name.

    *inline* tells them before a registration is answered.
    """

    storage: Storage
    people: People
    policy: Policy
    visits: tuple[Visits, ...] = ()
    receivers: Receivers = attrs.field(factory=Receivers)
    anchors: Mapping[str, Anchor] = attrs.field(factory=dict)
    local: Callable[[UnitId, dt.date], LocalRules] = no_local_rules
    routine: Callable[[UnitId, dt.date], Routine] = no_routine
    assigned: StoredRoutines | None = None
    clock: Callable[[], Instant] = now
    salt: Callable[[], str] = new_salt
    inline: bool = True
    rules: DeliveryRules = attrs.field(factory=DeliveryRules)
    calls: Calls = attrs.field(factory=Calls)
    longer: Longer = nobody_keeps
    measures: Callable[[], Sequence[Measure]] = no_measures
    offered: Callable[[], Sequence[RoutineText]] = no_routines
    obstacles: Obstacles = no_obstacles
    matched: Callable[[Matching], tuple[Pair, ...]] = nobody_matches

    def targets(self, kind: NoticeKind) -> tuple[str, ...]:
        """
        The receivers that notices of this kind go to.
        """
        return tuple(self.receivers.of(kind))

    def transaction(self) -> AbstractContextManager[None]:
        """
        The storage's transaction, which some receivers share.
        """
        assert isinstance(self.storage, Transacting)
        return self.storage.transaction()

    def tells_at_once(self) -> bool:
        """
        Is anybody told before a registration is answered? Not while the host may yet undo it.
        """
        return self.inline and not shares_transaction(self.storage)

    def remembering(self) -> "Host":
        """
        The same host, whose people are looked up once: for one command or one reading of tables.
        """
        return attrs.evolve(self, people=remembered(self.people)).anew()

    def anew(self) -> "Host":
        """
        The same host, which looks again at which routines were assigned in its store.
        """
        if self.assigned is None:
            return self
        now = self.assigned.anew(self.people)
        return attrs.evolve(self, assigned=now, local=now.rules_of, routine=now.routine_of)

    def today(self) -> dt.date:
        return day_of(self.clock())

    def staff_told(self, ids: Iterable[StaffId], on: dt.date) -> Mapping[StaffId, StaffMember]:
        """
        Those whom notices name (*personal i meddelanden*): by id alone where the identity is
        protected, for nobody here knows who will read them.
        """
        found = self.staff_on(ids, on)
        return {id: each.unnamed() if each.protected else each for id, each in found.items()}

    def actor_told(self, actor: Actor, on: dt.date) -> Actor:
        """
        Who registered, as notices say it (*antecknad av*): by id alone where that is somebody of
        the staff whose identity is protected.
        """
        member = self.people.staff(actor.id, on=on)
        hidden = member is not None and member.protected
        return attrs.evolve(actor, name="") if hidden else actor

    def staff_on(
        self, ids: Iterable[StaffId], on: dt.date, *, known: Instant | None = None
    ) -> Mapping[StaffId, StaffMember]:
        """
        Those who exist among the ids, as on the day.
        """
        found = ((id, self.people.staff(id, on=on, known=known)) for id in set(ids))
        return {id: member for id, member in found if member is not None}
