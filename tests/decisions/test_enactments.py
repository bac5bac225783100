"""
Starting, changing and ending what is carried out.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.commands import ChangeEnactment
from fastomsorg.decisions import LocalChoice, LocalRules
from fastomsorg.history import EnactmentStarted, LastDaySet, ServicesChanged
from fastomsorg.terms import Act, CaseKey, Service, Setting
from tests.decisions.asking import annuls, corrects, day, ends, grants, moves, no, starts, yes
from tests.decisions.casebook import BO, A, B, C, Casebook, basis
from tests.decisions.shown import changes, on, spells

JUNE_1 = day(6, 1)
ALARM = frozenset({Service.ALARM})


def test_a_start_gives_a_stay_in_which_nobody_has_been_asked() -> None:
    book = Casebook()

    verdict = book.granted(starts(JUNE_1, services=ALARM, decided_on=day(5, 20)))

    assert verdict.entries == (
        (
            A,
            (
                EnactmentStarted(
                    on=JUNE_1,
                    enactment="e1",
                    setting=Setting.HOME_CARE,
                    act=Act.SOL,
                    services=ALARM,
                    counts=True,
                    decided_on=day(5, 20),
                ),
            ),
        ),
    )
    assert changes(verdict.changed) == [("2024-06-01 –", "not here", "not asked")]
    assert spells(book.case().life) == [("2024-06-01 –", "not asked")]


def test_a_start_may_be_registered_ahead() -> None:
    assert Casebook(today=JUNE_1).obstacles(starts(day(9, 1))) == []


def test_an_unknown_client_and_an_unknown_unit_are_both_told_of() -> None:
    command = starts(JUNE_1, case=CaseKey("nobody", "nowhere"))

    assert [(each.code, dict(each.facts)) for each in Casebook().refused(command).reasons] == [
        ("unknown_client", {"client": "nobody"}),
        ("unknown_unit", {"unit": "nowhere"}),
    ]


def test_every_obstacle_to_a_start_is_told_at_once() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1))

    command = starts(JUNE_1, day(5, 31), case=CaseKey("nobody", "nowhere"))

    assert book.obstacles(command) == [
        "unknown_client",
        "unknown_unit",
        "enactment_taken",
        "ends_before_start",
    ]


def test_an_end_before_the_start_is_refused_and_says_what_was_got() -> None:
    reason = Casebook().reason("ends_before_start", starts(JUNE_1, day(5, 31)))

    assert reason.facts == {"first_day": JUNE_1, "last_day": day(5, 31)}


def test_an_enactment_may_go_on_for_one_day() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, JUNE_1))

    assert spells(book.case().life) == [("2024-06-01 – 2024-06-01", "not asked")]


@pytest.mark.parametrize("last", [dt.date.max, None], ids=["the last day there is", "none"])
def test_an_enactment_through_the_last_day_there_is_goes_on(last: dt.date | None) -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, last))

    assert spells(book.case().life) == [("2024-06-01 –", "not asked")]


# The id -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [A, B], ids=["here", "at another unit"])
def test_an_id_that_the_client_has_already_is_known(case: CaseKey) -> None:
    book = Casebook()
    book.grant(starts(JUNE_1))

    assert book.obstacles(starts(day(7, 1), case=case)) == ["enactment_known"]


@pytest.mark.parametrize("unit", ["a", "b"])
def test_an_id_that_another_client_has_is_taken_at_any_unit(unit: str) -> None:
    book = Casebook()
    book.grant(starts(JUNE_1))

    assert book.obstacles(starts(day(7, 1), case=CaseKey(BO, unit))) == ["enactment_taken"]


def test_an_id_is_free_again_when_its_start_is_annulled() -> None:
    book = Casebook()
    book.grant(annuls(book.grant(starts(JUNE_1))))

    assert book.obstacles(starts(day(7, 1), case=B)) == []


def test_an_id_that_has_moved_on_is_known_at_the_unit_it_left() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), moves(day(7, 1)))

    assert book.obstacles(starts(day(8, 1))) == ["enactment_known"]


def test_one_correction_cannot_start_the_same_id_twice() -> None:
    book = Casebook()
    start = book.grant(starts(JUNE_1))

    here_and_there = corrects(start, starts(JUNE_1), starts(JUNE_1, case=B))
    for_both = corrects(start, starts(JUNE_1), starts(JUNE_1, case=CaseKey(BO, "a")))

    assert book.obstacles(here_and_there) == ["enactment_known"]
    assert book.obstacles(for_both) == ["enactment_taken"]


def test_a_correction_sees_the_ids_of_every_case_it_writes_to() -> None:
    book = Casebook()
    answer = book.grant(starts(JUNE_1), no(JUNE_1))

    assert book.obstacles(corrects(answer, starts(JUNE_1, case=B))) == ["enactment_known"]


# What counts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "act"),
    [
        (Setting.HOME_CARE, Act.LSS),
        (Setting.SPECIAL_HOUSING, Act.SOL),
        (Setting.SHORT_TERM, Act.SOL),
    ],
)
def test_only_home_care_under_sol_makes_a_stay(setting: Setting, act: Act) -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, setting=setting, act=act))

    assert spells(book.case().life) == []
    assert book.obstacles(no(day(6, 2))) == ["outside_stay"]


def test_local_rules_may_count_more_and_what_counts_is_frozen() -> None:
    lss = frozenset({(Setting.HOME_CARE, Act.SOL), (Setting.HOME_CARE, Act.LSS)})
    book = Casebook(local=lambda unit, on: LocalRules("Testköping", also_counted=lss))
    assert book.remarks(starts(JUNE_1)) == []
    counted = book.reason("counts_locally", starts(JUNE_1, act=Act.LSS))
    assert basis(counted) == ["Testköping lokala regler"]
    book.grant(starts(JUNE_1, act=Act.LSS))
    later = attrs.evolve(book, local=Casebook().local)

    assert spells(later.case().life) == [("2024-06-01 –", "not asked")]


SWITCHED_ON = LocalRules("Testköping", unconfirmed_law=LocalChoice(day(1, 1), "Beslut 2024:1"))
BILL = ["prop. 2025/26:60", "bet. 2025/26:SoU25"]


@pytest.mark.parametrize(
    ("local", "first_day", "counts", "remarks"),
    [
        (LocalRules(), dt.date(2026, 7, 1), False, []),
        (SWITCHED_ON, dt.date(2026, 6, 30), False, []),
        (SWITCHED_ON, dt.date(2026, 7, 1), True, ["unconfirmed_law"]),
    ],
    ids=["off unless switched on", "the day before", "switched on"],
)
def test_special_housing_counts_from_the_unconfirmed_law_only_where_switched_on(
    local: LocalRules, first_day: dt.date, counts: bool, remarks: list[str]
) -> None:
    book = Casebook(local=lambda unit, on: local)
    command = starts(first_day, setting=Setting.SPECIAL_HOUSING)

    assert book.remarks(command) == remarks
    book.grant(command)
    assert (book.case().life.on(first_day) is not None) is counts


def test_what_rests_on_unconfirmed_law_cites_the_bill_and_who_chose_it() -> None:
    book = Casebook(local=lambda unit, on: SWITCHED_ON)
    command = starts(dt.date(2026, 7, 1), setting=Setting.SPECIAL_HOUSING)

    cited = [*BILL, "Testköping Beslut 2024:1"]
    assert basis(book.reason("unconfirmed_law", command)) == cited


def test_special_housing_under_lss_rests_on_no_law_about_contacts() -> None:
    book = Casebook(local=lambda unit, on: SWITCHED_ON)
    command = starts(dt.date(2026, 7, 1), setting=Setting.SPECIAL_HOUSING, act=Act.LSS)

    assert book.remarks(command) == []
    book.grant(command)
    assert spells(book.case().life) == []


def test_a_choice_of_unconfirmed_law_holds_from_its_own_day() -> None:
    chosen = LocalChoice(dt.date(2026, 9, 1), "Beslut 2026:9")
    book = Casebook(local=lambda unit, on: LocalRules(unconfirmed_law=chosen))

    days = (dt.date(2026, 8, 31), dt.date(2026, 9, 1))
    said = [book.remarks(starts(on, setting=Setting.SPECIAL_HOUSING)) for on in days]

    assert said == [[], ["unconfirmed_law"]]


# Changes ----------------------------------------------------------------------------------------


def test_other_services_hold_from_their_day_and_change_no_days() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1))

    verdict = book.granted(grants(day(7, 1), Service.ALARM))

    assert verdict.entries == ((A, (ServicesChanged(day(7, 1), "e1", ALARM),)),)
    assert verdict.changed == ()
    enactment = book.case().enactment("e1")
    assert enactment is not None
    assert [enactment.services_on(on) for on in (day(5, 31), day(6, 30), day(7, 1))] == [
        frozenset(),
        {Service.PERSONAL_CARE},
        ALARM,
    ]


def test_services_cannot_change_on_a_day_without_the_enactment() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, day(6, 30)))

    asked = [book.obstacles(grants(on, Service.ALARM)) for on in (day(5, 31), day(7, 1))]

    assert asked == [["enactment_not_ongoing"], ["enactment_not_ongoing"]]


def test_services_may_change_on_a_day_that_the_same_command_adds() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, day(6, 30)))

    longer = ChangeEnactment(A, day(7, 15), "e1", services=ALARM, last_day=day(7, 31))
    shorter = attrs.evolve(longer, on=day(6, 20), last_day=day(6, 10))

    assert book.obstacles(longer) == []
    assert book.obstacles(shorter) == ["enactment_not_ongoing"]


def test_a_last_day_ends_the_stay_and_the_contacts_with_it() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), yes(day(6, 10), deputy="greta"))

    verdict = book.granted(ends(day(8, 31)))

    assert verdict.entries == ((A, (LastDaySet(day(8, 31), "e1", day(8, 31)),)),)
    assert changes(verdict.changed) == [
        ("2024-09-01 –", "accepted, primary britta, deputy greta", "not here")
    ]


def test_one_enactment_of_two_ending_changes_nothing() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), starts(JUNE_1, id="e2"), yes(day(6, 10)))

    assert book.granted(ends(day(8, 31))).changed == ()


def test_the_latest_registered_last_day_holds_and_the_older_stays_readable() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), ends(day(8, 31)), ends(day(7, 31)))

    assert spells(book.case().life) == [("2024-06-01 – 2024-07-31", "not asked")]
    said = [event for each in book.registrations for event in each.events]
    assert LastDaySet(day(8, 31), "e1", day(8, 31)) in said


def test_a_last_day_can_be_withdrawn() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), ends(day(8, 31)), ends(None))

    assert spells(book.case().life) == [("2024-06-01 –", "not asked")]


@pytest.mark.parametrize("last_day", [day(8, 31), None])
def test_the_last_day_it_has_already_changes_nothing(last_day: dt.date | None) -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, last_day))

    assert book.obstacles(ends(last_day)) == ["nothing_changed"]


def test_a_last_day_before_the_first_is_refused() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1))

    assert book.obstacles(ends(day(5, 31))) == ["ends_before_start"]


def test_an_unknown_enactment_is_told_with_the_unit_it_is_not_at() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, case=B))

    assert book.reason("unknown_enactment", ends(day(8, 31))).facts == {
        "enactment": "e1",
        "unit": "a",
    }


def test_a_change_that_says_nothing_is_refused() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1))

    assert book.obstacles(ChangeEnactment(A, JUNE_1, "e1")) == ["nothing_changed"]


def test_after_a_move_an_enactment_is_changed_only_where_it_went() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), moves(day(7, 1)))

    assert book.reason("moved_on", ends(day(6, 15))).facts == {"enactment": "e1", "unit": "b"}
    assert book.obstacles(grants(day(6, 15), Service.ALARM)) == ["moved_on"]
    assert book.obstacles(ends(day(8, 31), case=B)) == []


# Everything at the unit ends --------------------------------------------------------------------


def test_without_an_id_everything_that_would_go_on_ends_and_what_has_not_begun_never_begins() -> (
    None
):
    book = Casebook()
    book.grant(
        starts(JUNE_1),
        starts(JUNE_1, day(7, 31), id="ended before"),
        starts(JUNE_1, day(9, 30), id="ends later"),
        starts(day(9, 1), id="begins later"),
        starts(JUNE_1, case=B, id="elsewhere"),
    )

    verdict = book.granted(ends(day(8, 31), id=None))

    assert verdict.entries == (
        (
            A,
            (
                LastDaySet(day(8, 31), "e1", day(8, 31)),
                LastDaySet(day(8, 31), "ends later", day(8, 31)),
                LastDaySet(day(8, 31), "begins later", day(8, 31)),
            ),
        ),
    )
    assert spells(book.case().life) == [("2024-06-01 – 2024-08-31", "not asked")]
    assert spells(book.case(B).life) == [("2024-06-01 –", "not asked")]


def test_what_has_moved_away_does_not_end_with_the_rest() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), moves(day(7, 1)), starts(day(8, 1), id="e2"))

    verdict = book.granted(ends(day(8, 31), id=None))

    assert verdict.entries == ((A, (LastDaySet(day(8, 31), "e2", day(8, 31)),)),)


def test_there_must_be_something_to_end() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1, day(7, 31)))

    assert book.obstacles(ends(day(8, 31), id=None)) == ["no_enactments"]
    assert book.obstacles(ends(day(8, 31), id=None, case=C)) == ["no_enactments"]


def test_everything_cannot_end_before_the_first_of_it_began() -> None:
    book = Casebook()
    book.grant(starts(day(7, 1)), starts(JUNE_1, id="e2"))

    refused = book.reason("ends_before_start", ends(day(5, 31), id=None))

    assert refused.facts == {"first_day": JUNE_1, "last_day": day(5, 31)}


@pytest.mark.parametrize(
    "command",
    [
        ChangeEnactment(A, JUNE_1, services=ALARM),
        ChangeEnactment(A, JUNE_1, last_day=None),
        ChangeEnactment(A, JUNE_1, services=ALARM, last_day=day(8, 31)),
    ],
    ids=["other services", "a withdrawn end", "services and an end"],
)
def test_only_a_last_day_can_be_for_everything_at_the_unit(command: ChangeEnactment) -> None:
    book = Casebook()
    book.grant(starts(JUNE_1))

    assert book.obstacles(command) == ["enactment_missing"]


def test_the_day_a_contact_holds_is_the_last_day_of_the_stay_too() -> None:
    book = Casebook()
    book.grant(starts(JUNE_1), yes(day(6, 10)), ends(day(8, 31)))

    assert [on(book.case().life, each) for each in (day(8, 31), day(9, 1))] == [
        "accepted, primary britta",
        "not here",
    ]
