"""
People, visits, policies, journals and plans that are broken, each in one way.
"""

import copy
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from uuid import UUID

import attrs

from fastomsorg.care import Client, Employment, StaffMember, Unit, Visit
from fastomsorg.hooks import Put, Reach
from fastomsorg.journal import JournalNote, PlanSnapshot
from fastomsorg.statistics import Row, row_of
from fastomsorg.terms import (
    Actor,
    ClientId,
    Instant,
    Period,
    Permission,
    Purpose,
    StaffId,
    UnitId,
)
from fastomsorg.testing import (
    MemoryJournal,
    MemoryPlan,
    MemoryPlanning,
    MemoryPolicy,
    MemoryState,
    MemoryStore,
)
from tests.testing.broken import (
    grants_found_out_by,
    intake_found_out_by,
    journal_found_out_by,
    people_found_out_by,
    plan_found_out_by,
    planning_found_out_by,
    policy_found_out_by,
    visits_found_out_by,
    whole_store_found_out_by,
)


@people_found_out_by("test_protection_is_always_the_latest_whatever_was_known[True]")
class ShowsProtectionAsItWasKnown(MemoryStore):
    def client(self, id: ClientId, *, known: Instant | None = None) -> Client | None:
        client = super().client(id, known=known)
        return client if client is None or known is None else attrs.evolve(client, protected=False)


@people_found_out_by("test_protection_that_nobody_has_set_counts_as_protected")
class TakesNobodyForProtected(MemoryStore):
    def client(self, id: ClientId, *, known: Instant | None = None) -> Client | None:
        client = super().client(id, known=known)
        return None if client is None else attrs.evolve(client, protected=False)


@people_found_out_by("test_a_client_is_not_known_before_it_was_put")
class KnowsTooEarly(MemoryStore):
    def client(self, id: ClientId, *, known: Instant | None = None) -> Client | None:
        return super().client(id)


@people_found_out_by(
    "test_protection_of_staff_is_always_the_latest_whatever_the_day_and_was_known[True]"
)
class TakesNobodyOfTheStaffForProtected(MemoryStore):
    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        member = super().staff(id, on=on, known=known)
        return None if member is None else attrs.evolve(member, protected=False)


@people_found_out_by("test_a_row_holds_from_its_day_until_another_begins")
class TakesTheFirstRowForEveryDay(MemoryStore):
    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        return super().staff(id, on=dt.date.max, known=known)


@people_found_out_by("test_every_employment_is_told_whatever_its_days_and_in_order")
class TellsOnlyOfEmploymentsThatGoOn(MemoryStore):
    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        member = super().staff(id, on=on, known=known)
        if member is None:
            return None
        going_on = tuple(each for each in member.employments if on in each.period)
        return attrs.evolve(member, employments=going_on)


@people_found_out_by("test_the_staff_of_a_unit_are_those_who_belong_to_it_on_the_day")
class LeavesOutWhoeverCannotBeChosen(MemoryStore):
    def staff_of(
        self, unit: UnitId, *, on: dt.date, known: Instant | None = None
    ) -> Iterator[StaffMember]:
        return (each for each in super().staff_of(unit, on=on, known=known) if each.selectable)


@people_found_out_by("test_units_come_in_order_of_id")
class SortsUnitsByName(MemoryStore):
    def units(self) -> Iterator[Unit]:
        return iter(sorted(super().units(), key=lambda unit: unit.id.casefold()))


@intake_found_out_by("test_what_is_the_same_is_known_since_it_was_first_put")
class LearnsTheSameAnew(MemoryStore):
    def put_clients(self, clients: Iterable[Client], *, now: Instant) -> Iterator[Put]:
        for client in clients:
            self._state.clients.pop(client.id, None)
            yield from super().put_clients([client], now=now)


@intake_found_out_by("test_knowledge_does_not_go_backwards_with_the_clock")
class LearnsBackwards(MemoryStore):
    def put_clients(self, clients: Iterable[Client], *, now: Instant) -> Iterator[Put]:
        self._state.latest = now
        return super().put_clients(clients, now=now)


@intake_found_out_by("test_the_employments_of_a_staff_row_are_passed_over")
class TakesEmploymentsFromTheRow(MemoryStore):
    def put_staff(
        self, staff: Iterable[tuple[StaffMember, dt.date | None]], *, now: Instant
    ) -> Iterator[Put]:
        for member, first_day in staff:
            rows = [(member.id, employment) for employment in member.employments]
            list(self.put_employments(rows, now=now))
            yield from super().put_staff([(member, first_day)], now=now)


