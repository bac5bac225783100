"""
What the contacts are scheduled for, and what is recorded as done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fastomsorg.terms import StaffId

from ._followup_aims import Aims
from ._followup_cases import FollowedCase
from ._followup_waits import Waits, waits_of
from ._shares import Share


def scheduled(
    held: Iterable[StaffId],
    minutes: Mapping[StaffId, int] | None,
    hours: Mapping[StaffId, int] | None,
) -> Share | None:
    """
    What is with own clients (*schemalagd tid*), of the working time of the contacts whose hours are
    known.
    """
    if minutes is None or hours is None:
        return None
    known = [staff for staff in held if staff in hours]
    if not known:
        return None
    own = sum(minutes.get(staff, 0) for staff in known)
    return Share(own, sum(hours[staff] for staff in known))


def plans(cases: Sequence[FollowedCase], aims: Aims) -> Waits | None:
    """
    How long plans took (*genomförandeplaner*); None where none is recorded.
    """
    if not _recorded(cases, aims.kept.plan):
        return None
    return waits_of((case.plans for case in cases), aims.planned_within)


def reviewed(cases: Sequence[FollowedCase], aims: Aims) -> Share | None:
    """
    Whose plan is recent enough (*uppföljda*); None where nothing is recorded.
    """
    if aims.reviewed_since is None or not _recorded(cases, aims.kept.plan | aims.kept.review):
        return None
    return _told(case.reviewed for case in cases if case.reviewed is not None)


def relatives(cases: Sequence[FollowedCase], aims: Aims) -> Share | None:
    """
    Whose relatives took part (*närståendes delaktighet*); None where nothing is recorded.
    """
    if not _recorded(cases, aims.kept.relatives):
        return None
    return _told(case.relatives for case in cases)


def _recorded(cases: Iterable[FollowedCase], kinds: frozenset[str]) -> bool:
    return any(case.done & kinds for case in cases)


def _told(answers: Iterator[bool]) -> Share:
    told = list(answers)
    return Share(sum(told), len(told))
