"""
A calendar is made by exactly one plug-in, and the error says what to install where there is none.
"""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest

from fastomsorg.hooks import Panel, hookimpl
from fastomsorg.routine import CalendarEntry
from fastomsorg.terms import PluginError
from fastomsorg.texts import Language

ENTRIES = (
    CalendarEntry(
        UUID(int=7), dt.date(2025, 2, 17), "Plan", "", dt.datetime(2025, 2, 3, tzinfo=dt.UTC), 1
    ),
)


def making(answer: Callable[[], object]) -> object:
    """
    A plug-in that answers like that.
    """

    class Making:
        fastomsorg_hook_version = 1

        @hookimpl
        def fastomsorg_calendar(
            self, entries: tuple[CalendarEntry, ...], language: Language
        ) -> object:
            assert (entries, language) == (ENTRIES, Language.EN)
            return answer()

    return Making()


def told(panel: Panel) -> tuple[str, dict[str, object]]:
    with pytest.raises(PluginError) as error:
        panel.calendar(ENTRIES, Language.EN)
    return error.value.code, dict(error.value.facts)


def test_fastomsorg_calendar_is_made_by_the_one_that_can() -> None:
    panel = Panel.of(making(lambda: None), making(lambda: "BEGIN:VCALENDAR"))

    assert panel.calendar(ENTRIES, Language.EN) == "BEGIN:VCALENDAR"


def test_without_a_plug_in_that_makes_calendars_it_is_said_what_to_install() -> None:
    assert told(Panel()) == ("calendar_missing", {"install": "fastomsorg-calendar"})


def test_two_calendars_are_one_too_many() -> None:
    code, _ = told(Panel.of(making(lambda: "one"), making(lambda: "two")))

    assert code == "calendar_by_several"


def test_a_plug_in_that_fails_is_named_and_so_is_what_went_wrong() -> None:
    def fail() -> str:
        raise ZeroDivisionError

    code, facts = told(Panel.of(making(fail)))

    assert (code, facts["error"]) == ("plugin_made_nothing", "ZeroDivisionError")


def test_what_is_no_text_is_no_calendar() -> None:
    code, facts = told(Panel.of(making(lambda: 7)))

    assert (code, facts["got"]) == ("calendar_made_wrongly", "int")
