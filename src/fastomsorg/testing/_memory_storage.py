"""
Registrations, notices and the read log, kept in memory.
"""

import datetime as dt
import pickle
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from uuid import UUID

import attrs

from fastomsorg.history import Case, EnactmentStarted, Life, Registration
from fastomsorg.hooks import (
    Access,
    AccessOutcome,
    Answered,
    Delivery,
    DeliveryState,
    Draft,
    Outgoing,
    Posting,
)
from fastomsorg.journal import JournalNote
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    EnactmentId,
    Instant,
    Malformed,
    RegistrationId,
    RequestConflict,
    StaleCase,
    StoreError,
    UnitId,
)

from ._memory_chain import MemoryChains
from ._memory_outbox import MemoryOutbox
from ._memory_state import BEFORE_ALL

JUST_BEFORE = dt.timedelta(microseconds=1)


class MemoryStorage(MemoryOutbox, MemoryChains):
    """
    A `Storage` for tests (*lagring i minnet*), with the `Keeping` of one, for one thread.
    """

    def answered(self, request: RegistrationId) -> Answered | None:
        return self._state.answers.get(request)

    def read(self, key: CaseKey) -> Case:
        return self._state.cases.get(key, Case(key))

    def find(self, registration: RegistrationId) -> tuple[Registration, ...]:
        answer = self._state.answers.get(registration)
        return answer.registrations if answer else ()

    def enactment(self, enactment: EnactmentId) -> tuple[CaseKey, ...]:
        started_in = {
            registration.case
            for registration in self._state.registrations
            for event in registration.events
            if isinstance(event, EnactmentStarted) and event.enactment == enactment
        }
        return tuple(sorted(started_in))

    def cases(
        self, *, unit: UnitId | None = None, client: ClientId | None = None
    ) -> Iterator[CaseKey]:
        for key in sorted(self._state.cases):
            if unit in (None, key.unit) and client in (None, key.client):
                yield key

    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        for key in self.cases(unit=unit, client=client):
            life = self._state.cases[key].life
            if life.spells and (on is None or life.on(on) is not None):
                yield key, life

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        self._refuse_used_requests(posting.draft for posting in postings)
        for posting in postings:
            self._refuse_stale(posting)

        recorded_at = self._state.instant(now) if postings else now
        return tuple(
            registration
            for posting in postings
            for registration in self._store(posting, recorded_at)
        )

    def _refuse_used_requests(self, drafts: Iterable[Draft]) -> None:
        used = set(self._state.answers)
        for draft in drafts:
            if draft.id in used:
                raise RequestConflict(request=str(draft.id))
            used.add(draft.id)

    def _refuse_stale(self, posting: Posting) -> None:
        for case in posting.upon:
            stored = self.read(case.key).version
            if case.version != stored:
                raise StaleCase(
                    client=case.key.client, unit=case.key.unit, expected=case.version, got=stored
                )
        was_read = {case.key for case in posting.upon}
        for key, _ in posting.draft.entries:
            if key not in was_read:
                raise Malformed("case_not_read", client=key.client, unit=key.unit)

    def _store(self, posting: Posting, recorded_at: Instant) -> tuple[Registration, ...]:
        draft = posting.draft
        self.log(*posting.accesses)
        self._state.position += 1
        registrations = draft.placed(self._state.position, recorded_at)
        for place, registration in enumerate(registrations):
            self._seal(registration, place)
            case = self.read(registration.case)
            self._state.cases[case.key] = Case(case.key, (*case.registrations, registration))
        self._state.registrations.extend(registrations)
        self._state.answers[draft.id] = Answered(
            draft.digest, draft.answer, registrations, draft.salt
        )
        for outgoing in posting.notices:
            self._post(outgoing, recorded_at)
        return registrations

    def _post(self, outgoing: Outgoing, recorded_at: Instant) -> None:
        notice = outgoing.notice
        if isinstance(notice, JournalNote):
            notice = attrs.evolve(notice, recorded_at=recorded_at)
            self._state.notes.append(notice)
        for target in outgoing.targets:
            self._state.deliveries[notice.id, target] = Delivery(
                notice, target, DeliveryState.PENDING, recorded_at, outgoing.not_before
            )

    def changes(self, after: int = 0) -> Iterator[Registration]:
        return (each for each in self._state.registrations if each.position > after)

    def horizon(self) -> Instant:
        latest = self._state.latest
        return latest if latest == BEFORE_ALL else latest - JUST_BEFORE

    def notes(
        self,
        *,
        client: ClientId | None = None,
        unit: UnitId | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
        unread_by: str | None = None,
    ) -> Iterator[JournalNote]:
        read = self._read_by(unread_by)
        for note in sorted(self._state.notes, key=lambda note: note.on):
            if (
                client in (None, note.case.client)
                and unit in (None, note.case.unit)
                and (first is None or first <= note.on)
                and (last is None or note.on <= last)
                and note.id not in read
            ):
                yield note

    def _read_by(self, actor: str | None) -> frozenset[UUID]:
        return frozenset(
            access.note
            for access in (self._state.accesses if actor is not None else ())
            if access.note is not None
            and access.actor == actor
            and access.outcome is AccessOutcome.ALLOWED
        )

    def log(self, *accesses: Access) -> None:
        self._state.accesses.extend(accesses)

    def accesses(self) -> Iterator[Access]:
        return iter(tuple(self._state.accesses))

    def condition(self) -> Mapping[str, str]:
        return {"kind": "memory", "version": platform.python_version()}

    def rebuild(self) -> int:
        """
        Nothing to make anew: lives are derived from the registrations whenever they are asked for.
        """
        return len(self._state.cases)

    def backup(self, to: str) -> None:
        try:
            with Path(to).open("xb") as file:
                pickle.dump(attrs.evolve(self._state, in_transaction=False), file)
        except FileExistsError as exists:
            raise StoreError("backup_exists", file=to) from exists
        except OSError as error:
            raise StoreError("backup_failed", file=to, problem=type(error).__name__) from error

    def setting(self, name: str) -> str | None:
        return self._state.settings.get(name)

    def set(self, name: str, value: str) -> None:
        self._state.settings[name] = value
