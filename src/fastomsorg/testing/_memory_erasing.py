"""
Erasing what is kept in memory.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from fastomsorg.care import Absentee
from fastomsorg.history import Case
from fastomsorg.hooks import Access, Erasable
from fastomsorg.terms import CaseKey, ClientId, StaleCase, StoreError

from ._memory_chain import without_salt
from ._memory_state import Memory


class MemoryErasing(Memory):
    """
    The `Erasing` of a store in memory (*gallring i minnet*): what is forgotten leaves no file.
    """

    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        self._refuse_changed(cases, staying)
        gone = {case.key for case in cases}
        left = {key.client for key in self._state.cases if key not in gone}
        last = {key.client for key in gone} - left
        with self._state.transaction():
            erased = Counter(
                {
                    Erasable.REGISTRATIONS: self._erase_registrations(gone),
                    **self._erase_told(gone),
                    **self._erase_known(gone, last),
                    Erasable.ACCESSES: self._erase_subjects(gone, last),
                }
            )
            self._state.accesses.append(access)
        return +erased

    def sweep(self) -> bool:
        if self._state.in_transaction:
            raise StoreError("store_in_transaction", store="memory")
        return True

    def _refuse_changed(self, cases: Sequence[Case], staying: Collection[CaseKey]) -> None:
        read = {case.key: case.version for case in cases}
        clients = {key.client for key in read}
        for key in sorted({*read, *(key for key in self._state.cases if key.client in clients)}):
            stored = self._state.cases.get(key, Case(key)).version
            expected = read.get(key, stored if key in staying else 0)
            if stored != expected:
                raise StaleCase(client=key.client, unit=key.unit, expected=expected, got=stored)

    def _erase_registrations(self, gone: AbstractSet[CaseKey]) -> int:
        """
        The requests' ids and digests stay; so does what was registered on other cases with them.
        """
        state = self._state
        erased = [each for each in state.registrations if each.case in gone]
        state.registrations = [each for each in state.registrations if each.case not in gone]
        state.cases = {key: case for key, case in state.cases.items() if key not in gone}
        for key in gone & state.chains.keys():
            chain = state.chains.pop(key)
            state.seals[chain] = without_salt(state.seals[chain])
        for id in {each.id for each in erased}:
            answered = state.answers[id]
            other = tuple(each for each in answered.registrations if each.case not in gone)
            state.answers[id] = attrs.evolve(answered, answer="", salt="", registrations=other)
        return len(erased)

    def _erase_told(self, gone: Collection[CaseKey]) -> dict[Erasable, int]:
        state = self._state
        notes, deliveries = len(state.notes), len(state.deliveries)
        state.notes = [each for each in state.notes if each.case not in gone]
        state.deliveries = {
            key: each for key, each in state.deliveries.items() if each.notice.case not in gone
        }
        return {
            Erasable.NOTICES: notes - len(state.notes),
            Erasable.DELIVERIES: deliveries - len(state.deliveries),
        }

    def _erase_known(
        self, gone: Collection[CaseKey], last: Collection[ClientId]
    ) -> dict[Erasable, int]:
        """
        The visits of the cases; with a client's last case, the client.
        """
        state = self._state
        visits, absences = len(state.visits), len(state.absences)
        people = sum(len(versions) for id, versions in state.clients.items() if id in last)
        state.clients = {id: each for id, each in state.clients.items() if id not in last}
        state.visits = {
            id: each
            for id, each in state.visits.items()
            if CaseKey(each.client, each.unit) not in gone and each.client not in last
        }
        state.absences = {
            key: each
            for key, each in state.absences.items()
            if not (each.who is Absentee.CLIENT and each.id in last)
        }
        return {
            Erasable.PEOPLE: people,
            Erasable.VISITS: visits - len(state.visits),
            Erasable.ABSENCES: absences - len(state.absences),
        }

    def _erase_subjects(self, gone: Collection[CaseKey], last: Collection[ClientId]) -> int:
        """
        The rows of the read log stay, without whom they were about.
        """
        of_the_client = [
            place
            for place, each in enumerate(self._state.accesses)
            if each.client is not None
            and (
                each.client in last
                or (each.unit is not None and CaseKey(each.client, each.unit) in gone)
            )
        ]
        for place in of_the_client:
            row = self._state.accesses[place]
            self._state.accesses[place] = attrs.evolve(row, client=None, note=None)
        return len(of_the_client)
