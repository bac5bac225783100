"""
Was this to be done by the routine, and has it not been done already?
"""

from __future__ import annotations

from collections.abc import Iterator

from fastomsorg.commands import RecordDone
from fastomsorg.decisions import Reason, blocking
from fastomsorg.history import Case, DoneRecorded

from ._anchors import FirstVisit, no_visits
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
) -> Iterator[Reason]:
    """
    Why it cannot have been done (*hinder för utfört*): the routine has no such thing, it was not to
    be done yet, it has been done already, or the client has not consented.

    Where the routine says nothing of what is to be done, whatever was done may be registered.
    """
    version = routine(command.on)
    if not version.obligations:
        return
    found = obligations(case, on=command.on, routine=routine, first_visit=first_visit)
    theirs = [each for each in found if command.kind in each.kind.done_by]
    kinds = {each.kind.kind: each.kind for each in theirs if each.kind.kind == command.kind}
    kind = kinds.get(command.kind) or version.obligation(command.kind)
    if kind is None or not kind.done_by:
        yield from _no_such_kind(command, version)
        return
    yield from _unknown_items(command, kind)
    if not theirs:
        yield from _too_early(case, command, routine)
    else:
        yield from _nothing_left(case, command, kind, theirs)


def _no_such_kind(command: RecordDone, version: Routine) -> Iterator[Reason]:
    known = sorted(each.kind for each in version.obligations if each.done_by)
    yield blocking(
        "not_in_routine",
        routine=version.name,
        kind=command.kind,
        day=command.on,
        expected=", ".join(known),
    )


def _unknown_items(command: RecordDone, kind: ObligationKind) -> Iterator[Reason]:
    points = [each.item for each in kind.checklist]
    unknown = sorted(command.items - set(points))
    if unknown:
        yield blocking(
            "items_unknown",
            kind=command.kind,
            got=", ".join(unknown),
            expected=", ".join(points) or "–",
        )


def _too_early(case: Case, command: RecordDone, routine: RoutineOn) -> Iterator[Reason]:
    """
    Nothing of the kind is to be done by the day; perhaps it is from a later one on.
    """
    later = sorted({event.on for each in case.standing for event in each.events})
    later += [stay.last_day for stay in case.life.stays if stay.last_day]
    for day in sorted(day for day in later if day > command.on):
        found = obligations(case, on=day, routine=routine)
        if any(command.kind in each.kind.done_by for each in found):
            yield blocking("not_yet_due", kind=command.kind, day=command.on, from_day=day)
            return
    yield blocking("nothing_to_do", kind=command.kind, day=command.on)


def _nothing_left(
    case: Case, command: RecordDone, kind: ObligationKind, theirs: list[Obligation]
) -> Iterator[Reason]:
    """
    All of it, or all of the points, had been done by the day; what recurs, on that very day.
    """
    left = [each for each in theirs if each.state is not ObligationState.MET]
    if _done_that_day(case, command):
        yield blocking("done_already", kind=command.kind, done_on=command.on)
    elif not left:
        latest = max(each.met_on for each in theirs if each.met_on)
        yield blocking("done_already", kind=command.kind, done_on=latest)
    elif all(each.state is ObligationState.BLOCKED for each in left):
        yield blocking("consent_missing", to=kind.informs, day=command.on)
    elif command.items and all(command.items <= each.ticked for each in left):
        yield blocking("items_ticked", items=", ".join(sorted(command.items)))


def _done_that_day(case: Case, command: RecordDone) -> bool:
    return any(
        isinstance(event, DoneRecorded)
        and (event.kind, event.on) == (command.kind, command.on)
        and not event.items
        for each in case.standing
        for event in each.events
    )
