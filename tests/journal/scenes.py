"""
What was registered, in the cases that the journal is read for: the handbook's own people.
"""

import datetime as dt
from collections.abc import Mapping

import attrs

from fastomsorg.care import Assessment, StaffMember
from fastomsorg.decisions import AlsoNoted
from fastomsorg.history import (
    Case,
    ContactChanged,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    StatusRecorded,
)
from fastomsorg.journal import Registered
from fastomsorg.terms import Act, CaseKey, ChangeReason, Role, Setting, StaffId, Status
from fastomsorg.testing import (
    a_staff_member,
    a_unit,
    accepted,
    an_actor,
    annulled,
    answered,
    ended,
    registered,
    request,
    seated,
    started,
)

CASE = CaseKey("6016254", "north")
BRITTA = a_staff_member()
GRETA = a_staff_member("greal", name="Greta Olsson", phone="0701236542", email="greta@mail.com")
CHARLOTTE = a_staff_member("charo", name="Charlotte Rosander", phone="070-3577544", email="")
NAMELESS = StaffMember("x1", name="")
PEOPLE: Mapping[StaffId, StaffMember] = {
    person.id: person for person in (BRITTA, GRETA, CHARLOTTE, NAMELESS)
}
UNITS = {unit.id: unit for unit in (a_unit(), a_unit("south", name="Södra hemtjänsten"))}
EVERYTHING = frozenset(AlsoNoted)

FEB_1, FEB_10, FEB_17 = dt.date(2025, 2, 1), dt.date(2025, 2, 10), dt.date(2025, 2, 17)
MAR_1, MAR_2 = dt.date(2025, 3, 1), dt.date(2025, 3, 2)
TODAY = FEB_17
ASSESSMENT = Assessment(
    reason="Brukaren har endast trygghetslarm och ett stort nätverk omkring sig.",
    persons_view="Brukaren vill inte ha någon omsorgskontakt.",
    by="Susanne APO, Enhetschef",
)


def happened(
    *events: Event,
    upon: tuple[tuple[Event, ...], ...] = ((started(FEB_1),),),
    today: dt.date = TODAY,
    also: frozenset[AlsoNoted] = frozenset(),
    annulled_had_note: bool = False,
    case: CaseKey = CASE,
    people: Mapping[StaffId, StaffMember] = PEOPLE,
) -> Registered:
    """
    *events* were registered upon what had been registered before.
    """
    before = Case(case, registered(*upon, case=case))
    number = len(upon) + 1
    after = Case(case, registered(*upon, events, case=case))
    return Registered(
        id=request(number),
        events=events,
        before=before,
        after=after,
        actor=an_actor(),
        today=today,
        people=people,
        units=UNITS,
        also=also,
        annulled_had_note=annulled_had_note,
    )


def changed(
    role: Role,
    staff: StaffId | None,
    on: dt.date,
    reason: ChangeReason | None = None,
    text: str = "",
) -> ContactChanged:
    return attrs.evolve(seated(role, staff, on), reason=reason, text=text)


STAY = (started(FEB_1),)
WITH_BRITTA = (STAY, accepted(FEB_10, "brs89"))
WITH_BOTH = (STAY, accepted(FEB_10, "brs89", "greal"))
MOVED_HERE = EnactmentStarted(
    on=MAR_1,
    enactment="e1",
    setting=Setting.HOME_CARE,
    act=Act.SOL,
    services=frozenset(),
    counts=True,
    moved_from="south",
)
MOVED_AND_ACCEPTED = ((MOVED_HERE,), accepted(MAR_1, "brs89", "greal"))

