"""
The plug-in: it makes every calendar that is asked for.
"""

from fastomsorg.hooks import hookimpl
from fastomsorg.routine import CalendarEntry
from fastomsorg.texts import Language

from ._calendar import calendar


class Plugin:
    """
    Calendar files by RFC 5545 (*kalenderfiler*).
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_calendar(
        self, entries: tuple[CalendarEntry, ...], language: Language
    ) -> str | None:
        return calendar(entries, language)
