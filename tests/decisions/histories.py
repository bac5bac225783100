"""
Random commands, one after the other, over few days and few people.

Most of them could be granted as far as they go, so that histories grow long enough to be strange.
"""

import datetime as dt
from typing import TypeAlias

import attrs
from hypothesis import strategies as st

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
    PlainCommand,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.decisions import LocalChoice, LocalRules
from fastomsorg.terms import (
    KEEP,
    Act,
    CaseKey,
    ChangeOf,
    ChangeReason,
    Consent,
    Party,
    Role,
    Service,
    Setting,
    Status,
)
from fastomsorg.testing import an_employment
from tests.decisions.casebook import AGDA, BO, EVERYBODY, A, B, C, Casebook, certified

FIRST = dt.date(2024, 3, 1)
LAST = FIRST + dt.timedelta(days=9)
"""The days that commands speak of."""

STAFF = (
    *EVERYBODY[:3],
    certified("nils", certificate=None, employments=(an_employment(dt.date(2015, 1, 1)),)),
    certified("olle", certificate=None),
    certified("pia", units=frozenset({"b"}), selectable=False),
)


def often(*likely: object, seldom: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(*[st.sampled_from(likely)] * 4, seldom)


def on(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


DAYS = st.integers(0, (LAST - FIRST).days).map(on)
CASES = st.sampled_from([*[A] * 9, B, B, C, CaseKey(BO, "a")])
ENACTMENTS = st.sampled_from(["e1", "e1", "e2", "e3"])
PEOPLE = often(
    "britta", "greta", "lotta", seldom=st.sampled_from(["nils", "olle", "pia", "nobody"])
)
SEAT = st.one_of(st.just(KEEP), st.none(), PEOPLE, PEOPLE)
REASONS = often(ChangeReason.CLIENT_WISH, seldom=st.sampled_from([ChangeReason.OTHER, None]))
SERVICES = st.frozensets(st.sampled_from([Service.ALARM, Service.MEALS]), max_size=2)
ASSESSMENTS = often(Assessment("Larm", "Vill inte", "Susanne"), seldom=st.none())

STARTS = st.builds(
    StartEnactment,
    CASES,
    ENACTMENTS,
    DAYS,
    last_day=st.none() | DAYS,
    act=often(Act.SOL, seldom=st.just(Act.LSS)),
    services=SERVICES,
)
CHANGES = st.builds(
    ChangeEnactment,
    CASES,
    DAYS,
    st.one_of(st.just("e1"), ENACTMENTS, st.none()),
    services=st.one_of(st.just(KEEP), st.just(KEEP), SERVICES),
    last_day=st.one_of(DAYS, st.none(), st.none(), st.just(KEEP)),
)
MOVES = st.builds(MoveClient, st.just(AGDA), st.sampled_from("aab"), st.sampled_from("abbc"), DAYS)
ANSWERS = st.builds(
    RecordStatus,
    CASES,
    st.sampled_from([Status.NOT_ASKED, Status.NO_NEED, Status.DECLINED]),
    DAYS,
    assessment=ASSESSMENTS,
)
YESES = st.builds(RecordStatus, CASES, st.just(Status.ACCEPTED), DAYS, SEAT, SEAT, reason=REASONS)
APPOINTMENTS = st.builds(AppointContacts, CASES, DAYS, PEOPLE | st.just(KEEP), SEAT, reason=REASONS)
ENDINGS = st.builds(
    EndContact, CASES, DAYS, st.frozensets(st.sampled_from(Role), min_size=1, max_size=2), REASONS
)
PERSONS = st.builds(AppointContactPerson, CASES, DAYS, SEAT, SEAT)
OTHERS = st.one_of(
    st.builds(RequestChange, CASES, DAYS, st.just("Vill byta"), st.none() | PEOPLE),
    st.builds(
        RecordDone,
        CASES,
        DAYS,
        st.just("welcome_talk"),
        items=st.frozensets(st.sampled_from(["keys", "card"])),
    ),
    st.builds(NeedChanged, CASES, DAYS, st.sampled_from(ChangeOf)),
    st.builds(
        RecordConsent,
        CASES,
        DAYS,
        st.sampled_from(Party),
        st.sampled_from(Consent),
        st.sampled_from(["", "welcome_talk"]),
    ),
)
PROPOSALS = st.builds(ProposeContact, CASES, DAYS, st.none() | PEOPLE)
PLAIN: st.SearchStrategy[PlainCommand] = st.one_of(
    STARTS,
    CHANGES,
    MOVES,
    ANSWERS,
    YESES,
    APPOINTMENTS,
    APPOINTMENTS,
    ENDINGS,
    PERSONS,
    PROPOSALS,
    OTHERS,
)


def handed_over(staff: str, to: str, day: dt.date, cases: list[CaseKey]) -> HandOver:
    parts = tuple(AppointContacts(key, day, to, reason=ChangeReason.STAFF_LEFT) for key in cases)
    return HandOver(staff, day, parts)


HAND_OVERS = st.builds(
    handed_over,
    PEOPLE,
    PEOPLE,
    DAYS,
    st.sampled_from([[A], [A], [A, CaseKey(BO, "a")], []]),
)


@attrs.frozen
class TakeBack:
    """
    Annul, or with *commands* correct, the registration with a number (counted from the last).
    """

    number: int
    commands: tuple[PlainCommand, ...]


Asked: TypeAlias = PlainCommand | HandOver | TakeBack
Step: TypeAlias = tuple[Asked, bool]
"""Something asked for, and whether it is confirmed where that is all that is wanting."""

TAKE_BACK = st.builds(TakeBack, st.integers(0, 4), st.lists(PLAIN, max_size=2).map(tuple))
ANNUL = st.builds(TakeBack, st.integers(0, 3), st.just(()))
OPENINGS: st.SearchStrategy[tuple[Asked, ...]] = st.sampled_from(
    [
        (),
        (RecordStatus(A, Status.ACCEPTED, on(0), "britta", "greta"),),
        (
            RecordStatus(A, Status.ACCEPTED, on(1), "britta", "greta"),
            RecordStatus(A, Status.ACCEPTED, on(5)),
        ),
        (
            RecordStatus(A, Status.ACCEPTED, on(1), "britta", "greta"),
            AppointContacts(A, on(6), "lotta", reason=ChangeReason.CLIENT_WISH),
        ),
        (
            RecordStatus(A, Status.ACCEPTED, on(1), "lotta"),
            MoveClient(AGDA, "a", "b", on(5)),
        ),
        (
            RecordStatus(A, Status.ACCEPTED, on(1), "lotta"),
            ChangeEnactment(A, on(4), "e1", last_day=on(4)),
            StartEnactment(A, "e2", on(6)),
        ),
        (
            RecordStatus(A, Status.ACCEPTED, on(1), "lotta"),
            RecordStatus(A, Status.ACCEPTED, on(3)),
            ChangeEnactment(A, on(6), "e1", last_day=on(6)),
        ),
        (
            RecordStatus(A, Status.ACCEPTED, on(1), "britta", "lotta"),
            handed_over("britta", "greta", on(5), [A]),
        ),
        (
            ProposeContact(A, on(1), "britta"),
            RecordStatus(A, Status.ACCEPTED, on(4)),
        ),
        (
            AppointContactPerson(A, on(1), "britta", "olle"),
            RecordStatus(A, Status.ACCEPTED, on(5), "greta"),
        ),
    ]
)


def histories(
    openings: st.SearchStrategy[tuple[Asked, ...]],
    more: st.SearchStrategy[Asked],
) -> st.SearchStrategy[list[Step]]:
    return st.builds(
        lambda opening, steps: [
            (StartEnactment(A, "e1", on(0)), False),
            *[(command, False) for command in opening],
            *steps,
        ],
        openings,
        st.lists(st.tuples(more, st.sampled_from([True, True, False])), max_size=12),
    )


HISTORIES = histories(OPENINGS, st.one_of(*[PLAIN] * 8, TAKE_BACK, TAKE_BACK, HAND_OVERS))
"""Everything that can be asked for."""

ONE_ENACTMENT: st.SearchStrategy[Asked] = st.one_of(
    st.builds(StartEnactment, CASES, st.just("e1"), DAYS),
    st.builds(ChangeEnactment, CASES, DAYS, st.just("e1"), services=SERVICES),
    st.builds(
        lambda case, day: ChangeEnactment(case, day, "e1", last_day=day),
        st.sampled_from([A, A, A, B]),
        DAYS,
    ),
    MOVES,
    st.builds(TakeBack, st.sampled_from([0, 1, 1, 2]), st.just(())),
    st.builds(TakeBack, st.sampled_from([0, 1, 1, 2]), st.just(())),
)
MOVING = histories(
    st.sampled_from(
        [
            (),
            (TakeBack(0, ()),),
            (MoveClient(AGDA, "a", "b", on(3)),),
            (MoveClient(AGDA, "a", "b", on(3)), TakeBack(0, ())),
        ]
    ),
    ONE_ENACTMENT,
)
"""One enactment that moves to and fro, and that taken back, and that again."""

CHOICES = st.none() | st.builds(LocalChoice, st.dates(FIRST, dt.date(2035, 1, 1)), st.just("KS"))
LOCAL = st.builds(
    LocalRules,
    contact_to_follow=st.booleans(),
    deputy_required=st.sampled_from([False, False, False, True]),
    deputy_title_required=st.booleans(),
    unclear_accepted=CHOICES,
    unconfirmed_law=CHOICES,
    also_counted=st.sampled_from([frozenset(), frozenset({(Setting.HOME_CARE, Act.LSS)})]),
)


def casebook(local: LocalRules) -> Casebook:
    return Casebook(today=LAST, staff=STAFF, local=lambda unit, on: local)


def asked(step: Asked, book: Casebook) -> Command | None:
    """
    The command that a step is in this book, or None where there is nothing to take back.
    """
    if not isinstance(step, TakeBack):
        return step
    ids = list(dict.fromkeys(each.id for each in reversed(book.registrations)))
    if not ids:
        return None
    id = ids[step.number % len(ids)]
    return Correct(id, "fel", step.commands) if step.commands else Annul(id, "fel")
