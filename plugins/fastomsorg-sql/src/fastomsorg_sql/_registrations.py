"""
Registrations as rows, and read again.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, bindparam, select

from fastomsorg.history import Case, Event, Registration
from fastomsorg.hooks import Answered
from fastomsorg.terms import (
    Actor,
    CaseKey,
    ClientId,
    EnactmentId,
    Instant,
    Malformed,
    RegistrationId,
    StoreError,
    UnitId,
)
from fastomsorg.wire import loads

from ._instants import just_before
from ._part import Part, pages
from ._schema import case_file, enactment_start, entry, is_erased, registration

EVENTS = tuple[Event, ...]

REGISTRATIONS = (
    select(
        registration.c.id,
        case_file.c.client,
        case_file.c.unit,
        registration.c.position,
        registration.c.recorded_at,
        registration.c.actor,
        registration.c.actor_name,
        registration.c.actor_title,
        registration.c.purpose,
        entry.c.events,
        registration.c.rulebook,
        registration.c.routine,
    )
    .select_from(entry)
    .join(registration, registration.c.position == entry.c.position)
    .join(case_file, case_file.c.id == entry.c.case_file)
    .where(~is_erased)
)
_OF_CASE = REGISTRATIONS.where(
    case_file.c.client == bindparam("client"), case_file.c.unit == bindparam("unit")
).order_by(entry.c.version)
_OF_REQUEST = REGISTRATIONS.where(registration.c.id == bindparam("request")).order_by(entry.c.place)
_AFTER = REGISTRATIONS.where(
    entry.c.position > bindparam("after"), entry.c.position <= bindparam("settled")
)
_CASES = select(case_file.c.client, case_file.c.unit).where(
    ~is_erased, select(entry.c.position).where(entry.c.case_file == case_file.c.id).exists()
)
_ANSWER = select(registration.c.digest, registration.c.answer, registration.c.salt).where(
    registration.c.id == bindparam("request")
)
_STARTED_IN = (
    select(case_file.c.client, case_file.c.unit)
    .distinct()
    .join(entry, entry.c.case_file == case_file.c.id)
    .join(
        enactment_start,
        (enactment_start.c.position == entry.c.position)
        & (enactment_start.c.place == entry.c.place),
    )
    .where(enactment_start.c.enactment == bindparam("enactment"))
    .order_by(case_file.c.client, case_file.c.unit)
)


class Registrations(Part):
    """
    What was registered (*registreringar*), as it is read.
    """

    def answered(self, request: RegistrationId) -> Answered | None:
        with self._session.reading() as connection:
            answer = connection.execute(_ANSWER, {"request": request}).one_or_none()
            if answer is None:
                return None
            rows = connection.execute(_OF_REQUEST, {"request": request}).all()
        return Answered(answer.digest, answer.answer, registrations_of(rows), answer.salt)

    def read(self, key: CaseKey) -> Case:
        with self._session.reading() as connection:
            rows = connection.execute(_OF_CASE, {"client": key.client, "unit": key.unit}).all()
        return Case(key, registrations_of(rows))

    def find(self, registration: RegistrationId) -> tuple[Registration, ...]:
        with self._session.reading() as connection:
            rows = connection.execute(_OF_REQUEST, {"request": registration}).all()
        return registrations_of(rows)

    def enactment(self, enactment: EnactmentId) -> tuple[CaseKey, ...]:
        with self._session.reading() as connection:
            rows = connection.execute(_STARTED_IN, {"enactment": enactment}).all()
        return tuple(CaseKey(client, unit) for client, unit in rows)

    def cases(
        self, *, unit: UnitId | None = None, client: ClientId | None = None
    ) -> Iterator[CaseKey]:
        wanted = _CASES
        if unit is not None:
            wanted = wanted.where(case_file.c.unit == unit)
        if client is not None:
            wanted = wanted.where(case_file.c.client == client)
        order = (case_file.c.client, case_file.c.unit)
        for row in pages(self._session, wanted, order, {}):
            yield CaseKey(row[0], row[1])

    def changes(self, after: int = 0) -> Iterator[Registration]:
        order = (entry.c.position, entry.c.place)
        values = {"after": after, "settled": self._settled()[0]}
        for row in pages(self._session, _AFTER, order, values):
            yield registration_of(row)

    def horizon(self) -> Instant:
        return just_before(self._settled()[1])

    def _settled(self) -> tuple[int, Instant]:
        with self._session.reading() as connection:
            return self._session.dialect.settled(connection)


def registrations_of(rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[Registration, ...]:
    return tuple(registration_of(row) for row in rows)


def registration_of(row: Row[*tuple[Any, ...]]) -> Registration:
    """
    The registration (*registrering*) that a row of `REGISTRATIONS` holds.
    """
    return Registration(
        id=row.id,
        case=CaseKey(row.client, row.unit),
        position=row.position,
        recorded_at=row.recorded_at,
        actor=Actor(row.actor, row.actor_name, row.actor_title),
        purpose=row.purpose,
        events=_events_of(row),
        rulebook=row.rulebook,
        routine=row.routine,
    )


def _events_of(row: Row[*tuple[Any, ...]]) -> tuple[Event, ...]:
    """
    The events as they were written; that they cannot be read is the store's fault, not the asker's.
    """
    try:
        return loads(EVENTS, row.events, trusted=True)
    except Malformed:
        raise StoreError("store_unreadable", position=row.position) from None
