"""
The header: which separator a file has, and whether its columns are the table's.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import attrs

from fastomsorg.terms import Fact

from ._outcome import TableError
from ._table import Limits, Table

SEPARATORS = ",;\t"


@attrs.frozen
class Header:
    """
    The columns in the order they stand in (*rubrikrad*), and what separates them.
    """

    names: tuple[str, ...]
    separator: str


def header_of(line: str, table: Table[Any]) -> Header:
    """
    The header as its first line says; the separator is the one that gives most of the columns.
    """
    found = [Header(_names(line, separator), separator) for separator in SEPARATORS]
    return max(found, key=lambda header: len(set(header.names) & set(table.names)))


def _names(line: str, separator: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return ()
    return tuple(unicodedata.normalize("NFC", cell).strip() for cell in cells)


def header_errors(
    header: Header, table: Table[Any], file: str, limits: Limits
) -> Iterator[TableError]:
    """
    What is missing, unknown or there twice, each once, with the nearest spelling.
    """

    def error(column: str, got: str, expected: str, **facts: Fact) -> TableError:
        return TableError(file, 1, column, got, expected, facts)

    names = header.names
    if not any(names):
        yield error("", "", "table_header", columns=table.names)
        return
    if len(names) > limits.columns:
        yield error("", str(len(names)), "table_columns", most=limits.columns)
        return

    unknown = [name for name in dict.fromkeys(names) if name not in table.names]
    otherwise = tuple(name.lower() for name in unknown)
    if unknown and set(otherwise) <= set(table.names) - set(names):
        yield error("", ", ".join(unknown), "table_header_case", columns=otherwise)
        names = tuple(name.lower() for name in names)
        unknown = []
    misspelt = {name: _nearest(name, set(table.names) - set(names)) for name in unknown}
    for column in table.columns:
        if column.required and column.name not in (*names, *misspelt.values()):
            yield error(column.name, "", "table_column_missing")
    for name in unknown:
        if nearest := misspelt[name]:
            yield error(name, name, "table_column_misspelt", nearest=nearest)
        else:
            yield error(name, name, "table_column_unknown", columns=table.names)
    for name in dict.fromkeys(names):
        if names.count(name) > 1 and name in table.names:
            yield error(name, name, "table_column_twice")


def _nearest(name: str, others: Iterable[str]) -> str:
    return next(iter(get_close_matches(name.lower(), list(others), n=1)), "")
