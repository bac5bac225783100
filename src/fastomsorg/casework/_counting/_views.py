"""
What a search is answered with: counts first, names on request.
"""

import datetime as dt

import attrs

from fastomsorg.casework._at_desk import NamedClient
from fastomsorg.decisions import Reason
from fastomsorg.statistics import AgeCounts
from fastomsorg.terms import StaffId, UnitId


@attrs.frozen
class FoundStaff:
    """
    Somebody who is contact for clients that were found (*personal med uppdrag*), by number.
    """

    id: StaffId
    name: str = attrs.field(repr=False)
    primary: int
    deputy: int
    clients: tuple[NamedClient, ...] | None

    @property
    def total(self) -> int:
        return self.primary + self.deputy


@attrs.frozen
class Search:
    """
    What a search found (*sökresultat*): counts by age; *clients* None where names were not asked.

    *remarks* say what the list of names rests on.
    """

    on: dt.date
    units: tuple[UnitId, ...]
    count: AgeCounts
    clients: tuple[NamedClient, ...] | None
    staff: tuple[FoundStaff, ...]
    remarks: tuple[Reason, ...] = ()
    engine: str = "python"


@attrs.frozen
class PublishedSearch:
    """
    How many have an answer, unit by unit (*tabell för publicering*): None is hidden.

    A row has those who are 65 or older, those under 65, those whose age is not known, and all of
    them; *totals* the same of every unit. Somebody at two units is counted at both.
    """

    on: dt.date
    units: tuple[UnitId, ...]
    threshold: int
    rows: tuple[tuple[int | None, ...], ...]
    totals: tuple[int | None, ...]
