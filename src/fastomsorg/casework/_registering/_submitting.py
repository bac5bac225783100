"""
A command at a desk: may it be given, what do the rules say, is it stored, who is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import uuid4

import attrs

from fastomsorg.casework._at_desk import Gate
from fastomsorg.casework._host import Host
from fastomsorg.casework._telling import deliver_cases, tell_in_transaction
from fastomsorg.commands import Annul, Command, Correct, RecordDone, cases_of
from fastomsorg.decisions import Granted, Refused, Verdict, warning
from fastomsorg.hooks import Access, Answered, Posting
from fastomsorg.journal import NoticeKind
from fastomsorg.terms import (
    CaseKey,
    Instant,
    Malformed,
    NotAuthorised,
    Permission,
    RegistrationId,
    RequestConflict,
    Role,
    StaleCase,
    day_of,
)
from fastomsorg.wire import digest, loads

from ._deciding import Asked, cases_written, plain_commands, read_cases, verdict_on
from ._posting import posting_of


def submit(host: Host, gate: Gate, command: Command, request: RegistrationId | None) -> Verdict:
    """
    Authorise, decide, store, tell (*registrera*). The log's row is stored with what was written.

    A request that comes twice at the same time is answered as if it came twice in a row.
    """
    accesses = _permitted(host, gate, a_command(command), "submit")
    asked = Asked(command, an_id(request), gate.actor, gate.purpose)
    earlier = host.storage.answered(asked.request)
    if earlier is not None:
        return _told_again(host, asked, earlier, accesses)
    try:
        verdict = _decided(host.remembering(), asked, accesses)
    except (RequestConflict, StaleCase):
        earlier = host.storage.answered(asked.request)
        if earlier is None:
            raise
        return _told_again(host, asked, earlier, accesses)
    if isinstance(verdict, Refused):  # perhaps for what the same request has just registered
        earlier = host.storage.answered(asked.request)
    return verdict if earlier is None else _same_answer(asked, earlier)


def _decided(host: Host, asked: Asked, accesses: tuple[Access, ...]) -> Verdict:
    now = host.clock()
    today = day_of(now)
    cases = read_cases(asked.command, host)
    verdict = verdict_on(asked.command, cases, host, today)
    if isinstance(verdict, Refused):
        _log(host, accesses)
        return verdict

    answer, posting = posting_of(asked, verdict, cases, host, today=today, accesses=accesses)
    _store(host, posting, [key for key, _ in answer.entries], now)
    return _told(host, answer, now)


def _store(host: Host, posting: Posting, cases: Collection[CaseKey], now: Instant) -> None:
    """
    Store it, together with what is written by those who share the transaction.
    """
    if not host.receivers.sharing():
        host.storage.append([posting], now=now)
        return
    with host.transaction():
        host.storage.append([posting], now=now)
        tell_in_transaction(host, cases, now)


def ask(host: Host, gate: Gate, command: Command) -> Verdict:
    """
    Authorise and decide (*pröva*), nothing more.
    """
    _log(host, _permitted(host, gate, a_command(command), "ask"))
    host = host.remembering()
    return verdict_on(command, read_cases(command, host), host, host.today())


def a_command(command: object) -> Command:
    """
    The command that was handed in; raises `Malformed` where it is none.
    """
    if not isinstance(command, Command):
        raise Malformed("not_a_command", got=type(command).__name__)
    return command


def an_id(request: object) -> RegistrationId:
    """
    The request's id, or a new one; raises `Malformed` where it is none.
    """
    if request is None:
        return uuid4()
    if not isinstance(request, RegistrationId):
        raise Malformed("not_a_request_id", got=type(request).__name__)
    return request


def _told_again(
    host: Host, asked: Asked, earlier: Answered, accesses: tuple[Access, ...]
) -> Verdict:
    """
    The first answer, once more; whoever is told it has looked at the case once more.
    """
    answer = _same_answer(asked, earlier)
    _log(host, accesses)
    return answer


def _same_answer(asked: Asked, earlier: Answered) -> Verdict:
    """
    What was answered the first time, to the same actor about the same thing.
    """
    if earlier.erased:
        raise RequestConflict("request_erased", request=str(asked.request))
    by = {registration.actor.id for registration in earlier.registrations}
    if earlier.digest != digest(asked.command, earlier.salt) or by != {asked.actor.id}:
        raise RequestConflict(request=str(asked.request))
    return loads(Granted, earlier.answer, trusted=True)


def _told(host: Host, granted: Granted, now: Instant) -> Granted:
    """
    The answer, with remarks on those who were to be told of it and could not be.
    """
    targets = {target for _, kind in granted.notices for target in host.targets(NoticeKind(kind))}
    told = targets - host.receivers.sharing()
    if not told or not host.tells_at_once():
        return granted
    try:
        problems = deliver_cases(host, [key for key, _ in granted.entries], now)
        problems = tuple(each for each in problems if each.facts["receiver"] in told)
    except Exception as error:  # noqa: BLE001 - what has been registered stands
        name = type(error).__name__
        problems = tuple(warning("receiver_failed", receiver=to, error=name) for to in sorted(told))
    return attrs.evolve(granted, remarks=(*granted.remarks, *problems))


def _log(host: Host, accesses: tuple[Access, ...]) -> None:
    host.storage.log(*accesses)


def _permitted(host: Host, gate: Gate, command: Command, action: str) -> tuple[Access, ...]:
    """
    The log's rows, one for each permission the command needs; a denial is logged and raised.
    """
    if isinstance(command, Annul | Correct):
        _refuse_beyond_reach(host, gate, command, action)
    needed = tuple(dict.fromkeys(_needed(host, gate, command)))
    if not needed:  # an annulment of something unknown
        return (gate.access(Permission.ANNUL, action, None, None),)
    for permission, key in needed:
        gate.check(permission, action, unit=key.unit, client=key.client)
    return tuple(
        gate.access(permission, action, key.unit, key.client) for permission, key in needed
    )


def _refuse_beyond_reach(host: Host, gate: Gate, command: Annul | Correct, action: str) -> None:
    """
    Deny what is to be taken back alike, whether it stands at somebody else's unit or nowhere.
    """
    id = command.registration if isinstance(command, Annul) else command.annul
    found = [registration.case for registration in host.storage.find(id)]
    there = any(gate.allows(Permission.ANNUL, unit=key.unit, client=key.client) for key in found)
    if there or (not found and gate.allows(Permission.ANNUL)):
        return
    for key in found:
        gate.log_denied(Permission.ANNUL, action, unit=key.unit, client=key.client)
    if not found:
        gate.log_denied(Permission.ANNUL, action)
    if not gate.reach(Permission.ANNUL):
        raise gate.denial(Permission.ANNUL)
    raise NotAuthorised("registration_beyond_reach", registration=str(id))


def _needed(host: Host, gate: Gate, command: Command) -> Iterator[tuple[Permission, CaseKey]]:
    """
    The permissions a command needs, at every unit it writes to.
    """
    if isinstance(command, Annul | Correct):
        yield from ((Permission.ANNUL, key) for key in cases_written(command, host))
    for plain in plain_commands(command):
        for key in cases_of(plain):
            if isinstance(plain, RecordDone) and _own_client(host, gate, key, plain.on):
                yield Permission.RECORD_DONE, key
            else:
                yield Permission.ASSIGN, key


def _own_client(host: Host, gate: Gate, key: CaseKey, on: dt.date) -> bool:
    """
    Does the actor hold a seat of the client, or are they proposed, and have the permission that
    goes with it? After the end of a stay it is whoever did on its last day: keys are handed back
    later.
    """
    if not gate.allows(Permission.RECORD_DONE, unit=key.unit, client=key.client):
        return False
    case = host.storage.read(key)
    ended = [stay.last_day for stay in case.life.stays if stay.last_day and stay.last_day < on]
    day = on if case.life.on(on) else max(ended, default=on)
    proposed = case.proposed_on(day)
    if proposed is not None and proposed.staff == gate.actor.id:
        return True
    return any(case.life.holder_on(day, role) == gate.actor.id for role in Role)
