"""
A page made by a plug-in: exactly one that can.
"""

from collections.abc import Iterable, Sequence

import pluggy

from fastomsorg.statistics import Sheet
from fastomsorg.terms import PluginError
from fastomsorg.texts import Language

from ._asking import made_by, missing

PAGE = "fastomsorg_page"
INSTALL = "fastomsorg-report"
"""The plug-in that makes pages."""


def page_made(
    implementations: Iterable[pluggy.HookImpl],
    problems: Sequence[PluginError],
    sheet: Sheet,
    language: Language,
) -> str:
    """
    The page (*webbsida*) of the only plug-in that makes one. Raises `PluginError`.
    """
    made = {
        each.plugin_name: page
        for each in implementations
        if (page := _page_by(each, sheet, language)) is not None
    }
    if len(made) > 1:
        raise PluginError("page_by_several", plugins=tuple(made))
    for page in made.values():
        return page
    raise missing(PluginError("page_missing", install=INSTALL), problems)


def _page_by(implementation: pluggy.HookImpl, sheet: Sheet, language: Language) -> str | None:
    page = made_by(implementation, PAGE, sheet, language)
    if page is None or isinstance(page, str):
        return page
    plugin = implementation.plugin_name
    raise PluginError("plugin_made_wrongly", plugin=plugin, hook=PAGE, got=type(page).__name__)
