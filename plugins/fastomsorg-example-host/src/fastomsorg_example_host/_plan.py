"""
The implementation plans of the care system.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import JSON, Column, Date, Engine, Integer, String, Table, Uuid, exists, select
from sqlalchemy.dialects.sqlite import insert

from fastomsorg.hooks import Standing
from fastomsorg.journal import PlanSnapshot
from fastomsorg.terms import CaseKey

from ._database import TABLES

SHOWN = Table(
    "plan_contact",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("snapshot", Uuid, nullable=False, unique=True),
    Column("client", String, nullable=False, index=True),
    Column("unit", String, nullable=False),
    Column("from_day", Date, nullable=False),
    Column("lines", JSON, nullable=False),
)


class HostPlan:
    """
    Shows contacts in the client's ongoing plan (*genomförandeplan*): copies, never links.
    """

    def __init__(self, database: Engine) -> None:
        self._database = database

    def show(self, snapshot: PlanSnapshot) -> None:
        shown = insert(SHOWN).values(
            snapshot=snapshot.id,
            client=snapshot.case.client,
            unit=snapshot.case.unit,
            from_day=snapshot.on,
            lines=[list(line) for line in snapshot.lines],
        )
        with self._database.begin() as connection:
            connection.execute(shown.on_conflict_do_nothing())

    def find(self, id: UUID) -> bool:
        with self._database.connect() as connection:
            return connection.execute(select(exists().where(SHOWN.c.snapshot == id))).scalar_one()

    def listed(self) -> Iterator[Standing]:
        with self._database.connect() as connection:
            rows = connection.execute(select(SHOWN.c.snapshot, SHOWN.c.lines)).all()
        for id, lines in rows:
            yield Standing(id, "\n".join(f"{label}: {text}" for label, text in lines))

    def lines(self, case: CaseKey) -> tuple[tuple[str, str], ...]:
        """
        What the plan shows now (*rader*), label and text: what it was told last.
        """
        latest = (
            select(SHOWN.c.lines)
            .where(SHOWN.c.client == case.client, SHOWN.c.unit == case.unit)
            .order_by(SHOWN.c.number.desc())
        )
        with self._database.connect() as connection:
            lines = connection.execute(latest.limit(1)).scalar()
        return tuple((label, text) for label, text in lines or ())
