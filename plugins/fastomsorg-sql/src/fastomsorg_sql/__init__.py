"""
The embedded store: registrations, people, grants and notices in one database.
"""

from ._over import SharedStore, over
from ._plugin import Plugin
from ._roles import application_role, eraser_role, unit_readers
from ._store import Store

__all__ = [
    "Plugin",
    "SharedStore",
    "Store",
    "application_role",
    "eraser_role",
    "over",
    "unit_readers",
]
