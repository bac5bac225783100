"""
Erasing what is too old: gone from the tables in one transaction, and then from the files.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import attrs
from sqlalchemy import (
    BindParameter,
    Connection,
    Delete,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from fastomsorg.care import Absentee
from fastomsorg.history import Case
from fastomsorg.hooks import Access, Erasable
from fastomsorg.terms import CaseKey, ClientId, StaleCase, StoreError

from ._accesses import row_of_access
from ._errors import told_as_ours
from ._part import Part, in_batches
from ._schema import (
    NOBODY,
    absence,
    access,
    case_file,
    client,
    delivery,
    enactment_start,
    entry,
    erasing,
    is_erased,
    notice,
    registration,
    setting,
    spell,
    visit,
)

UNSWEPT = "unswept"
"""The setting that is there while what was erased may still be left in the files."""

NOT_NOW = ("store_busy", "store_full")
"""Why the files cannot be swept now, though they can be another time."""

Step: TypeAlias = tuple[Erasable | None, Delete | Update]
"""What goes, as it is counted; None where it is counted otherwise."""

_FILES: BindParameter[Any] = bindparam("files", expanding=True)
_CASES: BindParameter[Any] = bindparam("cases", expanding=True)
_CLIENTS: BindParameter[Any] = bindparam("clients", expanding=True)

_ENTRIES = select(entry.c.position, entry.c.place).where(entry.c.case_file.in_(_FILES))
_POSITIONS = select(entry.c.position).where(entry.c.case_file.in_(_FILES))
_SAYS_SOMETHING = (
    select(entry.c.position)
    .where(entry.c.position == registration.c.position, entry.c.events != "")
    .exists()
)
_LAST_NUMBER = select(func.max(client.c.number)).scalar_subquery()

OF_FILES: tuple[Step, ...] = (
    (Erasable.DELIVERIES, delete(delivery).where(delivery.c.case_file.in_(_FILES))),
    (Erasable.NOTICES, delete(notice).where(notice.c.case_file.in_(_FILES))),
    (
        Erasable.ENACTMENTS,
        delete(enactment_start).where(
            tuple_(enactment_start.c.position, enactment_start.c.place).in_(_ENTRIES)
        ),
    ),
    (
        Erasable.REGISTRATIONS,
        update(entry).where(entry.c.case_file.in_(_FILES)).values(events="", salt=""),
    ),
    (
        None,
        update(registration)
        .where(registration.c.position.in_(_POSITIONS))
        .values(answer="", salt=""),
    ),
    (
        None,
        update(registration)
        .where(registration.c.position.in_(_POSITIONS), ~_SAYS_SOMETHING)
        .values(actor="", actor_name="", actor_title=""),
    ),
    (
        None,
        update(case_file)
        .where(case_file.c.id.in_(_FILES))
        .values(client="", unit=case_file.c.chain),
    ),
)
"""Of what is known by the number of its case."""

OF_CASES: tuple[Step, ...] = (
    (Erasable.SPELLS, delete(spell).where(tuple_(spell.c.client, spell.c.unit).in_(_CASES))),
    (Erasable.VISITS, delete(visit).where(tuple_(visit.c.client, visit.c.unit).in_(_CASES))),
    (
        Erasable.ACCESSES,
        update(access)
        .where(tuple_(access.c.client, access.c.unit).in_(_CASES))
        .values(client=None, note=None),
    ),
)
"""Of what is known by client and unit."""

OF_CLIENTS: tuple[Step, ...] = (
    (Erasable.VISITS, delete(visit).where(visit.c.client.in_(_CLIENTS))),
    (
        Erasable.ABSENCES,
        delete(absence).where(absence.c.who == Absentee.CLIENT, absence.c.id.in_(_CLIENTS)),
    ),
    (
        Erasable.PEOPLE,
        update(client)
        .where(client.c.number == _LAST_NUMBER, client.c.id.in_(_CLIENTS))
        .values(
            id="",
            name="",
            personal_number=None,
            customer_number=None,
            born=None,
            protected=True,
            relatives_told=None,
        ),
    ),
    (Erasable.PEOPLE, delete(client).where(client.c.id.in_(_CLIENTS))),
    (
        Erasable.ACCESSES,
        update(access).where(access.c.client.in_(_CLIENTS)).values(client=None, note=None),
    ),
)
"""
Of whoever has no other case. The last row of all says when the store last learnt something: it
stays, and is of nobody.
"""

_KNOWN = (
    select(
        case_file.c.client,
        case_file.c.unit,
        case_file.c.id,
        select(func.coalesce(func.max(entry.c.version), 0))
        .where(entry.c.case_file == case_file.c.id)
        .scalar_subquery(),
    )
    .where(case_file.c.client.in_(_CLIENTS), ~is_erased)
    .order_by(case_file.c.client, case_file.c.unit)
)
_IS_UNSWEPT = select(setting.c.name).where(setting.c.name == UNSWEPT)


@attrs.frozen
class Leaving:
    """
    What is to be erased (*det som gallras*): cases by number and by key, and whoever has no other.
    """

    files: tuple[int, ...]
    cases: tuple[CaseKey, ...]
    clients: tuple[ClientId, ...]


class Eraser(Part):
    """
    What erases (*gallring*), and what sweeps the files afterwards.
    """

    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        rows: Counter[Erasable] = Counter()
        read = {case.key: case.version for case in cases}
        with self._session.writing() as connection:
            self._session.dialect.take_everything(connection)
            with _let_through(connection):
                for clients in in_batches(dict.fromkeys(key.client for key in read)):
                    rows += _erased(connection, _leaving(connection, clients, read, staying))
            if rows:
                _remember_to_sweep(connection)
            connection.execute(_LOG, [row_of_access(access)])
        return rows

    def sweep(self) -> bool:
        if self._session.in_transaction:
            raise StoreError("store_in_transaction", store=self._session.name)
        with self._session.reading() as connection:
            if connection.execute(_IS_UNSWEPT).one_or_none() is None:
                return True
        try:
            with told_as_ours(self._session.name):
                done = self._session.dialect.swept(self._session.engine)
        except StoreError as error:
            if error.code not in NOT_NOW:
                raise
            return False
        if done:
            with self._session.writing() as connection:
                connection.execute(delete(setting).where(setting.c.name == UNSWEPT))
        return done


_LOG = insert(access)


@contextmanager
def _let_through(connection: Connection) -> Iterator[None]:
    """
    The guards let pass what is done inside (*spärrarna öppna*); what fails is undone with the rest.
    """
    connection.execute(insert(erasing), [{"number": 1, "nobody": NOBODY}])
    yield
    connection.execute(delete(erasing))


def _leaving(
    connection: Connection,
    clients: Sequence[ClientId],
    read: Mapping[CaseKey, int],
    staying: Collection[CaseKey],
) -> Leaving:
    """
    The cases of the clients as they were read, with those that nothing was registered on.
    """
    known = {
        CaseKey(of, unit): (number, version)
        for of, unit, number, version in connection.execute(_KNOWN, {"clients": clients})
    }
    for key in {**known, **{key: None for key in read if key.client in set(clients)}}:
        _, stored = known.get(key, (0, 0))
        expected = read.get(key, stored if key in staying else 0)
        if stored != expected:
            raise StaleCase(client=key.client, unit=key.unit, expected=expected, got=stored)
    left = {key.client for key, (_, version) in known.items() if version and key not in read}
    going = {key: file for key, (file, _) in known.items() if key in read or key.client not in left}
    return Leaving(
        files=tuple(going.values()),
        cases=tuple(going),
        clients=tuple(each for each in clients if each not in left),
    )


def _erased(connection: Connection, leaving: Leaving) -> Counter[Erasable]:
    rows: Counter[Erasable] = Counter()
    pairs = [(key.client, key.unit) for key in leaving.cases]
    for steps, values in (
        (OF_FILES, {"files": leaving.files}),
        (OF_CASES, {"cases": pairs}),
        (OF_CLIENTS, {"clients": leaving.clients}),
    ):
        for kind, statement in steps:
            gone = connection.execute(statement, values).rowcount
            if kind is not None:
                rows[kind] += gone
    return +rows


def _remember_to_sweep(connection: Connection) -> None:
    if connection.execute(_IS_UNSWEPT).one_or_none() is None:
        connection.execute(insert(setting), [{"name": UNSWEPT, "value": ""}])
