"""
Every option and argument there is: how it is written, read, and explained.

What a parameter is called in a usage line, and what its help says, are keys of ``cli.metavar`` and
``cli.option``; an argument has one key for both.
"""

import datetime as dt
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from fastomsorg.terms import (
    Act,
    ChangeOf,
    ChangeReason,
    Consent,
    Instant,
    OfferForm,
    Party,
    Purpose,
    Role,
    Service,
    Setting,
    Status,
)
from fastomsorg.texts import Language

from . import _reading as read

SHARED, WRITING = "shared", "writing"
"""The groups that help shows apart from a command's own options."""


def _option(
    name: str,
    metavar: str,
    reader: Callable[[str], Any] = read.text,
    *,
    about: str = "",
    group: str | None = None,
) -> Any:
    return typer.Option(
        name,
        parser=read.named(name, reader),
        metavar=metavar,
        help=about or name.strip("-").replace("-", "_"),
        rich_help_panel=group,
    )


def _flag(name: str, *, about: str = "", group: str | None = None) -> Any:
    return typer.Option(
        name, help=about or name.strip("-").replace("-", "_"), rich_help_panel=group
    )


def _argument(metavar: str, reader: Callable[[str], Any] = read.text) -> Any:
    return typer.Argument(parser=read.named(metavar, reader), metavar=metavar)


# Who and what
Client = Annotated[str, _argument("client")]
Unit = Annotated[str, _argument("unit")]
Staff = Annotated[str, _argument("staff")]
Answer = Annotated[Status, _argument("status", read.word(Status))]
Registration = Annotated[UUID, _argument("registration", read.id_of_request)]
ActorId = Annotated[str, _argument("actor")]
Files = Annotated[list[Path], _argument("file", Path)]
Folder = Annotated[Path, _argument("folder", Path)]
Parquet = Annotated[Path, _option("--parquet", "folder", Path)]
BackupFile = Annotated[Path, _argument("backup_file", Path)]
FurtherCommands = Annotated[list[str] | None, typer.Argument(metavar="commands")]
FromUnit = Annotated[str, _option("--from", "unit", about="from_unit")]
ToUnit = Annotated[str, _option("--to", "unit", about="to_unit")]
EnactmentId = Annotated[str, _option("--enactment", "id")]
MaybeEnactment = Annotated[str | None, _option("--enactment", "id", about="which_enactment")]

# Days
First = Annotated[dt.date, _option("--on", "day", read.day, about="on_first")]
On = Annotated[dt.date, _option("--on", "day", read.day)]
MaybeOn = Annotated[dt.date | None, _option("--on", "day", read.day, about="on_or_today")]
Last = Annotated[dt.date, _option("--last-day", "day", read.day)]
MaybeLast = Annotated[dt.date | None, _option("--last-day", "day", read.day)]
NoLast = Annotated[bool, _flag("--no-last-day")]
SinceDay = Annotated[dt.date | None, _option("--from", "day", read.day, about="from_day")]
UntilDay = Annotated[dt.date | None, _option("--to", "day", read.day, about="to_day")]
DecidedOn = Annotated[dt.date | None, _option("--decided-on", "day", read.day)]
OrderedOn = Annotated[dt.date | None, _option("--ordered-on", "day", read.day)]
Known = Annotated[Instant | None, _option("--known", "instant", read.instant)]

# What is granted
Services = Annotated[
    frozenset[Service] | None, _option("--services", "services", read.several(Service))
]
OtherServices = Annotated[
    frozenset[Service],
    _option("--services", "services", read.several(Service), about="other_services"),
]
GrantedUnder = Annotated[Act, _option("--act", "act", read.word(Act))]
Where = Annotated[Setting, _option("--setting", "setting", read.word(Setting))]

