"""
What goes of whoever is erased, table by table.
"""

from collections import Counter
from typing import Any, TypeAlias

import attrs
from sqlalchemy import (
    BindParameter,
    Connection,
    Delete,
    Update,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)

from fastomsorg.care import Absentee
from fastomsorg.hooks import Erasable
from fastomsorg.terms import CaseKey, ClientId

from ._schema import (
    absence,
    access,
    case_file,
    client,
    delivery,
    enactment_start,
    entry,
    notice,
    registration,
    spell,
    visit,
)

Step: TypeAlias = tuple[Erasable | None, Delete | Update]
"""What goes, as it is counted; None where it is counted otherwise."""

_FILES: BindParameter[Any] = bindparam("files", expanding=True)
_CASES: BindParameter[Any] = bindparam("cases", expanding=True)
_CLIENTS: BindParameter[Any] = bindparam("clients", expanding=True)

_ENTRIES = select(entry.c.position, entry.c.place).where(entry.c.case_file.in_(_FILES))
_POSITIONS = select(entry.c.position).where(entry.c.case_file.in_(_FILES))
_SAYS_SOMETHING = (
    select(entry.c.position)
    .where(entry.c.position == registration.c.position, entry.c.events != "")
    .exists()
)
_LAST_NUMBER = select(func.max(client.c.number)).scalar_subquery()

OF_FILES: tuple[Step, ...] = (
    (Erasable.DELIVERIES, delete(delivery).where(delivery.c.case_file.in_(_FILES))),
    (Erasable.NOTICES, delete(notice).where(notice.c.case_file.in_(_FILES))),
    (
        Erasable.ENACTMENTS,
        delete(enactment_start).where(
            tuple_(enactment_start.c.position, enactment_start.c.place).in_(_ENTRIES)
        ),
    ),
    (
        Erasable.REGISTRATIONS,
        update(entry).where(entry.c.case_file.in_(_FILES)).values(events="", salt=""),
    ),
    (
        None,
        update(registration)
        .where(registration.c.position.in_(_POSITIONS))
        .values(answer="", salt=""),
    ),
    (
        None,
        update(registration)
        .where(registration.c.position.in_(_POSITIONS), ~_SAYS_SOMETHING)
        .values(actor="", actor_name="", actor_title=""),
    ),
    (
        None,
        update(case_file)
        .where(case_file.c.id.in_(_FILES))
        .values(client="", unit=case_file.c.chain),
    ),
)
"""Of what is known by the number of its case."""

OF_CASES: tuple[Step, ...] = (
    (Erasable.SPELLS, delete(spell).where(tuple_(spell.c.client, spell.c.unit).in_(_CASES))),
    (Erasable.VISITS, delete(visit).where(tuple_(visit.c.client, visit.c.unit).in_(_CASES))),
    (
        Erasable.ACCESSES,
        update(access)
        .where(tuple_(access.c.client, access.c.unit).in_(_CASES))
        .values(client=None, note=None),
    ),
)
"""Of what is known by client and unit."""

OF_CLIENTS: tuple[Step, ...] = (
    (Erasable.VISITS, delete(visit).where(visit.c.client.in_(_CLIENTS))),
    (
        Erasable.ABSENCES,
        delete(absence).where(absence.c.who == Absentee.CLIENT, absence.c.id.in_(_CLIENTS)),
    ),
    (
        Erasable.PEOPLE,
        update(client)
        .where(client.c.number == _LAST_NUMBER, client.c.id.in_(_CLIENTS))
        .values(
            id="",
            name="",
            personal_number=None,
            customer_number=None,
            born=None,
            protected=True,
            relatives_told=None,
        ),
    ),
    (Erasable.PEOPLE, delete(client).where(client.c.id.in_(_CLIENTS))),
    (
        Erasable.ACCESSES,
        update(access).where(access.c.client.in_(_CLIENTS)).values(client=None, note=None),
    ),
)
"""
Of whoever has no other case. The last row of all says when the store last learnt something: it
stays, and is of nobody.
"""


@attrs.frozen
class Leaving:
    """
    What is to be erased (*det som gallras*): cases by number and by key, and whoever has no other.
    """

    files: tuple[int, ...]
    cases: tuple[CaseKey, ...]
    clients: tuple[ClientId, ...]


def erased(connection: Connection, leaving: Leaving) -> Counter[Erasable]:
    """
    Let the rows go (*gallra*), and count them.
    """
    rows: Counter[Erasable] = Counter()
    pairs = [(key.client, key.unit) for key in leaving.cases]
    for steps, values in (
        (OF_FILES, {"files": leaving.files}),
        (OF_CASES, {"cases": pairs}),
        (OF_CLIENTS, {"clients": leaving.clients}),
    ):
        for kind, statement in steps:
            gone = connection.execute(statement, values).rowcount
            if kind is not None:
                rows[kind] += gone
    return +rows
