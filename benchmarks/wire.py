"""
100,000 events as JSON and back, against plain json on data that is plain already.
"""

import datetime as dt
import json
from collections.abc import Iterator

from fastomsorg.history import ContactChanged, Entitlement, Event, StatusRecorded
from fastomsorg.law import Ground
from fastomsorg.terms import ChangeReason, Role, Status
from fastomsorg.wire import dumps, loads, to_plain

from ._timing import Figure, seconds

EVENTS = 100_000


def _events() -> list[tuple[Event, ...]]:
    day = dt.date(2024, 1, 1)
    grounded = Entitlement(Ground.CERTIFICATE, None, ("SoL (2025:400) 25 kap. 4 §",))
    return [
        (
            StatusRecorded(day + dt.timedelta(number % 700), Status.ACCEPTED),
            ContactChanged(
                day + dt.timedelta(number % 700),
                Role.PRIMARY,
                f"staff-{number % 200}",
                ChangeReason.SCHEDULING,
                entitlement=grounded,
            ),
        )
        for number in range(EVENTS // 2)
    ]


def figures() -> Iterator[Figure]:
    events = _events()
    plain = [to_plain(each) for each in events]
    texts = [dumps(each) for each in events]
    assert [loads(tuple[Event, ...], text, trusted=True) for text in texts[:100]] == events[:100]
    bare_out = seconds(lambda: [json.dumps(each, ensure_ascii=False) for each in plain], rounds=3)
    bare_in = seconds(lambda: [json.loads(text) for text in texts], rounds=3)
    ours_out = seconds(lambda: [dumps(each) for each in events], rounds=3)
    ours_in = seconds(
        lambda: [loads(tuple[Event, ...], text, trusted=True) for text in texts], rounds=3
    )
    yield Figure(
        "events to JSON / plain json.dumps",
        ours_out / bare_out,
        detail=f"{EVENTS / ours_out:,.0f} events/s",
    )
    yield Figure(
        "events from JSON / plain json.loads",
        ours_in / bare_in,
        detail=f"{EVENTS / ours_in:,.0f} events/s",
    )