# Who holds a seat, and why
Primary = Annotated[str | None, _option("--primary", "staff_id")]
Deputy = Annotated[str | None, _option("--deputy", "staff_id")]
Person = Annotated[str | None, _option("--person", "staff_id")]
NoPrimary = Annotated[bool, _flag("--no-primary")]
NoDeputy = Annotated[bool, _flag("--no-deputy")]
NoPerson = Annotated[bool, _flag("--no-person")]
Seats = Annotated[list[Role], _option("--role", "role", read.word(Role))]
WhyChanged = Annotated[ChangeReason | None, _option("--reason", "reason", read.word(ChangeReason))]
WhyTakenBack = Annotated[str, _option("--reason", "text", about="why_taken_back")]
Comment = Annotated[str | None, _option("--text", "text")]
Wished = Annotated[str | None, _option("--staff", "staff_id", about="wished")]
WhatWish = Annotated[str | None, _option("--text", "text", about="what_wish")]
Kind = Annotated[str, _option("--kind", "text")]
Items = Annotated[list[str] | None, _option("--item", "text", about="item")]
Proposed = Annotated[str | None, _option("--staff", "staff_id", about="proposed")]
NobodyProposed = Annotated[bool, _flag("--nobody", about="nobody_proposed")]
Offered = Annotated[
    frozenset[OfferForm], _option("--offered", "text", read.several(OfferForm), about="offered")
]
WhatChanged = Annotated[
    ChangeOf, _option("--what", "text", read.word(ChangeOf), about="what_changed")
]
Said = Annotated[Consent, _argument("consent", read.word(Consent))]
To = Annotated[Party, _option("--to", "text", read.word(Party), about="to_party")]
About = Annotated[str | None, _option("--about", "text", about="about")]
OnePerson = Annotated[str | None, _option("--person", "id", about="one_person")]

# The individual assessment
AssessmentText = Annotated[str | None, _option("--assessment", "text")]
PersonsView = Annotated[str | None, _option("--persons-view", "text")]
AssessedBy = Annotated[str | None, _option("--assessed-by", "text")]

# Search and lists
SearchStatus = Annotated[
    Status | None, _option("--status", "status", read.word(Status), about="search_status")
]
Changed = Annotated[bool, _flag("--changed")]
Units = Annotated[list[str] | None, _option("--unit", "unit_id", about="units")]
OneUnit = Annotated[str | None, _option("--unit", "unit_id", about="one_unit")]
OneClient = Annotated[str | None, _option("--client", "client_id", about="one_client")]
Names = Annotated[bool, _flag("--names")]
Publish = Annotated[bool, _flag("--publish")]
Unread = Annotated[bool, _flag("--unread")]

# Statistics
Clients = Annotated[list[str] | None, _option("--client", "client_id", about="counted_clients")]
EngineName = Annotated[str | None, _option("--engine", "engine", about="engine")]
Columns = Annotated[Path | None, _option("--columns", "folder", Path, about="columns")]
VisitUrls = Annotated[list[str] | None, _option("--visits", "url", about="visits")]
MeasureName = Annotated[str, _argument("measure")]
MeasureLast = Annotated[dt.date | None, _option("--to", "day", read.day, about="measure_last")]

# Follow-up
ReportFirst = Annotated[dt.date, _option("--from", "day", read.day, about="from_day")]
ReportLast = Annotated[dt.date, _option("--to", "day", read.day, about="to_day")]
Provider = Annotated[str | None, _option("--provider", "name", about="provider")]
Municipality = Annotated[str | None, _option("--municipality", "name", about="municipality")]
Published = Annotated[bool, _flag("--published")]
CsvFile = Annotated[Path | None, _option("--csv", "out_file", Path, about="csv_file")]
HtmlFile = Annotated[Path | None, _option("--html", "out_file", Path, about="html_file")]

# What is to be done
Late = Annotated[bool, _flag("--late")]
Everything = Annotated[bool, _flag("--all", about="everything")]
Who = Annotated[str | None, _option("--who", "text", about="who")]
TriedRoutine = Annotated[str | None, _option("--routine", "text", about="tried_routine")]
CalendarFile = Annotated[Path | None, _option("--ics", "file", Path, about="ics")]

# Who could be contact, and handing over
OneSeat = Annotated[Role, _option("--role", "role", read.word(Role), about="one_seat")]
Delegations = Annotated[list[str] | None, _option("--delegation", "text", about="delegation")]
LanguagesSpoken = Annotated[list[str] | None, _option("--speaks", "text", about="speaks")]
Team = Annotated[str | None, _option("--team", "text", about="team")]
Deputies = Annotated[bool, _flag("--deputies")]
Takers = Annotated[list[str] | None, _option("--to", "staff_id", about="takers")]
WhyHanded = Annotated[
    ChangeReason, _option("--reason", "reason", read.word(ChangeReason), about="why_handed")
]
PlanFile = Annotated[Path | None, _option("--file", "out_file", Path, about="plan_file")]
PlanToApply = Annotated[Path, _argument("plan", Path)]

