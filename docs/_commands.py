"""
The reference of what can be asked for, made from the classes of the commands.
"""

import datetime as dt
from typing import get_args
from uuid import UUID

from docs._classes import section
from docs._markdown import joined, made_from
from fastomsorg.care import Assessment
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    ChangeEnactment,
    Command,
    Correct,
    EndContact,
    HandOver,
    MoveClient,
    NeedChanged,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
    SeenCase,
    StartEnactment,
)
from fastomsorg.terms import CaseKey, ChangeReason, Consent, Party, Role, Service, Status

REGISTRATION = UUID("0b6f9f2e-3f5c-4a53-9d3e-6f0f4a1f7c10")
CASE = CaseKey("6016254", "sus-hemtjanst")
ON = dt.date(2025, 2, 17)

OPENING = f"""\
# What can be asked for

{made_from("src/fastomsorg/commands")}

A command says the days and ids it is about, and nothing of the answer. Give it to `desk.submit`, or
to `desk.ask` to know what would stand in the way. Either answers with a verdict: `Granted`, or
`Refused` with every [reason](reasons.md). What is granted becomes [registrations](events.md).

* **`KEEP`** says nothing of a seat or a field: it stays as it is. None empties it, or takes the
  last day away.
* **`confirmed`** says that the actor has seen which days change for
  [earlier registrations](../explanation/life.md#what-a-command-does-to-earlier-registrations),
  and accepts it.
* **Permissions**: `ASSIGN` at every unit that the command writes to. `Annul` and `Correct` take
  `ANNUL` there too. `RecordDone` for a client of one's own takes `RECORD_DONE`.
* **Days**: answers, wishes and what was done cannot be of a day to come. Enactments, appointments,
  ends and moves may be registered ahead. The law and the local rules are those of the day that the
  command is about.

The examples are the commands as plain data (`fastomsorg.wire`): a field that is what it would be if
left out is not written.
"""

EXAMPLES: tuple[Command, ...] = (
    StartEnactment(CASE, "v-1", ON, services=frozenset({Service.PERSONAL_CARE})),
    ChangeEnactment(CASE, ON, last_day=dt.date(2025, 6, 30)),
    RecordStatus(
        CASE,
        Status.NO_NEED,
        ON,
        assessment=Assessment("Endast larm", "Vill inte ha någon", "Susanne APO, enhetschef"),
    ),
    AppointContacts(CASE, ON, primary="greal", deputy=None, reason=ChangeReason.CLIENT_WISH),
    EndContact(CASE, ON, frozenset({Role.PRIMARY}), ChangeReason.STAFF_LEFT),
    AppointContactPerson(CASE, ON, person="ann64"),
    ProposeContact(CASE, ON, "brs89"),
    RequestChange(CASE, ON, "Vill ha någon som talar finska", wished="greal"),
    RecordDone(CASE, ON, "welcome_talk"),
    NeedChanged(CASE, ON, text="Kommer hem efter sjukhusvård"),
    RecordConsent(CASE, ON, Party.RELATIVES, Consent.GIVEN, text="Gäller dottern"),
    MoveClient(CASE.client, CASE.unit, "nord-hemtjanst", ON),
    HandOver(
        "brs89",
        ON,
        (AppointContacts(CASE, ON, primary="greal", reason=ChangeReason.STAFF_LEFT),),
        seen=(SeenCase(CASE, 3),),
    ),
    Annul(REGISTRATION, "Fel brukare"),
    Correct(
        REGISTRATION,
        "Fel dag",
        (RecordStatus(CASE, Status.ACCEPTED, ON, primary="brs89", deputy="greal"),),
    ),
)


def page() -> str:
    """
    The whole page, in Markdown.
    """
    by_kind = {type(example): example for example in EXAMPLES}
    commands = (part for kind in get_args(Command) for part in section(kind, by_kind[kind]))
    return joined([OPENING, *commands])
