"""
Stores that lack one guard each, with the check that must find it out.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, TypeAlias

import attrs

from fastomsorg.history import Life, Registration, RegistrationAnnulled, life
from fastomsorg.hooks import Access, Answered, Delivery, DeliveryState, Draft, Posting
from fastomsorg.terms import CaseKey, ClientId, Instant, RegistrationId, UnitId
from fastomsorg.testing import MemoryStore
from tests.simulation.faults import Died

Broken: TypeAlias = type[MemoryStore]

FOUND_OUT_BY: dict[Broken, str] = {}
"""Each broken store, with the name of the check that finds it."""


def found_out_by(check: str) -> Callable[[Broken], Broken]:
    def known(store: Broken) -> Broken:
        FOUND_OUT_BY[store] = check
        return store

    return known


class TellsAfterwards(MemoryStore):
    """
    The outbox is not part of the transaction: it is written when that has been committed.
    """

    turns = count()

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        bare = [attrs.evolve(posting, notices=()) for posting in postings]
        registrations = super().append(bare, now=now)
        if next(self.turns) % 9 == 8:
            raise Died
        for posting, registration in zip(postings, registrations, strict=False):
            for outgoing in posting.notices:
                self._post(outgoing, registration.recorded_at)
        return registrations


@found_out_by("pairing")
class ForgetsWhoIsTold(MemoryStore):
    """
    Every ninth registration is stored without its notices.
    """

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        if self._state.position % 9 == 8:
            postings = [attrs.evolve(posting, notices=()) for posting in postings]
        return super().append(postings, now=now)


@found_out_by("read_model")
class KeepsOldLives(MemoryStore):
    """
    The read model is not brought up to date when something is annulled.
    """

    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        for key in self.cases(unit=unit, client=client):
            old = life(filter(_annuls_nothing, self._state.cases[key].registrations))
            if old.spells and (on is None or old.on(on)):
                yield key, old


@found_out_by("ledger")
class GivesPositionsAgain(MemoryStore):
    """
    The position of what was stored last can be given once more.
    """

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        if self._state.position % 9 == 8:
            self._state.position -= 1
        return super().append(postings, now=now)


@found_out_by("ledger")
class ForgetsWhatItAnswered(MemoryStore):
    """
    A request that comes again is registered again.
    """

    def answered(self, request: RegistrationId) -> Answered | None:
        return None

    def _refuse_used_requests(self, drafts: Iterable[Draft]) -> None:
        pass


@found_out_by("ledger")
class AcknowledgesTooEarly(MemoryStore):
    """
    Now and then nothing is stored of what is said to be.
    """

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        if self._state.position % 9 != 8:
            return super().append(postings, now=now)
        self._state.position += 1
        return ()


@found_out_by("said")
class GoesBackwardsWithTheClock(MemoryStore):
    """
    An instant can be earlier than one that was given before.
    """

    def _store(self, posting: Posting, recorded_at: Instant) -> tuple[Registration, ...]:
        return super()._store(posting, self._now)

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        self._now = now
        return super().append(postings, now=now)


@found_out_by("versions")
class StoresUponWhatIsStale(MemoryStore):
    """
    Nobody looks whether somebody was first.
    """

    def _refuse_stale(self, posting: Posting) -> None:
        pass


class ForgetsThatItWasClaimed(MemoryStore):
    """
    Nobody is asked whether they were told: what was claimed once is told as if never.
    """

    def claim(self, now: Instant, **how: Any) -> tuple[Delivery, ...]:
        claimed = super().claim(now, **how)
        return tuple(attrs.evolve(each, outcome_unknown=False) for each in claimed)


@found_out_by("receivers")
class SettlesBeforeItTells(MemoryStore):
    """
    What is handed out to be told stands as told.
    """

    def claim(self, now: Instant, **how: Any) -> tuple[Delivery, ...]:
        claimed = super().claim(now, **how)
        for each in claimed:
            self.settle(each.notice.id, each.target, DeliveryState.DELIVERED, None)
        return claimed


@found_out_by("order")
class TellsTheLastFirst(MemoryStore):
    """
    Of what waits for one who is told of a case, the last is told first.
    """

    def _heads(self, now: Instant) -> Iterator[Delivery]:
        lines: dict[tuple[CaseKey, str], Delivery] = {}
        for delivery in self.due(now):
            lines[delivery.notice.case, delivery.target] = delivery
        yield from lines.values()


@found_out_by("shown")
class TellsBeforeTheDay(MemoryStore):
    """
    What is to be told a later day is told at once, or withdrawn.
    """

    def _heads(self, now: Instant) -> Iterator[Delivery]:
        return super()._heads(now + dt.timedelta(days=3))


@found_out_by("logged")
class KeepsNoLog(MemoryStore):
    """
    What is stored is not in the read log.
    """

    def log(self, *accesses: Access) -> None:
        pass


def _annuls_nothing(registration: Registration) -> bool:
    return not any(isinstance(event, RegistrationAnnulled) for event in registration.events)
