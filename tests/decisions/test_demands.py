"""
What the local routine and the host ask of a contact beyond the law.
"""

from fractions import Fraction

import attrs
import pytest

from fastomsorg.commands import Command
from fastomsorg.decisions import (
    Demands,
    Given,
    Granted,
    Judged,
    Load,
    LocalRules,
    Refused,
    Span,
    blocking,
    decide,
    judged,
)
from fastomsorg.terms import Role, Service
from tests.decisions.asking import appoints, contact_person, day, starts, yes
from tests.decisions.casebook import A, Casebook, certified, codes

START = day(6, 1)
MEDICATION = frozenset({Service.MEDICATION})
STAFF = (
    certified("britta", delegations=frozenset({"insulin"}), languages=frozenset({"fi"}), team="1"),
    certified("greta", team="1"),
    certified("lotta", team="2"),
    certified("doris"),
)


INSULIN = frozenset({"insulin"})


def book_with(demands: Demands, services: frozenset[Service] = frozenset()) -> Casebook:
    book = Casebook(staff=STAFF)
    book.grant(starts(START, services=services))
    book.local = lambda unit, on: LocalRules("Testköping", demands=demands)
    return book


@pytest.mark.parametrize(
    ("demands", "code"),
    [
        (Demands(delegations=frozenset({"insulin"})), "delegation_missing"),
        (
            Demands(delegations_for={Service.MEDICATION: frozenset({"insulin"})}),
            "delegation_missing",
        ),
        (Demands(languages=frozenset({"fi"})), "language_missing"),
    ],
)
def test_whoever_lacks_what_is_demanded_is_refused_and_the_routine_is_cited(
    demands: Demands, code: str
) -> None:
    book = book_with(demands, services=MEDICATION)

    assert [code] == book.obstacles(yes(START, "greta"))
    reason = book.reason(code, yes(START, "greta"))
    assert reason.basis == LocalRules("Testköping").basis
    assert isinstance(book.ask(yes(START, "britta")), Granted)


def test_a_delegation_for_a_service_is_not_demanded_of_others() -> None:
    demands = Demands(delegations_for={Service.MEDICATION: INSULIN})

    assert isinstance(book_with(demands).ask(yes(START, "greta")), Granted)


def test_a_demand_for_primaries_leaves_deputies_and_contact_persons_in_peace() -> None:
    demands = Demands(languages=frozenset({"fi"}), roles=frozenset({Role.PRIMARY}))
    book = book_with(demands)

    assert isinstance(book.ask(yes(START, "britta", deputy="greta")), Granted)
    assert isinstance(book.ask(contact_person(START, "greta")), Granted)


@pytest.mark.parametrize(("away", "code"), [(True, "absent"), (None, "absence_unknown")])
def test_an_absence_is_a_remark_and_an_obstacle_where_the_routine_demands_them_at_work(
    away: bool | None, code: str
) -> None:
    def asked(demands: Demands, role: Role = Role.PRIMARY) -> Judged:
        local = LocalRules("Testköping", demands=demands)
        staff = {(each.id, START): each for each in STAFF}
        given = Given(
            START, staff=staff, local=lambda unit, on: local, absent=lambda staff, on: away
        )
        return judged("greta", role, "a", START, given)

    remarked, demanded = asked(Demands()), asked(Demands(at_work=True, source="avsnitt 4"))
    (remark,), (obstacle,) = remarked.reasons, demanded.reasons
    of_primaries = Demands(at_work=True, roles=frozenset({Role.PRIMARY}))
    (of_a_deputy,) = asked(of_primaries, Role.DEPUTY).reasons
    (of_a_person,) = asked(Demands(at_work=True), Role.CONTACT_PERSON).reasons

    assert (code, False, ()) == (remark.code, remark.blocks, remark.basis)
    assert (code, True) == (obstacle.code, obstacle.blocks)
    assert ["Testköping avsnitt 4"] == [str(each) for each in obstacle.basis]
    assert [False, False] == [of_a_deputy.blocks, of_a_person.blocks]


@pytest.mark.parametrize(
    ("deputy", "refused"), [("greta", False), ("lotta", True), ("doris", True)]
)
def test_primary_and_deputy_belong_to_one_team_where_that_is_demanded(
    deputy: str, refused: bool
) -> None:
    book = book_with(Demands(one_team=True))

    found = book.obstacles(yes(START, "britta", deputy=deputy))

    assert found == (["another_team"] if refused else [])


def test_the_team_of_whoever_sits_already_counts_and_two_who_sit_are_left_in_peace() -> None:
    book = Casebook(staff=STAFF)
    book.grant(starts(START), yes(START, "britta", deputy="lotta"))
    book.local = lambda unit, on: LocalRules("Testköping", demands=Demands(one_team=True))
    changed = appoints(day(7, 1), primary="greta")

    command, cases = changed, {A: book.case()}
    given = book.given(command, cases)
    lotta = {("lotta", day(7, 1)): STAFF[2]}
    given = attrs.evolve(given, staff={**given.staff, **lotta})
    refused = decide(cases, command, given)

    assert isinstance(refused, Refused)
    assert codes(refused) == ["another_team"]
    again = yes(day(7, 1), "britta", deputy="lotta")
    assert book.obstacles(again) == []


def further(book: Casebook, command: Command) -> Granted | Refused:
    """
    The verdict where a host has something against Greta with Agda, and against nobody else.
    """
    cases = book.cases_of(command)
    given = attrs.evolve(
        book.given(command, cases),
        further=lambda staff, client, unit, on: (
            (blocking("local_obstacle", staff=staff.id, day=on, why="Släkt", plugin="host"),)
            if (staff.id, client) == ("greta", "agda")
            else ()
        ),
    )
    return decide(cases, command, given)


def test_what_a_host_has_against_somebody_refuses_in_every_seat() -> None:
    book = Casebook(staff=STAFF)
    book.grant(starts(START))

    assert isinstance(further(book, yes(START, "britta")), Granted)
    for command in (
        yes(START, "greta"),
        yes(START, "britta", deputy="greta"),
        contact_person(START, "greta"),
    ):
        assert codes(further(book, command)) == ["local_obstacle"]


LOAD = Load({Role.PRIMARY: Span(most=2)}, refuses=True)


@pytest.mark.parametrize(
    ("others", "refuses", "granted"), [(1, True, True), (2, True, False), (2, False, True)]
)
def test_a_client_too_many_is_refused_or_remarked_upon(
    others: int, refuses: bool, granted: bool
) -> None:
    book = Casebook(staff=STAFF)
    book.grant(starts(START))
    book.local = lambda unit, on: LocalRules("Testköping", load=attrs.evolve(LOAD, refuses=refuses))
    command = yes(START, "britta", deputy="greta")
    cases = book.cases_of(command)
    carried = {f"other-{number}": Fraction(1) for number in range(others)}
    given = attrs.evolve(book.given(command, cases), carried=lambda *_: carried)

    verdict = decide(cases, command, given)

    assert isinstance(verdict, Granted) is granted
    over = ["load_exceeded"] if others == 2 else []
    assert codes(verdict) == over


def test_whoever_is_counted_already_is_not_counted_twice() -> None:
    book = Casebook(staff=STAFF)
    book.grant(starts(START), yes(START, "britta"))
    book.local = lambda unit, on: LocalRules("Testköping", load=LOAD)
    command = yes(day(7, 1), "britta", deputy="greta")
    cases = book.cases_of(command)
    carried = {"agda": Fraction(1), "other": Fraction(1)}
    given = attrs.evolve(book.given(command, cases), carried=lambda *_: carried)

    assert isinstance(decide(cases, command, given), Granted)
