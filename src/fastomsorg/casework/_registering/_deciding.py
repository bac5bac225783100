"""
Read, decide, store: one command on its way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial

import attrs

from fastomsorg.casework._host import Host
from fastomsorg.casework._routine import against
from fastomsorg.commands import (
    Annul,
    Command,
    Correct,
    HandOver,
    PlainCommand,
    cases_of,
)
from fastomsorg.decisions import Given, Verdict, begun, decide, persons
from fastomsorg.history import Case
from fastomsorg.terms import (
    Actor,
    CaseKey,
    EnactmentId,
    Purpose,
    RegistrationId,
)

from ._carrying import absent_at, at_work, carried_at, further_at, sitting_together


@attrs.frozen
class Asked:
    """
    A command with who asks, what for, and under which request id (*begäran*).
    """

    command: Command
    request: RegistrationId
    actor: Actor
    purpose: Purpose


def plain_commands(command: Command) -> tuple[PlainCommand, ...]:
    """
    The commands about days and persons that it consists of.
    """
    match command:
        case Annul():
            return ()
        case Correct() | HandOver():
            return command.commands
        case _:
            return (command,)


def cases_written(command: Command, host: Host) -> tuple[CaseKey, ...]:
    """
    Every case that the command writes to, also where an earlier registration is taken back.
    """
    keys = [key for plain in plain_commands(command) for key in cases_of(plain)]
    if isinstance(command, Annul | Correct):
        taken_back = command.registration if isinstance(command, Annul) else command.annul
        keys += [registration.case for registration in host.storage.find(taken_back)]
    return tuple(dict.fromkeys(keys))


def read_cases(command: Command, host: Host) -> Mapping[CaseKey, Case]:
    """
    The cases that the command writes to, read for deciding.
    """
    return {key: host.storage.read(key) for key in cases_written(command, host)}


def verdict_on(
    command: Command, cases: Mapping[CaseKey, Case], host: Host, today: dt.date
) -> Verdict:
    """
    What the rules say, with the law, the local rules and the people of the days concerned.

    In a hand-over, whoever is absent is not available; else it is told.
    """
    given = given_for(command, cases, host, today)
    if not isinstance(command, HandOver):
        given = attrs.evolve(given, absent=absent_at(host))
    return decide(cases, command, given)


def given_for(command: Command, cases: Mapping[CaseKey, Case], host: Host, today: dt.date) -> Given:
    """
    The facts that a decision on the command rests on (*underlag*).
    """
    clients = {key.client for key in cases}
    units = {key.unit for key in cases}
    asked = persons(command, cases)
    asked |= sitting_together(asked, cases, host)
    members = {
        (staff, on): member
        for staff, on in sorted(asked)
        if (member := host.people.staff(staff, on=on)) is not None
    }
    return Given(
        today=today,
        clients=frozenset(id for id in clients if host.people.client(id) is not None),
        units=frozenset(id for id in units if host.people.unit(id) is not None),
        staff=at_work(command, members, host),
        elsewhere=dict(_standing_elsewhere(command, cases, host)),
        local=host.local,
        due=partial(against, host),
        carried=carried_at(host),
        further=further_at(host),
    )


def _standing_elsewhere(
    command: Command, cases: Mapping[CaseKey, Case], host: Host
) -> Iterator[tuple[EnactmentId, frozenset[CaseKey]]]:
    for id in begun(command, cases):
        others = (key for key in host.storage.enactment(id) if key not in cases)
        yield id, frozenset(key for key in others if host.storage.read(key).enactment(id))
