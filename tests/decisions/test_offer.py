"""
Must a contact be offered, and may it be obviously unneeded?
"""

import datetime as dt

import pytest

from fastomsorg.commands import Command
from fastomsorg.decisions import NATIONAL, LocalChoice, LocalRules, Offer, offer
from fastomsorg.law import rules_on
from fastomsorg.terms import Act, Service, Setting
from tests.decisions.asking import appoints, day, ends, grants, no, no_need, starts, yes
from tests.decisions.casebook import Casebook, basis

OLD_ACT = "SoL (2001:453) 4 kap. 2 b §"
NEW_ACT = "SoL (2025:400) 10 kap. 7 §"
BILL = ["prop. 2025/26:60", "bet. 2025/26:SoU25"]
ALARM = frozenset({Service.ALARM})
JULY_1 = day(7, 1)
CHOSEN = [*BILL, "national Beslut 2024:1"]
SWITCHED_ON = LocalRules(unconfirmed_law=LocalChoice(day(1, 1), "Beslut 2024:1"))


def offered(*commands: Command, on: dt.date = JULY_1, local: LocalRules = NATIONAL) -> Offer:
    """
    What is to be offered on the day, when the commands have been granted.
    """
    book = Casebook(local=lambda unit, on: local)
    book.grant(*commands)
    return offer(book.case(), on=on, rules=rules_on(on), local=local)


def told(found: Offer) -> tuple[bool, list[str], list[str]]:
    """
    Whether it is owed, by which sections, with which remarks.
    """
    return found.owed, [str(each) for each in found.citations], [r.code for r in found.remarks]


@pytest.mark.parametrize(
    ("on", "owed", "citations", "remarks"),
    [
        (dt.date(2022, 6, 30), False, [], ["no_duty"]),
        (dt.date(2022, 7, 1), True, [OLD_ACT], []),
        (dt.date(2025, 6, 30), True, [OLD_ACT], []),
        (dt.date(2025, 7, 1), True, [NEW_ACT], []),
        (dt.date(2026, 7, 1), True, [NEW_ACT], []),
    ],
)
def test_home_care_owes_an_offer_by_the_act_of_the_day(
    on: dt.date, owed: bool, citations: list[str], remarks: list[str]
) -> None:
    assert told(offered(starts(dt.date(2022, 1, 1)), on=on)) == (owed, citations, remarks)


@pytest.mark.parametrize(
    ("on", "local", "owed", "remarks"),
    [
        (dt.date(2026, 6, 30), SWITCHED_ON, False, ["no_duty"]),
        (dt.date(2026, 7, 1), NATIONAL, False, ["no_duty"]),
        (dt.date(2026, 7, 1), SWITCHED_ON, True, ["unconfirmed_law"]),
    ],
    ids=["the day before", "not switched on", "switched on"],
)
def test_special_housing_owes_one_only_by_unconfirmed_law_where_switched_on(
    on: dt.date, local: LocalRules, owed: bool, remarks: list[str]
) -> None:
    housing = starts(day(1, 1), setting=Setting.SPECIAL_HOUSING)
    found = offered(housing, on=on, local=local)

    assert told(found) == (owed, BILL if owed else [], remarks)
    assert [basis(each) for each in found.remarks] == [CHOSEN if owed else []]


@pytest.mark.parametrize(
    "command",
    [
        starts(day(1, 1), act=Act.LSS),
        starts(day(1, 1), setting=Setting.SHORT_TERM),
        starts(day(1, 1), setting=Setting.SPECIAL_HOUSING, act=Act.LSS),
    ],
    ids=["home care under LSS", "short-term", "special housing under LSS"],
)
def test_what_the_law_says_nothing_of_owes_no_offer_whatever_is_counted(command: Command) -> None:
    everything = frozenset((setting, act) for setting in Setting for act in Act)
    rules = LocalRules(also_counted=everything, unconfirmed_law=SWITCHED_ON.unconfirmed_law)

    assert told(offered(command, local=rules)) == (False, [], ["no_duty"])


def test_without_anything_ongoing_nothing_is_owed() -> None:
    assert told(offered(starts(day(8, 1)))) == (False, [], ["nothing_ongoing"])
    assert told(offered(starts(day(1, 1)), ends(day(6, 30)))) == (False, [], ["nothing_ongoing"])


def test_home_care_beside_something_else_owes_an_offer() -> None:
    lss = starts(day(1, 1), id="e2", act=Act.LSS)

    assert told(offered(starts(day(1, 1)), lss)) == (True, [OLD_ACT], [])


