"""
How the reading of tables ended.
"""

from typing import BinaryIO

import attrs

from fastomsorg.terms import CaseKey
from fastomsorg.wire.tables import TableError


@attrs.frozen
class TableFile:
    """
    A table to read (*tabellfil*): the name errors are told under, its kind, and its bytes.
    """

    name: str
    table: str
    stream: BinaryIO = attrs.field(repr=False)


@attrs.frozen
class TableTally:
    """
    What became of a file's rows (*radutfall*): new, there already, or changed.
    """

    file: str
    table: str
    new: int = 0
    same: int = 0
    changed: int = 0


@attrs.frozen
class TakenOverRow:
    """
    A row that the rules would have refused, stored as it happened (*övertagen med anmärkning*).
    """

    file: str
    line: int
    case: CaseKey
    remarks: tuple[str, ...]


@attrs.frozen
class ImportReport:
    """
    Everything was stored, or, where there are *errors*, nothing (*inläsningsrapport*).
    """

    tallies: tuple[TableTally, ...] = ()
    remarks: tuple[TakenOverRow, ...] = ()
    errors: tuple[TableError, ...] = ()

    @property
    def stored(self) -> bool:
        return not self.errors
