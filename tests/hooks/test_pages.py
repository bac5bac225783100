"""
A page is made by exactly one plug-in, and the error says what to install where there is none.
"""

import datetime as dt
from collections.abc import Callable

import pytest

from fastomsorg.hooks import Panel, hookimpl
from fastomsorg.statistics import Aims, Sheet
from fastomsorg.terms import Period, PluginError
from fastomsorg.texts import Language

SHEET = Sheet("", Period(dt.date(2024, 1, 1)), Aims(), (), 0, (), {}, "python")


def making(answer: Callable[[], object]) -> object:
    """
    A plug-in that answers like that.
    """

    class Making:
        fastomsorg_hook_version = 1

        @hookimpl
        def fastomsorg_page(self, sheet: Sheet, language: Language) -> object:
            assert (sheet, language) == (SHEET, Language.EN)
            return answer()

    return Making()


def test_fastomsorg_page_is_made_by_the_one_that_can() -> None:
    panel = Panel.of(making(lambda: None), making(lambda: "<p>sju</p>"))

    assert panel.page(SHEET, Language.EN) == "<p>sju</p>"


def told(panel: Panel) -> tuple[str, dict[str, object]]:
    with pytest.raises(PluginError) as error:
        panel.page(SHEET, Language.EN)
    return error.value.code, dict(error.value.facts)


def test_without_a_plug_in_that_makes_pages_it_is_said_what_to_install() -> None:
    assert told(Panel()) == ("page_missing", {"install": "fastomsorg-report"})


def test_two_pages_are_one_too_many() -> None:
    code, facts = told(Panel.of(making(lambda: "<p>a</p>"), making(lambda: "<p>b</p>")))

    assert (code, len(str(facts["plugins"]).split(","))) == ("page_by_several", 2)


def failing() -> object:
    raise RuntimeError


@pytest.mark.parametrize(
    ("answer", "code", "fact"),
    [
        (failing, "plugin_made_nothing", ("error", "RuntimeError")),
        (lambda: b"<p>", "plugin_made_wrongly", ("got", "bytes")),
    ],
)
def test_a_plug_in_that_fails_is_named(
    answer: Callable[[], object], code: str, fact: tuple[str, str]
) -> None:
    panel = Panel.of(making(answer))

    got, facts = told(panel)

    assert got == code
    assert {fact, ("plugin", panel.names[0])} <= set(facts.items())
