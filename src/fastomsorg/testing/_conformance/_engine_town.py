"""
The municipality that an engine is given, small and contrary.
"""

import datetime as dt
from collections.abc import Mapping

import attrs

from fastomsorg.care import Client
from fastomsorg.history import Event
from fastomsorg.terms import CaseKey, ClientId, Role, Status, UnitId
from fastomsorg.testing._case_builders import accepted, answered, ended, seated, started
from fastomsorg.testing._municipality import Municipality
from fastomsorg.testing._people_builders import a_client, an_absence

from ._engine_visits import FORTNIGHT, LATE, NEW, all_visits

BEFORE = dt.date(2024, 1, 1)
PRIMARY, DEPUTY = Role.PRIMARY, Role.DEPUTY


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2025-{text}")


SAID_YES = accepted(BEFORE, "a")
BOTH_SEATS = accepted(BEFORE, "a", "b")

SEATED: Mapping[UnitId, Mapping[ClientId, tuple[Event, ...]]] = {
    "handbook": {
        "Agda": SAID_YES,
        "Alberta": (),
        "Balder": SAID_YES,
        "Börje": BOTH_SEATS,
        "Karl": (*BOTH_SEATS, seated(DEPUTY, "c", day("02-16"))),
        "Magnus": SAID_YES,
        "Osten": SAID_YES,
    },
    "north": {
        "double": BOTH_SEATS,
        "edges": SAID_YES,
        "gone": (*SAID_YES, ended(day("03-20"))),
        "joined": SAID_YES,
        "longer": (
            *SAID_YES,
            seated(PRIMARY, "b", day("10-26")),
            seated(PRIMARY, "c", day("10-27")),
        ),
        "night": (
            *SAID_YES,
            seated(PRIMARY, "b", day("03-25")),
            seated(PRIMARY, "c", day("04-02")),
        ),
        "odd": SAID_YES,
        "protected": SAID_YES,
        "shorter": (
            *SAID_YES,
            seated(PRIMARY, "b", day("03-30")),
            seated(PRIMARY, "c", day("03-31")),
        ),
        "turned": (*SAID_YES, seated(PRIMARY, "b", day("03-25"))),
        "two": SAID_YES,
        "vacant": (*BOTH_SEATS, seated(PRIMARY, None, day("03-25"))),
        "without": (),
    },
    "south": {"two": accepted(BEFORE, "b")},
    "silent": {"alone": ()},
    "sources": {"told": SAID_YES},
    "timely": {"timely": ()},
    "answers": {
        "s-ended": (*SAID_YES, ended(day("05-14"))),
        "s-mind": (*SAID_YES, answered(Status.DECLINED, day("05-15"))),
        "s-no": (answered(Status.DECLINED, day("03-01")),),
        "s-tomorrow": accepted(day("05-16"), "a"),
        "s-unknown": SAID_YES,
        "s-yes": accepted(day("05-15"), "a", "b"),
        "s-young": accepted(BEFORE, "b"),
    },
    "changes": {
        "c-deputy": (*BOTH_SEATS, seated(DEPUTY, "c", day("06-01"))),
        "c-first": (*SAID_YES, seated(PRIMARY, "b", day("01-01"))),
        "c-gap": (*SAID_YES, answered(Status.DECLINED, day("06-01")), *accepted(day("07-01"), "b")),
        "c-gone": (*SAID_YES, seated(PRIMARY, "b", day("06-01")), ended(day("12-30"))),
        "c-last": (*SAID_YES, seated(PRIMARY, "b", day("12-31"))),
        "c-old": (*SAID_YES, seated(PRIMARY, "b", dt.date(2024, 12, 31))),
        "c-same": (
            *SAID_YES,
            seated(PRIMARY, None, day("06-01")),
            seated(PRIMARY, "a", day("07-01")),
        ),
        "c-stay": (
            *SAID_YES,
            ended(day("06-01")),
            started(day("06-03"), enactment="e2"),
            *accepted(day("06-03"), "b"),
        ),
    },
    "fortnight": dict.fromkeys(
        (
            "f-autumn",
            "f-away",
            "f-back",
            "f-dark",
            "f-early",
            "f-in",
            "f-late",
            "f-of age",
            "f-unknown",
            "f-younger",
        ),
        SAID_YES,
    ),
}
"""What was registered in each case, after its start."""

BORN: Mapping[ClientId, dt.date | None] = {
    "f-unknown": None,
    "f-of age": FORTNIGHT.replace(year=1960),
    "f-younger": dt.date(1960, 3, 25),
    "s-unknown": None,
    "s-yes": dt.date(1960, 5, 15),
    "s-young": dt.date(1960, 5, 16),
}
"""Who was not born long ago."""

PROTECTED = frozenset({"protected", "f-in", "s-no"})


def a_contrary_municipality() -> Municipality:
    """
    Of everything that is easily counted wrong a little.
    """
    clients = {client for cases in SEATED.values() for client in cases}
    return Municipality(
        cases={
            CaseKey(client, unit): (started(BEFORE), *events)
            for unit, cases in SEATED.items()
            for client, events in cases.items()
        },
        clients={id: _client(id) for id in sorted(clients)},
        staff={**dict.fromkeys("abcdxy"), LATE: day("04-13"), NEW: day("04-14")},
        visits=all_visits(),
        absences=(
            an_absence(day("04-06"), id="f-away"),
            an_absence(day("03-01"), day("03-23"), id="f-back"),
        ),
    )


def _client(id: ClientId) -> Client:
    client = a_client(id, protected=id in PROTECTED)
    return attrs.evolve(client, born=BORN[id]) if id in BORN else client