# The answer -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "remark"),
    [(yes(day(6, 10)), "already_answered"), (no(day(6, 10)), "already_answered")],
    ids=["yes", "no"],
)
def test_whoever_has_answered_is_owed_an_offer_all_the_same(answer: Command, remark: str) -> None:
    found = offered(starts(day(6, 1)), answer)

    assert told(found) == (True, [OLD_ACT], [remark])
    assert [basis(each) for each in found.remarks] == [[OLD_ACT]]


def test_whoever_has_been_assessed_to_have_no_need_is_not_owed_one() -> None:
    found = offered(starts(day(6, 1)), no_need(day(6, 10)))

    assert told(found) == (False, [OLD_ACT], ["assessed_no_need"])
    assert found.remarks[0].facts == {"day": day(6, 10)}


@pytest.mark.parametrize(
    "change",
    [
        grants(day(6, 20), Service.PERSONAL_CARE),
        starts(day(6, 20), id="e2"),
        grants(day(6, 20), Service.ALARM),
    ],
    ids=["other services", "another enactment", "the same services, decided again"],
)
def test_an_assessment_holds_for_the_time_it_was_made(change: Command) -> None:
    found = offered(starts(day(6, 1), services=ALARM), no_need(day(6, 10)), change)

    assert found.owed
    assert [each.code for each in found.remarks] == ["assessment_outdated"]


def test_services_granted_on_the_day_of_the_assessment_or_to_come_do_not_outdate_it() -> None:
    found = offered(
        starts(day(6, 1)),
        no_need(day(6, 10)),
        grants(day(6, 10), Service.MEALS),
        grants(day(7, 2), Service.PERSONAL_CARE),
    )

    assert told(found) == (False, [OLD_ACT], ["assessed_no_need"])


def test_a_later_assessment_replaces_an_outdated_one() -> None:
    found = offered(
        starts(day(6, 1)),
        no_need(day(6, 10)),
        grants(day(6, 15), Service.MEALS),
        no_need(day(6, 20)),
    )

    assert told(found) == (False, [OLD_ACT], ["assessed_no_need"])
    assert found.remarks[0].facts == {"day": day(6, 20)}


def test_an_assessment_in_an_earlier_stay_is_none() -> None:
    found = offered(starts(day(1, 1), day(3, 31)), no_need(day(2, 1)), starts(day(6, 1), id="e2"))

    assert told(found) == (True, [OLD_ACT], [])


# Candidates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("services", "candidate", "remarks"),
    [
        ({Service.ALARM}, True, []),
        ({Service.ALARM, Service.MEAL_DELIVERY, Service.CLEANING, Service.SHOPPING}, True, []),
        ({Service.ALARM, Service.PERSONAL_CARE}, False, []),
        ({Service.LAUNDRY}, False, []),
        (set(), False, ["services_unknown"]),
    ],
)
def test_services_may_point_out_a_candidate_for_assessment_and_no_more(
    services: set[Service], candidate: bool, remarks: list[str]
) -> None:
    found = offered(starts(day(6, 1), services=frozenset(services)))

    assert found.candidate_for_assessment is candidate
    assert told(found) == (True, [OLD_ACT], remarks)


def test_everything_that_is_ongoing_decides_together_on_its_day() -> None:
    commands = (
        starts(day(6, 1), services=ALARM),
        starts(JULY_1, day(7, 31), id="e2", services=frozenset({Service.PERSONAL_CARE})),
    )

    days = (day(6, 30), JULY_1, day(7, 31), day(8, 1))
    found = [offered(*commands, on=on).candidate_for_assessment for on in days]

    assert found == [True, False, False, True]


def test_a_candidate_stays_not_asked_until_a_person_has_assessed() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1), services=ALARM))

    assert offer(book.case(), on=JULY_1, rules=rules_on(JULY_1)).candidate_for_assessment
    assert [spell.status.value for spell in book.case().life.spells] == ["not_asked"]
    assert book.obstacles(no_need(JULY_1, None)) == ["assessment_missing"]


def test_before_the_law_spoke_of_assessments_nobody_was_a_candidate() -> None:
    found = offered(starts(dt.date(2022, 1, 1), services=ALARM), on=dt.date(2022, 6, 30))

    assert not found.candidate_for_assessment


def test_whoever_is_owed_one_by_unconfirmed_law_alone_is_told_once_for_each_enactment() -> None:
    housing = starts(day(1, 1), setting=Setting.SPECIAL_HOUSING)
    home = starts(day(1, 1), id="e2")
    found = offered(housing, home, on=dt.date(2026, 7, 1), local=SWITCHED_ON)

    assert told(found) == (True, [*BILL, NEW_ACT], ["unconfirmed_law"])


def test_a_wish_for_somebody_else_owes_no_new_offer() -> None:
    found = offered(starts(day(6, 1)), yes(day(6, 10)), appoints(day(6, 20), primary="greta"))

    assert [each.code for each in found.remarks] == ["already_answered"]
