"""
What the database refuses of its own accord, whoever writes.

A guard is said once, in what both databases understand, and made in the way of each: SQLite's
triggers raise by themselves, PostgreSQL's call a function that does.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs
from sqlalchemy import Connection


@attrs.frozen
class Guard:
    """
    What is refused (*spärr*): an event on a table, with the message, and when if not always.
    """

    name: str
    event: str
    table: str
    message: str
    when: str = "TRUE"


def only_added_to(table: str) -> Iterator[Guard]:
    """
    Rows are neither changed nor removed (*bara tillägg*), nor replaced: that removes first.
    """
    yield Guard(f"{table}_is_not_changed", "UPDATE", table, f"{table} is only added to")
    yield from never_removed(table)


def never_removed(table: str) -> Iterator[Guard]:
    """
    Rows stay (*inget tas bort*).
    """
    yield Guard(f"{table}_is_not_removed", "DELETE", table, f"{table} is never removed")


def never_changed(table: str, *columns: str) -> Iterator[Guard]:
    """
    These columns stay as they are (*oföränderliga kolumner*).
    """
    yield Guard(
        f"{table}_stays_what_it_was",
        f"UPDATE OF {', '.join(columns)}",
        table,
        f"{table} stays what it was",
    )


def not_without(table: str, counted: str, belonging: str, by: tuple[str, ...]) -> Iterator[Guard]:
    """
    A row comes with as many rows of *belonging* as its column says (*inte utan sina rader*).

    They are written before it, and none comes later.
    """
    mine = " AND ".join(f"{column} = NEW.{column}" for column in by)
    count = f"(SELECT count(*) FROM {belonging} WHERE {mine})"  # noqa: S608 - names of this package
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {mine})"  # noqa: S608 - the same
    yield Guard(
        f"{table}_has_its_{counted}",
        "INSERT",
        table,
        f"{table} without its {counted}",
        when=f"NEW.{counted} <> {count}",
    )
    yield Guard(
        f"{belonging}_comes_before_{table}",
        "INSERT",
        belonging,
        f"{belonging} after its {table}",
        when=there,
    )


def changed_by_the_eraser(table: str, *stays: str) -> Guard:
    """
    Rows change only while somebody is erased (*gallring*), and even then not what *stays*.
    """
    kept = "".join(f" OR NEW.{column} IS DISTINCT FROM OLD.{column}" for column in stays)
    return Guard(
        f"{table}_is_not_changed",
        "UPDATE",
        table,
        f"{table} is only added to",
        when=f"{_NOBODY_ERASES}{kept}",
    )


def removed_by_the_eraser(table: str) -> Guard:
    """
    Rows are removed only while somebody is erased (*gallring*).
    """
    return Guard(
        f"{table}_is_not_removed",
        "DELETE",
        table,
        f"{table} is never removed",
        when=_NOBODY_ERASES,
    )


_NOBODY_ERASES = "NOT EXISTS (SELECT 1 FROM erasing)"


def make(connection: Connection, guards: Iterable[Guard]) -> None:
    """
    Let the database refuse it from now on (*sätt upp spärrar*).
    """
    for guard in guards:
        for statement in _statements(connection, guard):
            connection.exec_driver_sql(statement)


def replace(connection: Connection, guard: Guard) -> None:
    """
    Let the guard stand in the place of an earlier one with its name (*byt spärr*).
    """
    connection.exec_driver_sql(_removal(connection, guard.name, guard.table))
    make(connection, [guard])


@contextmanager
def lifted(connection: Connection, *tables: str) -> Iterator[None]:
    """
    Without the guards of tables that are only added to (*spärrarna borttagna*), for a migration.

    Afterwards they are as they were.
    """
    guards = [(f"{table}_is_not_{what}", table) for table in tables for what in _LIFTED]
    if connection.dialect.name == "postgresql":
        for name, table in guards:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        yield
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        for name, table in guards:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER {name}")
        return
    made = [connection.exec_driver_sql(_AS_MADE, (name,)).scalar_one() for name, _ in guards]
    for name, table in guards:
        connection.exec_driver_sql(_removal(connection, name, table))
    yield
    for statement in made:
        connection.exec_driver_sql(statement)


_LIFTED = ("changed", "removed")
_AS_MADE = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"


def _statements(connection: Connection, guard: Guard) -> Iterator[str]:
    if connection.dialect.name == "postgresql":
        yield from _with_function(guard)
    else:
        yield _with_raise(guard)


def _removal(connection: Connection, name: str, table: str) -> str:
    where = f" ON {table}" if connection.dialect.name == "postgresql" else ""
    return f"DROP TRIGGER {name}{where}"


def _with_raise(guard: Guard) -> str:
    condition = "" if guard.when == "TRUE" else f"WHEN {_in_sqlite(guard.when)} "
    action = f"BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    return f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} {condition}{action}"


def _in_sqlite(condition: str) -> str:
    """
    The oldest SQLite that we can live with has only the short form.
    """
    return condition.replace("IS DISTINCT FROM", "IS NOT")


def _with_function(guard: Guard) -> Iterator[str]:
    """
    The function, the trigger, and one more where rows could go without being removed one by one.
    """
    yield f"""
        CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql
        SET search_path = fastomsorg, pg_temp AS $guard$
        BEGIN
            IF {guard.when} THEN
                RAISE EXCEPTION USING
                    MESSAGE = '{guard.message}', ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN coalesce(NEW, OLD);
        END $guard$
    """
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )
    if guard.event == "DELETE":
        yield (
            f"CREATE OR REPLACE TRIGGER {guard.table}_is_not_emptied BEFORE TRUNCATE"
            f" ON {guard.table} FOR EACH STATEMENT EXECUTE FUNCTION never_emptied()"
        )


NEVER_EMPTIED = """
CREATE FUNCTION never_emptied() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION USING
        MESSAGE = TG_TABLE_NAME || ' is never removed', ERRCODE = 'integrity_constraint_violation';
END $guard$
"""
"""On PostgreSQL: all rows at once are not removed either, whoever is erased."""
