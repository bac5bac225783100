"""
The plug-in is found under its entry point, and answers for a unit.
"""

from fastomsorg_matching import Plugin

from fastomsorg.hooks import Panel
from fastomsorg.routine import Matching, Option, Pair, Room, Wanted

AGDA = Matching((Wanted("agda", (Option("ann", 3),)),), {"ann": Room(1)})


def test_the_plug_in_matches() -> None:
    assert Panel.of(Plugin).matched(AGDA) == (Pair("agda", "ann"),)


def test_it_is_installed_under_its_name() -> None:
    panel = Panel.installed(frozenset({"matching"}))

    assert panel.problems == ()
    assert panel.matched(AGDA) == (Pair("agda", "ann"),)