@intake_found_out_by("test_an_employment_is_known_by_staff_employer_title_and_first_day")
class TakesAnotherTitleForAChange(MemoryStore):
    def put_employments(
        self, employments: Iterable[tuple[StaffId, Employment]], *, now: Instant
    ) -> Iterator[Put]:
        for staff, employment in employments:
            known = {(key[0], key[1], key[3]) for key in self._state.employments}
            (outcome,) = super().put_employments([(staff, employment)], now=now)
            but_for_the_title = (staff, employment.employer, employment.period.start)
            also = outcome is Put.NEW and but_for_the_title in known
            yield Put.CHANGED if also else outcome


@intake_found_out_by("test_a_visit_that_differs_is_a_conflict_and_is_not_stored")
class StoresTheLatestVisit(MemoryStore):
    def put_visits(self, visits: Iterable[Visit]) -> Iterator[Put]:
        for visit in visits:
            (outcome,) = super().put_visits([visit])
            self._state.visits[visit.id] = visit
            yield outcome


@intake_found_out_by("test_a_transaction_that_raises_leaves_nothing[KeyboardInterrupt]")
class KeepsWhatWasDoneUntilItWasInterrupted(MemoryStore):
    @contextmanager
    def transaction(self) -> Iterator[None]:
        interrupted: BaseException | None = None
        with super().transaction():
            try:
                yield
            except KeyboardInterrupt as error:
                interrupted = error
        if interrupted is not None:
            raise interrupted


@intake_found_out_by("test_a_transaction_that_raises_leaves_what_there_was")
class HasNoTransactions(MemoryStore):
    def transaction(self) -> nullcontext[None]:
        return nullcontext()


@intake_found_out_by("test_a_transaction_inside_another_is_part_of_it")
class StoresWhenTheInnerOneEnds(MemoryStore):
    stored: MemoryState | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.stored = copy.deepcopy(self._state)
        try:
            yield
        except BaseException:
            self._state = self.stored
            raise
        self.stored = copy.deepcopy(self._state)


@intake_found_out_by("test_after_a_transaction_that_raised_the_same_rows_are_new")
class SwallowsWhatWasRaised(MemoryStore):
    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            with super().transaction():
                yield
        except Exception:  # noqa: BLE001
            return


@visits_found_out_by("test_a_visit_belongs_to_the_day_in_sweden_on_which_it_starts[summer]")
class CountsDaysInGreenwich(MemoryStore):
    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        for visit in super().visits(Period(dt.date.min), units=units):
            starts = visit.starts or visit.planned_starts
            if starts is not None and starts.date() in period:
                yield visit


@visits_found_out_by("test_a_visit_belongs_to_the_day_in_sweden_on_which_it_starts[winter]")
class TellsOfVisitsOutsideThePeriod(MemoryStore):
    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        a_day_more = attrs.evolve(period, start=period.start - dt.timedelta(days=1))
        return super().visits(a_day_more, units=units)


@visits_found_out_by("test_what_is_counted_is_the_visits_in_order_of_day[None]")
class CountsTheDayThatIsPlanned(MemoryStore):
    def rows(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Row]:
        for visit in self.visits(period, units=units):
            yield row_of(attrs.evolve(visit, starts=visit.planned_starts))


@visits_found_out_by("test_what_is_counted_is_the_visits_in_order_of_day[units1]")
class CountsEveryUnit(MemoryStore):
    def rows(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Row]:
        return map(row_of, self.visits(period))


@visits_found_out_by("test_visits_come_by_unit")
class TakesNoUnitForEveryUnit(MemoryStore):
    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        return super().visits(period, units=units or None)


class BrokenPolicyOf(MemoryPolicy):
    """
    Makes itself into a policy with the given permissions, as the suite's fixture does.
    """

    def __call__(
        self, given: Mapping[str, tuple[tuple[Permission, UnitId | None], ...]]
    ) -> MemoryPolicy:
        policy = type(self)()
        for actor, granted in given.items():
            policy.add_actor(Actor(actor))
            for permission, unit in granted:
                policy.grant(actor, permission, unit)
        return policy


@policy_found_out_by("test_one_permission_brings_no_other_with_it")
class LetsAdministratorsDoAnything(BrokenPolicyOf):
    def units(self, actor: Actor, permission: Permission) -> Reach:
        admin = super().units(actor, Permission.ADMIN)
        return admin or super().units(actor, permission)


@policy_found_out_by("test_a_permission_at_a_unit_holds_there_and_nowhere_else")
class TakesAUnitForEverywhere(BrokenPolicyOf):
    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        if unit is None:
            return bool(self.units(actor, permission))
        return super().allows(actor, permission, unit, client, purpose)


