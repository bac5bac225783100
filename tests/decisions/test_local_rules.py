"""
Local rules may be stricter than confirmed, clear law, and never weaker.
"""

import datetime as dt

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from fastomsorg.care import Assessment, Certificate, Employment, StaffMember
from fastomsorg.commands import (
    AppointContacts,
    Command,
    Correct,
    HandOver,
    ProposeContact,
    RecordStatus,
)
from fastomsorg.decisions import (
    NATIONAL,
    Demands,
    Granted,
    Load,
    LocalRules,
    Reason,
    Refused,
    Severity,
    Span,
    title_of,
)
from fastomsorg.law import Outcome, rules_on
from fastomsorg.terms import KEEP, ChangeReason, Period, Role, Service, Status, Title
from fastomsorg.testing import an_employment
from tests.decisions.asking import no_need, starts, yes
from tests.decisions.casebook import A, Casebook, certified, codes
from tests.decisions.histories import LOCAL as CHOSEN

LONG_AGO = dt.date(2022, 1, 1)
TURNS = [
    dt.date(2022, 7, 1),
    dt.date(2023, 7, 1),
    dt.date(2025, 7, 1),
    dt.date(2026, 7, 1),
    dt.date(2033, 7, 1),
]
NEAR_A_TURN = st.builds(
    lambda turn, days: turn + dt.timedelta(days=days), st.sampled_from(TURNS), st.integers(-2, 2)
)
DAYS = NEAR_A_TURN | st.dates(dt.date(2022, 1, 2), dt.date(2036, 1, 1))
EMPLOYMENTS = st.builds(
    lambda title, permanent, first, days: Employment(
        "Kommunen",
        title,
        permanent,
        Period(first, None if days is None else first + dt.timedelta(days=days)),
    ),
    st.sampled_from([Title.ASSISTANT_NURSE, *Title]),
    st.booleans(),
    DAYS,
    st.none() | st.integers(1, 4000),
)
NILS = st.builds(
    lambda certificate, employments, selectable, available: certified(
        "nils",
        certificate=certificate,
        employments=employments,
        selectable=selectable,
        available=available,
    ),
    st.none() | st.builds(Certificate, DAYS),
    st.lists(EMPLOYMENTS, max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
)


WORDS = st.frozensets(st.sampled_from(["insulin", "fi"]), max_size=2)
LOADS = st.builds(
    lambda most, refuses: Load({Role.PRIMARY: Span(most=most)}, refuses=refuses),
    st.integers(0, 2),
    st.booleans(),
)
DEMANDS = st.builds(
    Demands,
    delegations=WORDS,
    delegations_for=st.dictionaries(st.sampled_from(Service), WORDS, max_size=2),
    languages=WORDS,
    one_team=st.booleans(),
    at_work=st.booleans(),
    roles=st.frozensets(st.sampled_from(Role)),
)
LOCAL = st.builds(attrs.evolve, CHOSEN, load=st.none() | LOADS, demands=st.none() | DEMANDS)
"""Any choice a routine can make."""

AGAINST = st.lists(
    st.builds(Reason, st.sampled_from(["local_obstacle", "entitled"]), st.sampled_from(Severity)),
    max_size=2,
).map(tuple)
"""Whatever a host says of somebody, even that nothing stands in the way."""


def a_yes_to_greta(local: LocalRules, nils: StaffMember, today: dt.date) -> Casebook:
    """
    Agda has had Greta since before there was any law.
    """
    staff = (nils, certified("greta", certificate=None), certified("lotta"))
    book = Casebook(today=today, staff=staff)
    book.grant(starts(LONG_AGO), yes(LONG_AGO, "greta"))
    book.local = lambda unit, on: local
    return book


def as_primary(on: dt.date) -> list[Command]:
    """
    Every way in which somebody can become primary, or be chosen to be.
    """
    reason = ChangeReason.OTHER
    again = RecordStatus(A, Status.ACCEPTED, on, "nils", "lotta", reason=reason, text="Byte")
    appointed = AppointContacts(A, on, "nils", "lotta", reason, "Byte")
    alone = AppointContacts(A, on, "nils", KEEP, reason, "Byte", confirmed=True)
    handed_over = HandOver("greta", on, (appointed,), confirmed=True)
    return [again, appointed, alone, handed_over, ProposeContact(A, on, "nils")]


@given(NILS, LOCAL, DAYS)
def test_no_local_rules_make_a_primary_of_somebody_the_law_clearly_excludes(
    nils: StaffMember, local: LocalRules, on: dt.date
) -> None:
    assume(title_of(nils, on=on, rules=rules_on(on)).outcome is Outcome.NOT_ENTITLED)
    book = a_yes_to_greta(local, nils, today=on)

    for command in as_primary(on):
        assert "title_missing" in codes(book.refused(command))
    corrected = Correct(book.registrations[-1].id, "fel", tuple(as_primary(on)[:1]), True)  # type: ignore[arg-type]
    assert "title_missing" in codes(book.refused(corrected))


@given(NILS, LOCAL, DAYS, AGAINST)
def test_nothing_local_takes_away_an_obstacle_that_confirmed_and_clear_law_has(
    nils: StaffMember, local: LocalRules, on: dt.date, against: tuple[Reason, ...]
) -> None:
    lawful = a_yes_to_greta(NATIONAL, nils, today=on)
    book = a_yes_to_greta(local, nils, today=on)
    book.further = lambda staff, client, unit, day: against

    for command in as_primary(on):
        by_law = set(lawful.obstacles(command)) - {"title_unclear"}
        assert by_law <= set(book.obstacles(command))
        if isinstance(book.ask(command), Granted):
            assert by_law == set()


EMPLOYED_BETWEEN = st.dates(dt.date(2023, 7, 2), dt.date(2025, 7, 1)).map(
    lambda first: certified("nils", certificate=None, employments=(an_employment(first),))
)
"""Permanent as assistant nurse on 2025-07-01 but not on 2023-07-01."""


@given(EMPLOYED_BETWEEN, LOCAL, st.dates(dt.date(2025, 7, 1), dt.date(2033, 6, 30)))
def test_what_is_unclear_counts_only_by_a_choice_from_its_day(
    nils: StaffMember, local: LocalRules, on: dt.date
) -> None:
    assert title_of(nils, on=on, rules=rules_on(on)).outcome is Outcome.UNCLEAR
    book = a_yes_to_greta(local, nils, today=on)
    chosen = local.unclear_accepted is not None and local.unclear_accepted.start <= on

    for command in as_primary(on):
        assert ("title_unclear" in book.obstacles(command)) is not chosen


@given(NILS, LOCAL, DAYS)
def test_whoever_is_primary_after_a_grant_was_entitled_or_accepted_as_unclear(
    nils: StaffMember, local: LocalRules, on: dt.date
) -> None:
    book = a_yes_to_greta(local, nils, today=on)

    for command in as_primary(on):
        if isinstance(book.ask(command), Granted):
            outcome = title_of(nils, on=on, rules=rules_on(on)).outcome
            assert outcome is Outcome.ENTITLED or (
                outcome is Outcome.UNCLEAR and local.accepts_unclear(on)
            )
            assert nils.selectable
            assert nils.available


@given(LOCAL, DAYS, st.sampled_from(["", " ", "x"]), st.sampled_from(["", "x"]), st.booleans())
def test_no_local_rules_let_a_need_be_denied_without_an_assessment(
    local: LocalRules, on: dt.date, reason: str, view: str, confirmed: bool
) -> None:
    book = a_yes_to_greta(local, certified("nils"), today=on)
    incomplete = Assessment(reason, view, "")

    assert isinstance(book.ask(no_need(on, None, confirmed=confirmed)), Refused)
    assert isinstance(book.ask(no_need(on, incomplete, confirmed=confirmed)), Refused)


@given(LOCAL)
def test_home_care_under_sol_counts_whatever_the_local_rules_count_beside_it(
    local: LocalRules,
) -> None:
    book = Casebook(local=lambda unit, on: local)
    book.grant(starts(LONG_AGO))

    assert book.case().life.spells != ()
