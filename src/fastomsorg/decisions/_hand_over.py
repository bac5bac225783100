"""
May everything that somebody holds be handed over like this?
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import assert_never

import attrs

from fastomsorg.commands import AppointContactPerson, AppointContacts, HandOver, SeatCommand
from fastomsorg.history import Case
from fastomsorg.terms import KEEP, CaseKey, Keep, Role, StaffId

from ._appoint import appointment, contact_person
from ._given import Given
from ._over_limit import carrying
from ._reason import Reason, blocking
from ._verdict import Proposal, upon


def hand_over(cases: Mapping[CaseKey, Case], command: HandOver, given: Given) -> Proposal:
    """
    Hand over each client by the same rules as one at a time (*lämna över*), all of them or nobody.

    Each sees what those before it gave, so that nobody gets more clients than there is room for.
    A reason that is about one client says which; of a case that has changed, nothing more is said.
    """
    stale = frozenset(_stale(cases, command))
    whole = Proposal(reasons=tuple(_obstacles(cases, command, stale)))
    for each in command.commands:
        if each.case in stale:
            continue
        now = upon(cases, whole.entries)
        part = _seated(now[each.case], each, carrying(given, now))
        told = tuple(of_case(reason, each.case) for reason in part.reasons)
        whole = Proposal(whole.entries + part.entries, whole.reasons + told)
    return whole


def of_case(reason: Reason, key: CaseKey) -> Reason:
    """
    The reason with the case that it is about (*skäl i ett ärende*).
    """
    return attrs.evolve(reason, facts={**reason.facts, "client": key.client, "unit": key.unit})


def _seated(case: Case, command: SeatCommand, given: Given) -> Proposal:
    match command:
        case AppointContacts():
            return appointment(case, command, given)
        case AppointContactPerson():
            return contact_person(case, command, given)
        case _:
            assert_never(command)


def _stale(cases: Mapping[CaseKey, Case], command: HandOver) -> Iterator[CaseKey]:
    """
    The cases in which something has been registered since they were seen.
    """
    for seen in command.seen:
        case = cases.get(seen.case)
        if case is not None and case.version != seen.version:
            yield seen.case


def _obstacles(
    cases: Mapping[CaseKey, Case], command: HandOver, stale: frozenset[CaseKey]
) -> Iterator[Reason]:
    if not command.commands:
        yield blocking("hand_over_empty", staff=command.staff)
    for (key, _), times in Counter((each.case, type(each)) for each in command.commands).items():
        if times > 1:
            yield blocking("hand_over_twice", client=key.client, unit=key.unit)
    for key in sorted(stale):
        yield blocking("case_changed_since", client=key.client, unit=key.unit)
    for each in command.commands:
        if each.case not in stale:
            yield from _of_another(cases[each.case], each, command)


def _of_another(case: Case, part: SeatCommand, command: HandOver) -> Iterator[Reason]:
    """
    Is the part of the day, does it change a seat that whoever hands over has, and does nobody take
    over who keeps the other seat?
    """
    client, unit = case.key.client, case.key.unit
    if part.on != command.on:
        yield blocking(
            "hand_over_another_day", client=client, unit=unit, day=part.on, expected=command.on
        )
    said = _said(part)
    held = {role: case.life.holder_on(command.on, role) for role in said}
    changed = {role: staff for role, staff in said.items() if staff is not KEEP}
    if command.staff not in {held[role] for role in changed}:
        yield blocking(
            "nothing_held", staff=command.staff, client=client, unit=unit, day=command.on
        )
    for staff in {held[role] for role in said.keys() - changed.keys()} - {None}:
        if staff in changed.values():
            yield blocking(
                "same_person_in_both_seats", staff=staff, client=client, unit=unit, day=command.on
            )


def _said(part: SeatCommand) -> dict[Role, StaffId | Keep | None]:
    """
    What the part says of each seat.
    """
    match part:
        case AppointContacts():
            return {Role.PRIMARY: part.primary, Role.DEPUTY: part.deputy}
        case AppointContactPerson():
            return {Role.CONTACT_PERSON: part.person, Role.DEPUTY_CONTACT_PERSON: part.deputy}
        case _:
            assert_never(part)
