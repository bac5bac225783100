"""
What the keeper of a store asks of it: the read model anew, a safe copy, settings.
"""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import bindparam, delete, insert, select, update

from fastomsorg.history import Case
from fastomsorg.terms import CaseKey

from ._backup import copy_to
from ._dialect import dialect_of
from ._lives import write_lives
from ._part import Part, in_batches, pages
from ._registrations import REGISTRATIONS, registration_of
from ._schema import case_file, entry, setting, spell

_SETTING = select(setting.c.value).where(setting.c.name == bindparam("name"))
_CHANGE = update(setting).where(setting.c.name == bindparam("of"))
_ADD = insert(setting)


class Keeper(Part):
    """
    Keeping a store (*förvaltning av lagringen*).
    """

    def rebuild(self) -> int:
        with self._session.writing() as connection:
            dialect_of(connection).take_turn(connection, spell)
            connection.execute(delete(spell))
            count = 0
            for batch in in_batches(self._cases()):
                write_lives(connection, {case.key: case.life for case in batch})
                count += len(batch)
        return count

    def backup(self, to: str) -> None:
        copy_to(self._session, to)

    def setting(self, name: str) -> str | None:
        with self._session.reading() as connection:
            return connection.execute(_SETTING, {"name": name}).scalar_one_or_none()

    def set(self, name: str, value: str) -> None:
        with self._session.writing() as connection:
            changed = connection.execute(_CHANGE.values(value=value), {"of": name})
            if changed.rowcount == 0:
                connection.execute(_ADD, [{"name": name, "value": value}])

    def _cases(self) -> Iterator[Case]:
        order = (case_file.c.client, case_file.c.unit, entry.c.version)
        rows = pages(self._session, REGISTRATIONS, order, {})
        for key, of_case in groupby(rows, lambda row: CaseKey(row.client, row.unit)):
            yield Case(key, tuple(registration_of(row) for row in of_case))
