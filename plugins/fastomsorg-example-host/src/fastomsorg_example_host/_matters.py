"""
Matters that a client's record is needed for, whatever its age.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Engine, Integer, String, Table, delete, insert, select

from fastomsorg.decisions import KeepLonger
from fastomsorg.law import Citation

from ._database import TABLES

MATTERS = Table(
    "matter",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("client", String, nullable=False, index=True),
    Column("about", String, nullable=False),
    Column("section", String, nullable=False),
)


class Matters:
    """
    Disputes and inspections that go on (*pågående ärenden*), each with the section that says so.
    """

    def __init__(self, database: Engine) -> None:
        self._database = database

    def open(self, client: str, about: str, section: Citation) -> None:
        row = {"client": client, "about": about, "section": str(section)}
        with self._database.begin() as connection:
            connection.execute(insert(MATTERS).values(row))

    def close(self, client: str) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(MATTERS).where(MATTERS.c.client == client))

    def of(self, client: str) -> Iterator[KeepLonger]:
        """
        Why the client's record is to be kept longer (*skäl att bevara*).
        """
        matters = select(MATTERS.c.about, MATTERS.c.section).where(MATTERS.c.client == client)
        with self._database.connect() as connection:
            rows = connection.execute(matters.order_by(MATTERS.c.number)).all()
        return (KeepLonger(about, (Citation.parse(section),)) for about, section in rows)
