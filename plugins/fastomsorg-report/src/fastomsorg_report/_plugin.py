"""
The plug-in: it makes every page.
"""

from fastomsorg.hooks import hookimpl
from fastomsorg.statistics import Sheet
from fastomsorg.texts import Language

from ._page import page


class Plugin:
    """
    The follow-up as a page (*uppföljningen som webbsida*).
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_page(self, sheet: Sheet, language: Language) -> str | None:
        return page(sheet, language)
