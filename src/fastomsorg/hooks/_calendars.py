"""
A calendar file made by a plug-in: exactly one that can.
"""

from collections.abc import Iterable, Sequence

import pluggy

from fastomsorg.routine import CalendarEntry
from fastomsorg.terms import PluginError
from fastomsorg.texts import Language

from ._asking import made_by, missing

CALENDAR = "fastomsorg_calendar"
INSTALL = "fastomsorg-calendar"
"""The plug-in that makes calendars."""


def calendar_made(
    implementations: Iterable[pluggy.HookImpl],
    problems: Sequence[PluginError],
    entries: tuple[CalendarEntry, ...],
    language: Language,
) -> str:
    """
    The calendar file (*kalenderfil*) of the only plug-in that makes one. Raises `PluginError`.
    """
    made = {
        each.plugin_name: calendar
        for each in implementations
        if (calendar := _calendar_by(each, entries, language)) is not None
    }
    if len(made) > 1:
        raise PluginError("calendar_by_several", plugins=tuple(made))
    for calendar in made.values():
        return calendar
    raise missing(PluginError("calendar_missing", install=INSTALL), problems)


def _calendar_by(
    implementation: pluggy.HookImpl, entries: tuple[CalendarEntry, ...], language: Language
) -> str | None:
    calendar = made_by(implementation, CALENDAR, entries, language)
    if calendar is None or isinstance(calendar, str):
        return calendar
    plugin, got = implementation.plugin_name, type(calendar).__name__
    raise PluginError("calendar_made_wrongly", plugin=plugin, hook=CALENDAR, got=got)
