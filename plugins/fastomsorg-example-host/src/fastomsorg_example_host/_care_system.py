"""
The care system itself: it lets people in, and holds a casework.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Column, String, Table, select
from sqlalchemy.dialects.sqlite import insert

from fastomsorg.casework import Casework, Desk
from fastomsorg.hooks import Panel
from fastomsorg.terms import Actor, Instant

from ._database import TABLES, database_at
from ._journal import HostJournal
from ._kin import Kin
from ._matters import Matters
from ._people import HostPeople
from ._plan import HostPlan
from ._plugin import SCHEME
from ._policy import Roles
from ._register import Register

USERS = Table(
    "user",
    TABLES,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("title", String, nullable=False),
)
PLUG_INS = frozenset({"sql", "example-host"})


class CareSystem:
    """
    A small care system (*verksamhetssystem*) in a folder, with users, roles, journal and plans.

    Registrations stand in a store of fastomsorg's own beside them; *clock* gives its instants.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], Instant]) -> None:
        file = folder / "care.db"
        self._database = database_at(str(file))
        self.register = Register(self._database)
        self.people = HostPeople(self._database)
        self.roles = Roles(self._database)
        self.journal = HostJournal(self._database)
        self.plans = HostPlan(self._database)
        self.matters = Matters(self._database)
        self.kin = Kin(self._database)
        ours = f"{SCHEME}{file}"
        self.casework = Casework.open(
            f"sqlite:///{folder / 'fok.db'}",
            people=ours,
            policy=ours,
            journal=[ours],
            plan=[ours],
            panel=Panel.installed(PLUG_INS),
            clock=clock,
        )

    def add_user(self, id: str, name: str, title: str) -> None:
        """
        Let somebody in from now on (*användare*); what they may do follows from their roles.
        """
        row = {"id": id, "name": name, "title": title}
        with self._database.begin() as connection:
            user = insert(USERS).values(row)
            connection.execute(user.on_conflict_do_update(index_elements=["id"], set_=row))

    def log_in(self, user: str) -> Desk:
        """
        The desk of somebody who has been let in (*logga in*). Raises `LookupError` for others.
        """
        with self._database.connect() as connection:
            found = connection.execute(select(USERS).where(USERS.c.id == user)).one_or_none()
        if found is None:
            raise LookupError(f"no user {user!r}")
        return self.casework.acting(Actor(*found))
