"""
A proposal for a unit: somebody for everybody who lacks a contact, within the limits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.decisions import Reason, blocking
from fastomsorg.history import Case
from fastomsorg.routine import (
    FULL,
    Facts,
    Option,
    Pair,
    Scored,
    Wanted,
    greedy,
    ranked,
    worth,
)
from fastomsorg.terms import CaseKey, ClientId, Role, StaffId, Status, UnitId

from ._loading import seen
from ._sharing import shared_out
from ._views import ProposedContacts, UnitProposal
from ._weighing import Weighing, facts_of

LACKING = frozenset({Status.NOT_ASKED, Status.ACCEPTED})
"""The answers with which somebody is, or may be, to have a contact."""

OVER_LOAD = "load_exceeded"
"""What says that somebody has no room: in a proposal that is what the room is for."""


def unit_proposal(
    host: Host,
    sight: Sight,
    unit: UnitId,
    on: dt.date,
    may_view: Callable[[CaseKey], bool],
    *,
    deputies: bool,
) -> UnitProposal:
    """
    Everybody at the unit who lacks a contact, and who it could be (*förslag för en enhet*).
    """
    weighing = Weighing.at(host, unit, on)
    keys = [key for key in _lacking(host, unit, on, deputies) if may_view(key)]
    cases = [host.storage.read(key) for key in keys]
    scores = {case.key.client: dict(_scores(weighing, case, deputies)) for case in cases}
    wanted = tuple(_wanted(case, on, scores[case.key.client], deputies) for case in cases)
    heaviest = _heaviest(weighing, cases)
    within = {id: weighing.room(id, heaviest) for id in weighing.staff}
    matching, pairs = shared_out(weighing, wanted, within, host.matched)
    told = {each.client: each for each in matching.wanted}
    return UnitProposal(
        unit=unit,
        on=on,
        routine=host.local(unit, on).name,
        clients=tuple(
            _told(sight, weighing, told[pair.client], pair, scores[pair.client]) for pair in pairs
        ),
        worth=worth(matching, pairs),
        by_hand=worth(matching, greedy(matching)),
    )


def _lacking(host: Host, unit: UnitId, on: dt.date, deputies: bool) -> Iterator[CaseKey]:
    for key, life in host.storage.lives(unit=unit, on=on):
        spell = life.on(on)
        if spell is not None and spell.status in LACKING:
            no_deputy = spell.deputy is None and spell.primary is not None
            if spell.primary is None or (deputies and no_deputy):
                yield key


Scores: TypeAlias = Mapping[tuple[StaffId, Role], Scored]
"""What each who could be gets, seat by seat."""


def _scores(
    weighing: Weighing, case: Case, deputies: bool
) -> Iterator[tuple[tuple[StaffId, Role], Scored]]:
    """
    The points of each who could be, seat by seat; that somebody has many clients is for the room.
    """
    for role in (Role.PRIMARY, Role.DEPUTY) if deputies else (Role.PRIMARY,):
        for each in ranked(map(_with_room, facts_of(weighing, case, role))):
            yield (each.facts.staff, role), each


def _with_room(facts: Facts) -> Facts:
    rest = tuple(reason for reason in facts.reasons if reason.code != OVER_LOAD)
    return attrs.evolve(facts, reasons=rest)


def _heaviest(weighing: Weighing, cases: Iterable[Case]) -> Fraction:
    """
    What the heaviest of the clients weighs: with room for so many of that weight, there is room.
    """
    load = weighing.given.local(weighing.unit, weighing.on).load
    if load is None:
        return Fraction(1)
    weights = (load.weight(case.services_on(weighing.on)) for case in cases)
    return max(weights, default=Fraction(1))


def _wanted(case: Case, on: dt.date, scores: Scores, deputies: bool) -> Wanted:
    """
    What a client lacks, and who is possible: the fewer points, the more it costs.
    """
    spell = case.life.on(on)
    primary = spell.primary.staff if spell and spell.primary else None
    no_deputy = spell is None or spell.deputy is None
    options: dict[StaffId, dict[Role, int]] = {}
    for (staff, role), each in scores.items():
        if each.possible and staff != primary:
            options.setdefault(staff, {})[role] = FULL - each.score
    return Wanted(
        client=case.key.client,
        options=tuple(
            Option(staff, costs.get(Role.PRIMARY), costs.get(Role.DEPUTY))
            for staff, costs in sorted(options.items())
        ),
        primary=primary is None,
        deputy=deputies and no_deputy,
    )


def _told(
    sight: Sight, weighing: Weighing, wanted: Wanted, pair: Pair, scores: Scores
) -> ProposedContacts:
    chosen = None if pair.primary is None else scores[pair.primary, Role.PRIMARY]

    def member(id: StaffId | None) -> StaffMember | None:
        return None if id is None else seen(sight, weighing.staff.get(id), id, weighing.unit)

    return ProposedContacts(
        client=sight.client(wanted.client, weighing.unit),
        lacks=tuple(role for role, asked in _asked(wanted) if asked),
        primary=member(pair.primary),
        deputy=member(pair.deputy),
        score=None if chosen is None else chosen.score,
        why_not=tuple(_why_not(wanted, pair, weighing.on)),
    )


def _asked(wanted: Wanted) -> tuple[tuple[Role, bool], ...]:
    return (Role.PRIMARY, wanted.primary), (Role.DEPUTY, wanted.deputy)


def _why_not(wanted: Wanted, pair: Pair, on: dt.date) -> Iterator[Reason]:
    """
    Why a seat that was asked for is empty: nobody is possible, or whoever is has no room.
    """
    if wanted.primary and pair.primary is None:
        possible = any(option.primary is not None for option in wanted.options)
        yield _empty(Role.PRIMARY, wanted.client, on, possible=possible)
    elif wanted.deputy and pair.deputy is None:
        others = (each for each in wanted.options if each.staff != pair.primary)
        possible = any(option.deputy is not None for option in others)
        yield _empty(Role.DEPUTY, wanted.client, on, possible=possible)


def _empty(role: Role, client: ClientId, on: dt.date, *, possible: bool) -> Reason:
    if possible:
        return blocking("no_room_left", role=role.value, client=client, day=on)
    return blocking("nobody_possible", role=role.value, client=client, day=on)
