"""
The same job in the `eventsourcing` library, with the same durability: load, decide, save.
"""

from pathlib import Path
from uuid import UUID

from eventsourcing import sqlite
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event


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
