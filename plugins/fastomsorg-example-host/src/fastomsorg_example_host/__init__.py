"""
A small care system with people, roles, a journal and plans of its own, which holds fastomsorg.
"""

from ._care_system import CareSystem
from ._database import database_at
from ._journal import HostJournal
from ._kin import Kin
from ._matters import Matters
from ._people import HostPeople
from ._plan import HostPlan
from ._plugin import Plugin
from ._policy import HostPolicy, Roles
from ._register import Register

__all__ = [
    "CareSystem",
    "HostJournal",
    "HostPeople",
    "HostPlan",
    "HostPolicy",
    "Kin",
    "Matters",
    "Plugin",
    "Register",
    "Roles",
    "database_at",
]
