"""
Random histories of a case, for properties that hold whatever was registered.
"""

import datetime as dt
from functools import cache
from typing import TypeAlias

from hypothesis import strategies as st

from fastomsorg.history import (
    ConsentRecorded,
    ContactChanged,
    ContactProposed,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    LastDaySet,
    NeedChangeRecorded,
    Registration,
    RegistrationAnnulled,
    ServicesChanged,
    StatusRecorded,
)
from fastomsorg.terms import (
    Act,
    CaseKey,
    ChangeOf,
    Consent,
    Party,
    Role,
    Service,
    Setting,
    Status,
)

from ._case_builders import CASE, FIRST_DAY, FIRST_INSTANT, a_registration, request, started

FEW_DAYS = tuple(FIRST_DAY + dt.timedelta(days=number) for number in range(12))
"""Few days, so that much happens on the same one and on the one after."""

STAFF = ("anob", "brs89", "greal")
ENACTMENTS = ("e1", "e2")
UNITS = ("north", "south")

Envelope: TypeAlias = tuple[Event, ...]


@cache
def days() -> st.SearchStrategy[dt.date]:
    """
    One of the few days (*dag*) on which histories take place.
    """
    return st.sampled_from(FEW_DAYS)


@cache
def starts() -> st.SearchStrategy[EnactmentStarted]:
    """
    An enactment begins (*verkställighet påbörjad*), mostly one that counts, often without an end.
    """
    return st.builds(
        EnactmentStarted,
        on=days(),
        enactment=st.sampled_from(ENACTMENTS),
        setting=st.sampled_from(Setting),
        act=st.sampled_from(Act),
        services=st.frozensets(st.sampled_from(Service), max_size=2),
        counts=st.sampled_from((True, True, True, False)),
        last_day=st.sampled_from((None, None, *FEW_DAYS)),
        moved_from=st.none() | st.sampled_from(UNITS),
    )


@cache
def openings() -> st.SearchStrategy[tuple[Envelope, ...]]:
    """
    How a case mostly begins (*första verkställigheten*): with one that counts and goes on.
    """
    first_days = st.sampled_from(FEW_DAYS[: len(FEW_DAYS) // 2])
    begun = st.builds(lambda on: ((started(on),),), first_days)
    return begun | begun | begun | st.just(())


@cache
def answers() -> st.SearchStrategy[StatusRecorded]:
    """
    An answer (*status*), more often a yes than not.
    """
    statuses = (Status.ACCEPTED, Status.ACCEPTED, *Status)
    return st.builds(StatusRecorded, on=days(), status=st.sampled_from(statuses))


@cache
def seat_changes() -> st.SearchStrategy[ContactChanged]:
    """
    Somebody or nobody takes one of the seats (*byte av kontakt*).
    """
    return st.builds(
        ContactChanged,
        on=days(),
        role=st.sampled_from(Role),
        staff=st.sampled_from((*STAFF, None)),
    )


@cache
def acceptances() -> st.SearchStrategy[Envelope]:
    """
    A yes with both seats (*tackar ja*), as one registration has it.
    """
    seat = st.sampled_from((*STAFF, None))
    return st.builds(
        lambda on, primary, deputy: (
            StatusRecorded(on, Status.ACCEPTED),
            ContactChanged(on, Role.PRIMARY, primary),
            ContactChanged(on, Role.DEPUTY, deputy),
        ),
        days(),
        seat,
        seat,
    )


@cache
def ends() -> st.SearchStrategy[LastDaySet | EnactmentMovedAway]:
    """
    An enactment gets or loses its last day (*sista dag*), or goes on elsewhere.
    """
    enactment = st.sampled_from(ENACTMENTS)
    return st.builds(LastDaySet, days(), enactment, st.none() | days()) | st.builds(
        EnactmentMovedAway, days(), enactment, st.sampled_from(UNITS)
    )


@cache
def other_events() -> st.SearchStrategy[Event]:
    """
    What changes nothing in the life of a case.
    """
    services = st.frozensets(st.sampled_from(Service), max_size=2)
    other: tuple[st.SearchStrategy[Event], ...] = (
        st.builds(ServicesChanged, days(), st.sampled_from(ENACTMENTS), services),
        st.builds(DoneRecorded, days(), st.just("plan")),
        st.builds(ContactProposed, days(), st.sampled_from((*STAFF, None))),
        st.builds(NeedChangeRecorded, days(), st.sampled_from(ChangeOf)),
        st.builds(ConsentRecorded, days(), st.sampled_from(Party), st.sampled_from(Consent)),
    )
    return st.one_of(other)


@cache
def annulments(numbers: int) -> st.SearchStrategy[RegistrationAnnulled]:
    """
    One of the first *numbers* requests counts no longer (*makulering*): earlier, later or itself.
    """
    return st.builds(
        RegistrationAnnulled,
        days(),
        st.integers(1, numbers).map(request),
        st.just("felregistrerad"),
    )


@cache
def envelopes(numbers: int = 10) -> st.SearchStrategy[Envelope]:
    """
    What one registration holds (*registrering*), of whatever a case can go through.
    """
    event: st.SearchStrategy[Event] = st.one_of(
        starts(), ends(), answers(), seat_changes(), annulments(numbers), other_events()
    )
    alone: st.SearchStrategy[Event] = st.one_of(seat_changes(), starts(), answers(), ends())
    mixed = st.lists(event, min_size=1, max_size=3).map(tuple)
    return st.one_of(acceptances(), alone.map(lambda event: (event,)), mixed)


@st.composite
def histories(
    draw: st.DrawFn, case: CaseKey = CASE, max_size: int = 10
) -> tuple[Registration, ...]:
    """
    Registrations of one case (*ärendets registreringar*), in order of position.

    Several may have the same instant; none has an earlier one than the one before.
    """
    opening = draw(openings())
    rest = st.lists(envelopes(max_size), max_size=max_size - len(opening))
    contents = [*opening, *draw(rest)]
    pauses = draw(
        st.lists(st.sampled_from((0, 0, 1, 60)), min_size=len(contents), max_size=len(contents))
    )
    recorded_at = FIRST_INSTANT
    registrations = []
    for number, (events, pause) in enumerate(zip(contents, pauses, strict=True), start=1):
        recorded_at += dt.timedelta(minutes=pause)
        registrations.append(
            a_registration(*events, number=number, case=case, recorded_at=recorded_at)
        )
    return tuple(registrations)


@st.composite
def histories_on_distinct_days(draw: st.DrawFn) -> tuple[Registration, ...]:
    """
    Starts, answers and appointments, no two of them on the same day, in any order of positions.
    """
    contents: st.SearchStrategy[Envelope] = st.one_of(
        starts().map(lambda event: (event,)),
        answers().map(lambda event: (event,)),
        seat_changes().map(lambda event: (event,)),
        acceptances(),
    )
    drawn = draw(st.lists(contents, max_size=10, unique_by=lambda events: events[0].on))
    return tuple(
        a_registration(*events, number=number) for number, events in enumerate(drawn, start=1)
    )
