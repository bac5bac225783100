"""
The embedded store: registrations, people, grants and notices in one database.
"""

from ._over import SharedStore, over
from ._plugin import Plugin
from ._store import Store

__all__ = ["Plugin", "SharedStore", "Store", "over"]
