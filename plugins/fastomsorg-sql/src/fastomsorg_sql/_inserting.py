"""
Inserting what may be there already: both databases say it alike, each with an `insert` of its own.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from sqlalchemy import Insert, Table

Inserting: TypeAlias = Callable[[Table], Any]
"""The *insert* of one database, which knows what to do where a row is there already."""


def missing(insert: Inserting, table: Table) -> Insert:
    """
    Insert what is not there yet (*lägg till det som saknas*), and leave the rest as it is.
    """
    new: Insert = insert(table).on_conflict_do_nothing()
    return new


def or_change(insert: Inserting, table: Table) -> Insert:
    """
    Insert what is not there yet, and change the rest (*lägg till eller ändra*), by primary key.
    """
    new = insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    changing: Insert = new.on_conflict_do_update(index_elements=keys, set_=rest)
    return changing
