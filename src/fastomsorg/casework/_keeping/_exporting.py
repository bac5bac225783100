"""
Writing everything out to where statistics are calculated, and remembering where that is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from heapq import merge

import attrs

from fastomsorg.care import Absence, Visit
from fastomsorg.casework._at_desk import AtDesk
from fastomsorg.casework._host import Host
from fastomsorg.hooks import Audited, Export, Exported, Keeping, Storage, Visits
from fastomsorg.terms import Instant, Period, Permission

SETTING = "columns"
"""The setting under which a store remembers its export."""

EVER = Period(dt.date.min)


@attrs.frozen
class RememberedExport:
    """
    The export that a store remembers (*senaste exporten*).

    It was *made* then to the *url* with so many *visits*, through that *position* among the
    registrations; None where more than registrations has changed since.
    """

    url: str
    position: int | None
    visits: int
    made: Instant

    def is_fresh(self, storage: Storage) -> bool:
        """
        Does it hold everything that is registered now (*aktuell*)?
        """
        return self.position == _position(storage)


@attrs.frozen
class Exporting(AtDesk):
    """
    What is written out at a desk (*export*).
    """

    def export(self, url: str, to: Export) -> Exported:
        """
        Write every case, person and visit out (*exportera*) to what *url* names, and remember that.

        Over what lies there it writes what is new. Names and identity numbers are not written.
        Raises `NotAuthorised`, `StoreError`.
        """
        self.gate.require(Permission.ADMIN, "export")
        host = self.host
        made, position = host.clock(), _position(host.storage)
        exported = to.write(
            host.storage, host.people, _visits(host), _absences(host), today=host.today()
        )
        visits = exported.rows.get("visits", 0)
        _remember(host.storage, RememberedExport(url, position, visits, made))
        return exported


def remembered_export(storage: Storage) -> RememberedExport | None:
    """
    The export that the store remembers (*senaste exporten*), if it remembers any.
    """
    kept = storage.setting(SETTING) if isinstance(storage, Keeping) else None
    if not kept:
        return None
    known = json.loads(kept)
    made = dt.datetime.fromisoformat(known["made"])
    return RememberedExport(known["url"], known["position"], known["visits"], made)


def outdate_export(storage: Storage) -> None:
    """
    What was exported holds no longer (*inaktuell*): something else than registrations has changed.
    """
    known = remembered_export(storage)
    if known is not None:
        _remember(storage, attrs.evolve(known, position=None))


def _remember(storage: Storage, known: RememberedExport) -> None:
    if isinstance(storage, Keeping):
        content = {**attrs.asdict(known), "made": known.made.isoformat()}
        storage.set(SETTING, json.dumps(content))


def _position(storage: Storage) -> int:
    """
    The position through which everything is registered. What is registered while an export is made
    lies after it, whether or not the export took it along.
    """
    if isinstance(storage, Audited):
        return storage.settled()
    return max((each.position for each in storage.changes()), default=0)


def _ports(host: Host) -> tuple[Visits, ...]:
    if host.visits:
        return host.visits
    return (host.storage,) if isinstance(host.storage, Visits) else ()


def _visits(host: Host) -> Iterator[Visit]:
    """
    The visits of every port, as one in order of start.
    """
    return merge(*(port.visits(EVER) for port in _ports(host)), key=_begins)


def _begins(visit: Visit) -> Instant:
    begins = visit.starts or visit.planned_starts
    assert begins is not None
    return begins


def _absences(host: Host) -> Iterator[Absence]:
    for port in _ports(host):
        yield from port.absences(EVER)
