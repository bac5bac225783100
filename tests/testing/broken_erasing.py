"""
Stores that do not forget as they should, each in one way.
"""

from collections.abc import Collection, Mapping, Sequence

import attrs

from fastomsorg.history import Case
from fastomsorg.hooks import Access, Erasable
from fastomsorg.terms import CaseKey
from fastomsorg.testing import ErasingConformance, MemoryStore
from tests.testing.broken import FoundOutBy

erasing_found_out_by = FoundOutBy(ErasingConformance, "erasing")


@erasing_found_out_by("test_what_was_erased_is_found_nowhere")
class HidesTheCaseOnly(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        for case in cases:
            self._state.cases.pop(case.key)
        return {}


@erasing_found_out_by("test_others_are_left_as_they_were")
class ErasesEverybodysNotes(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        rows = super().erase(cases, staying=staying, access=access)
        self._state.notes = []
        return rows


@erasing_found_out_by("test_the_rows_that_are_gone_are_counted")
class CountsNothing(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        super().erase(cases, staying=staying, access=access)
        return {}


@erasing_found_out_by("test_the_read_log_keeps_its_rows_without_whom_they_were_about")
class ThrowsTheReadLogAway(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        rows = super().erase(cases, staying=staying, access=access)
        self._state.accesses = [row for row in self._state.accesses if row.client is not None]
        return rows


@erasing_found_out_by("test_erasing_nothing_is_logged_and_changes_nothing")
class LogsOnlyWhatWasErased(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        return super().erase(cases, staying=staying, access=access) if cases else {}


@erasing_found_out_by("test_a_request_stays_used_and_is_known_for_erased")
class ForgetsTheRequests(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        rows = super().erase(cases, staying=staying, access=access)
        self._state.answers = {
            id: each for id, each in self._state.answers.items() if not each.erased
        }
        return rows


@erasing_found_out_by("test_a_request_stays_used_and_is_known_for_erased")
class KeepsTheAnswer(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        before = {id: each.answer for id, each in self._state.answers.items()}
        rows = super().erase(cases, staying=staying, access=access)
        for id, answer in before.items():
            self._state.answers[id] = attrs.evolve(self._state.answers[id], answer=answer)
        return rows


@erasing_found_out_by("test_a_case_of_the_same_client_begins_anew")
class GivesPositionsAgain(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        rows = super().erase(cases, staying=staying, access=access)
        self._state.position = 0
        return rows


@erasing_found_out_by("test_with_another_case_what_is_known_of_the_client_stays")
class ForgetsTheClientWithAnyCase(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        rows = super().erase(cases, staying=staying, access=access)
        for case in cases:
            self._state.clients.pop(case.key.client, None)
        return rows


@erasing_found_out_by("test_a_case_that_was_registered_on_since_is_stale")
class DoesNotLookAgain(MemoryStore):
    def _refuse_changed(self, cases: Sequence[Case], staying: Collection[CaseKey]) -> None:
        pass


@erasing_found_out_by("test_a_case_that_nobody_spoke_of_keeps_the_client")
class LooksAtTheCasesOnly(MemoryStore):
    def _refuse_changed(self, cases: Sequence[Case], staying: Collection[CaseKey]) -> None:
        super()._refuse_changed(cases, tuple(self._state.cases))


@erasing_found_out_by("test_the_horizon_does_not_go_back")
class ForgetsWhenItLearntIt(MemoryStore):
    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        rows = super().erase(cases, staying=staying, access=access)
        last = [each.recorded_at for each in self._state.registrations]
        self._state.latest = max(last, default=self._state.latest)
        return rows


@erasing_found_out_by("test_inside_a_transaction_nothing_is_swept")
class SweepsInTheMiddle(MemoryStore):
    def sweep(self) -> bool:
        return True
