"""
What reading a row gives: the row, or what is wrong with it.
"""

from collections.abc import Mapping
from typing import Generic, TypeVar

import attrs

from fastomsorg.terms import Fact

Row_co = TypeVar("Row_co", covariant=True)


@attrs.frozen
class Line(Generic[Row_co]):
    """
    A row that was read (*inläst rad*), and the line of the file that it begins on.
    """

    file: str
    line: int
    row: Row_co


@attrs.frozen
class TableError:
    """
    Something wrong in a table (*fel i tabell*): where, what was got, and what would be right.

    *expected* is a code of the catalogue, *facts* what its text shows. *got* is the only place
    where a raw value stands, for whoever asked for the report. *column* is empty where the whole
    row or file is meant; *line* counts from 1, the header's.
    """

    file: str
    line: int
    column: str
    got: str = attrs.field(repr=False)
    expected: str
    facts: Mapping[str, Fact] = attrs.field(factory=dict, repr=False, hash=False)
