"""
Journal notes, plan snapshots, planning changes and checkpoints, written as files.
"""

from ._anchor import FileAnchor
from ._journal import FileJournal
from ._plan import FilePlan
from ._planning import FilePlanning
from ._plugin import Plugin

__all__ = ["FileAnchor", "FileJournal", "FilePlan", "FilePlanning", "Plugin"]
