"""
Hooks to what is made for people to read: pages and calendars.
"""

from fastomsorg.routine import CalendarEntry
from fastomsorg.statistics import Sheet
from fastomsorg.texts import Language

from ._marking import hookspec


class PageSpecs:
    """
    How a report is shown to people.
    """

    @hookspec
    def fastomsorg_page(self, sheet: Sheet, language: Language) -> str | None:
        """
        Make a page (*webbsida*) of the follow-up, in HTML, or return None.

        Kind: make. Exactly one plug-in must answer.

        When: when a page of a follow-up is asked for.

        Args: *sheet*, the follow-up in tables, in which what may not be shown is hidden already;
        *language*, the one that the page is in.

        Returns: the whole page, with everything that it shows inside it, or None.

        If it raises: there is no page; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_page(sheet, language):
                return our_template(language).render(sections=sheet.sections)
        """


class CalendarSpecs:
    """
    How what is to be done gets into people's calendars.
    """

    @hookspec
    def fastomsorg_calendar(
        self, entries: tuple[CalendarEntry, ...], language: Language
    ) -> str | None:
        """
        Make a calendar file (*kalenderfil*) of what is to be done, or return None.

        Kind: make. Exactly one plug-in must answer.

        When: when what is due is asked for as a calendar.

        Args: *entries*, the days, in which nobody is named; *language*, the one that they are in.

        Returns: the whole file, where an entry that has been there before takes the place of the
        earlier one, or None.

        If it raises: there is no file; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_calendar(entries, language):
                return our_calendar(language, entries).serialize()
        """