@policy_found_out_by("test_nobody_may_do_anything_from_the_beginning")
class LetsWhoeverIsUnknownLook(BrokenPolicyOf):
    def units(self, actor: Actor, permission: Permission) -> Reach:
        unknown = self.actor(actor.id) is None and permission is Permission.VIEW
        return Reach(everywhere=True) if unknown else super().units(actor, permission)


@policy_found_out_by("test_an_answer_is_yes_or_no_and_nothing_else")
class AnswersWithWhatItFound(BrokenPolicyOf):
    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        return self.granted(actor.id)  # type: ignore[return-value]


@policy_found_out_by("test_nobody_may_do_anything_from_the_beginning")
class SaysYesWhenItStumbles(BrokenPolicyOf):
    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        try:
            return (permission, unit) in self._state.grants[actor.id]
        except KeyError:
            return True


@policy_found_out_by("test_an_actor_is_known_by_its_id_alone")
class KnowsActorsByName(BrokenPolicyOf):
    def units(self, actor: Actor, permission: Permission) -> Reach:
        return super().units(Actor(actor.name or actor.id), permission)


@grants_found_out_by("test_an_actor_is_bound_to_who_first_used_it")
class BindsToTheLatest(MemoryPolicy):
    def bind(self, actor: str, login: str) -> None:
        self._state.logins.pop(actor, None)
        super().bind(actor, login)


@grants_found_out_by("test_an_actor_that_was_not_added_gets_nothing")
class GrantsToAnybody(MemoryPolicy):
    def _refuse_unknown(self, actor: str) -> None:
        pass


@grants_found_out_by("test_somebody_is_always_left_to_administer")
class LocksEverybodyOut(MemoryPolicy):
    def _administrators(self) -> set[str]:
        return set()


@grants_found_out_by("test_what_was_given_everywhere_is_not_taken_back_at_one_unit")
class SaysItHasTakenBackWhatStillHolds(MemoryPolicy):
    def revoke(self, actor: str, permission: Permission, unit: UnitId | None) -> None:
        if (permission, unit) in self.granted(actor):
            super().revoke(actor, permission, unit)


@grants_found_out_by("test_what_was_granted_is_told_in_order_and_once")
class TellsPermissionsTwice(MemoryPolicy):
    def granted(self, actor: str) -> tuple[tuple[Permission, UnitId | None], ...]:
        return super().granted(actor) * 2


@journal_found_out_by("test_the_same_id_again_changes_nothing")
class WritesTwice(MemoryJournal):
    def write(self, note: JournalNote) -> None:
        self.notes.append(note)


@journal_found_out_by("test_what_was_told_is_found_and_nothing_else")
class FindsEverything(MemoryJournal):
    def find(self, id: UUID) -> bool:
        return bool(self.notes)

    def write(self, note: JournalNote) -> None:
        self.notes.append(note)


@journal_found_out_by("test_what_is_told_is_left_as_it_was")
class TidiesUpTheText(MemoryJournal):
    def write(self, note: JournalNote) -> None:
        super().write(note)
        object.__setattr__(note, "text", note.text.strip().upper())


@journal_found_out_by("test_everything_that_was_told_stands_there_in_order")
class KeepsOneNoteAClient(MemoryJournal):
    def write(self, note: JournalNote) -> None:
        self.notes = [each for each in self.notes if each.case.client != note.case.client]
        super().write(note)


@plan_found_out_by("test_the_same_id_again_changes_nothing")
class ShowsTheOldAgain(MemoryPlan):
    def show(self, snapshot: PlanSnapshot) -> None:
        if not self.snapshots or self.snapshots[-1].id != snapshot.id:
            self.snapshots.append(snapshot)


@plan_found_out_by("test_the_same_id_again_changes_nothing")
class ForgetsTheKeysOfOtherClients(MemoryPlan):
    def find(self, id: UUID) -> bool:
        return super().find(id) and self.snapshots[-1].id == id


@planning_found_out_by("test_what_was_told_is_found_and_nothing_else")
class ForgetsWhatItReceived(MemoryPlanning):
    def find(self, id: UUID) -> bool:
        return False


@whole_store_found_out_by("test_a_transaction_that_raises_leaves_neither_people_nor_registrations")
class KeepsTheLogOfWhatFailed(MemoryStore):
    @contextmanager
    def transaction(self) -> Iterator[None]:
        logged = self._state.accesses
        try:
            with super().transaction():
                try:
                    yield
                finally:
                    logged = self._state.accesses
        finally:
            self._state.accesses = logged


@whole_store_found_out_by("test_what_is_put_after_a_registration_was_not_known_before_it")
class HasAClockForEach(MemoryStore):
    def put_clients(self, clients: Iterable[Client], *, now: Instant) -> Iterator[Put]:
        latest, self._state.latest = self._state.latest, now
        yield from super().put_clients(clients, now=now)
        self._state.latest = latest
