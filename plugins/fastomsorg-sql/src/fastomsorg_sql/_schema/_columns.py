"""
What the tables are made of.
"""

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, MetaData, Table
from sqlalchemy.types import TypeEngine

T = TypeVar("T")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *parts: sa.schema.SchemaItem, clustered: bool = False) -> Table:
    """
    A table (*tabell*) that checks its types; a *clustered* one lies in the order of its key.
    """
    numbered = any(isinstance(part, Column) and part.autoincrement is True for part in parts)
    return Table(
        name,
        metadata,
        *parts,
        sqlite_strict=True,
        sqlite_autoincrement=numbered,
        sqlite_with_rowid=not clustered,
    )


def numbered(name: str) -> Column[int]:
    """
    A number (*löpnummer*) that is never given twice, not even after its row is gone.
    """
    return Column(name, sa.Integer, sa.Identity(), primary_key=True, autoincrement=True)


def key(name: str, kind: TypeEngine[T], *refers: ForeignKey) -> Column[T]:
    return Column(name, kind, *refers, primary_key=True, autoincrement=False)


def needed(name: str, kind: TypeEngine[T], *refers: ForeignKey) -> Column[T]:
    return Column(name, kind, *refers, nullable=False)


def optional(name: str, kind: TypeEngine[T]) -> Column[T | None]:
    return Column(name, kind)


def since(name: str, kind: TypeEngine[T], before: str) -> Column[T]:
    """
    A column that a later migration added (*senare kolumn*): rows from before it have *before*.
    """
    return Column(name, kind, nullable=False, server_default=before)


def looked_at_on_commit(columns: list[str], refers: list[str]) -> sa.ForeignKeyConstraint:
    """
    A reference (*främmande nyckel*) to a row that is written later in the same transaction.
    """
    return sa.ForeignKeyConstraint(columns, refers, deferrable=True, initially="DEFERRED")


Row = dict[str, Any]
"""One row (*rad*) to be written: a value for every column."""
