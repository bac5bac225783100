"""
What is stored with a granted command: its registration, who is told of it, the log's row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import attrs

from fastomsorg.care import Unit
from fastomsorg.casework._host import Host
from fastomsorg.casework._routine import wordings
from fastomsorg.commands import Command, cases_of
from fastomsorg.decisions import Entry, Granted
from fastomsorg.history import Case, Event, Registration, RegistrationAnnulled
from fastomsorg.hooks import Access, Draft, Outgoing, Posting
from fastomsorg.journal import Registered, kind_of, notices_for, staff_to_name, units_to_name
from fastomsorg.law import rulebook_fingerprint
from fastomsorg.terms import CaseKey, UnitId, start_of
from fastomsorg.wire import digest, dumps

from ._deciding import Asked, plain_commands


def posting_of(
    asked: Asked,
    granted: Granted,
    cases: Mapping[CaseKey, Case],
    host: Host,
    *,
    today: dt.date,
    accesses: tuple[Access, ...],
) -> tuple[Granted, Posting]:
    """
    All that is stored with a granted command, and the answer that is given when it has been.
    """
    notices = tuple(
        outgoing
        for entry in granted.entries
        for outgoing in outgoing_of(_registered(asked, entry, cases[entry[0]], host, today), host)
    )
    answer = attrs.evolve(
        granted,
        registration=asked.request,
        notices=tuple((each.notice.id, kind_of(each.notice).value) for each in notices),
    )
    upon = tuple(cases[key] for key, _ in granted.entries)
    return answer, Posting(draft_of(asked, answer, host), upon, notices, accesses)


def draft_of(asked: Asked, answer: Granted, host: Host) -> Draft:
    """
    The registration (*utkast till registrering*), with the answer that a repeat is given.

    The local rules are those of the day that its last event is of: what an annulment is
    corrected to comes after it.
    """
    key, events = answer.entries[0]
    salt = host.salt()
    return Draft(
        id=asked.request,
        digest=digest(asked.command, salt),
        answer=dumps(answer),
        actor=asked.actor,
        purpose=asked.purpose,
        rulebook=rulebook_fingerprint(),
        routine=host.local(key.unit, events[-1].on).known_as,
        entries=answer.entries,
        salt=salt,
    )


def outgoing_of(registered: Registered, host: Host) -> Iterator[Outgoing]:
    """
    Everybody who is told of a registration (*mottagare*), what, and not before when.
    """
    for notice, not_before in notices_for(registered):
        yield Outgoing(
            notice,
            targets=host.targets(kind_of(notice)),
            not_before=None if not_before is None else start_of(not_before),
        )


def _registered(asked: Asked, entry: Entry, before: Case, host: Host, today: dt.date) -> Registered:
    key, events = entry
    after = before.with_proposed(events)
    annulled = before.registrations if _annuls(events) else ()
    registered = Registered(
        id=asked.request,
        events=events,
        before=before,
        after=after,
        actor=host.actor_told(asked.actor, today),
        today=today,
        people=host.staff_told(staff_to_name(before.life, after.life, annulled), today),
        units=_units_of(asked.command, annulled, host),
        also=host.local(key.unit, today).also_noted,
        wordings=wordings(host, key.unit, events),
    )
    if not registered.annuls:
        return registered
    noted = {note.registration for note in host.storage.notes(client=key.client, unit=key.unit)}
    had_note = not registered.annuls.isdisjoint(noted)
    return attrs.evolve(registered, annulled_had_note=had_note)


def _annuls(events: Iterable[Event]) -> bool:
    return any(isinstance(event, RegistrationAnnulled) for event in events)


def _units_of(
    command: Command, annulled: Iterable[Registration], host: Host
) -> Mapping[UnitId, Unit]:
    written_to = {key.unit for plain in plain_commands(command) for key in cases_of(plain)}
    found = map(host.people.unit, written_to | units_to_name(annulled))
    return {unit.id: unit for unit in found if unit is not None}
