"""
What the roles that the scripts make can do, and what they cannot.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Store, application_role, eraser_role, unit_readers
from fastomsorg_sql._roles import CHANGES, NEW_ROWS
from fastomsorg_sql._schema import metadata
from psycopg.sql import SQL, Identifier

from fastomsorg.history import Case
from fastomsorg.hooks import DeliveryState, Outgoing
from fastomsorg.terms import CaseKey, Permission, StoreError
from fastomsorg.testing import (
    FIRST_DAY,
    FIRST_INSTANT,
    a_client,
    a_draft,
    a_note,
    a_posting,
    a_staff_member,
    a_unit,
    a_visit,
    accepted,
    an_access,
    an_actor,
    started,
)

OpenStore: TypeAlias = Callable[[str], Store]
NewRole: TypeAlias = Callable[..., str]
PASSWORD = "for-tests-only"


@pytest.fixture
def keeper(new_store: Callable[[], str], open_store: OpenStore) -> Iterator[psycopg.Connection]:
    """
    The connection of whoever owns the tables.
    """
    url = new_store()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


@pytest.fixture
def url_as(postgresql: Any, keeper: psycopg.Connection) -> Iterator[NewRole]:
    """
    Makes a login that may do nothing yet, and tells its URL.
    """
    made: list[str] = []

    def url_as(name: str) -> str:
        made.append(name)
        keeper.execute(SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(Identifier(name), PASSWORD))
        return f"{postgresql.url(keeper.info.dbname, user=name, password=PASSWORD)}?mode=rw"

    yield url_as
    for name in made:
        keeper.execute(SQL("DROP OWNED BY {}").format(Identifier(name)))
        keeper.execute(SQL("DROP ROLE {}").format(Identifier(name)))


def run(connection: psycopg.Connection, script: str) -> None:
    connection.execute(script.encode())


def work(store: Store) -> None:
    """
    Everything that an application does with a store, day by day.
    """
    list(store.put_units([a_unit()], now=FIRST_INSTANT))
    list(store.put_clients([a_client()], now=FIRST_INSTANT))
    list(store.put_clients([a_client(name="Agda Nytt Namn")], now=FIRST_INSTANT))
    list(store.put_staff([(a_staff_member("brs89"), None)], now=FIRST_INSTANT))
    list(store.put_visits([a_visit(FIRST_INSTANT)]))
    store.policy.add_actor(an_actor())
    store.policy.add_actor(an_actor(name="Ny"))
    store.policy.grant(an_actor().id, Permission.VIEW, "north")
    store.policy.revoke(an_actor().id, Permission.VIEW, "north")
    store.set("purpose", "care")
    draft = a_draft(started(FIRST_DAY), *accepted(FIRST_DAY, "brs89", "greal"))
    note = a_note(draft, FIRST_DAY)
    posting = a_posting(draft, notices=(Outgoing(note, ("files:a",)),), access=an_access())
    store.append([posting], now=FIRST_INSTANT)
    until = FIRST_INSTANT + dt.timedelta(minutes=1)
    (claimed,) = store.claim(FIRST_INSTANT, until=until, limit=1)
    store.settle(claimed.notice.id, claimed.target, DeliveryState.DELIVERED, None)
    store.log(an_access())
    assert store.rebuild() == 1
    assert len(list(store.changes())) == 1


def test_every_table_has_been_thought_of() -> None:
    assert sorted({*NEW_ROWS, *CHANGES, "erasing"}) == sorted(metadata.tables)


def test_the_application_works_with_a_role_that_cannot_change_what_is_registered(
    keeper: psycopg.Connection, url_as: NewRole, open_store: OpenStore
) -> None:
    url = url_as("fok_app")
    run(keeper, application_role("fok_app"))
    work(open_store(url))

    with psycopg.connect(url.replace("+psycopg", "").partition("?")[0], autocommit=True) as app:
        allowed = [
            statement
            for table in NEW_ROWS
            for statement in changes_of(table)
            if may(app, statement)
        ]
        assert allowed == []
        assert not may(app, "ALTER TABLE fastomsorg.entry DISABLE TRIGGER ALL")
        assert not may(app, "DROP TABLE fastomsorg.entry")
        assert not may(app, "INSERT INTO fastomsorg.erasing VALUES (1, -1)")
        assert not may(app, "SELECT setval('fastomsorg.latest_instant', 0)")
        assert not may(app, "UPDATE fastomsorg.header SET number = 0")
        assert may(app, "SELECT count(*) FROM fastomsorg.entry")


def test_without_the_script_a_role_can_do_nothing(
    url_as: NewRole, open_store: OpenStore, keeper: psycopg.Connection
) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(url_as("fok_nobody"))

    assert (refused.value.code, refused.value.facts["problem"]) == (
        "store_denied",
        "InsufficientPrivilege",
    )


def test_the_owner_could_which_is_why_nobody_works_as_the_owner(
    keeper: psycopg.Connection,
) -> None:
    assert may(keeper, "ALTER TABLE fastomsorg.entry DISABLE TRIGGER entry_is_not_changed")


def changes_of(table: str) -> tuple[str, ...]:
    column = next(f'"{column.name}"' for column in metadata.tables[table].columns)
    return (
        f"UPDATE fastomsorg.{table} SET {column} = {column}",
        f"DELETE FROM fastomsorg.{table}",
        f"TRUNCATE fastomsorg.{table}",
    )


def may(connection: psycopg.Connection, statement: str) -> bool:
    """
    Is it allowed? It is undone.
    """
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


UNITS = ("annex", "brygg")
CANARY = "brygg"
"""Whatever is of the other unit says so: ids, names, words."""


def fill(store: Store, *units: str) -> None:
    """
    Two cases at each unit, with everything that there can be.
    """
    numbers = iter(range(1, 100))
    for unit in units:
        list(store.put_units([a_unit(unit, name=f"Enhet {unit}")], now=FIRST_INSTANT))
        staff = a_staff_member(f"s-{unit}", name=f"Personal {unit}", units=(unit,))
        list(store.put_staff([(staff, None)], now=FIRST_INSTANT))
        store.policy.add_actor(an_actor(f"a-{unit}"))
        store.policy.grant(f"a-{unit}", Permission.VIEW, unit)
        for number in (1, 2):
            key = CaseKey(f"{unit}-{number}", unit)
            client = a_client(key.client, name=f"Brukare {unit}", protected=False)
            list(store.put_clients([client], now=FIRST_INSTANT))
            visit = a_visit(FIRST_INSTANT, f"v-{key.client}", client=key.client, unit=unit)
            list(store.put_visits([visit]))
            events = (started(FIRST_DAY), *accepted(FIRST_DAY, f"s-{unit}"))
            draft = a_draft(*events, number=next(numbers), case=key)
            note = Outgoing(a_note(draft, FIRST_DAY, case=key), (f"files:{unit}",))
            posting = a_posting(draft, Case(key), notices=(note,), access=an_access(case=key))
            store.append([posting], now=FIRST_INSTANT)


Answers: TypeAlias = Mapping[str, tuple[int, str] | None]
"""By table: how many rows, and all that stands in them; None where nothing may be asked."""


def read_everything(connection: psycopg.Connection) -> Answers:
    return {table: _read(connection, table) for table in sorted(metadata.tables)}


def _read(connection: psycopg.Connection, table: str) -> tuple[int, str] | None:
    readable = [
        name
        for (name,) in connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'fastomsorg'"
            " AND table_name = %s AND has_column_privilege(%s, column_name, 'SELECT')",
            [table, f'fastomsorg."{table}"'],
        )
    ]
    if not readable:
        return None
    columns = SQL(", ").join(map(Identifier, readable))
    rows = connection.execute(
        SQL("SELECT {} FROM fastomsorg.{}").format(columns, Identifier(table))
    ).fetchall()
    return len(rows), repr(rows)


@pytest.fixture
def reader(
    keeper: psycopg.Connection, url_as: NewRole, open_store: OpenStore, postgresql: Any
) -> Iterator[psycopg.Connection]:
    """
    The connection of the first unit's login, over a store that holds two units.
    """
    app = url_as("fok_app")
    url = url_as("fok_annex")
    keeper.execute("CREATE ROLE fok_readers")
    keeper.execute("GRANT fok_readers TO fok_annex")
    run(keeper, application_role("fok_app"))
    run(keeper, unit_readers("fok_readers", "fok_app"))
    keeper.execute("INSERT INTO fastomsorg_readers.reader VALUES ('fok_annex', 'annex')")
    fill(open_store(app), *UNITS)
    place = url.replace("+psycopg", "").partition("?")[0]
    with psycopg.connect(place, autocommit=True) as connection:
        yield connection
    keeper.execute("DROP OWNED BY fok_readers")
    keeper.execute("DROP ROLE fok_readers")


def leaks(answers: Answers) -> list[str]:
    return [table for table, told in answers.items() if told is not None and CANARY in told[1]]


def counts(answers: Answers) -> dict[str, int]:
    return {table: told[0] for table, told in answers.items() if told is not None}


def test_a_units_login_reads_its_unit_and_nothing_of_another_in_any_table(
    reader: psycopg.Connection,
) -> None:
    answers = read_everything(reader)

    assert leaks(answers) == []
    assert counts(answers) == {
        **dict.fromkeys(("case_file", "client", "entry", "registration", "spell", "visit"), 2),
        **dict.fromkeys(("staff", "unit"), 1),
    }


def test_without_the_policies_the_same_login_would_read_everything(
    reader: psycopg.Connection, keeper: psycopg.Connection
) -> None:
    for table in metadata.tables:
        keeper.execute(
            SQL("ALTER TABLE fastomsorg.{} DISABLE ROW LEVEL SECURITY").format(Identifier(table))
        )

    assert leaks(read_everything(reader)) == [
        *("case_file", "client", "entry", "spell", "staff", "unit", "visit")
    ]


FAILING = (
    "SELECT client::int FROM fastomsorg.case_file WHERE unit = 'brygg'",
    "SELECT 1 / (CASE WHEN client LIKE 'brygg%' THEN 0 ELSE 1 END) FROM fastomsorg.case_file",
    "SELECT name::int FROM fastomsorg.client WHERE name LIKE '%brygg'",
    "SELECT events::int FROM fastomsorg.entry WHERE events LIKE '%brygg%'",
    "SELECT name::int FROM fastomsorg.staff WHERE name LIKE '%brygg'",
)


def test_an_error_tells_nothing_of_another_unit(
    reader: psycopg.Connection, keeper: psycopg.Connection
) -> None:
    """
    A question that would fail over the other unit's rows does not: they are not there.
    """
    for statement in FAILING:
        reader.execute(statement)
        with pytest.raises(psycopg.errors.DataError):
            keeper.execute(statement)


FORBIDDEN = (
    "INSERT INTO fastomsorg.case_file (client, unit) VALUES ('brygg-1', 'brygg')",
    "UPDATE fastomsorg.spell SET unit = 'annex'",
    "DELETE FROM fastomsorg.visit",
    "SELECT answer FROM fastomsorg.registration",
    "SELECT units FROM fastomsorg.staff",
    "SELECT count(*) FROM fastomsorg.notice",
    "SELECT count(*) FROM fastomsorg.access",
    "SELECT last_value FROM fastomsorg.registration_position_seq",
    "SELECT * FROM fastomsorg.settled()",
    "SELECT * FROM fastomsorg.next_places(1, 0)",
    "INSERT INTO fastomsorg_readers.reader VALUES ('fok_annex', 'brygg')",
    "SELECT * FROM fastomsorg_readers.reader",
)


def test_a_units_login_cannot_write_nor_ask_what_is_of_everybody(
    reader: psycopg.Connection,
) -> None:
    assert [statement for statement in FORBIDDEN if may(reader, statement)] == []


def test_whoever_is_protected_is_left_out(
    reader: psycopg.Connection, keeper: psycopg.Connection, open_store: OpenStore, postgresql: Any
) -> None:
    store = open_store(f"{postgresql.url(keeper.info.dbname)}?mode=rw")
    list(store.put_clients([a_client("annex-1", protected=True)], now=FIRST_INSTANT))

    assert counts(read_everything(reader)) == {
        **dict.fromkeys(("case_file", "client", "entry", "registration", "spell", "visit"), 1),
        **dict.fromkeys(("staff", "unit"), 1),
    }


def test_whoever_erases_has_a_role_of_its_own(
    keeper: psycopg.Connection, url_as: NewRole, open_store: OpenStore
) -> None:
    app, eraser = url_as("fok_app"), url_as("fok_eraser")
    run(keeper, application_role("fok_app") + application_role("fok_eraser"))
    run(keeper, eraser_role("fok_eraser"))
    store = open_store(app)
    work(store)
    cases = [store.read(key) for key in store.cases()]

    with pytest.raises(StoreError, match="store_denied"):
        store.erase(cases, staying=(), access=an_access())
    assert open_store(eraser).erase(cases, staying=(), access=an_access())

    assert list(store.cases()) == []
    assert open_store(eraser).sweep() is False
