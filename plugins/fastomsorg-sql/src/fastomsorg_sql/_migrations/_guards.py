"""
What the database refuses of its own accord, whoever writes.

Each guard is for one dialect; a database that has none of these gets its own beside them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


def only_added_to(table: str) -> Iterator[str]:
    """
    Rows are neither changed nor removed (*bara tillägg*), nor replaced: that removes first.
    """
    yield _refusal(f"{table}_is_not_changed", f"UPDATE ON {table}", f"{table} is only added to")
    yield from never_removed(table)


@contextmanager
def lifted(connection: Connection, *tables: str) -> Iterator[None]:
    """
    Without the guards of tables that are only added to (*spärrarna borttagna*), for a migration.

    Afterwards they are as they were.
    """
    names = [f"{table}_is_not_{what}" for table in tables for what in ("changed", "removed")]
    guards = [connection.exec_driver_sql(_AS_MADE, (name,)).scalar_one() for name in names]
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for guard in guards:
        connection.exec_driver_sql(guard)


_AS_MADE = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"


def changed_by_the_eraser(table: str, *stays: str) -> tuple[str, str]:
    """
    Rows change only while somebody is erased (*gallring*), and even then not what *stays*.

    The name of the guard, and the statement that makes it.
    """
    kept = "".join(f" OR NEW.{column} IS NOT OLD.{column}" for column in stays)
    name = f"{table}_is_not_changed"
    return name, _refusal(
        name, f"UPDATE ON {table}", f"{table} is only added to", when=f"{_NOBODY_ERASES}{kept}"
    )


def removed_by_the_eraser(table: str) -> tuple[str, str]:
    """
    Rows are removed only while somebody is erased: the guard's name, and what makes it.
    """
    name = f"{table}_is_not_removed"
    return name, _refusal(
        name, f"DELETE ON {table}", f"{table} is never removed", when=_NOBODY_ERASES
    )


_NOBODY_ERASES = "NOT EXISTS (SELECT 1 FROM erasing)"


def replace(connection: Connection, guard: tuple[str, str]) -> None:
    """
    Let the guard stand in the place of an earlier one with its name (*byt spärr*).
    """
    name, statement = guard
    connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql(statement)


def never_removed(table: str) -> Iterator[str]:
    """
    Rows stay (*inget tas bort*).
    """
    yield _refusal(f"{table}_is_not_removed", f"DELETE ON {table}", f"{table} is never removed")


def never_changed(table: str, *columns: str) -> Iterator[str]:
    """
    These columns stay as they are (*oföränderliga kolumner*).
    """
    yield _refusal(
        f"{table}_stays_what_it_was",
        f"UPDATE OF {', '.join(columns)} ON {table}",
        f"{table} stays what it was",
    )


def not_without(table: str, counted: str, belonging: str, by: tuple[str, ...]) -> Iterator[str]:
    """
    A row comes with as many rows of *belonging* as its column says (*inte utan sina rader*).

    They are written before it, and none comes later.
    """
    mine = " AND ".join(f"{column} = NEW.{column}" for column in by)
    count = f"(SELECT count(*) FROM {belonging} WHERE {mine})"  # noqa: S608 - names of this package
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {mine})"  # noqa: S608 - the same
    yield _refusal(
        f"{table}_has_its_{counted}",
        f"INSERT ON {table}",
        f"{table} without its {counted}",
        when=f"NEW.{counted} <> {count}",
    )
    yield _refusal(
        f"{belonging}_comes_before_{table}",
        f"INSERT ON {belonging}",
        f"{belonging} after its {table}",
        when=there,
    )


def _refusal(name: str, event: str, message: str, *, when: str | None = None) -> str:
    condition = "" if when is None else f"WHEN {when} "
    action = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    return f"CREATE TRIGGER {name} BEFORE {event} {condition}{action}"
