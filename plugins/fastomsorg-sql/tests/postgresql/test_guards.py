"""
What a server refuses of its own accord, whoever writes; and what happens without the guard.
"""

import psycopg
import pytest
from fastomsorg_sql import Store

from fastomsorg.hooks import Outgoing
from fastomsorg.testing import (
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
SEEN = "SET search_path = fastomsorg"


@pytest.fixture
def ledger(store: Store, sql: psycopg.Connection) -> psycopg.Connection:
    """
    The connection of whoever owns a store with a registration in it.
    """
    draft = a_draft(started(FIRST_DAY), *accepted(FIRST_DAY, "brs89", "greal"))
    notices = (Outgoing(a_note(draft, FIRST_DAY), ("files:a", "files:b")),)
    store.append([a_posting(draft, notices=notices, access=an_access())], now=FIRST_INSTANT)
    sql.execute(SEEN)
    return sql


def refused(connection: psycopg.Connection, *statements: str) -> str | None:
    """
    What the database says against the last of them, or None where it is done; then it is undone.
    """
    try:
        with connection.transaction(force_rollback=True):
            for statement in statements:
                connection.execute(statement)
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg.errors.IntegrityError as error:
        return error.diag.message_primary
    return None


def without(table: str, guard: str) -> str:
    return f"ALTER TABLE {table} DISABLE TRIGGER {guard}"


@pytest.mark.parametrize("table", LEDGER)
def test_what_stands_in_the_ledger_is_not_changed(ledger: psycopg.Connection, table: str) -> None:
    (column,) = ledger.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = 'fastomsorg' AND ordinal_position = 1",
        [table],
    ).fetchone() or ("",)
    change = f"UPDATE {table} SET {column} = {column}"

    assert refused(ledger, change) == f"{table} is only added to"
    assert refused(ledger, without(table, f"{table}_is_not_changed"), change) is None


@pytest.mark.parametrize("table", [*LEDGER, "delivery"])
def test_what_stands_in_the_ledger_is_not_removed(ledger: psycopg.Connection, table: str) -> None:
    removal, name = f"DELETE FROM {table}", f"{table} is never removed"

    assert refused(ledger, removal) == name
    assert refused(ledger, without(table, f"{table}_is_not_removed"), removal) != name


@pytest.mark.parametrize("table", [*LEDGER, "delivery"])
def test_what_stands_in_the_ledger_does_not_go_all_at_once(
    ledger: psycopg.Connection, table: str
) -> None:
    removal, name = f"TRUNCATE {table} CASCADE", " is never removed"

    assert name in (refused(ledger, removal) or "")


def test_how_a_delivery_stands_may_change(ledger: psycopg.Connection) -> None:
    assert refused(ledger, "UPDATE delivery SET state = 'delivered'") is None


@pytest.mark.parametrize("change", ["target = 'files:c'", "rank = 7", "place = 7", "position = 7"])
def test_what_a_delivery_is_does_not_change(ledger: psycopg.Connection, change: str) -> None:
    statement = f"UPDATE delivery SET {change} WHERE rank = 0"

    assert refused(ledger, statement) == "delivery stays what it was"
    guard = without("delivery", "delivery_stays_what_it_was")
    assert refused(ledger, guard, statement) != "delivery stays what it was"


REGISTRATION = (
    "INSERT INTO registration (position, id, digest, answer, recorded_at, actor, actor_name,"
    " actor_title, purpose, rulebook, routine, entries, notices)"
    " SELECT 9, gen_random_uuid(), digest, answer, recorded_at, actor, actor_name, actor_title,"
    " purpose, rulebook, routine, {entries}, {notices} FROM registration"
)
ENTRY = (
    "INSERT INTO entry (position, place, case_file, version, events)"
    " SELECT {position}, 1, case_file, 9, events FROM entry"
)
DELIVERY = (
    "INSERT INTO delivery (position, place, rank, target, state)"
    " VALUES (1, 0, 2, 'files:c', 'pending')"
)


@pytest.mark.parametrize(
    ("statement", "message", "table", "guard"),
    [
        (
            REGISTRATION.format(entries=0, notices=1),
            "registration without its notices",
            "registration",
            "registration_has_its_notices",
        ),
        (
            REGISTRATION.format(entries=1, notices=0),
            "registration without its entries",
            "registration",
            "registration_has_its_entries",
        ),
        (
            ENTRY.format(position=1),
            "entry after its registration",
            "entry",
            "entry_comes_before_registration",
        ),
        (
            DELIVERY,
            "delivery after its notice",
            "delivery",
            "delivery_comes_before_notice",
        ),
    ],
)
def test_a_registration_comes_with_what_belongs_to_it_and_nothing_later(
    ledger: psycopg.Connection, statement: str, message: str, table: str, guard: str
) -> None:
    assert refused(ledger, statement) == message
    assert refused(ledger, without(table, guard), statement) is None


def test_what_belongs_to_no_registration_is_refused_on_commit(ledger: psycopg.Connection) -> None:
    told = refused(ledger, ENTRY.format(position=9))

    assert "fk_entry_registration" in (told or "")


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("spell", "client = 'ö', start = 'someday'"),
        ("spell", "primary_by = 'nobody'"),
        ("client", "protected = 'perhaps'"),
        ("client", "recorded_at = 'now'"),
    ],
)
def test_types_are_checked(ledger: psycopg.Connection, table: str, values: str) -> None:
    with pytest.raises(psycopg.errors.DataError):
        ledger.execute(f"UPDATE {table} SET {values}")
