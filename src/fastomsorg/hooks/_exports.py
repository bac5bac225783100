"""
The port to a place that everything is written out to, for those who calculate elsewhere.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

import attrs

from fastomsorg.care import Absence, Visit
from fastomsorg.terms import PluginError

from ._asking import missing
from ._people import People
from ._storage import Storage

INSTALL = {"parquet": "fastomsorg-columnar"}
"""Where the kinds of export that are known of come from."""


@attrs.frozen
class ExportedMonth:
    """
    A municipality's visits of one month (*månad*), as ``2025-03``; None for those without a day.

    *new* says that they were written now, because they differ from what lay there; *summarised*
    of how many units the partial results were made now.
    """

    municipality: str
    month: str | None
    new: bool
    summarised: int = 0


@attrs.frozen
class Exported:
    """
    What an export wrote (*exporterat*): the *rows* of each table, and the months.
    """

    rows: Mapping[str, int]
    months: tuple[ExportedMonth, ...]


@runtime_checkable
class Export(Protocol):
    """
    A place that everything is written out to (*export*), and again over what lies there.
    """

    def write(
        self,
        storage: Storage,
        people: People,
        visits: Iterable[Visit],
        absences: Iterable[Absence],
        *,
        today: dt.date,
    ) -> Exported:
        """
        Write everything or nothing (*exportera*): whatever happens, what lay there can be read
        until all of the new is there.

        Months that ended before *today* are closed, and may be summarised. Names and identity
        numbers are written for nobody. Raises `StoreError`.
        """


def export_missing(url: str, problems: Sequence[PluginError]) -> PluginError | None:
    """
    What is told when nobody writes such an export but it is known who could.
    """
    kind = url.partition(":")[0]
    if kind not in INSTALL:
        return None
    return missing(PluginError("export_missing", kind=kind, install=INSTALL[kind]), problems)
