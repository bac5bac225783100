"""
A record that somebody needs is kept, however old it is, until the matter is closed.
"""

import datetime as dt
from pathlib import Path

from fastomsorg_example_host import CareSystem

from fastomsorg import ChangeEnactment, Granted, Permission, StartEnactment
from fastomsorg.law import Citation
from fastomsorg.terms import start_of
from fastomsorg.testing import CASE, a_client, a_unit

BEGAN, ENDED = dt.date(2025, 9, 1), dt.date(2025, 9, 30)
SECTION = Citation("SoL (2025:400)", "16 kap. 1 §")


def test_a_matter_that_goes_on_keeps_the_record_and_one_that_is_closed_does_not(
    tmp_path: Path,
) -> None:
    now = start_of(ENDED)
    system = CareSystem(tmp_path, clock=lambda: now)
    system.register.save_unit(a_unit("north"))
    system.register.save_client(a_client(), at=now)
    system.add_user("susapo", "Susanne APO", "Enhetschef")
    system.roles.give("susapo", Permission.ASSIGN, unit="north")
    system.roles.give("susapo", Permission.ADMIN, unit=None)
    desk = system.log_in("susapo")
    for command in (
        StartEnactment(CASE, "v-1", BEGAN),
        ChangeEnactment(CASE, ENDED, last_day=ENDED),
    ):
        assert isinstance(desk.submit(command), Granted)
    system.matters.open(CASE.client, "En tvist pågår om insatserna", SECTION)
    now = start_of(dt.date(2031, 1, 1))

    kept = desk.purge(on=dt.date(2030, 12, 31), do=True)
    system.matters.close(CASE.client)
    erased = desk.purge(on=dt.date(2030, 12, 31), do=True)

    (why,) = kept.kept_due[0].reasons
    assert (why.code, why.facts["why"]) == ("retention_longer", "En tvist pågår om insatserna")
    assert why.basis == (SECTION,)
    assert [each.client for each in erased.erased] == [CASE.client]
    assert erased.swept
