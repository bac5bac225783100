"""
Storages that are broken, each in one way, with the test that finds it out.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from uuid import UUID

import attrs

from fastomsorg.history import Case, Life, Registration, RegistrationAnnulled, life
from fastomsorg.hooks import Access, Answered, Delivery, DeliveryState, Draft, Outgoing, Posting
from fastomsorg.journal import JournalNote, Notice
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    EnactmentId,
    Instant,
    Malformed,
    RegistrationId,
    StaleCase,
    UnitId,
    UnknownId,
)
from fastomsorg.testing import MemoryStorage
from tests.testing.broken import keeping_found_out_by, storage_found_out_by


@storage_found_out_by("test_a_request_is_answered_as_it_was_the_first_time")
class ForgetsWhatItAnswered(MemoryStorage):
    def answered(self, request: RegistrationId) -> Answered | None:
        return None


@storage_found_out_by(
    "test_a_request_about_two_cases_is_answered_with_both_in_the_order_of_the_draft"
)
class ForgetsTheSecondCase(MemoryStorage):
    def find(self, registration: RegistrationId) -> tuple[Registration, ...]:
        return super().find(registration)[:1]


@storage_found_out_by("test_a_case_that_somebody_else_wrote_to_is_stale")
class StoresUponACaseThatIsStale(MemoryStorage):
    def _refuse_stale(self, posting: Posting) -> None:
        pass


@storage_found_out_by("test_a_case_that_was_only_read_is_stale_too")
class LooksOnlyAtWhatItWritesTo(MemoryStorage):
    def _refuse_stale(self, posting: Posting) -> None:
        written = {key for key, _ in posting.draft.entries}
        upon = tuple(case for case in posting.upon if case.key in written)
        super()._refuse_stale(attrs.evolve(posting, upon=upon))


@storage_found_out_by("test_a_case_that_was_longer_when_it_was_read_is_stale")
class TakesALongerCaseForGood(MemoryStorage):
    def _refuse_stale(self, posting: Posting) -> None:
        try:
            super()._refuse_stale(posting)
        except StaleCase as stale:
            if int(str(stale.facts["expected"])) < int(str(stale.facts["got"])):
                raise


@storage_found_out_by("test_a_case_that_was_not_read_is_not_written_to")
class WritesToWhatWasNotRead(MemoryStorage):
    def _refuse_stale(self, posting: Posting) -> None:
        with suppress(Malformed):
            super()._refuse_stale(posting)


@storage_found_out_by("test_one_stale_posting_among_several_stores_nothing_of_any")
class StoresOnePostingAtATime(MemoryStorage):
    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        one_at_a_time = super().append
        return tuple(chain.from_iterable(one_at_a_time([each], now=now) for each in postings))


@storage_found_out_by("test_a_request_id_is_used_once[same content]")
class StoresARequestTwice(MemoryStorage):
    def _refuse_used_requests(self, drafts: Iterable[Draft]) -> None:
        pass


@storage_found_out_by("test_a_request_id_is_used_once_among_several_postings")
class StoresARequestTwiceAtOnce(MemoryStorage):
    def _refuse_used_requests(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            super()._refuse_used_requests([draft])


@storage_found_out_by("test_instants_stand_still_when_the_clock_goes_backwards")
class GoesBackwardsWithTheClock(MemoryStorage):
    def _store(self, posting: Posting, recorded_at: Instant) -> tuple[Registration, ...]:
        return super()._store(posting, self.now)

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        self.now = now
        return super().append(postings, now=now)


@storage_found_out_by("test_an_instant_is_now_to_the_microsecond_and_in_utc")
class CountsWholeSeconds(MemoryStorage):
    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        return super().append(postings, now=now.replace(microsecond=0))


@storage_found_out_by("test_the_horizon_is_below_the_next_instant[the clock stands still]")
class SaysThatTheLatestInstantIsOver(MemoryStorage):
    def horizon(self) -> Instant:
        return super().horizon() + dt.timedelta(microseconds=1)


@storage_found_out_by("test_the_horizon_follows_what_is_registered")
class HasNoHorizon(MemoryStorage):
    def horizon(self) -> Instant:
        return dt.datetime.min.replace(tzinfo=dt.UTC)


@storage_found_out_by("test_one_registration_in_two_cases_shares_id_position_and_instant")
class GivesEachCaseAPositionOfItsOwn(MemoryStorage):
    def _store(self, posting: Posting, recorded_at: Instant) -> tuple[Registration, ...]:
        stored = super()._store(posting, recorded_at)
        return tuple(
            attrs.evolve(each, position=each.position + number)
            for number, each in enumerate(stored)
        )


@storage_found_out_by("test_changes_are_every_registration_in_order")
class TellsTheLastChangeAgain(MemoryStorage):
    def changes(self, after: int = 0) -> Iterator[Registration]:
        return super().changes(after - 1)


@storage_found_out_by("test_changes_of_one_posting_come_together_in_the_order_of_the_draft")
class SkipsTheOtherCaseOfAMove(MemoryStorage):
    def changes(self, after: int = 0) -> Iterator[Registration]:
        told = after
        for each in super().changes(after):
            if each.position > told:
                told = each.position
                yield each


@storage_found_out_by("test_positions_rise")
class CountsPositionsDown(MemoryStorage):
    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        stored = super().append(postings, now=now)
        return tuple(attrs.evolve(each, position=1_000_000 - each.position) for each in stored)


@storage_found_out_by("test_one_registration_in_two_cases_shares_id_position_and_instant")
class StoresHalfAMove(MemoryStorage):
    def _store(self, posting: Posting, recorded_at: Instant) -> tuple[Registration, ...]:
        half = attrs.evolve(posting.draft, entries=posting.draft.entries[:1])
        super()._store(attrs.evolve(posting, draft=half), recorded_at)
        last = self._state.registrations[-1].position
        return posting.draft.placed(last, recorded_at)


@storage_found_out_by("test_what_is_read_is_what_was_stored")
class HandsOutWhatCanBeChanged(MemoryStorage):
    def read(self, key: CaseKey) -> Case:
        case = super().read(key)
        return attrs.evolve(case, registrations=list(case.registrations))  # type: ignore[arg-type]


@storage_found_out_by("test_an_enactment_is_found_where_its_start_was_annulled")
class FindsAnEnactmentOnlyWhereItStands(MemoryStorage):
    def enactment(self, enactment: EnactmentId) -> tuple[CaseKey, ...]:
        found = super().enactment(enactment)
        return tuple(key for key in found if self.read(key).enactment(enactment))


@storage_found_out_by("test_what_is_annulled_is_gone_and_comes_back")
class KeepsTheLifeOfWhatWasAnnulled(MemoryStorage):
    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        for key, case in sorted(self._state.cases.items()):
            yield key, life(_without_annulments(each) for each in case.registrations)


@storage_found_out_by("test_a_case_without_a_spell_is_left_out")
class TellsOfCasesWithoutALife(MemoryStorage):
    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        for key, case in sorted(self._state.cases.items()):
            yield key, case.life


@storage_found_out_by("test_with_a_day_lives_are_those_with_a_stay_on_it_and_whole")
class TellsOfTheDayOnly(MemoryStorage):
    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        for key, whole in super().lives(unit=unit, client=client, on=on):
            spell = whole.on(on) if on else None
            yield key, Life((spell,)) if spell else whole


@storage_found_out_by("test_lives_come_one_at_a_time_and_in_order_of_key")
class SortsAsPeopleDo(MemoryStorage):
    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        found = super().lives(unit=unit, client=client, on=on)
        return iter(sorted(found, key=lambda each: each[0].client.casefold()))


@storage_found_out_by("test_a_note_stands_as_it_was_written_with_the_instant_of_its_registration")
class ForgetsWhenANoteWasRegistered(MemoryStorage):
    def notes(
        self,
        *,
        client: ClientId | None = None,
        unit: UnitId | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
        unread_by: str | None = None,
    ) -> Iterator[JournalNote]:
        found = super().notes(client=client, unit=unit, first=first, last=last, unread_by=unread_by)
        for note in found:
            yield attrs.evolve(note, recorded_at=None)


@storage_found_out_by("test_a_note_is_unread_until_the_log_says_that_the_actor_has_read_it")
class TakesForReadWhatAnybodyHasRead(MemoryStorage):
    def _read_by(self, actor: str | None) -> frozenset[UUID]:
        everybody = {access.actor for access in self._state.accesses}
        return frozenset[UUID]().union(*map(super()._read_by, everybody)) if actor else frozenset()


@storage_found_out_by("test_notes_come_from_a_first_day_to_a_last_both_included")
class LeavesTheLastDayOut(MemoryStorage):
    def notes(
        self,
        *,
        client: ClientId | None = None,
        unit: UnitId | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
        unread_by: str | None = None,
    ) -> Iterator[JournalNote]:
        found = super().notes(client=client, unit=unit, first=first, last=last, unread_by=unread_by)
        for note in found:
            if note.on != last:
                yield note


@storage_found_out_by("test_notes_come_by_client_and_by_unit")
class KeepsOnlyNotesThatGoSomewhere(MemoryStorage):
    def _post(self, outgoing: Outgoing, recorded_at: Instant) -> None:
        if outgoing.targets:
            super()._post(outgoing, recorded_at)


@storage_found_out_by("test_nothing_is_due_before_its_instant")
class TellsBeforeTheDay(MemoryStorage):
    def due(self, now: Instant) -> Iterator[Delivery]:
        return super().due(now + dt.timedelta(days=1))


@storage_found_out_by("test_nothing_is_due_before_its_instant")
class TellsAfterItsInstantOnly(MemoryStorage):
    def due(self, now: Instant) -> Iterator[Delivery]:
        return super().due(now - dt.timedelta(microseconds=1))


@storage_found_out_by("test_one_that_has_to_wait_holds_up_no_other")
class WaitsForWhatHasToWait(MemoryStorage):
    def due(self, now: Instant) -> Iterator[Delivery]:
        for delivery in super().due(dt.datetime.max.replace(tzinfo=dt.UTC)):
            if delivery.not_before is not None and now < delivery.not_before:
                return
            yield delivery


@storage_found_out_by("test_what_is_due_comes_in_order_of_registration_within_each_case")
class TellsTheLatestFirst(MemoryStorage):
    def due(self, now: Instant) -> Iterator[Delivery]:
        return iter(sorted(super().due(now), key=lambda each: each.notice.on))


@storage_found_out_by("test_what_is_settled_is_no_longer_due[delivered]")
class SettlesForEverybody(MemoryStorage):
    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        for id, each in list(self._state.deliveries):
            if id == notice:
                super().settle(id, each, state, told, problem=problem)


@storage_found_out_by("test_what_was_told_instead_stands_in_that_delivery_only")
class ForgetsWhatWasTold(MemoryStorage):
    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        super().settle(notice, target, state, None, problem=problem)


@storage_found_out_by("test_what_goes_to_nobody_cannot_be_settled")
class SettlesWhatIsNot(MemoryStorage):
    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        with suppress(UnknownId):
            super().settle(notice, target, state, told, problem=problem)


@storage_found_out_by("test_the_accesses_of_a_posting_stand_in_the_log")
class LogsReadsOnly(MemoryStorage):
    def _store(self, posting: Posting, recorded_at: Instant) -> tuple[Registration, ...]:
        return super()._store(attrs.evolve(posting, accesses=()), recorded_at)


@storage_found_out_by("test_the_log_is_read_as_it_was_written_and_in_order")
class SortsTheLogByTheClock(MemoryStorage):
    def accesses(self) -> Iterator[Access]:
        return iter(sorted(super().accesses(), key=lambda access: access.at))


@storage_found_out_by("test_an_unknown_case_is_an_empty_one")
class MakesUpACase(MemoryStorage):
    def read(self, key: CaseKey) -> Case:
        found = super().read(key)
        return found if found.version else super().read(CaseKey(key.client, "north"))


@keeping_found_out_by("test_a_file_that_exists_is_left_as_it_is")
class CopiesOverWhatIsThere(MemoryStorage):
    def backup(self, to: str) -> None:
        Path(to).unlink(missing_ok=True)
        super().backup(to)


@keeping_found_out_by("test_a_backup_is_a_store_with_everything")
class ForgetsToCopyTheLog(MemoryStorage):
    def backup(self, to: str) -> None:
        logged, self._state.accesses = self._state.accesses, []
        super().backup(to)
        self._state.accesses = logged


@keeping_found_out_by("test_a_rebuilt_store_is_as_it_was_and_says_how_many_cases")
class CountsRegistrationsForCases(MemoryStorage):
    def rebuild(self) -> int:
        return len(self._state.registrations)


def _without_annulments(registration: Registration) -> Registration:
    events = (event for event in registration.events if not isinstance(event, RegistrationAnnulled))
    return attrs.evolve(registration, events=tuple(events))
