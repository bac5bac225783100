"""
Who could be asked to be contact for a client, in which order and why.
"""

from __future__ import annotations

import datetime as dt

from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.routine import ranked
from fastomsorg.terms import CaseKey, Role

from ._views import Candidates, RankedCandidate
from ._weighing import AskedFor, Weighing, facts_of


def candidates_for(
    host: Host, sight: Sight, key: CaseKey, on: dt.date, role: Role, asked: AskedFor
) -> Candidates:
    """
    Everybody at the unit in the order they could be asked (*möjliga kontakter*), with points.
    """
    weighing = Weighing.at(host, key.unit, on)
    case = host.storage.read(key)
    return Candidates(
        case=key,
        client=sight.client(key.client, key.unit),
        on=on,
        staff=tuple(
            RankedCandidate(sight.staff(weighing.staff[each.facts.staff], key.unit), each)
            for each in ranked(facts_of(weighing, case, role, asked))
        ),
    )
