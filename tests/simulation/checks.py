"""
What must hold in every world, whatever happened there.

Each check gives what it found wrong, in words, and nothing where all is well. They look through the
ports and at the receivers, and at what the world remembers; none asks the code that it checks.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from uuid import UUID

from fastomsorg.history import (
    Case,
    Life,
    Registration,
    RegistrationAnnulled,
    StatusRecorded,
    TakenOver,
    life,
)
from fastomsorg.hooks import Delivery, DeliveryState
from fastomsorg.journal import ContactsChanged, JournalNote, NoticeKind, notice_id
from fastomsorg.terms import CaseKey, Role, StaffId, Status
from fastomsorg.wire import verify
from tests.simulation.world import Stored, World

NOTED = frozenset({Status.ACCEPTED, Status.DECLINED, Status.NO_NEED})
"""The answers that there is always a note of: handbook 1.6."""

SHOWN: Mapping[NoticeKind, tuple[Role, ...]] = {
    NoticeKind.PLAN: (Role.PRIMARY, Role.DEPUTY),
    NoticeKind.PLANNING: tuple(Role),
}
AHEAD = 40
"""So many days ahead nothing happens any more."""


def ledger(world: World) -> Iterator[str]:
    """
    Every registration stands once, in order, where it was asked for; nothing acknowledged is lost.
    """
    changes = list(world.store.changes())
    for before, after in pairwise(changes):
        if (after.position, after.id) != (before.position, before.id):
            if after.position <= before.position:
                yield f"position {after.position} after {before.position}"
            if after.recorded_at < before.recorded_at:
                yield f"recorded at {after.recorded_at} after {before.recorded_at}"
    for key, times in Counter((each.id, each.case) for each in changes).items():
        if times > 1:
            yield f"{key} stands {times} times"
    stored = _by_request(changes)
    yield from (f"never asked for: {id}" for id in stored.keys() - world.asked)
    for id, (_, granted) in world.answers.items():
        found = tuple((each.case, each.events) for each in stored.get(id, ()))
        if found != granted.entries:
            yield f"acknowledged as {granted.entries}, stored as {found}: {id}"
    yield from _read_otherwise(world, changes)


def _read_otherwise(world: World, changes: list[Registration]) -> Iterator[str]:
    of_case: dict[CaseKey, list[Registration]] = defaultdict(list)
    for each in changes:
        of_case[each.case].append(each)
    for key, registrations in of_case.items():
        if world.store.read(key) != Case(key, tuple(registrations)):
            yield f"read as another case than changes() tells: {key}"
    middle = len(changes) // 2
    if changes and list(world.store.changes(after=changes[middle].position)) != [
        each for each in changes if each.position > changes[middle].position
    ]:
        yield "changes() after a position are others than those that come after it"


def versions(world: World) -> Iterator[str]:
    """
    What was stored was decided on the case as it was just before, and left no gap.
    """
    last: dict[CaseKey, int] = {}
    for stored in world.stored:
        for key, version in stored.upon.items():
            if version != last.get(key, 0):
                yield f"{key} was at version {last.get(key, 0)}, but decided on at {version}"
        last |= stored.after
    for key, version in last.items():
        if world.store.read(key).version != version:
            yield f"{key} has {world.store.read(key).version} registrations, not {version}"


def pairing(world: World) -> Iterator[str]:
    """
    Every registration has its notices, each for whom it is for, and no notice is without one.
    """
    for key in world.store.cases():
        registrations = world.store.read(key).registrations
        deliveries = world.store.deliveries(key)
        stands = {each.id for each in registrations}
        for each in deliveries:
            if each.notice.registration not in stands:
                yield f"a notice without its registration: {each.notice.id}"
        yield from _not_shown(world, key, registrations, deliveries)
        goes = {each.notice.id for each in deliveries if each.target == "journal"}
        notes = list(world.store.notes(client=key.client, unit=key.unit))
        yield from (f"a note for nobody: {note.id}" for note in notes if note.id not in goes)
        yield from _without_a_note(registrations, {note.registration for note in notes})


def _not_shown(
    world: World,
    key: CaseKey,
    registrations: tuple[Registration, ...],
    deliveries: tuple[Delivery, ...],
) -> Iterator[str]:
    """
    Plan and planning are told what they are to show, and nothing else.
    """
    goes: dict[UUID, set[tuple[UUID, str]]] = defaultdict(set)
    for each in deliveries:
        if not isinstance(each.notice, JournalNote):
            goes[each.notice.registration].add((each.notice.id, each.target))
    for stored in world.stored:
        if key in stored.last:
            id = stored.last[key]
            to_show = _to_show(stored, registrations, key)
            expected = {(notice_id(id, kind, key, on), kind.value) for kind, on in to_show}
            if expected != goes[id]:
                yield f"{id} is to be told {len(expected)} times, and is {len(goes[id])}"


def _without_a_note(registrations: tuple[Registration, ...], noted: set[UUID]) -> Iterator[str]:
    """
    An answer has a note, unless it was taken over; and so has what takes back what had one.
    """
    for each in registrations:
        answers = any(isinstance(e, StatusRecorded) and e.status in NOTED for e in each.events)
        annuls = {e.registration for e in each.events if isinstance(e, RegistrationAnnulled)}
        elsewhere = any(isinstance(e, TakenOver) for e in each.events)
        to_note = not noted.isdisjoint(annuls) if annuls else answers and not elsewhere
        if to_note and each.id not in noted:
            yield f"an answer without its note: {each.id}"


def _to_show(
    stored: Stored, registrations: tuple[Registration, ...], key: CaseKey
) -> set[tuple[NoticeKind, dt.date]]:
    """
    For whom, and on which days, somebody comes or goes who did not before: day by day.
    """
    before = life(registrations[: stored.upon[key]])
    after = life(registrations[: stored.after[key]])
    to_show = set()
    for kind, roles in SHOWN.items():
        was, now = _holders(before, roles, stored.today), _holders(after, roles, stored.today)
        if was[0] != now[0]:
            to_show.add((kind, stored.today))
        for number in range(1, AHEAD):
            turn = now[number - 1 : number + 1]
            if turn[0] != turn[1] and turn != was[number - 1 : number + 1]:
                to_show.add((kind, stored.today + dt.timedelta(days=number)))
    return to_show


def _holders(of: Life, roles: tuple[Role, ...], first: dt.date) -> list[tuple[StaffId | None, ...]]:
    """
    Who holds the seats, on the day and each day after it.
    """
    nobody: tuple[StaffId | None, ...] = (None,) * len(roles)
    holders = [nobody] * AHEAD
    for spell in of.spells:
        seats = tuple(seat.staff if seat else None for seat in map(spell.holder, roles))
        begins = max((spell.period.start - first).days, 0)
        ends = AHEAD if spell.period.end is None else (spell.period.end - first).days
        for number in range(begins, min(ends, AHEAD)):
            holders[number] = seats
    return holders


def read_model(world: World) -> Iterator[str]:
    """
    The lives that the store tells of are those that follow from what was registered.
    """
    of_case: dict[CaseKey, list[Registration]] = defaultdict(list)
    for each in world.store.changes():
        of_case[each.case].append(each)
    lives = {key: life(registrations) for key, registrations in of_case.items()}
    expected = [(key, lives[key]) for key in sorted(lives) if lives[key].spells]
    if list(world.store.lives()) != expected:
        yield "the read model differs from what was registered"
    today = world.clock.today
    if list(world.store.lives(on=today)) != [each for each in expected if each[1].on(today)]:
        yield f"the read model of {today} differs from what was registered"


def receivers(world: World) -> Iterator[str]:
    """
    Nothing is lost or doubled: what stands as told was told once, and nothing else was.
    """
    for name, receiver in world.receivers.items():
        told = Counter(each.notice.id for each in receiver.told)
        yield from (f"{name} was told {id} {n} times" for id, n in told.items() if n > 1)
        of_target = {
            each.notice.id: each
            for key in world.store.cases()
            for each in world.store.deliveries(key)
            if each.target == name
        }
        yield from (f"{name} was told {id} of nothing" for id in told.keys() - of_target.keys())
        for id, delivery in of_target.items():
            match delivery.state:
                case DeliveryState.DELIVERED if id not in told:
                    yield f"{name} has lost {id}"
                case DeliveryState.WITHDRAWN if id in told:
                    yield f"{name} was told {id}, which was withdrawn"
                case DeliveryState.PENDING if delivery.has_come(world.clock.now):
                    yield f"{name} still waits for {id}: {delivery.problem}"
                case DeliveryState.PARKED:
                    yield f"{name} has {id} parked: {delivery.problem}"
                case _:
                    pass


LONGEST = dt.timedelta(hours=5)
"""A call may last so long: what has come meanwhile had not when it was claimed."""


def order(world: World) -> Iterator[str]:
    """
    What one receiver is told of a case comes in order, but for what had to wait for its day.
    """
    for name, receiver in world.receivers.items():
        for key in world.store.cases():
            line = [each for each in world.store.deliveries(key) if each.target == name]
            at = {each.notice.id: (number, each.at) for number, each in enumerate(receiver.told)}
            for number, later in enumerate(line):
                if later.notice.id in at:
                    yield from _told_after(later, line[:number], at)


def _told_after(
    later: Delivery, earlier: list[Delivery], at: Mapping[UUID, tuple[int, dt.datetime]]
) -> Iterator[str]:
    number, then = at[later.notice.id]
    for each in earlier:
        if each.has_come(then - LONGEST) and at.get(each.notice.id, (0, then))[0] > number:
            yield f"{each.target} was told {each.notice.id} after {later.notice.id}"


def shown(world: World) -> Iterator[str]:
    """
    Planning shows who is contact today.
    """
    last = {
        each.notice.case: each.notice
        for each in world.receivers["planning"].told
        if isinstance(each.notice, ContactsChanged)
    }
    for key in world.store.cases():
        spell = world.store.read(key).life.on(world.clock.today)
        seats = [] if spell is None else [(role, spell.holder(role)) for role in Role]
        holds = {(role, seat.staff) for role, seat in seats if seat}
        shows = {(card.role, card.staff) for card in last[key].contacts} if key in last else set()
        if holds != shows:
            yield f"planning shows {sorted(shows)} of {key}, and not {sorted(holds)}"


def said(world: World) -> Iterator[str]:
    """
    What was said of a day, as far as was known at an instant, is said again.
    """
    for each in world.said:
        again = world.desk.state(each.case, on=each.on, known=each.known).spell
        if again != each.spell:
            yield f"said of {each.case} on {each.on} as known {each.known}: now another thing"


def answers(world: World) -> Iterator[str]:
    """
    A request that comes again is answered as the first time.
    """
    for id, (command, granted) in world.answers.items():
        again = world.desk.submit(command, request=id)
        if getattr(again, "entries", None) != granted.entries:
            yield f"answered otherwise the second time: {id}"


def logged(world: World) -> Iterator[str]:
    """
    The read log has a row for every registration and case.
    """
    rows = Counter(
        (access.client, access.unit)
        for access in world.store.accesses()
        if access.action == "submit" and access.outcome == "allowed"
    )
    asked = [each for each in world.store.changes() if each.purpose == world.desk.gate.purpose]
    for key, times in Counter(each.case for each in asked).items():
        if rows[key.client, key.unit] < times:
            yield f"{key} was registered on {times} times, logged {rows[key.client, key.unit]}"


def chain(world: World) -> Iterator[str]:
    """
    The hash chain holds, and its versions have no gap.
    """
    links = getattr(world.store, "links", None)
    if links is not None:
        found = verify(links(), position=0, at=world.clock.now)
        yield from (f"chain: {fault}" for fault in found.faults)


def _by_request(changes: list[Registration]) -> dict[UUID, list[Registration]]:
    stored: dict[UUID, list[Registration]] = defaultdict(list)
    for each in changes:
        stored[each.id].append(each)
    return stored


CHECKS = (
    ledger,
    versions,
    pairing,
    read_model,
    receivers,
    order,
    shown,
    said,
    logged,
    chain,
    answers,
)


def found_in(world: World) -> list[str]:
    """
    Everything that is wrong in the world, each with the check that found it.
    """
    return [f"{check.__name__}: {each}" for check in CHECKS for each in check(world)]
