"""
What the database refuses of its own accord, whoever writes; and what happens without the guard.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastomsorg_sql import Store

from fastomsorg.hooks import DeliveryState, Outgoing
from fastomsorg.terms import StoreError
from fastomsorg.testing import (
    CASE,
    FIRST_DAY,
    FIRST_INSTANT,
    a_draft,
    a_note,
    a_posting,
    accepted,
    an_access,
    started,
)

LEDGER = ("case_file", "registration", "entry", "enactment_start", "notice", "access")


@pytest.fixture
def connection(store: Store, file: Path) -> Iterator[sqlite3.Connection]:
    """
    Somebody else's connection to a store with a registration in it.
    """
    draft = a_draft(started(FIRST_DAY), *accepted(FIRST_DAY, "brs89", "greal"))
    notices = (Outgoing(a_note(draft, FIRST_DAY), ("files:a", "files:b")),)
    store.append([a_posting(draft, notices=notices, access=an_access())], now=FIRST_INSTANT)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def refused(connection: sqlite3.Connection, statement: str) -> str | None:
    """
    What the database says against it, or None where it is done.
    """
    try:
        connection.execute(statement)
    except sqlite3.IntegrityError as error:
        return str(error)
    return None


def without(connection: sqlite3.Connection, *guards: str) -> None:
    for guard in guards:
        connection.execute(f"DROP TRIGGER {guard}")


@pytest.mark.parametrize("table", LEDGER)
def test_what_stands_in_the_ledger_is_not_changed(
    connection: sqlite3.Connection, table: str
) -> None:
    change = f"UPDATE {table} SET {first_column(connection, table)} = 99"

    assert refused(connection, change) == f"{table} is only added to"
    without(connection, f"{table}_is_not_changed")
    assert refused(connection, change) != f"{table} is only added to"


@pytest.mark.parametrize("table", [*LEDGER, "delivery"])
def test_what_stands_in_the_ledger_is_not_removed(
    connection: sqlite3.Connection, table: str
) -> None:
    removal = f"DELETE FROM {table}"

    assert refused(connection, removal) == f"{table} is never removed"
    without(connection, f"{table}_is_not_removed")
    assert refused(connection, removal) != f"{table} is never removed"


@pytest.mark.parametrize("table", LEDGER)
def test_what_stands_in_the_ledger_is_not_replaced(
    connection: sqlite3.Connection, table: str
) -> None:
    unguard_order(connection)
    replacement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"

    assert refused(connection, replacement) == f"{table} is never removed"


@pytest.mark.parametrize("table", ["access", "case_file", "registration"])
def test_without_recursive_triggers_a_replacement_would_slip_past(
    connection: sqlite3.Connection, table: str
) -> None:
    unguard_order(connection)
    connection.execute("PRAGMA recursive_triggers = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")

    assert refused(connection, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}") is None


def first_column(connection: sqlite3.Connection, table: str) -> str:
    (name,) = connection.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()
    return str(name)


def unguard_order(connection: sqlite3.Connection) -> None:
    """
    Take away the guards that would refuse a replacement before it comes to removing anything.
    """
    without(connection, "entry_comes_before_registration", "notice_comes_before_registration")
    without(connection, "delivery_comes_before_notice")


def test_how_a_delivery_stands_may_change(connection: sqlite3.Connection, store: Store) -> None:
    assert refused(connection, "UPDATE delivery SET state = 'delivered'") is None
    assert [each.state for each in store.deliveries(CASE)] == [DeliveryState.DELIVERED] * 2


@pytest.mark.parametrize("change", ["target = 'files:c'", "rank = 7", "place = 7", "position = 7"])
def test_what_a_delivery_is_does_not_change(connection: sqlite3.Connection, change: str) -> None:
    assert refused(connection, f"UPDATE delivery SET {change} WHERE rank = 0") == (
        "delivery stays what it was"
    )
    without(connection, "delivery_stays_what_it_was")
    assert refused(connection, f"UPDATE delivery SET {change} WHERE rank = 0") != (
        "delivery stays what it was"
    )


REGISTRATION = (
    "INSERT INTO registration (position, id, digest, answer, recorded_at, actor, actor_name, "
    "actor_title, purpose, rulebook, routine, entries, notices) "
    "SELECT 9, 'another', digest, answer, recorded_at, actor, "
    "actor_name, actor_title, purpose, rulebook, routine, {entries}, {notices} FROM registration"
)
NOTICE = (
    "INSERT INTO notice SELECT {position}, 0, 'another', case_file, kind, on_day, not_before, "
    "content, {targets} FROM notice"
)
ENTRY = (
    "INSERT INTO entry (position, place, case_file, version, events) "
    "SELECT {position}, 1, case_file, 9, events FROM entry"
)


def test_a_registration_without_its_notices_is_refused(connection: sqlite3.Connection) -> None:
    statement = REGISTRATION.format(entries=0, notices=1)

    assert refused(connection, statement) == "registration without its notices"
    without(connection, "registration_has_its_notices")
    assert refused(connection, statement) is None


def test_a_registration_without_its_entries_is_refused(connection: sqlite3.Connection) -> None:
    statement = REGISTRATION.format(entries=1, notices=0)

    assert refused(connection, statement) == "registration without its entries"
    without(connection, "registration_has_its_entries")
    assert refused(connection, statement) is None


def test_a_notice_without_its_deliveries_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    statement = NOTICE.format(position=9, targets=1)

    assert refused(connection, statement) == "notice without its targets"
    without(connection, "notice_has_its_targets")
    assert refused(connection, statement) is None


@pytest.mark.parametrize(
    ("statement", "message", "guard"),
    [
        (
            ENTRY.format(position=1),
            "entry after its registration",
            "entry_comes_before_registration",
        ),
        (
            NOTICE.format(position=1, targets=0).replace("1, 0,", "1, 1,"),
            "notice after its registration",
            "notice_comes_before_registration",
        ),
        (
            (
                "INSERT INTO delivery (position, place, rank, target, state) "
                "VALUES (1, 0, 2, 'files:c', 'pending')"
            ),
            "delivery after its notice",
            "delivery_comes_before_notice",
        ),
    ],
)
def test_what_belongs_to_a_registration_does_not_come_after_it(
    connection: sqlite3.Connection, statement: str, message: str, guard: str
) -> None:
    assert refused(connection, statement) == message
    without(connection, guard)
    assert refused(connection, statement) is None


@pytest.mark.parametrize(
    "statement", [ENTRY.format(position=9), NOTICE.format(position=9, targets=0)]
)
def test_what_belongs_to_no_registration_is_refused_on_commit(
    connection: sqlite3.Connection, statement: str
) -> None:
    connection.execute("BEGIN")
    connection.execute(statement)

    assert refused(connection, "COMMIT") == "FOREIGN KEY constraint failed"


@pytest.fixture
def counted(connection: sqlite3.Connection) -> Callable[[str], int]:
    return lambda table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_without_foreign_keys_an_entry_of_no_registration_would_stay(
    connection: sqlite3.Connection, counted: Callable[[str], int]
) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")

    assert refused(connection, ENTRY.format(position=9)) is None
    assert [counted("registration"), counted("entry")] == [1, 2]


def test_what_was_tampered_with_past_the_guards_is_said_to_be_unreadable(
    store: Store, connection: sqlite3.Connection
) -> None:
    without(connection, "entry_is_not_changed")
    connection.execute("""UPDATE entry SET events = '[{"type": "nonsense"}]'""")

    with pytest.raises(StoreError) as refused:
        store.read(CASE)

    assert (refused.value.code, refused.value.facts) == ("store_unreadable", {"position": 1})
