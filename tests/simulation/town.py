"""
Who there is in a simulated world: two units, two clients, five who work there, one who registers.

Nobody there exists.
"""

import datetime as dt
from typing import TypeAlias

from fastomsorg_sql import Store

from fastomsorg.care import StaffMember
from fastomsorg.decisions import AlsoNoted, LocalRules
from fastomsorg.routine import (
    Anchor,
    ChecklistItem,
    MetBy,
    ObligationKind,
    Routine,
    TimeUnit,
    Within,
)
from fastomsorg.terms import Actor, CaseKey, Instant, Party, Permission, start_of
from fastomsorg.testing import MemoryStore, a_client, a_staff_member, a_unit, an_employment
from fastomsorg.texts import Language

AnyStore: TypeAlias = MemoryStore | Store

FIRST = dt.date(2024, 3, 1)
MORNING = start_of(FIRST) + dt.timedelta(hours=8)
BEGINNING = FIRST - dt.timedelta(days=21)
BEFORE = MORNING - dt.timedelta(days=30)

CLIENTS = ("agda", "bo")
UNITS = ("north", "south")
BEGUN = (CaseKey("agda", "north"), CaseKey("bo", "north"))
"""Where there is home care, from three weeks before the first morning."""

CASES = {
    CaseKey("agda", "north"): 8,
    CaseKey("agda", "south"): 2,
    CaseKey("bo", "north"): 4,
    CaseKey("bo", "south"): 1,
}
"""The cases, with how often they are spoken of: long histories are stranger than many."""
MANAGER = Actor("susapo", "Susanne APO", "Enhetschef")

STAFF = (
    a_staff_member("britta", name="Britta Söder", units=UNITS),
    a_staff_member("greta", name="Greta Olsson", units=UNITS),
    a_staff_member("lotta", name="Charlotte Rosander", units=("south",)),
    a_staff_member(
        "nils", units=UNITS, certified=None, employments=(an_employment(dt.date(2015, 1, 1)),)
    ),
    a_staff_member("olle", units=UNITS, certified=None),
)
ENTITLED = {"north": ("britta", "greta", "nils"), "south": ("britta", "greta", "lotta", "nils")}
"""Who may be appointed at each unit; Olle may not, and *nobody* does not exist."""

TALK = ("keys", "card")
"""The points of the welcome talk."""

ROUTINE = Routine(
    "ortens",
    BEFORE.date(),
    rules=LocalRules(name="ortens", also_noted=frozenset({AlsoNoted.DONE})),
    obligations=(
        ObligationKind(
            kind="welcome_talk",
            title={Language.SV: "Välkomstsamtal"},
            anchor=Anchor.START,
            source="rutinen",
            within=Within(2, TimeUnit.WEEKS),
            who=("contact",),
            note=True,
            checklist=tuple(ChecklistItem(each, {Language.SV: each}) for each in TALK),
        ),
        ObligationKind(
            kind="tell_relatives",
            title={Language.SV: "Berätta för närstående"},
            anchor=Anchor.APPOINTED,
            source="rutinen",
            informs=Party.RELATIVES,
        ),
        ObligationKind(
            kind="answer_to_a_wish",
            title={Language.SV: "Ny kontakt efter önskemål"},
            anchor=Anchor.WISH_TO_CHANGE,
            source="rutinen",
            within=Within(14),
            met_by=frozenset({MetBy.PRIMARY}),
        ),
    ),
)
"""The routine of both units: a talk with a checklist, and two things more to be done."""


def furnish(store: AnyStore) -> None:
    """
    Let everybody be known a month before the first day.
    """
    with store.transaction():
        list(store.put_units(map(a_unit, UNITS), now=BEFORE))
        list(store.put_clients(map(a_client, CLIENTS), now=BEFORE))
        know(store, *STAFF, now=BEFORE)
        store.policy.add_actor(MANAGER)
        for permission in Permission:
            store.policy.grant(MANAGER.id, permission, None)


def know(store: AnyStore, *staff: StaffMember, now: Instant) -> None:
    """
    Take in staff, or what has changed of them.
    """
    list(store.put_staff([(each, None) for each in staff], now=now))
    posts = [(each.id, post) for each in staff for post in each.employments]
    list(store.put_employments(posts, now=now))
