"""
The shell a host holds: configured once, it hands out desks and delivers what is due.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from fastomsorg.hooks import (
    Anchor,
    Journal,
    Longer,
    Obstacles,
    Panel,
    People,
    Plan,
    Planning,
    Policy,
    Storage,
    Visits,
    no_obstacles,
    nobody_keeps,
)
from fastomsorg.routine import Matching, Pair, RoutineText
from fastomsorg.statistics import Measure
from fastomsorg.terms import Actor, FastomsorgError, Instant, Malformed, Purpose
from fastomsorg.wire import Checkpoint, Verification

from ._at_desk import Gate, an_instant
from ._counting import all_measures
from ._desk import Desk
from ._host import (
    AS_USUAL,
    DeliveryRules,
    Host,
    LocalOn,
    Receivers,
    RoutineOn,
    Unavailable,
    no_measures,
    no_routines,
    nobody_matches,
    now,
    opened,
    own_visits,
    routines_of,
)
from ._keeping import Anchoring, Examination, anchor_all, examine, verify_all
from ._telling import DeliveryReport, Reconciliation, deliver_due, reconcile


class Casework:
    """
    The casework of one host (*handläggning*): its ports, its clock, its local rules.

    Open it by URL with the plug-ins that are installed, or hand over ports of your own. *longer*
    says why a client's record is to be kept longer than the law's time, *obstacles* what else
    stands in somebody's way, and *matched* proposes who could be contact for whom. Receivers are
    told once a registration is stored, before it is answered; where *inline* is False, and for what
    a receiver did not answer in time, somebody has to call `deliver`. A receiver that shares the
    storage's transaction is told inside it, always.

    *routine* says which routine a unit goes by on a day, or *local* which local rules alone.
    Without either it is what was assigned in the store: see `Desk.assign_routine`. *offered* are
    the routines that can be built on beside those the library carries.

    Raises `Malformed` where a receiver shares a transaction that the storage does not have.
    """

    panel: Panel | None = None

    def __init__(
        self,
        *,
        storage: Storage,
        people: People,
        policy: Policy,
        visits: Sequence[Visits] = (),
        journal: Mapping[str, Journal] | None = None,
        plan: Mapping[str, Plan] | None = None,
        planning: Mapping[str, Planning] | None = None,
        anchor: Mapping[str, Anchor] | None = None,
        local: LocalOn | None = None,
        routine: RoutineOn | None = None,
        clock: Callable[[], Instant] = now,
        longer: Longer = nobody_keeps,
        measures: Callable[[], Sequence[Measure]] = no_measures,
        offered: Callable[[], Sequence[RoutineText]] = no_routines,
        obstacles: Obstacles = no_obstacles,
        matched: Callable[[Matching], tuple[Pair, ...]] = nobody_matches,
        inline: bool = True,
        delivery: DeliveryRules = AS_USUAL,
    ) -> None:
        receivers = Receivers(dict(journal or {}), dict(plan or {}), dict(planning or {}))
        receivers.require_transactions(storage)
        rules_of, routine_of, assigned = routines_of(storage, people, local, routine)
        self.host = Host(
            storage=storage,
            people=people,
            policy=policy,
            visits=tuple(visits),
            receivers=receivers,
            anchors=dict(anchor or {}),
            local=rules_of,
            routine=routine_of,
            assigned=assigned,
            clock=clock,
            longer=longer,
            measures=measures,
            offered=offered,
            obstacles=obstacles,
            matched=matched,
            inline=inline,
            rules=delivery,
        )

    @classmethod
    def open(
        cls,
        url: str,
        *,
        people: str | None = None,
        policy: str | None = None,
        visits: Sequence[str] | None = None,
        journal: Sequence[str] = (),
        plan: Sequence[str] = (),
        planning: Sequence[str] = (),
        anchor: Sequence[str] = (),
        panel: Panel | None = None,
        local: LocalOn | None = None,
        routine: RoutineOn | None = None,
        clock: Callable[[], Instant] = now,
        inline: bool = True,
        delivery: DeliveryRules = AS_USUAL,
    ) -> Casework:
        """
        Open what the URLs name (*öppna*), through the installed plug-ins or those of *panel*.

        People and policy are looked for at the storage's *url* unless they have one of their own;
        without *visits*, those that the storage holds are counted.
        A receiver or anchor that cannot be opened is among the `problems`; what it is to be told
        waits.

        Raises `PluginError` where another URL is nobody's, or more than one plug-in's;
        `StoreError` where the store cannot be used.
        """
        panel = panel or Panel.installed()
        storage = panel.storage(url)
        casework = cls(
            storage=storage,
            people=panel.people(people or url),
            policy=panel.policy(policy or url),
            visits=own_visits(storage)
            if visits is None
            else [panel.visits(each) for each in visits],
            journal=opened(journal, panel.journals),
            plan=opened(plan, panel.plans),
            planning=opened(planning, panel.plannings),
            anchor=opened(anchor, panel.anchors),
            local=local,
            routine=routine,
            clock=clock,
            longer=panel.kept_longer,
            measures=panel.measures,
            offered=panel.routines,
            obstacles=panel.obstacles,
            matched=panel.matched,
            inline=inline,
            delivery=delivery,
        )
        casework.panel = panel
        return casework

    @property
    def problems(self) -> Mapping[str, FastomsorgError]:
        """
        The receivers and anchors that could not be opened, and why (*som inte går att nå*).
        """
        anchors = {
            url: anchor.problem
            for url, anchor in self.host.anchors.items()
            if isinstance(anchor, Unavailable)
        }
        return {**self.host.receivers.problems(), **anchors}

    def acting(self, actor: Actor, purpose: Purpose | str = Purpose.CASE_HANDLING) -> Desk:
        """
        A desk for one actor with one purpose (*skrivbord*).

        Raises `Malformed` where the purpose is none that exists.
        """
        if purpose not in list(Purpose):
            expected = ", ".join(Purpose)
            raise Malformed("unknown_purpose", got=str(purpose), expected=expected)
        host = self.host.anew()
        gate = Gate(host.policy, host.storage, actor, Purpose(purpose), host.clock)
        return Desk(host, gate)

    def measures(self) -> tuple[Measure, ...]:
        """
        Every measure there is (*mått*), in order of name: the library's, and those of plug-ins.

        Raises `PluginError` where a plug-in fails, or two measures share a name.
        """
        return all_measures(self.host.measures())

    def deliver(self, now: Instant | None = None) -> DeliveryReport:
        """
        Tell journal, plan and planning what is due (*leverera*), in order for each case.

        Several programs may do so at once. What fails is tried again after a pause.
        """
        return deliver_due(self.host.anew(), None if now is None else an_instant(now))

    def redrive(self, *, notice: UUID | None = None, receiver: str | None = None) -> int:
        """
        Let what is parked be told again (*återuppta*) at the next delivery; how much it was.

        Only the one *notice*, only what is for the *receiver*, or everything.
        """
        return self.host.storage.redrive(notice=notice, target=receiver)

    def examine(self, now: Instant | None = None) -> Examination:
        """
        Is everything in order (*gå igenom*)? What waits, what is parked and why, how the store is.
        """
        at = self.host.clock() if now is None else an_instant(now)
        return examine(self.host, self.panel, at)

    def reconcile(self) -> Reconciliation:
        """
        Does what stands at the receivers agree with what they were told (*stäm av*)?
        """
        return reconcile(self.host)

    def verify(self, against: Sequence[Checkpoint] | None = None) -> Verification:
        """
        Look through the hash chains of all cases (*kontrollera kedjorna*): is anything changed?

        An end that was cut off, and chains that were hashed anew from the beginning, are found
        only against checkpoints that were kept elsewhere: those given, or else the latest of each
        anchor. Raises `PluginError` where an anchor cannot be read, `StoreError` for a storage
        without chains.
        """
        return verify_all(self.host, against)

    def checkpoint(
        self, *, anyway: bool = False, also: Mapping[str, Anchor] | None = None
    ) -> Anchoring:
        """
        Make a checkpoint of all chains (*kontrollpunkt*) and give it to every anchor, *also* these.

        Where the chains do not hold it is given to nobody, unless *anyway*. An anchor that fails
        is among the problems. Raises `StoreError` for a storage without chains.
        """
        return anchor_all(self.host, anyway=anyway, also=also or {})
