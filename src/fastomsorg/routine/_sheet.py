"""
What a routine says from a day on, key by key, and how it is laid on what another says.

A later version says only what differs from the one before it, and a routine that is built on
another only what differs from that: later keys override, obligations are one of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from ._places import Path

Said: TypeAlias = dict[str, Any]
WHOLE = frozenset({"title", "chosen", "within", "checklist", "applies"})
"""What is said anew as a whole, or not at all."""

CHOICES = frozenset({"unclear_accepted", "unconfirmed_law", "names_searched"})
"""Stands taken where the law is open: with a day and a document, always."""


@attrs.frozen
class Place:
    """
    Where something is written.
    """

    file: str
    line: int


@attrs.frozen
class Sheet:
    """
    What a routine says from a day on (*rutinblad*), with the place of each key.

    Obligations are under their kind here, and a bare value of ``[rules]`` under ``value``. *gone*
    are the obligations that were taken away, with the place where it says so.
    """

    said: Said
    places: Mapping[Path, Place]
    gone: Mapping[str, Place] = attrs.field(factory=dict)

    def place(self, path: Path) -> Place:
        """
        Where the key stands, or else what it would stand in.
        """
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Place("", 1)

    def got(self, path: Path) -> str:
        """
        What stands under the key, as far as it can be said on a line.
        """
        said: Any = self.said
        for key in path:
            try:
                said = said[key]
            except (LookupError, TypeError):
                return ""
        if isinstance(said, dict) and "value" in said:
            said = said["value"]
        if isinstance(said, dict) and {"amount", "unit"} <= said.keys():
            return f"{said['amount']} {said['unit']}"
        return "" if isinstance(said, dict) else shown(said)


def merged(base: Sheet, own: Sheet) -> Sheet:
    """
    What the base says, with what the own says differently (*ändrat*).
    """
    said = _merged(base.said, own.said)
    kinds = said.get("obligation", {})
    removed = {kind: own.place(("obligation", kind)) for kind in _removed(own)}
    said["obligation"] = {kind: each for kind, each in kinds.items() if kind not in removed}
    gone = {kind: at for kind, at in base.gone.items() if kind not in said["obligation"]}
    return Sheet(said, {**base.places, **own.places}, {**gone, **removed})


def _removed(own: Sheet) -> list[str]:
    kinds = own.said.get("obligation", {})
    return [kind for kind, each in kinds.items() if each.get("remove") is True]


def _merged(base: Said, own: Said) -> Said:
    together = dict(base)
    for key, value in own.items():
        earlier = together.get(key)
        whole = key in WHOLE or key in CHOICES
        if isinstance(earlier, dict) and isinstance(value, dict) and not whole:
            together[key] = _with_own_source(_merged(earlier, value), value)
        else:
            together[key] = value
    return together


def _with_own_source(together: Said, own: Said) -> Said:
    """
    What is said anew rests on the document of whoever says it, and on what they chose.
    """
    if "source" in own and "chosen" not in own:
        together.pop("chosen", None)
    return together


def shown(said: object) -> str:
    """
    A value as TOML has it.
    """
    match said:
        case None:
            return ""
        case bool():
            return "true" if said else "false"
        case list():
            return "[" + ", ".join(map(shown, said)) + "]"
        case _:
            return str(said)


def written_key(path: Path) -> str:
    """
    The key as people write it (*nyckel*): ``version[2].rules.operator``, rows counted from 1.
    """
    said = "".join(f"[{each + 1}]" if isinstance(each, int) else f".{each}" for each in path)
    return said.lstrip(".")
