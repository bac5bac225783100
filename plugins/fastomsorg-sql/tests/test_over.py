"""
A store over a connection that the host owns: what the host commits is there, and nothing else.

The host here has a journal of its own, a table in the same database, and writes to it over the same
connection.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from fastomsorg_sql import SharedStore, Store, over
from fastomsorg_sql._migrations import SCHEMA
from sqlalchemy import Connection, Engine, create_engine, event, text

from fastomsorg.casework import Casework, Desk
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.decisions import Granted
from fastomsorg.hooks import Grants
from fastomsorg.journal import JournalNote
from fastomsorg.terms import CaseKey, Permission, StaleCase, Status, StoreError
from fastomsorg.testing import (
    CASE,
    FIRST_DAY,
    FIRST_INSTANT,
    GrantsConformance,
    IntakeConformance,
    PeopleConformance,
    StorageConformance,
    VisitsConformance,
    WholeStoreConformance,
    a_client,
    a_draft,
    a_posting,
    a_staff_member,
    a_unit,
    an_actor,
    started,
)

OpenStore: TypeAlias = Callable[[str], Store]
Guarded: TypeAlias = Callable[[str], Engine]


@pytest.fixture(scope="module")
def _engines() -> Iterator[Guarded]:
    """
    Engines as a host makes them, with what SQLite has to be told on every connection.
    """
    made: dict[str, Engine] = {}

    def engine(url: str) -> Engine:
        if url not in made:
            made[url] = create_engine(url)
            if made[url].dialect.name == "sqlite":
                event.listen(made[url], "connect", guarded)
        return made[url]

    yield engine
    for each in made.values():
        each.dispose()


def guarded(connection: object, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[attr-defined]
    connection.execute("PRAGMA recursive_triggers = ON")  # type: ignore[attr-defined]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> str:
    """
    The URL of a database that holds an empty store, for the driver.
    """
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('file')}"
    request.getfixturevalue("emptied")()
    url: str = request.getfixturevalue("shared_database")
    return url


@pytest.fixture
def engine(_engines: Guarded, place: str) -> Engine:
    return _engines(place)


@pytest.fixture
def host(engine: Engine) -> Iterator[Connection]:
    """
    The host's connection; what it has not committed is gone after the test.
    """
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def shared(host: Connection) -> SharedStore:
    return over(host)


class TestStorage(StorageConformance):
    @pytest.fixture
    def storage(self, shared: SharedStore) -> Store:
        return shared

    @pytest.fixture
    def reopened(self, host: Connection) -> Callable[[], Store]:
        return lambda: over(host)


class TestPeople(PeopleConformance):
    @pytest.fixture
    def people(self, shared: SharedStore) -> Store:
        return shared


class TestIntake(IntakeConformance):
    @pytest.fixture
    def intake(self, shared: SharedStore) -> Store:
        return shared


class TestVisits(VisitsConformance):
    @pytest.fixture
    def visits(self, shared: SharedStore) -> Store:
        return shared


class TestWholeStore(WholeStoreConformance):
    @pytest.fixture
    def whole_store(self, shared: SharedStore) -> Store:
        return shared


class TestGrants(GrantsConformance):
    @pytest.fixture
    def grants(self, shared: SharedStore) -> Grants:
        return shared.policy


class HostJournal:
    """
    The host's journal, in a table of its own, over the connection that it is handed.
    """

    in_transaction = True

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, note: JournalNote) -> None:
        row = {"id": str(note.id), "text": note.text}
        self._connection.execute(text("INSERT INTO host_note VALUES (:id, :text)"), row)


@pytest.fixture
def desk(host: Connection) -> Desk:
    """
    A desk in an office whose people have been committed, and a journal in the host's own table.
    """
    host.execute(text("DROP TABLE IF EXISTS host_note"))
    host.execute(text("CREATE TABLE host_note (id varchar(36), text varchar)"))
    store = over(host)
    list(store.put_units([a_unit()], now=FIRST_INSTANT))
    list(store.put_clients([a_client()], now=FIRST_INSTANT))
    staff = a_staff_member("britta")
    list(store.put_staff([(staff, None)], now=FIRST_INSTANT))
    list(store.put_employments([("britta", each) for each in staff.employments], now=FIRST_INSTANT))
    store.policy.add_actor(an_actor())
    for permission in Permission:
        store.policy.grant(an_actor().id, permission, None)
    host.commit()
    casework = Casework(
        storage=store, people=store, policy=store.policy, journal={"host": HostJournal(host)}
    )
    return casework.acting(an_actor())


def accept(desk: Desk) -> None:
    case = CaseKey(a_client().id, "north")
    start = desk.submit(StartEnactment(case, "e1", FIRST_DAY))
    answer = desk.submit(RecordStatus(case, Status.ACCEPTED, FIRST_DAY, primary="britta"))
    assert (type(start), type(answer)) == (Granted, Granted)


def stored(engine: Engine, host: Connection) -> tuple[int, int]:
    """
    How many registrations and how many of the host's notes somebody else sees.
    """
    with engine.connect() as other:
        notes = other.execute(text("SELECT count(*) FROM host_note")).scalar_one()
        return len(list(over(other).changes())), int(notes)


def test_what_the_host_commits_is_there_with_exactly_one_note(
    engine: Engine, host: Connection, desk: Desk
) -> None:
    accept(desk)
    host.commit()

    assert stored(engine, host) == (2, 1)


def test_what_the_host_rolls_back_was_never_there_and_nobody_was_told(
    engine: Engine, host: Connection, desk: Desk
) -> None:
    accept(desk)
    host.rollback()

    assert stored(engine, host) == (0, 0)


def test_after_a_rollback_the_same_may_be_done_again(
    engine: Engine, host: Connection, desk: Desk
) -> None:
    accept(desk)
    host.rollback()
    accept(desk)
    host.commit()

    assert stored(engine, host) == (2, 1)


def test_a_host_that_begins_a_transaction_itself_ends_it_itself(
    engine: Engine, host: Connection, desk: Desk
) -> None:
    with host.begin():
        accept(desk)

    assert stored(engine, host) == (2, 1)


def test_what_is_refused_undoes_nothing_of_the_hosts(host: Connection, shared: SharedStore) -> None:
    list(shared.put_units([a_unit("before")], now=FIRST_INSTANT))
    good, stale = a_draft(started(FIRST_DAY), number=1), a_draft(started(FIRST_DAY), number=2)
    shared.append([a_posting(good)], now=FIRST_INSTANT)
    with pytest.raises(StaleCase):
        shared.append([a_posting(stale)], now=FIRST_INSTANT)
    list(shared.put_units([a_unit("later")], now=FIRST_INSTANT))
    host.commit()

    assert [unit.id for unit in shared.units()] == ["before", "later"]
    assert shared.read(CASE).version == 1


def test_statements_of_the_host_are_executed_as_the_host_says(
    host: Connection, shared: SharedStore
) -> None:
    host.execute(text("CREATE TABLE IF NOT EXISTS host_unit (id varchar)"))
    list(shared.put_units([a_unit()], now=FIRST_INSTANT))
    host.execute(text("INSERT INTO host_unit VALUES ('ours')"))

    assert host.execute(text("SELECT id FROM host_unit")).scalars().all() == ["ours"]
    assert [unit.id for unit in shared.units()] == ["north"]
    host.rollback()


def test_no_backup_is_taken_inside_the_hosts_transaction(
    shared: SharedStore, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="backup_in_transaction"):
        shared.backup(str(tmp_path / "copy.db"))


def refusal(connection: Connection) -> tuple[str, object]:
    with pytest.raises(StoreError) as refused:
        over(connection)
    return refused.value.code, refused.value.facts.get("problem")


def test_a_database_without_a_store_is_refused(tmp_path: Path) -> None:
    bare = create_engine(f"sqlite:///{tmp_path}/bare.db")
    event.listen(bare, "connect", guarded)
    with bare.connect() as connection:
        assert refusal(connection) == ("store_missing", None)
    bare.dispose()


def test_an_sqlite_that_does_not_look_at_references_is_refused(file: Path) -> None:
    careless = create_engine(f"sqlite:///{file}")
    with careless.connect() as connection:
        assert refusal(connection) == ("store_not_shared", "foreign_keys = OFF")
    careless.dispose()


def test_a_connection_that_commits_every_statement_is_refused(shared_database: str) -> None:
    every = create_engine(shared_database, isolation_level="AUTOCOMMIT")
    with every.connect() as connection:
        assert refusal(connection) == ("store_not_shared", "autocommit")
    every.dispose()


@pytest.mark.parametrize(
    ("schema", "code"), [(SCHEMA + 1, "store_newer"), (SCHEMA - 1, "store_older")]
)
def test_a_store_of_another_version_is_refused(file: Path, schema: int, code: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {schema}")
    ours = create_engine(f"sqlite:///{file}")
    event.listen(ours, "connect", guarded)
    with ours.connect() as host:
        assert refusal(host)[0] == code
    ours.dispose()


def test_a_connection_through_another_driver_is_refused(file: Path) -> None:
    other = create_engine(f"sqlite:///{file}")
    other.dialect.driver = "another"
    with other.connect() as connection:
        assert refusal(connection) == ("store_not_shared", "another")
    other.dispose()
