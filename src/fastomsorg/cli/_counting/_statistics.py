"""
Statistics over visits: staff continuity, measures, visits with their marks.
"""

import datetime as dt

from fastomsorg.casework import all_measures, measure_named
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.terms import Period, Purpose, day_after

from ._engine_choice import chosen
from ._tell_continuity import tell_continuity
from ._tell_measures import tell_measure, tell_measures
from ._tell_visits import tell_visits
from ._which_units import units_of


def continuity(
    run: Run,
    from_day: option.ReportFirst,
    to_day: option.ReportLast,
    unit: option.Units = None,
    municipality: option.Municipality = None,
    client: option.Clients = None,
    names: option.Names = False,
    engine: option.EngineName = None,
    columns: option.Columns = None,
    visits: option.VisitUrls = None,
) -> None:
    """
    Staff continuity (*personalkontinuitet*): whom the clients meet, how often the contact comes.
    """
    period = _period(from_day, to_day)
    run.visits = tuple(visits or ())
    desk = run.desk(Purpose.FOLLOW_UP)
    choice = chosen(run, engine, columns, period=period, here="few" if client else None)
    found = desk.continuity(
        period,
        units=units_of(desk, unit, municipality),
        clients=tuple(client or ()),
        names=names,
        engine=choice.engine,
    )
    tell_continuity(run.voice, desk, found)
    choice.tell(run.voice)


def measure(
    run: Run,
    name: option.MeasureName,
    from_day: option.ReportFirst,
    to_day: option.MeasureLast = None,
    unit: option.Units = None,
    municipality: option.Municipality = None,
    names: option.Names = False,
    engine: option.EngineName = None,
    columns: option.Columns = None,
    visits: option.VisitUrls = None,
) -> None:
    """
    One measure (*mått*), by name and version; of a set length, its last day needs no saying.
    """
    run.visits = tuple(visits or ())
    desk = run.desk(Purpose.FOLLOW_UP)
    days = measure_named(run.casework.measures(), name).days
    if to_day is None and days is None:
        raise Misused("needs", name=name, needed="--to")
    last = to_day or from_day + dt.timedelta((days or 1) - 1)
    period = _period(from_day, last)
    choice = chosen(run, engine, columns, period=period)
    found = desk.measure(
        name,
        period,
        units=units_of(desk, unit, municipality),
        names=names,
        engine=choice.engine,
    )
    tell_measure(run.voice, desk, found)
    choice.tell(run.voice, found.measured.engine)


def measures(run: Run) -> None:
    """
    Every measure there is (*mått*), with its definition and source. Takes no store.
    """
    tell_measures(run.voice, all_measures(run.panel.measures()))


def visits(
    run: Run,
    from_day: option.ReportFirst,
    to_day: option.ReportLast,
    unit: option.Units = None,
    municipality: option.Municipality = None,
    visits: option.VisitUrls = None,
) -> None:
    """
    Visits with their marks (*Översikt besök*), in order, one at a time.
    """
    period = _period(from_day, to_day)
    run.visits = tuple(visits or ())
    desk = run.desk(Purpose.FOLLOW_UP)
    units = units_of(desk, unit, municipality)
    tell_visits(run.voice, desk, period, units, desk.marked_visits(period, units=units))


def _period(first: dt.date, last: dt.date) -> Period:
    if last < first:
        raise Misused("upside_down", first=first, last=last)
    return Period(first, day_after(last))
