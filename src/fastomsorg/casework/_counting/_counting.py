"""
What is counted at a desk: staff continuity, measures, visits with their marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from fastomsorg.care import VisitKind
from fastomsorg.casework._at_desk import AtDesk
from fastomsorg.hooks import Engine
from fastomsorg.terms import ClientId, Period, UnitId

from ._continuity import HOME_CARE, Continuity, continuity
from ._marking import SeenVisit, marked_visits
from ._measuring import MeasureReport, measure


@attrs.frozen
class Counting(AtDesk):
    """
    Statistics over visits (*statistik*), each unit of which must be permitted.

    An *engine* counts where the data lie; without one this process does, over the host's visits.
    A period has an end, and is over: else `Malformed` is raised, as for one that is upside down.
    """

    def continuity(
        self,
        period: Period,
        *,
        units: Sequence[UnitId] = (),
        clients: Sequence[ClientId] = (),
        kinds: frozenset[VisitKind] = HOME_CARE,
        names: bool = False,
        engine: Engine | None = None,
    ) -> Continuity:
        """
        Whom the clients meet (*personalkontinuitet*), at these units or all within reach.

        *names* adds the clients one by one, without name where protected; with *clients* it is
        about these alone. Raises `NotAuthorised`; `UnknownId` for a client or a unit that is not
        there.
        """
        return continuity(
            self.host,
            self.gate,
            period,
            units=units,
            clients=clients,
            kinds=kinds,
            names=names,
            engine=engine,
        )

    def measure(
        self,
        name: str,
        period: Period,
        *,
        units: Sequence[UnitId] = (),
        names: bool = False,
        engine: Engine | None = None,
    ) -> MeasureReport:
        """
        What a measure comes to (*mätvärde*), at these units or all within reach.

        *names* adds the clients' own figures; `Casework.measures` has what can be measured. Raises
        `NotAuthorised`; `UnknownId` for a measure that is not there, with the nearest name;
        `Malformed` for a period that is not of its length.
        """
        return measure(self.host, self.gate, name, period, units=units, names=names, engine=engine)

    def marked_visits(self, period: Period, *, units: Sequence[UnitId] = ()) -> Iterator[SeenVisit]:
        """
        The visits of the period with their marks (*Översikt besök*), in order, one at a time.

        Raises `NotAuthorised` at once. A few visits are logged at a time, client by client.
        """
        return marked_visits(self.host, self.gate, period, units)
