"""
A routine by what somebody wrote: a file, or a name of those that come along.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from fastomsorg.cli._reading import Misused
from fastomsorg.hooks import Panel
from fastomsorg.routine import RoutineText, Versions, name_in, profiles, read_routine
from fastomsorg.terms import UnknownId

SUFFIX = ".toml"


@attrs.frozen
class Written:
    """
    A routine's text, and those that lie beside it in its folder.
    """

    text: RoutineText
    beside: Sequence[RoutineText] = ()


def by_name(panel: Panel) -> Mapping[str, RoutineText]:
    """
    The routines that come along (*medföljande rutiner*), the library's and the plug-ins'.
    """
    brought = {name: text for text in panel.routines() if (name := name_in(text))}
    return {**profiles(), **brought}


def written(named: str, panel: Panel) -> Written:
    """
    The routine in the file, or by the name (*rutin*). Raises `UnknownId` for a name that none has,
    `Misused` for a file that is no text, `OSError` for one that cannot be read.
    """
    path = Path(named)
    if named.endswith(SUFFIX) or path.is_file():
        beside = [_text(each) for each in sorted(path.parent.glob(f"*{SUFFIX}")) if each != path]
        return Written(_text(path), beside)
    known = by_name(panel)
    if named not in known:
        raise UnknownId("unknown_routine", routine=named, known=tuple(known))
    return Written(known[named])


def read(named: str, panel: Panel) -> Versions:
    """
    The routine with all its versions. Raises as `written`, and `RoutineError`.
    """
    found = written(named, panel)
    versions, _ = read_routine(found.text, beside=found.beside, profiles=by_name(panel))
    return versions


def _text(path: Path) -> RoutineText:
    try:
        return RoutineText(path.name, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Misused("not_utf8", got=path.name) from None
