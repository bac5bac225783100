"""
Every kind of table, and how a file's name tells which one it is.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any

from fastomsorg.terms import Malformed

from ._cases import ENACTMENTS, REGISTRATIONS
from ._people import CLIENTS, EMPLOYMENTS, STAFF, UNITS
from ._table import Table
from ._visits import ABSENCES, VISITS

TABLES: Mapping[str, Table[Any]] = {
    table.name: table
    for table in (
        UNITS,
        CLIENTS,
        STAFF,
        EMPLOYMENTS,
        ENACTMENTS,
        REGISTRATIONS,
        VISITS,
        ABSENCES,
    )
}
"""By name, each after those it speaks of."""


def table_of(name: str) -> Table[Any]:
    """
    The kind of table (*tabell*) by its name or its file's: ``clients``, ``clients.csv``.

    Raises `Malformed` with the nearest name where there is none such.
    """
    stem = PurePath(name).stem.lower()
    if stem not in TABLES:
        nearest = next(iter(get_close_matches(stem, list(TABLES), n=1)), None)
        raise Malformed(
            "table_unknown", got=PurePath(name).name, nearest=nearest, known=tuple(TABLES)
        )
    return TABLES[stem]
