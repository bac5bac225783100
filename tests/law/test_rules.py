"""
Every question asked the day before, of and after every day on which the law turned.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.law import (
    AccessDuty,
    AssessmentPart,
    DeputyRule,
    Documented,
    Exemption,
    OfferDuty,
    Operator,
    ProtectedDefault,
    Rules,
    SearchTerm,
    Sourced,
    read_statutes,
    rules_of,
    rules_on,
    statutes,
)
from fastomsorg.terms import Purpose, Service, Setting, Title, day_after, day_before
from tests.law.files import replaced

TURNS = (
    dt.date(2022, 7, 1),
    dt.date(2023, 7, 1),
    dt.date(2024, 3, 1),
    dt.date(2025, 7, 1),
    dt.date(2026, 7, 1),
    dt.date(2033, 6, 30),
    dt.date(2033, 7, 1),
)
DAYS = sorted({near(turn) for turn in TURNS for near in (day_before, lambda day: day, day_after)})

# What each question answers, and where, from which day on. Nothing before the first.
SEARCH = "förordning (2001:637) 12 §, 15 §, 20 §, 21 §"
ANSWERS: dict[str, list[tuple[str, object, str]]] = {
    "home_care": [
        ("2022-07-01", Exemption.OBVIOUSLY_UNNEEDED, "SoL (2001:453) 4 kap. 2 b §"),
        ("2025-07-01", Exemption.OBVIOUSLY_UNNEEDED, "SoL (2025:400) 10 kap. 7 §"),
    ],
    "special_housing": [],
    "special_housing, unconfirmed too": [
        ("2026-07-01", Exemption.NEED_OBVIOUSLY_ABSENT, "prop. 2025/26:60, bet. 2025/26:SoU25"),
    ],
    "short_term, unconfirmed too": [],
    "title": [
        (
            "2022-07-01",
            None,
            "SoL (2001:453) ikraftträdandebestämmelse 1 (SFS 2022:388)",
        ),
        ("2023-07-01", Title.ASSISTANT_NURSE, "SoL (2001:453) 3 kap. 3 d §"),
        ("2025-07-01", Title.ASSISTANT_NURSE, "SoL (2025:400) 25 kap. 4 §"),
    ],
    "deputy": [("2022-07-01", DeputyRule.NOT_REGULATED, "SOU 2020:70 s. 41, s. 112")],
    "candidate_services": [
        (
            "2022-07-01",
            (Service.ALARM, Service.MEAL_DELIVERY, Service.CLEANING, Service.SHOPPING),
            "prop. 2021/22:116 s. 36–37",
        ),
    ],
    "assessment": [
        (
            "2022-07-01",
            (AssessmentPart.REASON, AssessmentPart.PERSONS_VIEW, AssessmentPart.ASSESSOR),
            "prop. 2021/22:116 s. 36",
        ),
    ],
    "documentation": [
        (
            "2022-07-01",
            (Documented.APPOINTED, Documented.ANSWER),
            "SoL (2001:453) 11 kap. 5 §, 11 kap. 6 §, prop. 2021/22:116 s. 15",
        ),
        (
            "2025-07-01",
            (Documented.APPOINTED, Documented.ANSWER),
            "SoL (2025:400) 14 kap. 3–7 §§, 17 kap. 1 §",
        ),
    ],
    "objection_noted": [("2025-07-01", True, "SoL (2025:400) 14 kap. 6 §")],
    "access": [
        (
            "2024-03-01",
            (AccessDuty.LIMITED_TO_NEED, AccessDuty.LOGGED, AccessDuty.CHECKED),
            "lag (2001:454) 10 §",
        ),
    ],
    "search, municipality, follow-up": [("2025-07-01", None, SEARCH)],
    "search, municipality, case handling": [("2025-07-01", tuple(SearchTerm), SEARCH)],
    "search, private provider, follow-up": [("2025-07-01", tuple(SearchTerm), SEARCH)],
    "protected_identity": [
        (
            "2022-07-01",
            ProtectedDefault.COUNTED_NEVER_NAMED,
            "Skatteverket vägledning om skyddade personuppgifter",
        ),
    ],
    "data_on_request": [("2025-07-01", True, "SoL (2025:400) 15 kap. 9 §")],
    "years, municipality": [
        ("2003-07-01", 5, "SoL (2001:453) 12 kap. 1 §"),
        ("2025-07-01", 5, "SoL (2025:400) 16 kap. 1 §"),
    ],
    "years, private provider": [("2025-07-01", 2, "SoL (2025:400) 17 kap. 2 §")],
    "research_sample": [
        ("2003-11-01", (5, 15, 25), "förordning (2001:937) 7 kap. 2 §"),
        ("2025-07-01", (5, 15, 25), "förordning (2025:468) 13 kap. 1 §"),
    ],
}


T = TypeVar("T")
Told = tuple[str, object, str] | None


def asked(question: str, rules: Rules) -> Told:
    municipality, private = Operator.MUNICIPALITY, Operator.PRIVATE_PROVIDER
    special, short = Setting.SPECIAL_HOUSING, Setting.SHORT_TERM
    return {
        "home_care": offered(rules.offer_in(Setting.HOME_CARE)),
        "special_housing": offered(rules.offer_in(special)),
        "special_housing, unconfirmed too": offered(rules.offer_in(special, unconfirmed=True)),
        "short_term, unconfirmed too": offered(rules.offer_in(short, unconfirmed=True)),
        "title": told(rules.title),
        "deputy": told(rules.titles.deputy),
        "candidate_services": told(rules.candidate_services),
        "assessment": told(rules.assessment),
        "documentation": told(rules.documentation),
        "objection_noted": told(rules.objection_noted),
        "access": told(rules.access),
        "search, municipality, follow-up": searched(rules, municipality, Purpose.FOLLOW_UP),
        "search, municipality, case handling": searched(rules, municipality, Purpose.CASE_HANDLING),
        "search, private provider, follow-up": searched(rules, private, Purpose.FOLLOW_UP),
        "protected_identity": told(rules.protected_identity),
        "data_on_request": told(rules.data_on_request),
        "years, municipality": told(rules.retention_years.get(municipality)),
        "years, private provider": told(rules.retention_years.get(private)),
        "research_sample": told(rules.research_sample, lambda sample: sample.born_on),
    }[question]


def told(answer: Sourced[T] | None, value: Callable[[T], object] = lambda value: value) -> Told:
    return None if answer is None else (str(answer.start), value(answer.value), places(answer))


def offered(answer: Sourced[OfferDuty] | None) -> Told:
    return told(answer, lambda duty: duty.unless)


def searched(rules: Rules, operator: Operator, purpose: Purpose) -> Told:
    return told(rules.search_terms.get(operator), lambda rule: rule.terms_for(purpose))


def places(answer: Sourced[Any]) -> str:
    """
    The citations in one line, an act that is cited again left out.
    """
    written: list[str] = []
    for before, place in zip((None, *answer.basis), answer.basis, strict=False):
        same_act = before is not None and before.act == place.act
        written.append(place.place if same_act else str(place))
    return ", ".join(written)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("question", ANSWERS)
def test_every_question_is_answered_by_the_law_of_the_day(question: str, day: dt.date) -> None:
    begun = [answer for answer in ANSWERS[question] if dt.date.fromisoformat(answer[0]) <= day]

    assert asked(question, rules_on(day)) == (begun[-1] if begun else None)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_only_special_housing_rests_on_unconfirmed_law(day: dt.date) -> None:
    unconfirmed = {name for _, name, entry in rules_on(day).entries if not entry.confirmed}

    assert unconfirmed == ({"special_housing"} if day >= dt.date(2026, 7, 1) else set())


def test_unconfirmed_law_says_so_and_confirmed_law_is_the_same_either_way() -> None:
    rules = rules_on(dt.date(2026, 7, 1))
    special = rules.offer_in(Setting.SPECIAL_HOUSING, unconfirmed=True)
    home = rules.offer_in(Setting.HOME_CARE, unconfirmed=True)

    assert (special and special.confirmed) is False
    assert home == rules.offer_in(Setting.HOME_CARE)


def test_a_later_confirmed_entry_takes_the_place_of_an_unconfirmed_one() -> None:
    entry = """
