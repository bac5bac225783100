"""
A routine to try: one that comes along, or one in a file.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from fastomsorg.routine import Routine, RoutineText, Versions, profile, profiles, read_routine
from fastomsorg.terms import UnitId

SUFFIX = ".toml"


def tried(named: str) -> Callable[[UnitId, dt.date], Routine]:
    """
    The routine as if it had always been every unit's (*på prov*): before its first day, the first
    version.

    Raises `UnknownId` for a name that none of those that come along has, `RoutineError` for a file
    that cannot be read as one.
    """
    versions = _in_file(Path(named)) if named.endswith(SUFFIX) else profile(named)

    def routine(_unit: UnitId, on: dt.date) -> Routine:
        return versions.on(on) or versions.versions[0]

    return routine


def _in_file(path: Path) -> Versions:
    beside = [
        RoutineText(each.name, each.read_text(encoding="utf-8"))
        for each in sorted(path.parent.glob(f"*{SUFFIX}"))
        if each != path
    ]
    own = RoutineText(path.name, path.read_text(encoding="utf-8"))
    versions, _ = read_routine(own, beside=beside, profiles=profiles())
    return versions
