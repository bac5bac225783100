"""
The embedded store: registrations, people, grants and notices in one database.
"""

from ._plugin import Plugin
from ._store import Store

__all__ = ["Plugin", "Store"]
