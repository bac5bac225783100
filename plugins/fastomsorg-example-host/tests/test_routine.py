"""
The municipality's routine comes along with the plug-in, and can be assigned by its name.
"""

import datetime as dt

from fastomsorg_example_host import Plugin

from fastomsorg.hooks import Panel
from fastomsorg.routine import profiles, read_routine


def test_the_routine_that_comes_along_is_the_law_with_a_deputy_and_a_day() -> None:
    (text,) = Panel.of(Plugin).routines()
    versions, _ = read_routine(text, profiles=profiles())
    routine = versions.on(dt.date(2025, 1, 1))

    assert routine is not None
    assert ("example-host", "national", True) == (
        routine.name,
        routine.extends,
        routine.rules.deputy_required,
    )
    offer = routine.obligation("offer")
    assert offer is not None
    assert offer.within is not None
    assert (10, "days") == (offer.within.amount, offer.within.unit)
