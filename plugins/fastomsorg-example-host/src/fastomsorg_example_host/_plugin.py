"""
The plug-in: which addresses are ours, and what stands behind them.
"""

import datetime as dt
from collections.abc import Sequence
from importlib.resources import files

from sqlalchemy import Engine

from fastomsorg.care import Client, StaffMember
from fastomsorg.decisions import KeepLonger, LocalObstacle
from fastomsorg.hooks import Journal, People, Plan, Policy, hookimpl
from fastomsorg.routine import RoutineText
from fastomsorg.statistics import Measure
from fastomsorg.terms import UnitId

from ._database import database_at
from ._journal import HostJournal
from ._kin import Kin
from ._matters import Matters
from ._measures import WEEKENDS
from ._people import HostPeople
from ._plan import HostPlan
from ._policy import HostPolicy

SCHEME = "example-host:"
ROUTINE = "routine.toml"


class Plugin:
    """
    Opens ``example-host:FILE`` (*exempelvärd*): people, policy, journal and plans of one database.

    A record that a matter in any of the databases is about is kept longer, and whoever is noted as
    related to a client there cannot be the client's contact. The routine of the
    municipality comes along, to be assigned, and a measure of the care system's own.
    """

    fastomsorg_hook_version = 1

    def __init__(self) -> None:
        self._opened: dict[str, Engine] = {}

    @hookimpl
    def fastomsorg_open_people(self, url: str) -> People | None:
        database = self._database(url)
        return None if database is None else HostPeople(database)

    @hookimpl
    def fastomsorg_open_policy(self, url: str) -> Policy | None:
        database = self._database(url)
        return None if database is None else HostPolicy(database)

    @hookimpl
    def fastomsorg_open_journal(self, url: str) -> Journal | None:
        database = self._database(url)
        return None if database is None else HostJournal(database)

    @hookimpl
    def fastomsorg_open_plan(self, url: str) -> Plan | None:
        database = self._database(url)
        return None if database is None else HostPlan(database)

    @hookimpl
    def fastomsorg_retention(self, client: Client) -> Sequence[KeepLonger]:
        return [
            reason
            for database in self._opened.values()
            for reason in Matters(database).of(client.id)
        ]

    @hookimpl
    def fastomsorg_eligibility(
        self, staff: StaffMember, client: Client | None, unit: UnitId, on: dt.date
    ) -> Sequence[LocalObstacle]:
        del unit, on  # whoever is related is so everywhere, always
        if client is None:
            return []
        return [
            obstacle
            for database in self._opened.values()
            for obstacle in Kin(database).between(staff.id, client.id)
        ]

    @hookimpl
    def fastomsorg_routines(self) -> Sequence[RoutineText]:
        written = files(__package__) / ROUTINE
        return [RoutineText(ROUTINE, written.read_text(encoding="utf-8"))]

    @hookimpl
    def fastomsorg_measures(self) -> Sequence[Measure]:
        return (WEEKENDS,)

    def _database(self, url: str) -> Engine | None:
        if not url.startswith(SCHEME):
            return None
        file = url.removeprefix(SCHEME)
        if file not in self._opened:
            self._opened[file] = database_at(file)
        return self._opened[file]
