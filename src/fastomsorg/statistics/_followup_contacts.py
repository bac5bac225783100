"""
Who the contacts are: what entitles them, how many clients they have, how often they change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

import attrs

from fastomsorg.decisions import TitleAnswer
from fastomsorg.terms import ChangeReason, StaffId, day_after

from ._followup_aims import Aims
from ._followup_cases import FollowedCase
from ._shares import Share, median

TitleOf: TypeAlias = Callable[[StaffId], TitleAnswer | None]
"""What entitles somebody on the last day of the period; None where nobody knows the person."""

YEAR = Fraction(1461, 4)
"""The days of a year, in the long run."""


class Footing(StrEnum):
    """
    What entitles a primary (*grund för behörighet*), or why nothing does.
    """

    CERTIFICATE = "certificate"
    TRANSITION = "transition"
    NOT_REQUIRED = "not_required"
    UNCLEAR = "unclear"
    NOT_ENTITLED = "not_entitled"
    UNKNOWN = "unknown"


@attrs.frozen
class ContactLoad:
    """
    How many clients each contact has (*uppdrag per omsorgskontakt*), the fewest first.
    """

    clients: tuple[int, ...] = ()
    limit: int | None = None

    @property
    def median(self) -> Fraction | None:
        return median(self.clients)

    @property
    def over(self) -> Share | None:
        """
        The contacts with more clients than the limit; None without one.
        """
        if self.limit is None:
            return None
        return Share(sum(each > self.limit for each in self.clients), len(self.clients))


@attrs.frozen
class Changes:
    """
    Changes of primary (*byten*) in the period, by reason (None: none was given).

    *days* is how many days of the period clients had a primary.
    """

    reasons: Mapping[ChangeReason | None, int] = attrs.field(factory=dict)
    days: int = 0

    @property
    def total(self) -> int:
        return sum(self.reasons.values())

    @property
    def per_year(self) -> Fraction | None:
        """
        Changes for a client with a contact in a year, exact.
        """
        return self.total * YEAR / self.days if self.days else None


def footing_of(
    held: Mapping[StaffId, int], title_of: TitleOf, aims: Aims
) -> tuple[Mapping[Footing, int], Share | None]:
    """
    What entitles the primaries (*grund för behörighet*), by how many clients each has; and how many
    clients lose that, None where no day is told.
    """
    footing: Counter[Footing] = Counter()
    losing = 0
    for staff, clients in held.items():
        answer = title_of(staff)
        footing[_ground_of(answer)] += clients
        if answer is not None and answer.last_day is not None and answer.ground is not None:
            losing += clients if day_after(answer.last_day) == aims.losing_on else 0
    lost = None if aims.losing_on is None else Share(losing, sum(held.values()))
    return footing, lost


def _ground_of(answer: TitleAnswer | None) -> Footing:
    if answer is None:
        return Footing.UNKNOWN
    return Footing((answer.ground or answer.outcome).value)


def changes_of(cases: Sequence[FollowedCase]) -> Changes:
    """
    The changes of all the cases (*byten*).
    """
    reasons = Counter(reason for case in cases for reason in case.changes)
    return Changes(reasons, sum(case.days for case in cases))