[[special_housing]]
from = 2027-01-01
value = { unless = "obviously_unneeded" }
basis = ["SoL (2025:400) 10 kap. 7 §"]
words = "ord"
source = "SFS 2026:1"
confirmed = true
"""
    changed = read_statutes(replaced("offer.toml", "# Services that alone", entry + "# Services"))
    rules = rules_of(changed, dt.date(2027, 1, 1))

    for unconfirmed in (True, False):
        duty = rules.offer_in(Setting.SPECIAL_HOUSING, unconfirmed=unconfirmed)
        assert (duty and (duty.confirmed, duty.value.unless)) == (
            True,
            Exemption.OBVIOUSLY_UNNEEDED,
        )


def test_until_2025_home_care_must_have_been_granted_under_two_sections() -> None:
    before = rules_on(dt.date(2025, 6, 30)).offer_in(Setting.HOME_CARE)
    after = rules_on(dt.date(2025, 7, 1)).offer_in(Setting.HOME_CARE)

    assert [str(place) for place in before.value.granted_under] == [  # type: ignore[union-attr]
        "SoL (2001:453) 4 kap. 1 §",
        "SoL (2001:453) 4 kap. 2 a §",
    ]
    assert after.value.granted_under == ()  # type: ignore[union-attr]


READINGS: list[tuple[str, list[str], list[str], list[str]]] = [
    ("2022-06-30", [], [], []),
    ("2023-06-30", [], [], []),
    (
        "2023-07-01",
        ["A"],
        [],
        ["SoL (2001:453) övergångsbestämmelse 2 (SFS 2022:388)"],
    ),
    (
        "2025-06-30",
        ["A"],
        [],
        ["SoL (2001:453) övergångsbestämmelse 2 (SFS 2022:388)"],
    ),
    ("2025-07-01", ["A", "B"], [], ["SoL (2025:400) övergångsbestämmelse 8"]),
    ("2033-06-30", ["A", "B"], [], ["SoL (2025:400) övergångsbestämmelse 8"]),
    ("2033-07-01", [], ["A", "B"], []),
]


@pytest.mark.parametrize(("day", "usable", "ended", "provisions"), READINGS)
def test_the_exceptions_can_be_used_on_their_days_and_repealed_provisions_are_not_cited(
    day: str, usable: list[str], ended: list[str], provisions: list[str]
) -> None:
    rules = rules_on(dt.date.fromisoformat(day))

    assert [each.reading for each in rules.transitions] == usable
    assert [each.reading for each in rules.titles.ended] == ended
    assert [str(place) for place in rules.titles.provisions] == provisions


def test_the_readings_turn_on_the_days_the_two_acts_began() -> None:
    readings = {
        str(each.reading): (str(each.employed_on), each.title, each.confirmed)
        for each in rules_on(dt.date(2026, 1, 1)).transitions
    }

    assert readings == {
        "A": ("2023-07-01", Title.ASSISTANT_NURSE, True),
        "B": ("2025-07-01", Title.ASSISTANT_NURSE, False),
    }


@pytest.mark.parametrize(
    ("day", "until"),
    [
        ("2021-01-01", "2023-06-30"),
        ("2022-07-01", "2023-06-30"),
        ("2023-06-30", "2023-06-30"),
        ("2023-07-01", "None"),
        ("2033-07-01", "None"),
    ],
)
def test_no_title_is_required_until_the_day_before_one_is(day: str, until: str) -> None:
    assert str(rules_on(dt.date.fromisoformat(day)).titles.free_until) == until


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_cited_of_the_statutes_is_in_force_on_the_day(day: dt.date) -> None:
    acts = statutes().acts
    listed = {act.name for act in acts.act}
    cited = [place for _, _, entry in rules_on(day).entries for place in entry.basis]

    assert [
        str(place) for place in cited if place.act in listed and not acts.in_force(place, day)
    ] == []


def test_the_turning_points_are_the_days_on_which_an_answer_changes() -> None:
    assert statutes().turning_points() == (
        dt.date(2003, 7, 1),
        dt.date(2003, 11, 1),
        dt.date(2022, 7, 1),
        dt.date(2023, 7, 1),
        dt.date(2024, 3, 1),
        dt.date(2025, 7, 1),
        dt.date(2026, 7, 1),
        dt.date(2033, 7, 1),
    )


@given(st.dates())
def test_between_turning_points_the_rule_book_stays_the_same(day: dt.date) -> None:
    kept, made = rules_on(day), rules_of(statutes(), day)

    assert (kept.day, kept.entries, kept.offer) == (day, made.entries, made.offer)
    assert attrs.asdict(kept.titles) == attrs.asdict(made.titles)


def test_the_rule_book_of_a_day_is_made_once() -> None:
    assert rules_on(dt.date(2026, 1, 1)) is rules_on(dt.date(2026, 1, 1))
    assert rules_on(dt.date(2026, 1, 1)).titles is rules_on(dt.date(2026, 1, 2)).titles
