"""
What is counted by rows, beside what is counted by lives and looked up one by one.
"""

import datetime as dt
from collections.abc import Iterator

from fastomsorg_sql import Store

from fastomsorg.history import StatusRecorded
from fastomsorg.terms import CaseKey, ClientId, Status
from fastomsorg.testing import (
    FIRST_DAY,
    FIRST_INSTANT,
    a_client,
    a_draft,
    a_posting,
    accepted,
    started,
)

DAYS = [FIRST_DAY + dt.timedelta(days=n) for n in (-1, 0, 3, 9, 400)]
BORN = [dt.date(1940, 1, 1), None, dt.date(1950, 2, 28)]
CLIENTS = [f"c{number:02}" for number in range(12)]


def fill(store: Store) -> None:
    """
    Twelve clients at two units, some who said yes, some who said no; some put again, changed.
    """
    people = [a_client(id, born=BORN[number % 3]) for number, id in enumerate(CLIENTS)]
    list(store.put_clients(people, now=FIRST_INSTANT))
    list(store.put_clients([a_client("c01", born=dt.date(1933, 3, 3))], now=FIRST_INSTANT))
    for number, id in enumerate(CLIENTS):
        case = CaseKey(id, ("north", "south")[number % 2])
        said = (
            accepted(DAYS[2], "brs89", "greal" if number % 3 else None)
            if number % 4
            else (StatusRecorded(DAYS[2], Status.DECLINED),)
        )
        last = DAYS[3] if number % 5 == 0 else None
        draft = a_draft(started(FIRST_DAY, last), *said, number=number + 1, case=case)
        store.append([a_posting(draft)], now=FIRST_INSTANT)


def standing_by_lives(store: Store, on: dt.date, unit: str | None) -> Iterator[tuple[object, ...]]:
    for key, life in store.lives(unit=unit, on=on):
        spell = life.on(on)
        assert spell is not None
        seats = (each and each.staff for each in (spell.primary, spell.deputy))
        yield (key.client, key.unit, spell.status.value, *seats)


def births_one_by_one(store: Store) -> Iterator[tuple[ClientId, dt.date | None]]:
    for id in CLIENTS:
        found = store.client(id)
        assert found is not None
        yield id, found.born
