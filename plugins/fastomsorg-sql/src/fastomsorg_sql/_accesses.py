"""
The read log: who looked at what, for which purpose, and whether it was allowed.
"""

from collections.abc import Iterator

from sqlalchemy import insert, select

from fastomsorg.hooks import Access

from ._part import Part, pages
from ._schema import Row, access

_ACCESSES = select(access)


class Accesses(Part):
    """
    The read log (*åtkomstlogg*).
    """

    def log(self, *accesses: Access) -> None:
        if not accesses:
            return
        with self._session.writing() as connection:
            connection.execute(_LOG, list(map(row_of_access, accesses)))

    def accesses(self) -> Iterator[Access]:
        for row in pages(self._session, _ACCESSES, (access.c.number,), {}):
            yield Access(
                actor=row.actor,
                purpose=row.purpose,
                permission=row.permission,
                action=row.action,
                at=row.at,
                outcome=row.outcome,
                unit=row.unit,
                client=row.client,
                staff=row.staff,
                note=row.note,
            )


_LOG = insert(access)


def row_of_access(access: Access) -> Row:
    return {
        "actor": access.actor,
        "purpose": access.purpose,
        "permission": access.permission,
        "action": access.action,
        "at": access.at,
        "outcome": access.outcome,
        "unit": access.unit,
        "client": access.client,
        "staff": access.staff,
        "note": access.note,
    }