# Deliveries
Watch = Annotated[bool, _flag("--watch")]
Redrive = Annotated[bool, _flag("--redrive")]
ToldAfterAll = Annotated[
    UUID | None, _option("--told", "uuid", read.id_of_request, about="told_after_all")
]
WhichNotice = Annotated[
    UUID | None, _option("--notice", "uuid", read.id_of_request, about="which_notice")
]
WhichReceiver = Annotated[str | None, _option("--receiver", "url", about="which_receiver")]

# Keeping
TableKind = Annotated[str | None, _option("--table", "table")]
Strict = Annotated[bool, _flag("--strict")]
ActorName = Annotated[str | None, _option("--name", "text", about="actor_name")]
NewActorName = Annotated[str, _option("--name", "text", about="actor_name")]
ActorTitle = Annotated[str | None, _option("--title", "text", about="actor_title")]
Login = Annotated[str | None, _option("--login", "system_user", about="login")]
Permitted = Annotated[list[read.Permits] | None, _option("--permit", "permit", read.Permits.read)]
TakenBack = Annotated[
    list[read.Permits] | None, _option("--permit", "permit", read.Permits.read, about="taken_back")
]
EveryPermission = Annotated[bool, _flag("--all", about="every_permission")]
SampleSize = Annotated[int, _option("--sample", "number", read.number, about="sample_size")]
SampleSeed = Annotated[int, _option("--seed", "number", read.number, about="sample_seed")]
JournalUrls = Annotated[list[str] | None, _option("--journal", "url")]
PlanUrls = Annotated[list[str] | None, _option("--plan", "url")]
PlanningUrls = Annotated[list[str] | None, _option("--planning", "url")]
AnchorUrls = Annotated[list[str] | None, _option("--anchor", "url")]
Against = Annotated[list[str] | None, _option("--against", "file_or_url")]
Anyway = Annotated[bool, _flag("--anyway")]
NoFiles = Annotated[bool, _flag("--no-files")]
Keep = Annotated[Path | None, _option("--keep", "folder", Path)]
HowMany = Annotated[int, _option("--clients", "number", read.number)]
Seed = Annotated[int, _option("--seed", "number", read.number)]

# Routines
RoutineFile = Annotated[Path, _argument("routine_file", Path)]
RoutineNamed = Annotated[str, _argument("routine")]
OtherRoutine = Annotated[str, _argument("other_routine")]
AssignedFrom = Annotated[dt.date, _option("--from", "day", read.day, about="assigned_from")]
OneProvider = Annotated[str | None, _option("--provider", "provider", about="one_provider")]
Replace = Annotated[bool, _flag("--replace", about="replace_routine")]

TryPurge = Annotated[bool, _flag("--dry-run", about="try_purge")]
Do = Annotated[bool, _flag("--do")]
BackupsKept = Annotated[int | None, _option("--backups-kept", "days", read.number)]

# How a command is given
DryRun = Annotated[bool, _flag("--dry-run", group=WRITING)]
Confirm = Annotated[bool, _flag("--confirm", group=WRITING)]
RequestId = Annotated[
    UUID | None, _option("--request-id", "uuid", read.id_of_request, group=WRITING)
]

# Around every command
Store = Annotated[str | None, _option("--store", "url", about="store", group=SHARED)]
ActAs = Annotated[str | None, _option("--as", "id", about="act_as", group=SHARED)]
Why = Annotated[Purpose | None, _option("--purpose", "purpose", read.word(Purpose), group=SHARED)]
Spoken = Annotated[
    Language | None, _option("--lang", "language", read.word(Language), group=SHARED)
]
AsJson = Annotated[bool, _flag("--json", group=SHARED)]


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"fastomsorg {version('fastomsorg')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_say_version, is_eager=True, help="version")
]
