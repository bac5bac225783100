"""
The plug-in: it answers to every ``files:`` URL.
"""

from fastomsorg.hooks import Anchor, Journal, Plan, Planning, Visits, hookimpl

from ._address import folder_of, is_ours
from ._anchor import FileAnchor
from ._journal import FileJournal
from ._plan import FilePlan
from ._planning import FilePlanning
from ._visits import FileVisits


class Plugin:
    """
    Journal, plans, planning, visits and anchor in the folder that the URL names (*i filer*).
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_open_journal(self, url: str) -> Journal | None:
        return FileJournal(folder_of(url)) if is_ours(url) else None

    @hookimpl
    def fastomsorg_open_plan(self, url: str) -> Plan | None:
        return FilePlan(folder_of(url)) if is_ours(url) else None

    @hookimpl
    def fastomsorg_open_planning(self, url: str) -> Planning | None:
        return FilePlanning(folder_of(url)) if is_ours(url) else None

    @hookimpl
    def fastomsorg_open_visits(self, url: str) -> Visits | None:
        return FileVisits(folder_of(url)) if is_ours(url) else None

    @hookimpl
    def fastomsorg_open_anchor(self, url: str) -> Anchor | None:
        return FileAnchor(folder_of(url)) if is_ours(url) else None
