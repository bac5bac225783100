"""
Erasing what is too old: gone from the tables in one transaction, and then from the files.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from fastomsorg.history import Case
from fastomsorg.hooks import Access, Erasable
from fastomsorg.terms import CaseKey, ClientId, StaleCase, StoreError

from ._accesses import row_of_access
from ._erase_rows import Leaving, erased
from ._errors import told_as_ours
from ._part import Part, in_batches
from ._schema import NOBODY, access, case_file, entry, erasing, is_erased, setting

UNSWEPT = "unswept"
"""The setting that is there while what was erased may still be left in the files."""

NOT_NOW = ("store_busy", "store_full")
"""Why the files cannot be swept now, though they can be another time."""

_KNOWN = (
    select(
        case_file.c.client,
        case_file.c.unit,
        case_file.c.id,
        select(func.coalesce(func.max(entry.c.version), 0))
        .where(entry.c.case_file == case_file.c.id)
        .scalar_subquery(),
    )
    .where(case_file.c.client.in_(bindparam("clients", expanding=True)), ~is_erased)
    .order_by(case_file.c.client, case_file.c.unit)
)
_IS_UNSWEPT = select(setting.c.name).where(setting.c.name == UNSWEPT)


class Eraser(Part):
    """
    What erases (*gallring*), and what sweeps the files afterwards.
    """

    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        read = {case.key: case.version for case in cases}
        take_everything = self._session.dialect.take_everything

        def work(connection: Connection) -> Mapping[Erasable, int]:
            take_everything(connection)
            rows = _all_erased(connection, read, staying)
            connection.execute(_LOG, [row_of_access(access)])
            return rows

        return self._session.written(work)

    def sweep(self) -> bool:
        if self._session.in_transaction:
            raise StoreError("store_in_transaction", store=self._session.name)
        with self._session.reading() as connection:
            if not is_unswept(connection):
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


def is_unswept(connection: Connection) -> bool:
    """
    May what was erased still lie in the files (*ostädat*)?
    """
    return connection.execute(_IS_UNSWEPT).one_or_none() is not None


def _all_erased(
    connection: Connection, read: Mapping[CaseKey, int], staying: Collection[CaseKey]
) -> Counter[Erasable]:
    rows: Counter[Erasable] = Counter()
    with _let_through(connection):
        for clients in in_batches(dict.fromkeys(key.client for key in read)):
            rows += erased(connection, _leaving(connection, clients, read, staying))
    if rows:
        _remember_to_sweep(connection)
    return rows


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


def _remember_to_sweep(connection: Connection) -> None:
    if not is_unswept(connection):
        connection.execute(insert(setting), [{"name": UNSWEPT, "value": ""}])
