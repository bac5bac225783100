"""
How registrations are stored: everything or nothing, and nothing without what belongs to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap

import attrs
from sqlalchemy import Connection, Table, bindparam, insert, select

from fastomsorg.history import Case, EnactmentStarted, Life, Registration
from fastomsorg.hooks import Posting
from fastomsorg.terms import (
    CaseKey,
    Instant,
    Malformed,
    RegistrationId,
    RequestConflict,
    StaleCase,
    StoreError,
)

from ._accesses import row_of_access
from ._case_files import CaseFile, case_files, with_new_files
from ._chain import Chance, rows_of_entries
from ._dialect import dialect_of
from ._lives import change_lives
from ._notices import rows_of_deliveries, rows_of_notices
from ._part import Part, in_batches
from ._schema import Row, access, delivery, enactment_start, entry, notice, registration

_USED = select(registration.c.id).where(registration.c.id.in_(bindparam("ids", expanding=True)))
_INSERT = {
    table: insert(table)
    for table in (delivery, notice, enactment_start, entry, registration, access)
}


class Appending(Part):
    """
    What adds to the ledger (*tillägg*).
    """

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        if not postings:
            return ()
        requests = [posting.draft.id for posting in postings]
        _refuse_twins(requests)
        chance = self._session.chance
        try:
            placed = self._session.written(lambda line: _appended(line, postings, now, chance))
        except (StaleCase, StoreError):
            self._refuse_used(requests)
            self._refuse_overtaken(postings)
            raise
        return tuple(each for one in placed for each in one.registrations)

    def _refuse_used(self, requests: Sequence[RegistrationId]) -> None:
        """
        What the database would not take, or came too late, may have been stored before.
        """
        with self._session.reading() as connection:
            for batch in in_batches(requests):
                for used in connection.execute(_USED, {"ids": batch}).scalars():
                    raise RequestConflict(request=str(used))

    def _refuse_overtaken(self, postings: Sequence[Posting]) -> None:
        """
        What the database would not take may be a version that somebody else has just written.
        """
        with self._session.reading() as connection:
            files = case_files(connection, _cases_of(postings))
        for posting in postings:
            _refuse_stale(posting, files)


@attrs.frozen
class Placed:
    """
    A posting with its place in the ledger (*registrering med plats*).
    """

    posting: Posting
    position: int
    recorded_at: Instant
    registrations: tuple[Registration, ...]


def _cases_of(postings: Iterable[Posting]) -> dict[CaseKey, None]:
    read = (case.key for posting in postings for case in posting.upon)
    told = (outgoing.notice.case for posting in postings for outgoing in posting.notices)
    return dict.fromkeys([*read, *told])


def _refuse_twins(requests: Sequence[RegistrationId]) -> None:
    seen: set[RegistrationId] = set()
    for request in requests:
        if request in seen:
            raise RequestConflict(request=str(request))
        seen.add(request)


def _appended(
    connection: Connection, postings: Sequence[Posting], now: Instant, chance: Chance
) -> list[Placed]:
    cases = _cases_of(postings)
    dialect = dialect_of(connection)
    positions, recorded_at = dialect.next_places(connection, len(postings), now)
    dialect.take_cases(connection, cases)
    files = case_files(connection, cases)
    for posting in postings:
        _refuse_stale(posting, files)
    placed = [
        _placed(posting, position, recorded_at)
        for posting, position in zip(postings, positions, strict=True)
    ]
    _store(connection, placed, files, chance)
    return placed


def _refuse_stale(posting: Posting, files: Mapping[CaseKey, CaseFile]) -> None:
    for case in posting.upon:
        stored = files[case.key].version if case.key in files else 0
        if case.version != stored:
            raise StaleCase(
                client=case.key.client, unit=case.key.unit, expected=case.version, got=stored
            )
    was_read = {case.key for case in posting.upon}
    for key, _ in posting.draft.entries:
        if key not in was_read:
            raise Malformed("case_not_read", client=key.client, unit=key.unit)


def _placed(posting: Posting, position: int, recorded_at: Instant) -> Placed:
    registrations = posting.draft.placed(position, recorded_at)
    return Placed(posting, position, recorded_at, registrations)


def _store(
    connection: Connection,
    placed: Sequence[Placed],
    files: Mapping[CaseKey, CaseFile],
    chance: Chance,
) -> None:
    """
    Write the rows; the registrations last, when the database can see what belongs to them.
    """
    touched = _cases_after(placed)
    told = [outgoing.notice.case for one in placed for outgoing in one.posting.notices]
    files = with_new_files(connection, files, [*touched, *told], chance)

    outbox = [(one.posting.notices, one.position, files) for one in placed]
    _insert(connection, delivery, chain.from_iterable(starmap(rows_of_deliveries, outbox)))
    _insert(connection, notice, chain.from_iterable(starmap(rows_of_notices, outbox)))
    _insert(connection, enactment_start, chain.from_iterable(map(_starts, placed)))
    registered = [one.registrations for one in placed]
    _insert(connection, entry, rows_of_entries(registered, files, chance))
    _insert(connection, registration, map(_registration, placed))
    change_lives(connection, *_lives(placed, touched))
    _insert(connection, access, _accesses(placed))


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    if written := list(rows):
        connection.execute(_INSERT[table], written)


def _cases_after(placed: Sequence[Placed]) -> dict[CaseKey, Case]:
    """
    The cases that were written to, as they are now.
    """
    read = {case.key: case for one in placed for case in one.posting.upon}
    added: dict[CaseKey, list[Registration]] = {}
    for one in placed:
        for each in one.registrations:
            added.setdefault(each.case, []).append(each)
    return {key: Case(key, (*read[key].registrations, *new)) for key, new in added.items()}


def _lives(
    placed: Sequence[Placed], touched: Mapping[CaseKey, Case]
) -> tuple[dict[CaseKey, Life], dict[CaseKey, Life]]:
    """
    What the cases were before, and what they are now.
    """
    before = {case.key: case.life for one in placed for case in one.posting.upon}
    return before, {key: case.life for key, case in touched.items()}


def _registration(one: Placed) -> Row:
    draft = one.posting.draft
    return {
        "position": one.position,
        "id": draft.id,
        "digest": draft.digest,
        "answer": draft.answer,
        "recorded_at": one.recorded_at,
        "actor": draft.actor.id,
        "actor_name": draft.actor.name,
        "actor_title": draft.actor.title,
        "purpose": draft.purpose,
        "rulebook": draft.rulebook,
        "routine": draft.routine,
        "entries": len(one.registrations),
        "notices": len(one.posting.notices),
        "salt": draft.salt,
    }


def _starts(one: Placed) -> Iterator[Row]:
    for place, each in enumerate(one.registrations):
        started = (event for event in each.events if isinstance(event, EnactmentStarted))
        for enactment in sorted({event.enactment for event in started}):
            yield {"enactment": enactment, "position": one.position, "place": place}


def _accesses(placed: Sequence[Placed]) -> Iterator[Row]:
    for one in placed:
        yield from map(row_of_access, one.posting.accesses)
