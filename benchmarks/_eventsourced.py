"""
The same job in the `eventsourcing` library, with the same durability: load, decide, save.
"""

from pathlib import Path
from uuid import UUID

from eventsourcing import sqlite
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from sqlalchemy import make_url


class DurablePool(sqlite.SQLiteConnectionPool):
    """
    Its connections, set as ours are: no write-ahead log, and nothing acknowledged too early.
    """

    def _create_connection(self) -> sqlite.SQLiteConnection:
        self.is_journal_mode_wal = True
        connection = super()._create_connection()
        for setting in ("journal_mode = DELETE", "synchronous = EXTRA"):
            connection._sqlite_conn.execute(f"PRAGMA {setting}")
        return connection


sqlite.SQLiteConnectionPool = DurablePool


class ContactCase(Aggregate):
    """
    A case as an aggregate: one primary at a time.
    """

    @event("Started")
    def __init__(self, client: str) -> None:
        self.client = client
        self.status = "not_asked"
        self.primary = ""

    @event("Answered")
    def answer(self, status: str, primary: str) -> None:
        if not primary:
            raise ValueError("primary_missing")
        self.status = status
        self.primary = primary


class Cases(Application):
    """
    The application that loads, decides and saves.
    """

    def start(self, client: str) -> UUID:
        case = ContactCase(client)
        self.save(case)
        return UUID(str(case.id))

    def answer(self, case_id: UUID, primary: str) -> None:
        case = self.repository.get(case_id)
        case.answer("accepted", primary)
        self.save(case)


def cases(path: Path) -> Cases:
    return Cases(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)})


def cases_on_server(url: str, *, new: bool) -> Cases:
    """
    The same in a PostgreSQL database, which is as durable as its server; a *new* one gets tables.
    """
    read = make_url(url)
    assert read.password is not None
    return Cases(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(read.database),
            "POSTGRES_HOST": str(read.host),
            "POSTGRES_PORT": str(read.port),
            "POSTGRES_USER": str(read.username),
            "POSTGRES_PASSWORD": str(read.password),
            "CREATE_TABLE": "y" if new else "n",
        }
    )
