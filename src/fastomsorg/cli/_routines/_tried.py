"""
A routine to try: one that comes along, or one in a file.
"""

import datetime as dt
from collections.abc import Callable

from fastomsorg.hooks import Panel
from fastomsorg.routine import Routine
from fastomsorg.terms import UnitId

from ._named import read


def tried(named: str, panel: Panel) -> Callable[[UnitId, dt.date], Routine]:
    """
    The routine as if it had always been every unit's (*på prov*): before its first day, the first
    version. Raises as `read`.
    """
    versions = read(named, panel)

    def routine(_unit: UnitId, on: dt.date) -> Routine:
        return versions.on(on) or versions.versions[0]

    return routine
