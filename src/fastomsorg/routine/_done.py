"""
Was this to be done by the routine, and has it not been done already?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from fastomsorg.commands import RecordDone
from fastomsorg.decisions import Reason, blocking
from fastomsorg.history import Case, DoneRecorded
from fastomsorg.law import Citation

from ._anchors import FirstVisit, no_visits
from ._informing import Related, nobody_knows
from ._obligation import Obligation, ObligationState
from ._obligation_kinds import ObligationKind
from ._obligations import obligations
from ._routine import Routine, RoutineOn


def against_done(
    case: Case,
    command: RecordDone,
    *,
    routine: RoutineOn,
    first_visit: FirstVisit = no_visits,
    related: Related = nobody_knows,
) -> Iterator[Reason]:
    """
    Why it cannot have been done (*hinder för utfört*): the routine has no such thing, it was not to
    be done yet, it has been done already, it no longer applies, or the client has not consented.

    Each cites the routine. Where that says nothing of what is to be done, whatever was done may be
    registered.
    """
    version = routine(command.on)
    if not version.obligations:
        return
    due_on = partial(_due_on, case, command, routine, first_visit, related)
    theirs = due_on(command.on)
    own = next((each for each in theirs if each.kind.kind == command.kind), None)
    kind = own.kind if own else version.obligation(command.kind)
    if kind is None or not kind.done_by:
        yield from _no_such_kind(command, version)
        return
    basis = own.basis if own else (Citation(version.cited_as, kind.source),)
    yield from _unknown_items(command, kind, basis)
    if not theirs:
        yield from _too_early(case, command, due_on, basis)
    else:
        yield from _nothing_left(case, command, kind, theirs)


DueOn: TypeAlias = Callable[[dt.date], list[Obligation]]
"""What the command would have met, as on a day."""

Basis: TypeAlias = tuple[Citation, ...]


def _due_on(
    case: Case,
    command: RecordDone,
    routine: RoutineOn,
    first_visit: FirstVisit,
    related: Related,
    on: dt.date,
) -> list[Obligation]:
    found = obligations(case, on=on, routine=routine, first_visit=first_visit, related=related)
    return [each for each in found if command.kind in each.kind.done_by]


def _no_such_kind(command: RecordDone, version: Routine) -> Iterator[Reason]:
    known = sorted(each.kind for each in version.obligations if each.done_by)
    yield blocking(
        "not_in_routine",
        basis=(Citation(version.cited_as, version.source),),
        routine=version.name,
        kind=command.kind,
        day=command.on,
        expected=", ".join(known),
    )


def _unknown_items(command: RecordDone, kind: ObligationKind, basis: Basis) -> Iterator[Reason]:
    points = [each.item for each in kind.checklist]
    unknown = sorted(command.items - set(points))
    if unknown:
        yield blocking(
            "items_unknown",
            basis=basis,
            kind=command.kind,
            got=", ".join(unknown),
            expected=", ".join(points) or "–",
        )


def _too_early(case: Case, command: RecordDone, due_on: DueOn, basis: Basis) -> Iterator[Reason]:
    """
    Nothing of the kind is to be done by the day; perhaps it is from a later one on.
    """
    later = sorted({event.on for each in case.standing for event in each.events})
    later += [stay.last_day for stay in case.life.stays if stay.last_day]
    for day in sorted(day for day in later if day > command.on):
        if due_on(day):
            facts = {"kind": command.kind, "day": command.on, "from_day": day}
            yield blocking("not_yet_due", basis=basis, **facts)
            return
    yield blocking("nothing_to_do", basis=basis, kind=command.kind, day=command.on)


def _nothing_left(
    case: Case, command: RecordDone, kind: ObligationKind, theirs: list[Obligation]
) -> Iterator[Reason]:
    """
    All of it, or all of the points, had been done by the day, what recurs on that very day; or
    what is left no longer applies, or waits for consent.
    """
    left = [each for each in theirs if each.state is not ObligationState.MET]
    applies = [each for each in left if each.state is not ObligationState.LAPSED]
    basis = (applies or left or theirs)[-1].basis
    if _done_that_day(case, command):
        yield blocking("done_already", basis=basis, kind=command.kind, done_on=command.on)
    elif not left:
        latest = max(each.met_on for each in theirs if each.met_on)
        yield blocking("done_already", basis=basis, kind=command.kind, done_on=latest)
    elif not applies:
        why = left[-1].lapse
        yield blocking("no_longer_to_do", basis=basis, kind=command.kind, day=command.on, why=why)
    elif all(each.state is ObligationState.BLOCKED for each in applies):
        yield blocking("consent_missing", basis=basis, to=kind.informs, day=command.on)
    elif command.items and all(command.items <= each.ticked for each in applies):
        yield blocking("items_ticked", basis=basis, items=", ".join(sorted(command.items)))


def _done_that_day(case: Case, command: RecordDone) -> bool:
    return any(
        isinstance(event, DoneRecorded)
        and (event.kind, event.on) == (command.kind, command.on)
        and not event.items
        for each in case.standing
        for event in each.events
    )
