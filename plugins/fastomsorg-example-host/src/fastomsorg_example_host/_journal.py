"""
The journal of the care system.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import attrs
from sqlalchemy import (
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    String,
    Table,
    Uuid,
    exists,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from fastomsorg.hooks import Standing
from fastomsorg.journal import JournalNote

from ._database import TABLES, written

ENTRIES = Table(
    "journal_entry",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("note", Uuid, nullable=False, unique=True),
    Column("client", String, nullable=False, index=True),
    Column("unit", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("heading", String, nullable=False),
    Column("text", String, nullable=False),
    Column("signed_by", String, nullable=False),
    Column("signed_at", String),
)


@attrs.frozen
class Entry:
    """
    What somebody reads in the journal (*journalanteckning*).
    """

    day: dt.date
    heading: str
    text: str = attrs.field(repr=False)
    signed_by: str = attrs.field(repr=False)


class HostJournal:
    """
    Takes notes into the journal (*journal*): each once, however often it is told.

    Over a connection it writes in the transaction that there is, and whoever began it ends it.
    """

    def __init__(self, database: Engine | Connection) -> None:
        self._database = database
        self.in_transaction = isinstance(database, Connection)

    def write(self, note: JournalNote) -> None:
        entry = insert(ENTRIES).values(
            note=note.id,
            client=note.case.client,
            unit=note.case.unit,
            day=note.on,
            heading=note.heading,
            text=note.text,
            signed_by=note.by.name or note.by.id,
            signed_at=note.recorded_at and written(note.recorded_at),
        )
        with self._connected() as connection:
            connection.execute(entry.on_conflict_do_nothing())

    def find(self, id: UUID) -> bool:
        with self._connected() as connection:
            return connection.execute(select(exists().where(ENTRIES.c.note == id))).scalar_one()

    def listed(self) -> Iterator[Standing]:
        with self._connected() as connection:
            rows = connection.execute(select(ENTRIES.c.note, ENTRIES.c.text)).all()
        return (Standing(id, text) for id, text in rows)

    def entries(self, client: str) -> tuple[Entry, ...]:
        """
        What the page of a client shows (*anteckningar*), in the order it was written.
        """
        shown = select(ENTRIES.c.day, ENTRIES.c.heading, ENTRIES.c.text, ENTRIES.c.signed_by).where(
            ENTRIES.c.client == client
        )
        with self._connected() as connection:
            rows = connection.execute(shown.order_by(ENTRIES.c.number)).all()
        return tuple(Entry(*row) for row in rows)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if isinstance(self._database, Connection):
            yield self._database
        else:
            with self._database.begin() as connection:
                yield connection
