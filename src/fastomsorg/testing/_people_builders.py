"""
People, units and visits for tests: say what the test is about, the rest is filled in.

Nobody here exists. Personal numbers are TF numbers, for persons without a number of their own.
"""

import datetime as dt
from collections.abc import Iterable

from fastomsorg.care import (
    Absence,
    Absentee,
    Certificate,
    Client,
    Employment,
    Relation,
    StaffMember,
    Unit,
    Visit,
)
from fastomsorg.terms import (
    Actor,
    ClientId,
    Instant,
    Party,
    Period,
    Service,
    StaffId,
    Title,
    UnitId,
)

BORN = dt.date(1941, 3, 14)
CERTIFIED = dt.date(2023, 9, 1)


def tf_number(born: dt.date, number: int = 1) -> str:
    """
    A number for somebody without a personal number (*TF-nummer*): ``19410314TF01``.
    """
    return f"{born:%Y%m%d}TF{number:02}"


def a_client(
    id: ClientId = "6016254",
    *,
    name: str = "Agda Testsson",
    born: dt.date | None = BORN,
    personal_number: str | None = None,
    customer_number: str | None = None,
    protected: bool = False,
    relatives_told: bool | None = None,
) -> Client:
    """
    A client (*brukare*) over 65, without protected identity, with a TF number from the birth date.
    """
    if personal_number is None and born is not None:
        personal_number = tf_number(born)
    return Client(
        id=id,
        name=name,
        personal_number=personal_number,
        customer_number=customer_number,
        born=born,
        protected=protected,
        relatives_told=relatives_told,
    )


def a_unit(id: UnitId = "north", *, name: str = "Norra hemtjänsten") -> Unit:
    """
    A unit (*enhet*) run by the municipality.
    """
    return Unit(id, name, provider="Testköpings kommun", municipality="Testköping")


def a_staff_member(
    id: StaffId = "brs89",
    *,
    name: str = "Britta Söder",
    units: Iterable[UnitId] = ("north",),
    title: str = "Undersköterska",
    phone: str = "07012365498",
    email: str = "britta@mail.se",
    selectable: bool = True,
    available: bool = True,
    certified: dt.date | None = CERTIFIED,
    employments: tuple[Employment, ...] = (),
    team: str = "",
    protected: bool = False,
) -> StaffMember:
    """
    Somebody who may be chosen (*valbar personal*), with a certificate from the day *certified*.
    """
    certificate = None if certified is None else Certificate(certified, "Bevis uppvisat")
    return StaffMember(
        id=id,
        name=name,
        units=frozenset(units),
        title=title,
        phone=phone,
        email=email,
        selectable=selectable,
        available=available,
        certificate=certificate,
        employments=employments,
        team=team,
        protected=protected,
    )


def an_employment(
    first_day: dt.date = dt.date(2020, 1, 1),
    last_day: dt.date | None = None,
    *,
    employer: str = "Testköpings kommun",
    title: Title = Title.ASSISTANT_NURSE,
    permanent: bool = True,
) -> Employment:
    """
    A permanent post as assistant nurse (*tillsvidareanställd undersköterska*).
    """
    period = Period.through(first_day, last_day)
    return Employment(employer, title, permanent, period, "Anställningsavtal uppvisat")


def an_actor(id: str = "susapo", *, name: str = "Susanne APO", title: str = "Enhetschef") -> Actor:
    """
    Somebody who registers (*handläggare*).
    """
    return Actor(id, name, title)


def a_visit(
    starts: Instant | None,
    id: str = "v1",
    *,
    client: ClientId = "6016254",
    unit: UnitId = "north",
    staff: tuple[StaffId, ...] = ("brs89",),
    minutes: int = 30,
    planned_starts: Instant | None = None,
) -> Visit:
    """
    A visit (*besök*) in somebody's home; without *starts* one that was only planned.
    """
    length = dt.timedelta(minutes=minutes)
    return Visit(
        id=id,
        client=client,
        unit=unit,
        starts=starts,
        ends=None if starts is None else starts + length,
        planned_starts=planned_starts,
        planned_ends=None if planned_starts is None else planned_starts + length,
        services=frozenset({Service.PERSONAL_CARE}),
        staff=staff,
        planned_staff=staff,
        performed=starts is not None,
    )


def an_absence(
    first_day: dt.date,
    last_day: dt.date | None = None,
    *,
    who: Absentee = Absentee.CLIENT,
    id: str = "6016254",
    reason: str = "Sjukhus",
) -> Absence:
    """
    Days away (*frånvaro*).
    """
    return Absence(who, id, Period.through(first_day, last_day), reason)


def a_relation(
    id: str = "n-1",
    party: Party = Party.RELATIVES,
    *,
    name: str = "Disa Testsson",
    relation: str = "dotter",
    phone: str = "",
) -> Relation:
    """
    A daughter (*närstående*), or somebody else who stands close to a client or speaks for them.
    """
    return Relation(id=id, party=party, name=name, relation=relation, phone=phone)
