"""
Which clients has nobody handled yet?
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.care import StaffMember
from fastomsorg.commands import Command
from fastomsorg.decisions import (
    Demands,
    Given,
    LocalChoice,
    LocalRules,
    Reason,
    nationally,
    unhandled,
)
from fastomsorg.terms import Role
from fastomsorg.testing import an_employment
from tests.decisions.asking import (
    appoints,
    contact_person,
    day,
    leaves,
    no,
    no_need,
    starts,
    yes,
)
from tests.decisions.casebook import EVERYBODY, Casebook, certified

JULY_1 = day(7, 1)


def why(
    *commands: Command,
    on: dt.date = JULY_1,
    staff: tuple[StaffMember, ...] = (),
    local: LocalRules | None = None,
) -> list[Reason]:
    """
    Why the client is not handled on the day, when the commands have been granted.

    *staff* are as they are on the day, whatever they were when they were appointed.
    """
    book = Casebook()
    book.grant(starts(day(6, 1)), *commands)
    spell = book.case().life.on(on)
    assert spell is not None
    now = {member.id: member for member in (*EVERYBODY, *staff)}
    given = Given(
        today=on,
        staff={(id, on): member for id, member in now.items()},
        local=nationally if local is None else lambda unit, on: local,
    )
    return list(unhandled(spell, "a", on, given))


def codes(found: list[Reason]) -> list[tuple[str, bool]]:
    """
    The code of each reason, and whether it makes the client unhandled.
    """
    return [(each.code, each.blocks) for each in found]


BRITTA = yes(day(6, 10), "britta")
BOTH = yes(day(6, 10), "britta", deputy="greta")


def test_whoever_has_not_been_asked_is_unhandled() -> None:
    (reason,) = why()

    assert (reason.code, reason.blocks, reason.facts) == ("not_asked", True, {"day": JULY_1})


@pytest.mark.parametrize(
    "command", [no(day(6, 10)), no_need(day(6, 10)), BRITTA, BOTH], ids=lambda each: each.status
)
def test_whoever_has_answered_and_has_who_was_asked_for_is_handled(command: Command) -> None:
    assert why(command) == []


def test_a_yes_with_nobody_in_the_primarys_seat_is_unhandled_though_a_deputy_remains() -> None:
    found = why(BOTH, leaves(day(6, 30), Role.PRIMARY))

    assert codes(found) == [("vacant", True)]
    assert found[0].facts == {"day": JULY_1}


def test_the_deputy_promoted_the_client_is_handled_again() -> None:
    assert why(BOTH, leaves(day(6, 20), Role.PRIMARY), appoints(day(6, 25), primary="greta")) == []


def test_a_contact_person_handles_nobody() -> None:
    assert codes(why(contact_person(day(6, 10)))) == [("not_asked", True)]
    with_one = why(BRITTA, leaves(day(6, 20), Role.PRIMARY), contact_person(day(6, 21), "greta"))
    assert codes(with_one) == [("vacant", True)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"selectable": False}, "not_selectable"),
        ({"certificate": None}, "title_missing"),
        ({"units": frozenset({"b"})}, "not_at_unit"),
        ({"employments": (an_employment(last_day=day(6, 30)),)}, "staff_left"),
    ],
)
def test_a_primary_who_cannot_be_one_any_more_makes_the_client_unhandled_a_deputy_warns(
    facts: dict[str, object], code: str
) -> None:
    britta = attrs.evolve(certified("britta"), **facts)  # type: ignore[arg-type]
    greta = attrs.evolve(certified("greta"), **facts)  # type: ignore[arg-type]

    assert codes(why(BOTH, staff=(britta,))) == [(code, True)]
    assert codes(why(BOTH, staff=(greta,))) == [(code, False)]
    assert codes(why(BOTH, staff=(britta, greta))) == [(code, True), (code, False)]


def test_somebody_who_is_away_for_a_while_is_still_the_contact() -> None:
    away = tuple(certified(id, available=False) for id in ("britta", "greta"))

    assert why(BOTH, staff=away) == []


def test_a_warning_about_the_primary_makes_nobody_unhandled() -> None:
    nils = certified("britta", certificate=None, employments=(an_employment(dt.date(2015, 1, 1)),))

    assert why(BRITTA, staff=(nils,)) == []


def test_somebody_nobody_knows_any_more_makes_the_client_unhandled() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), BOTH)
    spell = book.case().life.on(JULY_1)
    assert spell is not None

    found = unhandled(spell, "a", JULY_1, Given(today=JULY_1))

    assert codes(list(found)) == [("unknown_staff", True), ("unknown_staff", False)]


EXPERIENCED = tuple(
    certified(id, certificate=None, employments=(an_employment(dt.date(2015, 1, 1)),))
    for id in ("britta", "greta")
)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (dt.date(2033, 6, 30), []),
        (dt.date(2033, 7, 1), [("title_missing", True), ("title_missing", False)]),
    ],
)
def test_the_day_the_exception_ends_those_without_a_certificate_lose_the_entitlement(
    on: dt.date, found: list[tuple[str, bool]]
) -> None:
    assert codes(why(BOTH, on=on, staff=EXPERIENCED)) == found


LATER = certified("britta", certificate=None, employments=(an_employment(dt.date(2023, 7, 2)),))


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        (LocalRules(), [("title_unclear", True)]),
        (LocalRules(unclear_accepted=LocalChoice(dt.date(2025, 7, 1), "KS 2025:7")), []),
    ],
    ids=["nationally", "accepted"],
)
def test_an_unclear_title_makes_the_client_unhandled_unless_accepted(
    rules: LocalRules, found: list[tuple[str, bool]]
) -> None:
    assert codes(why(BRITTA, on=dt.date(2025, 7, 1), staff=(LATER,), local=rules)) == found


def test_a_deputy_who_needs_no_title_by_the_local_rules_warns_of_nothing() -> None:
    untitled = certified("greta", certificate=None)
    rules = LocalRules(deputy_title_required=False)

    assert why(BOTH, staff=(untitled,), local=rules) == []


def test_a_primary_who_lacks_what_only_the_local_routine_demands_is_a_warning() -> None:
    finnish = LocalRules(demands=Demands(languages=frozenset({"fi"})))

    assert codes(why(BRITTA, local=finnish)) == [("language_missing", False)]
