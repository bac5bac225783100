"""
How much one person and one team carry, and what the routine aims at.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from fastomsorg.decisions import Load, Span
from fastomsorg.terms import Malformed

__all__ = ["AimedShare", "Band", "Load", "Span", "Targets", "TeamSize"]


@attrs.frozen
class TeamSize:
    """
    How large a team is (*arbetslagets storlek*): its staff and its clients.

    With a *runner*, one more than *staff* says takes what nobody was planned for.
    """

    staff: Span = attrs.field(factory=Span)
    clients: Span = attrs.field(factory=Span)
    runner: bool = False
    source: str = ""
    chosen: str | None = None


def _a_share(_: object, field: attrs.Attribute[Any], got: Fraction) -> None:
    if not 0 <= got <= 1:
        raise Malformed("not_a_share", field=field.name, got=str(got))


@attrs.frozen
class AimedShare:
    """
    How large a share of a client's visits the contact should make (*kontaktens andel av besöken*).

    The share is of each client's own visits, over *months* at a time where the routine says so.
    *more_than* asks for a larger share than *least*: the greater part is more than a half.
    """

    least: Fraction = attrs.field(validator=_a_share)
    more_than: bool = False
    months: int | None = None
    source: str = ""
    chosen: str | None = None

    def met_by(self, share: Fraction) -> bool:
        """
        Is the target reached (*nås målet*)?
        """
        return share > self.least if self.more_than else share >= self.least


@attrs.frozen
class Band:
    """
    Between which shares something should lie (*målintervall*), both included.
    """

    least: Fraction = attrs.field(validator=_a_share)
    most: Fraction = attrs.field(validator=_a_share)
    source: str = ""
    chosen: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.most < self.least:
            raise Malformed("span_upside_down", fewest=str(self.least), most=str(self.most))

    def __contains__(self, share: Fraction) -> bool:
        return self.least <= share <= self.most


@attrs.frozen
class Targets:
    """
    What the routine aims at (*mål*); None where it has no number.

    *contact_share* is of each client's visits; *scheduled* how much of a contact's working time
    is scheduled with own clients.
    """

    contact_share: AimedShare | None = None
    scheduled: Band | None = None
