"""
Hooks to local routines, and to who could be contact.
"""

import datetime as dt
from collections.abc import Sequence

from fastomsorg.care import Client, StaffMember
from fastomsorg.decisions import LocalObstacle
from fastomsorg.routine import Matching, Pair, RoutineText
from fastomsorg.terms import UnitId

from ._marking import hookspec


class RoutineSpecs:
    """
    Routines that come along with a plug-in.
    """

    @hookspec
    def fastomsorg_routines(self) -> Sequence[RoutineText] | None:
        """
        Hand over routines (*rutiner*), as the TOML they are written in.

        Kind: collect. Every plug-in may bring some; two of the same name are an error.

        When: each time routines are listed, looked for by name, or built on.

        Args: none.

        Returns: the routines, or None. None of them holds anywhere until it is assigned.

        If it raises: no routine can be looked for; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_routines():
                return [RoutineText("ours.toml", resources.read_text(ours, "ours.toml"))]
        """


class CoverageSpecs:
    """
    Who can be contact here, and for whom.
    """

    @hookspec
    def fastomsorg_eligibility(
        self, staff: StaffMember, client: Client | None, unit: UnitId, on: dt.date
    ) -> Sequence[LocalObstacle] | None:
        """
        Say what else stands in the way of *staff* being contact (*ytterligare hinder*).

        Kind: collect. Every plug-in may have obstacles; none can take away what the law, the
        routine or another plug-in says.

        When: whenever somebody is to be put in a seat, and when those who could be are listed.

        Args: *staff*, as on the day; *client*, or None where the question is about nobody in
        particular; *unit*, its id; *on*, the day it is about.

        Returns: the obstacles, or None.

        If it raises: that is an obstacle itself, which names the plug-in: nobody gets in.

        Example::

            @hookimpl
            def fastomsorg_eligibility(staff, client, unit, on):
                if client is not None and client.id in our_relatives_of(staff.id):
                    return [LocalObstacle("Närstående till brukaren")]
        """

    @hookspec
    def fastomsorg_match(self, matching: Matching) -> Sequence[Pair] | None:
        """
        Propose who could be contact for whom (*förslag för en enhet*), as well as can be.

        Kind: open. Exactly one plug-in must answer.

        When: when a proposal for a unit is asked for. Nothing is registered by it.

        Args: *matching*, everybody who lacks somebody, who is possible for each, at what cost, and
        how many each has room for.

        Returns: a `Pair` for each client who gets somebody, or None.

        If it raises: there is no proposal; the error names the plug-in. So it does where a pair is
        not among what is possible.

        Example::

            @hookimpl
            def fastomsorg_match(matching):
                return our_solver(matching)
        """
