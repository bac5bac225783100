"""
Somebody whom a store knows in every way it can, to be erased and looked for afterwards.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import attrs
from fastomsorg_sql import Store

from fastomsorg.care import Absence, Absentee
from fastomsorg.history import ContactChanged, Event
from fastomsorg.hooks import DeliveryState, Erasable, Outgoing
from fastomsorg.terms import Actor, CaseKey, ChangeReason, Period, Role
from fastomsorg.testing import (
    FIRST_DAY,
    FIRST_INSTANT,
    a_client,
    a_draft,
    a_note,
    a_posting,
    a_snapshot,
    a_visit,
    an_access,
    started,
)
from fastomsorg.wire import Verification, verify

NORTH, SOUTH = CaseKey("kanariefågel-7", "north"), CaseKey("kanariefågel-7", "south")
OTHER = CaseKey("gråsparv-8", "north")
BORN = dt.date(1941, 3, 4)
CANARIES = (
    NORTH.client,
    "Kanarie Fågelsson",
    "19410304TF77",
    "1941-03-04",
    "kundnummer-4711",
    "verkställighet-77",
    "Hon vill ha någon annan",
    "Kanariens anteckning",
    "Kanariens plan",
    "Planen när dagen kom",
    "kanariens-besök",
    "på sjukhus för höften",
    "Handläggare Som Skrev",
    "svaret om kanarien",
)
"""Everything that is said of her, and by whom."""

STAYING = (OTHER.client, "Sparv Gråsson", "sparvens-besök", "verkställighet-88")
PURGE = attrs.evolve(an_access(action="purge"), client=None, unit=None)
MANY = 60
"""So many registrations that rows have been moved between pages, and left their bytes there."""


def fill(store: Store, times: int = 3) -> None:
    """
    Let the store know her in every way it can, and somebody else too.
    """
    her = a_client(
        NORTH.client,
        name="Kanarie Fågelsson",
        personal_number="19410304TF77",
        customer_number="kundnummer-4711",
        born=BORN,
    )
    list(store.put_clients([her, a_client(OTHER.client, name="Sparv Gråsson")], now=FIRST_INSTANT))
    hers = (a_visit(FIRST_INSTANT, f"kanariens-besök-{n}", client=her.id) for n in range(times))
    list(store.put_visits([*hers, a_visit(FIRST_INSTANT, "sparvens-besök", client=OTHER.client)]))
    away = Absence(Absentee.CLIENT, her.id, Period(FIRST_DAY), "på sjukhus för höften")
    list(store.put_absences([away]))
    events: list[Callable[[CaseKey], Event]] = [
        beginning,
        *(partial(wish, number=number) for number in range(times)),
    ]
    numbers = count(1)
    with store.transaction():
        for make in events:
            for key in (NORTH, SOUTH, OTHER):
                register(store, key, next(numbers), make(key))


def beginning(key: CaseKey) -> Event:
    return started(
        FIRST_DAY, enactment="verkställighet-88" if key == OTHER else "verkställighet-77"
    )


def wish(key: CaseKey, *, number: int) -> Event:
    text = "Hon vill ha någon annan" if key != OTHER else "Han vill ha någon annan"
    on = FIRST_DAY + dt.timedelta(days=number)
    return ContactChanged(on, Role.PRIMARY, None, ChangeReason.OTHER, text)


def register(store: Store, key: CaseKey, number: int, *events: Event) -> None:
    """
    A registration with a note and a plan, told to somebody; hers by an actor of her own.
    """
    hers = key != OTHER
    draft = attrs.evolve(
        a_draft(*events, number=number, case=key),
        answer="svaret om kanarien" if hers else "ett annat svar",
        actor=Actor("skrev", "Handläggare Som Skrev" if hers else "Någon Annan", "Handläggare"),
    )
    on = events[0].on
    note = attrs.evolve(
        a_note(draft, on, case=key), text="Kanariens anteckning" if hers else "En anteckning"
    )
    plan = a_snapshot(draft, on, case=key, text="Kanariens plan" if hers else "En plan")
    notices = (Outgoing(note, ("files:a", "files:b")), Outgoing(plan, ("files:a",)))
    posting = a_posting(draft, store.read(key), notices=notices, access=an_access(case=key))
    store.append([posting], now=FIRST_INSTANT)
    store.settle(note.id, "files:a", DeliveryState.DELIVERED, None)
    store.settle(note.id, "files:b", DeliveryState.DELIVERED, None)
    told = a_snapshot(draft, on, case=key, text="Planen när dagen kom" if hers else "En plan")
    store.settle(plan.id, "files:a", DeliveryState.DELIVERED, told)


def erase_her(store: Store) -> dict[Erasable, int]:
    return dict(store.erase([store.read(NORTH), store.read(SOUTH)], staying=(), access=PURGE))


def in_the_files(folder: Path, texts: tuple[str, ...] = CANARIES) -> list[str]:
    """
    Which of the texts are in the bytes of any file in the folder.
    """
    everything = b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
    return [text for text in texts if text.encode() in everything]


def verified(store: Store, *against: Any) -> Verification:
    return verify(store.links(), position=store.settled(), at=FIRST_INSTANT, against=tuple(against))
