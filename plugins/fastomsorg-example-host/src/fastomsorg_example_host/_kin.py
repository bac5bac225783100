"""
Who among the staff is related to a client, which nobody can be contact for.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Engine, String, Table, insert, select

from fastomsorg.decisions import LocalObstacle

from ._database import TABLES

KIN = Table(
    "kin",
    TABLES,
    Column("staff", String, primary_key=True),
    Column("client", String, primary_key=True),
)


class Kin:
    """
    Staff who are related to clients (*närstående*), as the personnel administration has noted.
    """

    def __init__(self, database: Engine) -> None:
        self._database = database

    def note(self, staff: str, client: str) -> None:
        with self._database.begin() as connection:
            connection.execute(insert(KIN).values(staff=staff, client=client))

    def between(self, staff: str, client: str) -> Iterator[LocalObstacle]:
        """
        Why this person cannot be the client's contact (*lokalt hinder*).
        """
        related = select(KIN).where(KIN.c.staff == staff, KIN.c.client == client)
        with self._database.connect() as connection:
            found = connection.execute(related).first()
        if found is not None:
            yield LocalObstacle("Närstående till brukaren")
