"""
What every question at a desk stands on: the host, the actor's gate, what the actor sees.
"""

from __future__ import annotations

import datetime as dt

import attrs

from fastomsorg.casework._host import Host
from fastomsorg.terms import CaseKey, Permission

from ._gate import Gate
from ._seeing import a_day, known_client, known_unit
from ._sight import Sight


@attrs.frozen
class AtDesk:
    """
    One actor with one purpose at one host (*vid skrivbordet*).
    """

    host: Host
    gate: Gate

    def _known(self, case: CaseKey, on: dt.date) -> None:
        known_client(self.host, case.client)
        known_unit(self.host, case.unit)
        a_day(on)

    def _sight(self) -> Sight:
        return Sight(self.host, self.gate)

    def _require(self, permission: Permission, action: str, key: CaseKey) -> None:
        self.gate.require(permission, action, unit=key.unit, client=key.client)

    def _may_view(self, key: CaseKey) -> bool:
        return self.gate.allows(Permission.VIEW, unit=key.unit, client=key.client)
