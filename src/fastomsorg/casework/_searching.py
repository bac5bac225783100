"""
The search: who has an answer on a day, whose contact changed; counts first, names on request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from fastomsorg.history import Life
from fastomsorg.statistics import (
    AgeOf,
    ChangedContacts,
    StatusDistribution,
    changed_contacts,
    status_distribution,
)
from fastomsorg.terms import CaseKey, ClientId, Instant, StaffId, Status, UnitId

from ._host import Host
from ._views import FoundStaff, NamedClient, Search

Named = Callable[[ClientId], NamedClient]


def search_status(
    host: Host,
    units: tuple[UnitId, ...],
    status: Status,
    on: dt.date,
    *,
    known: Instant | None,
    named: Named | None,
) -> Search:
    """
    Everybody with the answer on the day (*sök på status*), by age and, for a yes, by contact.
    """
    lives = _lives(host, units, on, known)
    found = status_distribution(lives, status=status, on=on, age_of=_age_of(host, on))
    return Search(
        on=on,
        units=units,
        count=found.count,
        clients=_named(found, named),
        staff=tuple(_staff(host, found, named)),
    )


def search_changed(
    host: Host,
    units: tuple[UnitId, ...],
    on: dt.date,
    *,
    known: Instant | None,
    named: Named | None,
) -> Search:
    """
    Everybody whose primary was succeeded during the last year (*har bytt kontakt*), by age.
    """
    lives = _lives(host, units, on, known)
    found = changed_contacts(lives, on=on, age_of=_age_of(host, on))
    return Search(on=on, units=units, count=found.count, clients=_named(found, named), staff=())


def _lives(
    host: Host, units: tuple[UnitId, ...], on: dt.date, known: Instant | None
) -> Iterator[tuple[CaseKey, Life]]:
    """
    The lives at the units, one at a time: from the read model, or as far as was known.
    """
    for unit in units:
        if known is None:
            yield from host.storage.lives(unit=unit, on=on)
        else:
            for key in host.storage.cases(unit=unit):
                yield key, host.storage.read(key).as_known(known).life


def _age_of(host: Host, on: dt.date) -> AgeOf:
    def age_of(id: ClientId) -> int | None:
        client = host.people.client(id)
        return None if client is None else client.age_on(on)

    return age_of


def _named(
    found: StatusDistribution | ChangedContacts, named: Named | None
) -> tuple[NamedClient, ...] | None:
    return None if named is None else tuple(named(id) for id in found.clients)


def _staff(host: Host, found: StatusDistribution, named: Named | None) -> Iterator[FoundStaff]:
    for held in found.staff:
        clients = dict.fromkeys(key.client for key in (*held.primary, *held.deputy))
        yield FoundStaff(
            id=held.staff,
            name=_name_of(host, held.staff, found.on),
            primary=len(held.primary),
            deputy=len(held.deputy),
            clients=None if named is None else tuple(named(id) for id in clients),
        )


def _name_of(host: Host, id: StaffId, on: dt.date) -> str:
    member = host.people.staff(id, on=on)
    return member.name if member else ""
