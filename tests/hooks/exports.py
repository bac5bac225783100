"""
Exports as strangers may bring them.
"""

import datetime as dt
from collections.abc import Iterable

import attrs

from fastomsorg.care import Absence, Visit
from fastomsorg.hooks import HOOK_VERSION, Exported, ExportedMonth, People, Storage, hookimpl

COUNTS = "counts:"


@attrs.define(eq=False)
class Counts:
    """
    An export that only counts, and remembers which day it was last told it is.
    """

    today: dt.date | None = None

    def write(
        self,
        storage: Storage,
        people: People,
        visits: Iterable[Visit],
        absences: Iterable[Absence],
        *,
        today: dt.date,
    ) -> Exported:
        self.today = today
        rows = {
            "cases": len(list(storage.cases())),
            "visits": len(list(visits)),
            "absences": len(list(absences)),
        }
        return Exported(rows, (ExportedMonth("none", "2025-02", new=True, summarised=1),))


@attrs.define(eq=False)
class HasCounts:
    fastomsorg_hook_version = HOOK_VERSION
    counts: Counts = attrs.field(factory=Counts)

    @hookimpl
    def fastomsorg_open_export(self, url: str) -> object:
        return self.counts if url.startswith((COUNTS, "parquet:")) else None


class HasMoreCounts(HasCounts):
    pass
