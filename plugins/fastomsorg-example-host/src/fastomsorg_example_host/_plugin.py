"""
The plug-in: which addresses are ours, and what stands behind them.
"""

from sqlalchemy import Engine

from fastomsorg.hooks import Journal, People, Plan, Policy, hookimpl

from ._database import database_at
from ._journal import HostJournal
from ._people import HostPeople
from ._plan import HostPlan
from ._policy import HostPolicy

SCHEME = "example-host:"


class Plugin:
    """
    Opens ``example-host:FILE`` (*exempelvärd*): people, policy, journal and plans of one database.
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_open_people(self, url: str) -> People | None:
        database = _database(url)
        return None if database is None else HostPeople(database)

    @hookimpl
    def fastomsorg_open_policy(self, url: str) -> Policy | None:
        database = _database(url)
        return None if database is None else HostPolicy(database)

    @hookimpl
    def fastomsorg_open_journal(self, url: str) -> Journal | None:
        database = _database(url)
        return None if database is None else HostJournal(database)

    @hookimpl
    def fastomsorg_open_plan(self, url: str) -> Plan | None:
        database = _database(url)
        return None if database is None else HostPlan(database)


def _database(url: str) -> Engine | None:
    return database_at(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
