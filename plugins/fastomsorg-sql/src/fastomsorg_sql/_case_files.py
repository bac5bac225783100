"""
The cases that the ledger knows, each by a number, and how many registrations each has.
"""

from collections.abc import Collection, Iterable, Mapping

import attrs
from sqlalchemy import Connection, bindparam, func, insert, select, tuple_

from fastomsorg.terms import CaseKey

from ._part import in_batches
from ._schema import case_file, entry


@attrs.frozen
class CaseFile:
    """
    What the ledger knows a case by (*akt*), and its latest version.
    """

    id: int
    version: int


_VERSION = (
    select(func.coalesce(func.max(entry.c.version), 0))
    .where(entry.c.case_file == case_file.c.id)
    .scalar_subquery()
)
_FILES = select(case_file.c.client, case_file.c.unit, case_file.c.id, _VERSION).where(
    tuple_(case_file.c.client, case_file.c.unit).in_(bindparam("keys", expanding=True))
)


def case_files(connection: Connection, keys: Iterable[CaseKey]) -> dict[CaseKey, CaseFile]:
    """
    The files of those cases that anything was registered on (*akter*).
    """
    found = {}
    for batch in in_batches(keys):
        pairs = [(key.client, key.unit) for key in batch]
        for client, unit, number, version in connection.execute(_FILES, {"keys": pairs}):
            found[CaseKey(client, unit)] = CaseFile(number, version)
    return found


def with_new_files(
    connection: Connection, known: Mapping[CaseKey, CaseFile], keys: Collection[CaseKey]
) -> dict[CaseKey, CaseFile]:
    """
    The files that are known, and new ones for the other cases (*nya akter*).
    """
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    if not missing:
        return dict(known)
    connection.execute(
        insert(case_file), [{"client": key.client, "unit": key.unit} for key in missing]
    )
    return {**known, **case_files(connection, missing)}
