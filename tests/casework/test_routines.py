"""
Routines are assigned at a desk and kept in the store: each case is judged by its unit's of the day.
"""

import datetime as dt

import pytest

from fastomsorg.casework import Casework
from fastomsorg.commands import RecordStatus
from fastomsorg.decisions import LocalRules, Refused, Verdict
from fastomsorg.hooks import AccessOutcome
from fastomsorg.routine import RoutineError, RoutineText, profile, profiles
from fastomsorg.terms import (
    CaseKey,
    Malformed,
    NotAuthorised,
    Permission,
    Status,
    StoreError,
    UnknownId,
)
from fastomsorg.testing import MemoryStore, a_unit, request
from tests.casework.office import (
    BO,
    FIRST,
    MANAGER,
    NOON,
    NORTH,
    SOUTH,
    TODAY,
    Office,
    with_home_care,
)

RUN_BY = "Testköpings kommun"
STRICT = RoutineText(
    "strict.toml",
    """
name = "strict"
title = "Rutin med vice"
source = "KS 2024:1"
from = 2024-01-01
rules.deputy_required = { value = true, source = "avsnitt 3" }
[[version]]
from = 2024-06-08
source = "KS 2024:2"
rules.small_counts = 9
""",
)
EASY = RoutineText(
    "easy.toml",
    """
name = "easy"
title = "Rutin med kontakt som utses senare"
source = "KS 2024:3"
from = 2024-01-01
extends = "strict"
rules.deputy_required = false
rules.contact_to_follow = true
""",
)


def yes(office: Office, case: CaseKey = NORTH, on: dt.date = TODAY) -> Verdict:
    return office.desk.ask(RecordStatus(case, Status.ACCEPTED, on, "britta"))


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons] if isinstance(verdict, Refused) else []


def test_a_unit_goes_by_the_routine_that_was_assigned_to_it_from_the_day() -> None:
    office = with_home_care(Office())
    office.desk.assign_routine(STRICT, start=TODAY, unit="north")

    assert ["deputy_missing"] == codes(yes(office))
    assert [] == codes(yes(office, on=TODAY - dt.timedelta(1)))
    assert [] == codes(yes(office, SOUTH))


def test_the_refusal_cites_routine_version_and_document() -> None:
    office = with_home_care(Office())
    office.desk.assign_routine(STRICT, start=FIRST)

    refused = yes(office)
    assert isinstance(refused, Refused)
    (reason,) = refused.reasons
    assert ["strict (2024-06-08) avsnitt 3"] == [str(place) for place in reason.basis]


def test_a_units_own_goes_before_its_providers_and_that_before_everybodys() -> None:
    office = with_home_care(Office())
    office.desk.assign_routine(STRICT, start=FIRST)
    assert ["deputy_missing"] * 2 == [*codes(yes(office)), *codes(yes(office, SOUTH))]

    office.desk.assign_routine(EASY, start=FIRST, provider=RUN_BY, beside=[STRICT])
    assert [] == [*codes(yes(office)), *codes(yes(office, SOUTH))]

    office.desk.assign_routine(STRICT, start=FIRST, unit="south")
    assert ([], ["deputy_missing"]) == (codes(yes(office)), codes(yes(office, SOUTH)))


def test_each_registration_names_routine_version_and_fingerprint() -> None:
    office = with_home_care(Office())
    office.desk.assign_routine(EASY, start=FIRST, beside=[STRICT])
    office.grant(RecordStatus(BO, Status.DECLINED, FIRST), 50)
    office.grant(RecordStatus(BO, Status.NOT_ASKED, TODAY), 51)

    named = [office.store.find(request(number))[0].routine.split() for number in (50, 51)]
    assert [["easy", "2024-01-01"], ["easy", "2024-06-08"]] == [each[:2] for each in named]
    assert [64, 64] == [len(each[2]) for each in named]


def test_the_whole_text_is_kept_with_what_it_is_built_on() -> None:
    office = Office()
    lund = profiles()["lund"]
    office.desk.assign_routine(EASY, start=FIRST, beside=[STRICT])
    office.desk.assign_routine(lund, start=FIRST, unit="north")

    first, second = (
        Casework(storage=office.store, people=office.store, policy=office.store.policy)
        .acting(MANAGER)
        .assigned_routines()
    )
    assert (EASY, STRICT) == first.texts
    assert (lund, profiles()["national"]) == second.texts
    assert ("lund", FIRST, "north", None, "susapo", NOON) == (
        second.name,
        second.start,
        second.unit,
        second.provider,
        second.by,
        second.at,
    )


