"""
Load, coverage, candidates, hand-overs and days ahead, asked for at a desk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from fastomsorg.casework._at_desk import AtDesk, a_code, a_day, a_period, known_unit, several
from fastomsorg.terms import (
    CaseKey,
    ChangeReason,
    ClientId,
    Period,
    Permission,
    Role,
    StaffId,
    UnitId,
    UnknownId,
)

from ._candidates import candidates_for
from ._covering_days import unit_coverage
from ._forecasting import unit_outlook
from ._handing_over import hand_over_plan
from ._loading import unit_load
from ._proposing import unit_proposal
from ._views import (
    Candidates,
    HandOverPlan,
    UnitCoverage,
    UnitLoad,
    UnitOutlook,
    UnitProposal,
)
from ._weighing import NOTHING_ASKED, AskedFor


@attrs.frozen
class Covering(AtDesk):
    """
    Who is contact for how many, who stands in, and who could be asked (*bemanning*).
    """

    def load(self, unit: UnitId, *, on: dt.date) -> UnitLoad:
        """
        For how many clients each at the unit is contact on the day (*belastning*), against the
        routine's limits, and how large the teams are.
        """
        self._at(unit, "load", on)
        return unit_load(self.host, self._sight(), unit, on)

    def coverage(self, unit: UnitId, period: Period) -> UnitCoverage:
        """
        Whose contact is away in the period (*täckning*), who stands in, and who is left without.

        Raises `Malformed` for a period without end.
        """
        self._at(unit, "coverage", a_period(period).start)
        return unit_coverage(self.host, self._sight(), unit, period, self._may_view)

    def candidates(
        self,
        client: ClientId,
        unit: UnitId,
        *,
        on: dt.date,
        role: Role = Role.PRIMARY,
        asked: AskedFor = NOTHING_ASKED,
    ) -> Candidates:
        """
        Who could be asked to be contact (*möjliga kontakter*), in which order and why.

        The same facts give the same order; nothing is decided by it.
        """
        key = CaseKey(client, unit)
        self._require(Permission.VIEW, "candidates", key)
        self._known(key, on)
        a_code(role, Role)
        return candidates_for(self.host, self._sight(), key, on, role, asked)

    def proposal(self, unit: UnitId, *, on: dt.date, deputies: bool = False) -> UnitProposal:
        """
        Somebody for everybody at the unit who lacks a contact (*förslag för en enhet*), within the
        limits; with *deputies* somebody else as deputy too.

        Raises `PluginError` where nothing is installed that can match.
        """
        self._at(unit, "proposal", on)
        return unit_proposal(self.host, self._sight(), unit, on, self._may_view, deputies=deputies)

    def hand_over_plan(
        self,
        staff: StaffId,
        *,
        on: dt.date,
        to: Sequence[StaffId] = (),
        reason: ChangeReason = ChangeReason.STAFF_LEFT,
        units: Sequence[UnitId] = (),
    ) -> HandOverPlan:
        """
        Everything that *staff* holds on the day at these units, or at all within reach, and who it
        could go to (*plan för överlämning*): `command_of` makes it the command that hands it over.

        Without anybody in *to*, everybody at each unit is looked at.
        """
        units = self._units("hand_over_plan", units, on)
        a_code(reason, ChangeReason)
        to = several(to)
        for id in (staff, *to):
            if self.host.people.staff(id, on=on) is None:
                raise UnknownId("unknown_staff", staff=id)
        return hand_over_plan(
            self.host, self._sight(), staff, on, to, units, self._may_view, reason
        )

    def forecast(self, on: dt.date, *, units: Sequence[UnitId] = ()) -> tuple[UnitOutlook, ...]:
        """
        Which contacts have no ground on a day to come, and whom that leaves (*prognos*): at these
        units, or all within reach.
        """
        at = self._units("forecast", units, on)
        sight = self._sight()
        return tuple(unit_outlook(self.host, sight, unit, on, self._may_view) for unit in at)

    def _at(self, unit: UnitId, action: str, on: dt.date) -> None:
        self.gate.require(Permission.VIEW, action, unit=unit)
        known_unit(self.host, unit)
        a_day(on)

    def _units(self, action: str, units: Sequence[UnitId], on: dt.date) -> tuple[UnitId, ...]:
        """
        The units that were asked for, each of which the actor must be let into; or all that the
        actor may look at. Whoever may at none is denied.
        """
        asked = several(units)
        for unit in asked:
            self._at(unit, action, on)
        return asked or tuple(self._within_reach(action, on))

    def _within_reach(self, action: str, on: dt.date) -> Iterator[UnitId]:
        reach = self.gate.reach(Permission.VIEW)
        at = [unit.id for unit in self.host.people.units() if unit.id in reach]
        if not at:
            self.gate.deny(Permission.VIEW, action)
        a_day(on)
        for unit in at:
            self.gate.require(Permission.VIEW, action, unit=unit)
            yield unit
