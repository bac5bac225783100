"""
Whoever is related to a client cannot be that client's contact: the host says so.
"""

import datetime as dt
from pathlib import Path

from fastomsorg_example_host import CareSystem

from fastomsorg import CaseKey, Granted, Permission, RecordStatus, StartEnactment, Status
from fastomsorg.decisions import Refused
from fastomsorg.terms import start_of
from fastomsorg.testing import a_client, a_staff_member, a_unit

DAY = dt.date(2025, 2, 17)
NOON = start_of(DAY) + dt.timedelta(hours=12)


def test_whoever_is_related_is_refused_for_that_client_and_nobody_else(tmp_path: Path) -> None:
    system = CareSystem(tmp_path, clock=lambda: NOON)
    system.register.save_unit(a_unit("north"))
    system.register.save_staff(a_staff_member("brs89"), at=NOON)
    system.add_user("susapo", "Susanne APO", "Enhetschef")
    system.roles.give("susapo", Permission.ASSIGN, unit="north")
    system.kin.note("brs89", "eva")
    desk = system.log_in("susapo")
    verdicts = {}
    for client in ("eva", "bo"):
        system.register.save_client(a_client(client), at=NOON)
        case = CaseKey(client, "north")
        desk.submit(StartEnactment(case, f"e-{client}", DAY))
        verdicts[client] = desk.submit(RecordStatus(case, Status.ACCEPTED, DAY, primary="brs89"))

    related = verdicts["eva"]

    assert isinstance(related, Refused)
    assert [(each.code, each.facts["why"]) for each in related.reasons if each.blocks] == [
        ("local_obstacle", "Närstående till brukaren")
    ]
    assert isinstance(verdicts["bo"], Granted)
