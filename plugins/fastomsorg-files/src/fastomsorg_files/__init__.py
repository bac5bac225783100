"""
Journal notes, plan snapshots and planning changes written as files.
"""

from ._journal import FileJournal
from ._plan import FilePlan
from ._planning import FilePlanning
from ._plugin import Plugin

__all__ = ["FileJournal", "FilePlan", "FilePlanning", "Plugin"]