def test_another_casework_on_the_store_goes_by_it_too_and_notices_the_next() -> None:
    office = with_home_care(Office())
    other = Casework(storage=office.store, people=office.store, policy=office.store.policy)
    office.desk.assign_routine(profiles()["blekinge"], start=FIRST)
    assert "blekinge" == other.acting(MANAGER).host.routine("north", TODAY).name

    office.desk.assign_routine(profiles()["lund-lov"], start=TODAY)
    names = [other.acting(MANAGER).host.routine("north", on).name for on in (FIRST, TODAY)]
    assert ["blekinge", "lund-lov"] == names


def test_a_host_that_says_its_routines_itself_is_not_overruled_by_the_store() -> None:
    store = MemoryStore()
    Office(store).desk.assign_routine(STRICT, start=FIRST)
    own = with_home_care(Office(store, local=lambda unit, on: LocalRules("our own")))

    assert [] == codes(yes(own))
    with pytest.raises(StoreError) as refused:
        own.desk.assign_routine(STRICT, start=FIRST)
    assert "routines_are_the_hosts" == refused.value.code


def test_a_host_can_hand_over_whole_routines() -> None:
    lund = profile("lund").versions[0]
    office = Office(routine=lambda unit, on: lund)

    assert (lund, lund.rules) == (
        office.casework.host.routine("north", TODAY),
        office.casework.host.local("north", TODAY),
    )


# Refused -----------------------------------------------------------------------------------------


def test_a_routine_that_says_less_than_the_law_is_not_assigned() -> None:
    office = Office()
    weak = RoutineText("weak.toml", STRICT.text + "rules.title_required = false\n")

    with pytest.raises(RoutineError) as refused:
        office.desk.assign_routine(weak, start=FIRST)

    assert ["routine_law"] == [each.expected for each in refused.value.problems]
    assert () == office.desk.assigned_routines()


@pytest.mark.parametrize(
    ("place", "code"),
    [({"unit": "west"}, "unknown_unit"), ({"provider": "Nobody"}, "unknown_provider")],
)
def test_a_unit_or_provider_that_is_not_there_gets_no_routine(
    place: dict[str, str], code: str
) -> None:
    with pytest.raises(UnknownId) as refused:
        Office().desk.assign_routine(STRICT, start=FIRST, **place)  # type: ignore[arg-type]

    assert code == refused.value.code


def test_a_routine_is_not_assigned_from_before_its_first_version() -> None:
    with pytest.raises(Malformed) as refused:
        Office().desk.assign_routine(STRICT, start=dt.date(2023, 12, 31))

    assert "routine_not_begun" == refused.value.code


def test_two_for_one_place_and_day_are_refused_unless_the_one_replaces_the_other() -> None:
    office = with_home_care(Office())
    office.desk.assign_routine(STRICT, start=FIRST, unit="north")

    with pytest.raises(Malformed) as refused:
        office.desk.assign_routine(EASY, start=FIRST, unit="north", beside=[STRICT])
    assert "routine_already_assigned" == refused.value.code
    assert ["deputy_missing"] == codes(yes(office))

    office.desk.assign_routine(EASY, start=FIRST, unit="north", beside=[STRICT], replace=True)
    assert [] == codes(yes(office))
    assert [("strict", NOON), ("easy", None)] == [
        (each.name, each.replaced) for each in office.desk.assigned_routines()
    ]


def test_it_takes_an_administrator_and_is_logged_either_way() -> None:
    office = Office()
    somebody = office.acting("somebody", Permission.ASSIGN, Permission.VIEW)

    for asked in (lambda: somebody.assign_routine(STRICT, start=FIRST), somebody.assigned_routines):
        with pytest.raises(NotAuthorised):
            asked()
    office.desk.assign_routine(STRICT, start=FIRST, unit="north")

    rows = [(row.actor, row.action, row.outcome, row.unit) for row in office.store.accesses()]
    assert [
        ("somebody", "routine_assign", AccessOutcome.DENIED, None),
        ("somebody", "routines", AccessOutcome.DENIED, None),
        ("susapo", "routine_assign", AccessOutcome.ALLOWED, "north"),
    ] == rows


def test_whoever_administers_one_unit_assigns_there_and_nowhere_else() -> None:
    office = Office()
    desk = office.acting("norra", Permission.ADMIN, unit="north")

    desk.assign_routine(STRICT, start=FIRST, unit="north")
    for place in ({"unit": "south"}, {"provider": RUN_BY}, {}):
        with pytest.raises(NotAuthorised):
            desk.assign_routine(STRICT, start=FIRST, **place)  # type: ignore[arg-type]


def test_the_units_of_a_provider_are_known_as_they_are() -> None:
    office = with_home_care(Office())
    list(office.store.put_units([a_unit("east")], now=NOON))
    office.desk.assign_routine(profiles()["umea"], start=TODAY, provider=RUN_BY)

    assert "umea" == office.casework.acting(MANAGER).host.routine("east", TODAY).name
