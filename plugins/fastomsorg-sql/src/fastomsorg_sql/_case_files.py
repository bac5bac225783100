"""
The cases that the ledger knows, each by a number, and how many registrations each has.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from uuid import UUID

import attrs
from sqlalchemy import Connection, Row, bindparam, func, insert, select, tuple_

from fastomsorg.terms import CaseKey
from fastomsorg.wire import GENESIS

from ._part import in_batches
from ._schema import case_file, entry


@attrs.frozen
class CaseFile:
    """
    What the ledger knows a case by (*akt*), and the end of its chain so far.
    """

    id: int
    chain: str
    version: int
    hash: str


_VERSION = (
    select(func.coalesce(func.max(entry.c.version), 0))
    .where(entry.c.case_file == case_file.c.id)
    .scalar_subquery()
)
_HASH = (
    select(entry.c.hash)
    .where(entry.c.case_file == case_file.c.id)
    .order_by(entry.c.version.desc())
    .limit(1)
    .scalar_subquery()
)
_FILES = select(
    case_file.c.client,
    case_file.c.unit,
    case_file.c.id,
    case_file.c.chain,
    _VERSION,
    func.coalesce(_HASH, GENESIS),
)
_ONE = _FILES.where(
    case_file.c.client == bindparam("client"), case_file.c.unit == bindparam("unit")
)
_MANY = _FILES.where(
    tuple_(case_file.c.client, case_file.c.unit).in_(bindparam("keys", expanding=True))
)
_NEW = insert(case_file)

FEW = 4
"""Up to so many cases are quicker to find one by one."""


def case_files(connection: Connection, keys: Collection[CaseKey]) -> dict[CaseKey, CaseFile]:
    """
    The files of those cases that anything was registered on (*akter*).
    """
    return {
        CaseKey(client, unit): CaseFile(number, chain, version, last)
        for client, unit, number, chain, version, last in _rows(connection, keys)
    }


def _rows(
    connection: Connection, keys: Collection[CaseKey]
) -> Iterator[Row[str, str, int, str, int, str]]:
    if len(keys) <= FEW:
        for key in keys:
            yield from connection.execute(_ONE, {"client": key.client, "unit": key.unit})
        return
    for batch in in_batches(keys):
        pairs = [(key.client, key.unit) for key in batch]
        yield from connection.execute(_MANY, {"keys": pairs})


def with_new_files(
    connection: Connection,
    known: Mapping[CaseKey, CaseFile],
    keys: Collection[CaseKey],
    chance: Callable[[int], bytes],
) -> dict[CaseKey, CaseFile]:
    """
    The files that are known, and new ones for the other cases (*nya akter*).

    The id of a chain comes by *chance*: nothing can be told from it.
    """
    missing = sorted({key for key in keys if key not in known})
    if not missing:
        return dict(known)
    chains = (UUID(bytes=chance(16), version=4) for _ in missing)
    rows = zip(missing, chains, strict=True)
    connection.execute(
        _NEW,
        [{"client": key.client, "unit": key.unit, "chain": str(chain)} for key, chain in rows],
    )
    return {**known, **case_files(connection, missing)}
