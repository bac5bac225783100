"""
Routines, from whoever brings them.
"""

import sys
from collections.abc import Callable

import attrs
import pytest

from fastomsorg.hooks import HOOK_VERSION, Panel, hookimpl
from fastomsorg.routine import RoutineText
from fastomsorg.terms import PluginError

LATE = RoutineText("b.toml", 'name = "late"')
EARLY = RoutineText("a.toml", 'name = "early"')


@attrs.define(eq=False)
class Routines:
    """
    Hands over what it is told to.
    """

    answer: Callable[[], object]
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_routines(self) -> object:
        return self.answer()


class RoutinesToo(Routines):
    pass


def test_fastomsorg_routines_gives_the_routines_of_every_plug_in_in_order_of_name() -> None:
    panel = Panel.of(Routines(lambda: [LATE]), RoutinesToo(lambda: (EARLY,)))

    assert (EARLY, LATE) == panel.routines()


@pytest.mark.parametrize("answer", [None, [], ()], ids=str)
def test_a_plug_in_may_have_no_routines(answer: object) -> None:
    assert () == Panel.of(Routines(lambda: answer)).routines()


def test_two_routines_of_one_name_are_refused_with_whose_they_are() -> None:
    with pytest.raises(PluginError) as error:
        Panel.of(Routines(lambda: [LATE]), RoutinesToo(lambda: [LATE])).routines()

    assert ("routine_twice", "late") == (error.value.code, error.value.facts["routine"])
    assert 2 == len(error.value.facts["plugins"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda: 1 / 0, "plugin_handed_nothing"),
        (lambda: sys.exit(0), "plugin_handed_nothing"),
        (lambda: LATE, "plugin_handed_nothing"),
        (lambda: 'name = "late"', "plugin_handed_nothing"),
        (lambda: ['name = "late"'], "plugin_handed_wrongly"),
    ],
)
def test_a_plug_in_that_hands_over_no_routines_is_named(
    answer: Callable[[], object], code: str
) -> None:
    with pytest.raises(PluginError) as error:
        Panel.of(Routines(answer)).routines()

    assert code == error.value.code
    assert "Routines" in str(error.value.facts["plugin"])
