"""
The routines that the library carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fastomsorg.terms import UnknownId

from ._problems import RoutineText
from ._reading import read_routine
from ._routine import Versions


@cache
def profiles() -> Mapping[str, RoutineText]:
    """
    Every routine that the library carries (*medföljande rutiner*), by name.
    """
    folder = files(__package__) / "profiles"
    names = (file.name for file in folder.iterdir())
    return {
        name: RoutineText(f"{name}.toml", (folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in sorted(each.removesuffix(".toml") for each in names if each.endswith(".toml"))
    }


@cache
def profile(name: str) -> Versions:
    """
    A routine that the library carries (*medföljande rutin*). Raises `UnknownId` for another.
    """
    text = profiles().get(name)
    if text is None:
        raise UnknownId("unknown_routine", routine=name, known=tuple(profiles()))
    versions, _ = read_routine(text, profiles=profiles())
    return versions
