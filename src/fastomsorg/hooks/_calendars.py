"""
A calendar file made by a plug-in: exactly one that can.
"""

from collections.abc import Iterable, Sequence

import pluggy

from fastomsorg.routine import CalendarEntry
from fastomsorg.terms import PluginError
from fastomsorg.texts import Language

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
    error = PluginError("calendar_missing", install=INSTALL)
    if problems:
        error.__cause__ = ExceptionGroup("plug-ins left out", problems)
    raise error


def _calendar_by(
    implementation: pluggy.HookImpl, entries: tuple[CalendarEntry, ...], language: Language
) -> str | None:
    plugin = implementation.plugin_name
    try:
        made: object = implementation.function(entries, language)
    except (Exception, SystemExit) as error:
        name = type(error).__name__
        raise PluginError(
            "plugin_made_nothing", plugin=plugin, hook=CALENDAR, error=name
        ) from error
    if made is None or isinstance(made, str):
        return made
    raise PluginError(
        "calendar_made_wrongly", plugin=plugin, hook=CALENDAR, got=type(made).__name__
    )
