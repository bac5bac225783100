"""
Who can be put in a seat: at the unit, at work, selectable, entitled.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.care import Certificate, StaffMember
from fastomsorg.commands import Command
from fastomsorg.decisions import LocalChoice, LocalRules, Severity, persons
from fastomsorg.history import ContactChanged, Entitlement
from fastomsorg.law import Ground
from fastomsorg.terms import Role, Title
from fastomsorg.testing import an_employment
from tests.decisions.asking import (
    NOWHERE,
    annuls,
    appoints,
    contact_person,
    corrects,
    day,
    does,
    leaves,
    starts,
    wishes,
    yes,
)
from tests.decisions.casebook import Casebook, basis, certified

JUNE_10 = day(6, 10)
OLD_ACT = "SoL (2001:453) 3 kap. 3 d §"
NEW_ACT = "SoL (2025:400) 25 kap. 4 §"
OLD_EXCEPTION = "SoL (2001:453) övergångsbestämmelse 2 (SFS 2022:388)"
NEW_EXCEPTION = "SoL (2025:400) övergångsbestämmelse 8"

EXPERIENCED = certified("nils", certificate=None, employments=(an_employment(dt.date(2015, 1, 1)),))
"""Covered by the exception, in both readings."""

LATER = certified("nils", certificate=None, employments=(an_employment(dt.date(2024, 1, 1)),))
"""Permanently employed on 2025-07-01 but not on 2023-07-01: the cell that is unclear."""

UNTRAINED = certified("nils", certificate=None)


def a_stay(*staff: StaffMember, **more: object) -> Casebook:
    book = Casebook(staff=(*staff, certified("greta")), **more)  # type: ignore[arg-type]
    book.grant(starts(dt.date(2022, 1, 1)))
    return book


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"units": frozenset({"b"})}, ["not_at_unit"]),
        ({"units": frozenset()}, ["not_at_unit"]),
        ({"available": False}, ["not_available"]),
        ({"selectable": False}, ["not_selectable"]),
        ({"certificate": None}, ["title_missing"]),
        ({"employments": (an_employment(day(6, 10)),)}, []),
        ({"employments": (an_employment(last_day=day(6, 10)),)}, []),
        ({"employments": (an_employment(last_day=day(6, 9)),)}, ["staff_left"]),
        ({"employments": (an_employment(day(6, 11)),)}, ["staff_left"]),
        (
            {
                "units": frozenset(),
                "available": False,
                "selectable": False,
                "certificate": None,
                "employments": (an_employment(last_day=dt.date(2023, 6, 30)),),
            },
            ["not_at_unit", "not_available", "staff_left", "not_selectable", "title_missing"],
        ),
    ],
)
def test_every_obstacle_to_a_person_is_told(facts: dict[str, object], codes: list[str]) -> None:
    nils = attrs.evolve(certified("nils"), **facts)  # type: ignore[arg-type]

    assert a_stay(nils).obstacles(yes(JUNE_10, "nils")) == codes
    assert a_stay(nils).obstacles(yes(JUNE_10, "greta", deputy="nils")) == codes


def test_an_unknown_person_is_told_by_id() -> None:
    reason = a_stay().reason("unknown_staff", yes(JUNE_10, "nobody"))

    assert reason.facts == {"staff": "nobody"}


def test_a_person_is_judged_as_of_the_day_of_the_command() -> None:
    gone = certified("nils", employments=(an_employment(last_day=day(6, 30)),))

    asked = [a_stay(gone).obstacles(yes(on, "nils")) for on in (day(6, 30), day(7, 1))]

    assert asked == [[], ["staff_left"]]


# The title --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "citation"),
    [(dt.date(2025, 6, 30), OLD_ACT), (dt.date(2025, 7, 1), NEW_ACT)],
)
def test_without_the_title_nobody_is_appointed_by_the_act_in_force(
    on: dt.date, citation: str
) -> None:
    book = a_stay(UNTRAINED, today=on)

    reason = book.reason("title_missing", yes(on, "nils"))

    assert reason.facts == {"staff": "nils", "day": on}
    assert basis(reason) == [citation]


def test_the_day_before_a_title_was_required_nobody_was_excluded() -> None:
    last = dt.date(2023, 6, 30)
    book = a_stay(UNTRAINED)

    assert book.obstacles(yes(last, "nils")) == []
    assert book.obstacles(yes(dt.date(2023, 7, 1), "nils")) == ["title_missing"]
    assert book.reason("title_until", yes(last, "nils")).facts == {
        "staff": "nils",
        "last_day": last,
    }


@pytest.mark.parametrize(
    ("on", "obstacles", "remarks"),
    [
        (dt.date(2033, 6, 30), [], ["title_until"]),
        (dt.date(2033, 7, 1), ["title_missing"], ["transition_ended"]),
    ],
)
def test_an_employment_entitles_until_the_exception_ends(
    on: dt.date, obstacles: list[str], remarks: list[str]
) -> None:
    book = a_stay(EXPERIENCED, today=on)
    command = yes(on, "nils")

    assert (book.obstacles(command), book.remarks(command)) == (obstacles, remarks)


def test_whoever_is_entitled_only_until_a_day_is_granted_with_that_day() -> None:
    book = a_stay(EXPERIENCED)
    reason = book.reason("title_until", yes(JUNE_10, "nils"))

    assert reason.severity is Severity.WARNING
    assert reason.facts == {"staff": "nils", "last_day": dt.date(2033, 6, 30)}
    assert basis(reason) == [OLD_ACT, OLD_EXCEPTION]


UNCLEAR_FROM = dt.date(2025, 7, 1)


def test_an_unclear_title_is_refused_with_both_texts() -> None:
    book = a_stay(LATER, today=UNCLEAR_FROM)
    reason = book.reason("title_unclear", yes(UNCLEAR_FROM, "nils"))

    assert (reason.blocks, basis(reason)) == (True, [NEW_ACT, NEW_EXCEPTION])
    assert book.remarks(yes(UNCLEAR_FROM, "nils")) == ["transition_unclear"]


@pytest.mark.parametrize(
    ("since", "obstacles"),
    [(UNCLEAR_FROM, []), (dt.date(2025, 7, 2), ["title_unclear"])],
    ids=["chosen that day", "chosen the day after"],
)
def test_an_unclear_title_is_accepted_only_by_a_choice_with_a_date(
    since: dt.date, obstacles: list[str]
) -> None:
    rules = LocalRules("Testköping", unclear_accepted=LocalChoice(since, "KS 2025:7"))
    book = a_stay(LATER, today=UNCLEAR_FROM, local=lambda unit, on: rules)

    assert book.obstacles(yes(UNCLEAR_FROM, "nils")) == obstacles


def test_an_accepted_unclear_title_is_remarked_on_and_frozen_without_a_ground() -> None:
    rules = LocalRules("Testköping", unclear_accepted=LocalChoice(UNCLEAR_FROM, "KS 2025:7"))
    book = a_stay(LATER, today=UNCLEAR_FROM, local=lambda unit, on: rules)

    verdict = book.granted(yes(UNCLEAR_FROM, "nils"))

    assert [remark.code for remark in verdict.remarks] == ["title_unclear", "transition_unclear"]
    assert entitlement(book, Role.PRIMARY) == Entitlement(
        None, dt.date(2033, 6, 30), (NEW_ACT, NEW_EXCEPTION), ("transition_unclear",)
    )


def test_accepting_what_is_unclear_accepts_nobody_whom_the_law_clearly_excludes() -> None:
    rules = LocalRules("Testköping", unclear_accepted=LocalChoice(day(1, 1), "KS 2024:7"))
    book = a_stay(UNTRAINED, local=lambda unit, on: rules)

    assert book.obstacles(yes(JUNE_10, "nils")) == ["title_missing"]


def test_local_rules_may_take_a_deputy_without_the_title_but_no_primary() -> None:
    rules = LocalRules("Testköping", deputy_title_required=False)
    book = a_stay(UNTRAINED, local=lambda unit, on: rules)

    assert book.obstacles(yes(JUNE_10, "nils")) == ["title_missing"]
    assert book.obstacles(yes(JUNE_10, "greta", deputy="nils")) == []
    assert book.remarks(yes(JUNE_10, "greta", deputy="nils")) == ["title_missing"]


def test_a_deputy_without_a_clear_title_is_a_remark_where_none_is_required() -> None:
    rules = LocalRules("Testköping", deputy_title_required=False)
    book = a_stay(LATER, today=UNCLEAR_FROM, local=lambda unit, on: rules)
    command = yes(UNCLEAR_FROM, "greta", deputy="nils")

    assert book.obstacles(command) == []
    assert book.remarks(command) == ["title_unclear", "transition_unclear"]


def test_a_contact_person_needs_neither_title_nor_to_be_selectable_but_to_be_at_work() -> None:
    anybody = attrs.evolve(UNTRAINED, selectable=False)
    away = attrs.evolve(anybody, units=frozenset(), available=False)

    assert a_stay(anybody).ask(contact_person(JUNE_10, "nils")).changed != ()
    assert a_stay(anybody).obstacles(contact_person(JUNE_10, "nils")) == []
    assert a_stay(away).obstacles(contact_person(JUNE_10, "nils")) == [
        "not_at_unit",
        "not_available",
    ]


# What is frozen, and what is not asked again ----------------------------------------------------


def entitlement(book: Casebook, role: Role) -> Entitlement | None:
    (found,) = (
        event.entitlement
        for event in book.registrations[-1].events
        if isinstance(event, ContactChanged) and event.role is role
    )
    return found


@pytest.mark.parametrize(
    ("member", "on", "frozen"),
    [
        (
            UNTRAINED,
            dt.date(2023, 6, 30),
            Entitlement(Ground.NOT_REQUIRED, dt.date(2023, 6, 30)),
        ),
        (
            certified("nils", certificate=Certificate(dt.date(2023, 9, 1))),
            JUNE_10,
            Entitlement(Ground.CERTIFICATE, None, (OLD_ACT,), ("no_evidence",)),
        ),
        (
            EXPERIENCED,
            JUNE_10,
            Entitlement(Ground.TRANSITION, dt.date(2033, 6, 30), (OLD_ACT, OLD_EXCEPTION), ()),
        ),
    ],
    ids=["no title required", "a certificate nobody saw", "the exception"],
)
def test_what_entitled_somebody_is_frozen_into_the_event(
    member: StaffMember, on: dt.date, frozen: Entitlement
) -> None:
    book = a_stay(member)
    book.grant(yes(on, "nils"))

    assert entitlement(book, Role.PRIMARY) == frozen


def test_whoever_loses_the_title_does_not_hinder_a_change_of_the_other_seat() -> None:
    book = a_stay(EXPERIENCED, certified("lotta"))
    book.grant(yes(JUNE_10, "nils"))
    later = attrs.evolve(book, today=dt.date(2033, 8, 1))

    assert later.obstacles(appoints(dt.date(2033, 8, 1), deputy="greta")) == []
    assert later.obstacles(appoints(dt.date(2033, 8, 1), primary="nils", deputy="greta")) == []


def test_whoever_changes_seat_is_judged_anew() -> None:
    book = a_stay(EXPERIENCED)
    book.grant(yes(JUNE_10, "greta", deputy="nils"))
    later = attrs.evolve(book, today=dt.date(2033, 8, 1))

    assert later.obstacles(appoints(dt.date(2033, 8, 1), primary="nils")) == ["title_missing"]


def test_a_contact_person_who_becomes_primary_is_judged_by_title() -> None:
    book = a_stay(UNTRAINED)
    book.grant(contact_person(JUNE_10, "nils"))

    assert book.obstacles(yes(day(7, 1), "nils")) == ["title_missing"]


def test_somebody_who_works_under_another_title_now_is_remarked_on() -> None:
    employments = (
        an_employment(dt.date(2015, 1, 1), dt.date(2024, 1, 31)),
        an_employment(dt.date(2024, 2, 1), title=Title.CARE_ASSISTANT),
    )
    book = a_stay(attrs.evolve(EXPERIENCED, employments=employments))

    assert book.obstacles(yes(JUNE_10, "nils")) == []
    assert book.remarks(yes(JUNE_10, "nils")) == ["title_until", "works_under_other_title"]


# Whom a command names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (yes(JUNE_10, "britta", deputy="greta"), {"britta", "greta"}),
        (yes(JUNE_10, None), set()),
        (appoints(JUNE_10, primary="britta"), {"britta"}),
        (appoints(JUNE_10, deputy=None), set()),
        (contact_person(JUNE_10, "britta", deputy="greta"), {"britta", "greta"}),
        (wishes(JUNE_10, "britta"), {"britta"}),
        (wishes(JUNE_10), set()),
        (leaves(JUNE_10, Role.PRIMARY), set()),
        (starts(JUNE_10), set()),
        (does(JUNE_10), set()),
        (annuls(NOWHERE), set()),
        (corrects(NOWHERE, yes(JUNE_10, "britta"), starts(JUNE_10)), {"britta"}),
    ],
)
def test_a_command_names_persons_on_its_day(command: Command, named: set[str]) -> None:
    assert persons(command) == {(staff, JUNE_10) for staff in named}
