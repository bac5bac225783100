"""
The handbook's table of staff continuity.
"""

import datetime as dt
from itertools import count

from fastomsorg.history import Event
from fastomsorg.hooks import Engine
from fastomsorg.statistics import Share, StaffContinuity
from fastomsorg.terms import CaseKey, Period, Role, start_of
from fastomsorg.testing import a_visit, accepted, seated, started

from .both_ways import HOME_CARE
from .municipalities import Town

PERIOD = Period.through(dt.date(2025, 2, 1), dt.date(2025, 2, 16))
FIRST, LAST = PERIOD.start, dt.date(2025, 2, 16)
BEFORE = dt.date(2025, 1, 1)

Line = tuple[str, int, int, int, int | None, int | None, int | None]

TABLE: list[Line] = [
    ("Agda", 3, 3, 0, 1, None, 1),
    ("Alberta", 1, 1, 0, None, None, None),
    ("Balder", 1, 1, 0, 0, None, 0),
    ("Börje", 2, 3, 0, 1, 2, 3),
    ("Karl", 1, 2, 0, 0, 1, 1),
    ("Magnus", 1, 1, 0, 0, None, 0),
    ("Osten", 2, 3, 0, 0, None, 0),
]

CONTACTS: dict[str, tuple[Event, ...]] = {
    "Agda": accepted(BEFORE, "a"),
    "Alberta": (),
    "Balder": accepted(BEFORE, "a"),
    "Börje": accepted(BEFORE, "a", "b"),
    "Karl": (*accepted(BEFORE, "a", "b"), seated(Role.DEPUTY, "c", LAST)),
    "Magnus": accepted(BEFORE, "a"),
    "Osten": accepted(BEFORE, "a"),
}
VISITS = {
    "Agda": "axy",
    "Alberta": "x",
    "Balder": "x",
    "Börje": "abb",
    "Karl": "bb",
    "Magnus": "x",
    "Osten": "xxy",
}
"""By whom; Karl's second is on the last day."""


def handbook() -> Town:
    numbers = count(1)
    visits = tuple(
        a_visit(
            start_of(LAST if (client, place) == ("Karl", 1) else FIRST),
            f"v{next(numbers)}",
            client=client,
            staff=(staff,),
        )
        for client, crew in VISITS.items()
        for place, staff in enumerate(crew)
    )
    cases = {
        CaseKey(client, "north"): (started(BEFORE), *events) for client, events in CONTACTS.items()
    }
    return Town(cases, dict.fromkeys(CONTACTS), visits)


def continuity(engine: Engine) -> StaffContinuity:
    report, excluded = engine.continuity(PERIOD, units=None, kinds=HOME_CARE)
    assert {} == dict(excluded)
    return report


def table(report: StaffContinuity) -> list[Line]:
    return [
        (
            each.client,
            each.staff,
            each.visits,
            each.double_staffed,
            _hits(each.primary),
            _hits(each.deputy),
            _hits(each.total),
        )
        for each in report.clients
    ]


def _hits(share: Share | None) -> int | None:
    return None if share is None else share.hits
