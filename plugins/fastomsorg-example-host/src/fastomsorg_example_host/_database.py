"""
The database of the care system, in which every part has tables of its own.
"""

import datetime as dt

from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.pool import NullPool

TABLES = MetaData()


def database_at(file: str) -> Engine:
    """
    The database in the file (*databas*), with the tables that are not there yet.
    """
    database = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    TABLES.create_all(database)
    return database


def written(instant: dt.datetime) -> str:
    """
    An instant (*tidpunkt*) as text that sorts as instants do: UTC, to the microsecond.
    """
    return instant.astimezone(dt.UTC).isoformat(timespec="microseconds")
