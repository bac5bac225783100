"""
The follow-up for a board, asked for at a desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from fastomsorg.casework._at_desk import AtDesk
from fastomsorg.hooks import Engine
from fastomsorg.statistics import Aims, Sheet, published_sheet, sheet
from fastomsorg.terms import Period, StaffId, UnitId

from ._followed_units import Wanted, wanted_units
from ._following_up import followed_up, threshold_of


@attrs.frozen
class Following(AtDesk):
    """
    Following up (*uppföljning*): how what the law and the routine want is done, in figures.
    """

    def followup(
        self,
        period: Period,
        *,
        units: Sequence[UnitId] = (),
        provider: str | None = None,
        municipality: str | None = None,
        published: bool = False,
        aims: Aims | None = None,
        hours: Mapping[StaffId, int] | None = None,
        engine: Engine | None = None,
    ) -> Sheet:
        """
        The follow-up (*uppföljning för nämnden*) of these units, of all of a provider's or of a
        municipality's, or of everything within reach; with *published*, without small counts.

        Every unit must be one that the actor may search. *aims* are the limits and targets, else
        those that the units' routines have alike; *hours* is what each contact works in the period,
        in minutes. The *engine* counts the visits, or else this process does.

        Raises `NotAuthorised`; `UnknownId` for a unit, a provider or a municipality that is not
        there; `Malformed` for a period without end or not yet over, or where more than one of unit,
        provider and municipality is asked for.
        """
        asked = Wanted(period, tuple(dict.fromkeys(units)), provider, municipality)
        at = wanted_units(self.host, self.gate, asked)
        found = followed_up(self.host, at, asked, aims, hours, engine)
        if published:
            return published_sheet(found, threshold=threshold_of(self.host, at, period))
        return sheet(found)
