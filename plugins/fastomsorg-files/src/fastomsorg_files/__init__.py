"""
Journal notes, plan snapshots, planning changes and checkpoints written as files; visits read from
them.
"""

from ._anchor import FileAnchor
from ._journal import FileJournal
from ._plan import FilePlan
from ._planning import FilePlanning
from ._plugin import Plugin
from ._visits import FileVisits

__all__ = ["FileAnchor", "FileJournal", "FilePlan", "FilePlanning", "FileVisits", "Plugin"]