NOTES: Mapping[str, Registered] = {
    "accepted with both": happened(*accepted(FEB_17, "brs89", "greal")),
    "accepted with a primary": happened(*accepted(FEB_17, "brs89")),
    "accepted, contact to follow": happened(answered(Status.ACCEPTED, FEB_17)),
    "accepted again with the same primary": happened(
        answered(Status.ACCEPTED, FEB_17), upon=WITH_BOTH
    ),
    "accepted again with another primary": happened(
        answered(Status.ACCEPTED, FEB_17),
        changed(
            Role.PRIMARY, "charo", FEB_17, ChangeReason.STAFF_LEFT, "Sista dag var 2025-02-14."
        ),
        upon=WITH_BOTH,
    ),
    "declined": happened(answered(Status.DECLINED, FEB_17)),
    "declined by somebody who had contacts": happened(
        answered(Status.DECLINED, FEB_17), upon=WITH_BOTH
    ),
    "no need": happened(StatusRecorded(FEB_17, Status.NO_NEED, ASSESSMENT)),
    "no need for somebody who had a contact": happened(
        StatusRecorded(FEB_17, Status.NO_NEED, ASSESSMENT), upon=WITH_BRITTA
    ),
    "no need, as another system had it": happened(answered(Status.NO_NEED, FEB_17)),
    "appointed": happened(
        seated(Role.PRIMARY, "brs89", FEB_17),
        seated(Role.DEPUTY, "charo", FEB_17),
        upon=(STAY, (answered(Status.ACCEPTED, FEB_10),)),
    ),
    "appointed ahead": happened(
        seated(Role.PRIMARY, "brs89", MAR_1), upon=(STAY, (answered(Status.ACCEPTED, FEB_10),))
    ),
    "a name that nobody knows": happened(
        seated(Role.PRIMARY, "x1", FEB_17), upon=(STAY, (answered(Status.ACCEPTED, FEB_10),))
    ),
    "appointed with a comment": happened(
        changed(Role.PRIMARY, "brs89", FEB_17, text="Dottern vill vara med vid första mötet."),
        upon=(STAY, (answered(Status.ACCEPTED, FEB_10),)),
    ),
    "replaced": happened(
        changed(Role.PRIMARY, "charo", MAR_1, ChangeReason.CLIENT_WISH), upon=WITH_BOTH
    ),
    "replaced for another reason": happened(
        changed(Role.PRIMARY, "charo", MAR_1, ChangeReason.OTHER, "Byter område."),
        upon=WITH_BRITTA,
    ),
    "the deputy becomes primary": happened(
        changed(Role.PRIMARY, "greal", MAR_1, ChangeReason.LONG_ABSENCE), upon=WITH_BOTH
    ),
    "a deputy": happened(seated(Role.DEPUTY, "greal", FEB_17), upon=WITH_BRITTA),
    "another deputy": happened(changed(Role.DEPUTY, "charo", FEB_17), upon=WITH_BOTH),
    "a seat falls empty": happened(
        changed(Role.PRIMARY, None, MAR_1, ChangeReason.STAFF_LEFT),
        upon=WITH_BOTH,
        also=EVERYTHING,
    ),
    "the stay ends": happened(ended(MAR_1, on=MAR_1), upon=WITH_BOTH, also=EVERYTHING),
    "the end is withdrawn": happened(
        ended(None, on=FEB_17), upon=(*WITH_BOTH, (ended(MAR_1),)), also=EVERYTHING
    ),
    "moved away": happened(
        EnactmentMovedAway(MAR_1, "e1", "south"), upon=WITH_BOTH, also=EVERYTHING
    ),
    "moved here": happened(MOVED_HERE, upon=(), also=EVERYTHING),
    "moved here, to a contact there already": happened(
        attrs.evolve(MOVED_HERE, enactment="e2"),
        upon=((started(FEB_1, dt.date(2025, 2, 28)),), accepted(FEB_10, "brs89")),
        also=EVERYTHING,
    ),
    "something was done": happened(
        DoneRecorded(FEB_17, "Välkomstsamtal", "Dottern var med."), also=EVERYTHING
    ),
    "annulled": happened(annulled(2, FEB_17), upon=WITH_BOTH, annulled_had_note=True),
    "annulled, and the one before holds again": happened(
        annulled(3, FEB_17),
        upon=(*WITH_BOTH, (changed(Role.PRIMARY, "charo", FEB_10),)),
        annulled_had_note=True,
    ),
    "annulled so that nothing is left": happened(
        annulled(1, FEB_17), upon=WITH_BOTH, annulled_had_note=True
    ),
    "annulled, one of two from the same day": happened(
        annulled(4, FEB_17),
        upon=(
            *WITH_BRITTA,
            (seated(Role.DEPUTY, "greal", FEB_10),),
            (changed(Role.PRIMARY, "charo", MAR_1, ChangeReason.OTHER, "Byter område."),),
        ),
        annulled_had_note=True,
    ),
    "annulled, what had been overtaken": happened(
        annulled(3, FEB_17),
        upon=(*WITH_BRITTA, (answered(Status.DECLINED, FEB_17),), accepted(FEB_17, "charo")),
        annulled_had_note=True,
    ),
    "annulled between two others": happened(
        annulled(3, MAR_2),
        upon=(
            *WITH_BRITTA,
            (answered(Status.DECLINED, FEB_17),),
            accepted(MAR_1, "charo"),
        ),
        today=MAR_2,
        annulled_had_note=True,
    ),
    "an annulment annulled": happened(
        annulled(3, FEB_17), upon=(*WITH_BOTH, (annulled(2, FEB_17),)), annulled_had_note=True
    ),
    "an annulled annulment annulled": happened(
        annulled(4, FEB_17),
        upon=(*WITH_BOTH, (annulled(2, FEB_17),), (annulled(3, FEB_17),)),
        annulled_had_note=True,
    ),
    "a correction annulled": happened(
        annulled(3, FEB_17),
        upon=(*WITH_BOTH, (annulled(2, FEB_17), answered(Status.DECLINED, FEB_10))),
        annulled_had_note=True,
    ),
    "a move here annulled, and what was registered after it lapses": happened(
        annulled(1, MAR_2), upon=MOVED_AND_ACCEPTED, today=MAR_2
    ),
    "a move here corrected, and what was registered after it lapses": happened(
        annulled(1, MAR_2),
        attrs.evolve(MOVED_HERE, on=MAR_2),
        upon=MOVED_AND_ACCEPTED,
        today=MAR_2,
    ),
    "a later last day annulled, and a contact falls": happened(
        annulled(3, MAR_2),
        upon=(
            (started(FEB_1, FEB_17),),
            accepted(FEB_10, "brs89"),
            (ended(None),),
            (changed(Role.PRIMARY, "charo", MAR_1),),
        ),
        today=MAR_2,
    ),
    "an appointment annulled, and nobody holds the seat": happened(
        annulled(3, FEB_17),
        upon=(STAY, (answered(Status.ACCEPTED, FEB_10),), (seated(Role.PRIMARY, "brs89", FEB_17),)),
        annulled_had_note=True,
    ),
    "a note annulled that changed nothing": happened(
        annulled(3, FEB_17),
        upon=(*WITH_BOTH, (answered(Status.ACCEPTED, FEB_17),)),
        annulled_had_note=True,
    ),
    "corrected from a contact person": happened(
        annulled(2, FEB_17),
        *accepted(FEB_17, "brs89"),
        upon=(STAY, (seated(Role.CONTACT_PERSON, "brs89", FEB_10),)),
    ),
    "corrected to something that was done": happened(
        annulled(2, FEB_17),
        DoneRecorded(FEB_10, "Välkomstsamtal"),
        upon=WITH_BRITTA,
        also=EVERYTHING,
        annulled_had_note=True,
    ),
    "corrected so that a later change lapses": happened(
        annulled(2, MAR_2),
        answered(Status.DECLINED, FEB_10),
        upon=(*WITH_BRITTA, (changed(Role.PRIMARY, "charo", MAR_1),)),
        today=MAR_2,
        annulled_had_note=True,
    ),
    "corrected": happened(
        annulled(3, FEB_17),
        changed(Role.PRIMARY, "charo", MAR_2, ChangeReason.CLIENT_WISH),
        upon=(*WITH_BOTH, (changed(Role.PRIMARY, "greal", MAR_1, ChangeReason.CLIENT_WISH),)),
        annulled_had_note=True,
    ),
    "corrected on the same day": happened(
        annulled(3, FEB_17),
        changed(Role.PRIMARY, "charo", MAR_1, ChangeReason.CLIENT_WISH),
        upon=(*WITH_BRITTA, (changed(Role.PRIMARY, "greal", MAR_1, ChangeReason.CLIENT_WISH),)),
        annulled_had_note=True,
    ),
    "corrected to two answers": happened(
        annulled(2, FEB_17),
        answered(Status.DECLINED, FEB_10),
        *accepted(FEB_17, "charo"),
        upon=WITH_BOTH,
        annulled_had_note=True,
    ),
    "corrected to two contacts after each other": happened(
        annulled(2, FEB_17),
        *accepted(FEB_10, "charo", "greal"),
        changed(Role.PRIMARY, "brs89", FEB_17, ChangeReason.RELATION),
        upon=WITH_BOTH,
        annulled_had_note=True,
    ),
    "two answers at another unit than the annulled": happened(
        answered(Status.DECLINED, FEB_10), *accepted(FEB_17, "charo")
    ),
}
"""What gives a note, by what a reader would call it."""
