"""
What a host has against somebody, beyond the law and the routine.
"""

from __future__ import annotations

from typing import Any

import attrs

from fastomsorg.law import Citation
from fastomsorg.terms import Malformed


def _stated(_: object, attribute: attrs.Attribute[Any], given: object) -> None:
    if not given:
        raise Malformed("source_missing", field=attribute.name)


@attrs.frozen
class LocalObstacle:
    """
    Why somebody cannot be contact here (*lokalt hinder*): *why* is told to people as it stands,
    and names nobody. *basis* is where it says so, if anywhere.
    """

    why: str = attrs.field(validator=_stated)
    basis: tuple[Citation, ...] = ()
