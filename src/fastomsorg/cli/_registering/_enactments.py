"""
Commands about what is carried out: start, end, change, move.
"""

import typer

from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.commands import ChangeEnactment, MoveClient, StartEnactment
from fastomsorg.terms import Act, CaseKey, Setting


def start(
    client: option.Client,
    unit: option.Unit,
    enactment: option.EnactmentId,
    on: option.First,
    last_day: option.MaybeLast = None,
    services: option.Services = None,
    act: option.GrantedUnder = Act.SOL,
    setting: option.Where = Setting.HOME_CARE,
    decided_on: option.DecidedOn = None,
    ordered_on: option.OrderedOn = None,
) -> StartEnactment:
    """
    Begin carrying out granted services (*påbörja verkställighet*).
    """
    return StartEnactment(
        case=CaseKey(client, unit),
        enactment=enactment,
        on=on,
        last_day=last_day,
        setting=setting,
        act=act,
        services=services or frozenset(),
        decided_on=decided_on,
        ordered_on=ordered_on,
    )


def end(
    context: typer.Context,
    client: option.Client,
    unit: option.Unit,
    last_day: option.MaybeLast = None,
    no_last_day: option.NoLast = False,
    enactment: option.MaybeEnactment = None,
    on: option.MaybeOn = None,
) -> ChangeEnactment:
    """
    End one enactment, or everything at the unit (*avsluta*); or withdraw the end of one.
    """
    if (last_day is None) is not no_last_day:
        raise Misused("exactly_one", names=("--last-day", "--no-last-day"))
    if last_day is None and enactment is None:
        raise Misused("needs", name="--no-last-day", needed="--enactment")
    run = context.obj
    assert isinstance(run, Run)
    day = last_day or on or run.today()
    return ChangeEnactment(CaseKey(client, unit), day, enactment, last_day=last_day)


def change(
    client: option.Client,
    unit: option.Unit,
    enactment: option.EnactmentId,
    on: option.First,
    services: option.OtherServices,
) -> ChangeEnactment:
    """
    Grant other services from a day (*ändra insatser*).
    """
    return ChangeEnactment(CaseKey(client, unit), on, enactment, services=services)


def move(
    client: option.Client,
    from_unit: option.FromUnit,
    to_unit: option.ToUnit,
    on: option.First,
) -> MoveClient:
    """
    Let what is carried out at one unit go on at another (*flytta brukare*).
    """
    return MoveClient(client, from_unit, to_unit, on)
