"""
May people be listed by name after what they answered? By operator, purpose and day.
"""

import datetime as dt

import pytest

from fastomsorg.decisions import LocalChoice, LocalRules, names_by_answer
from fastomsorg.law import Operator, rules_on
from fastomsorg.terms import Purpose

SINCE = dt.date(2025, 7, 1)
BEFORE = dt.date(2025, 6, 30)
MUNICIPALITY = LocalRules()
PRIVATE = LocalRules("omsorgen", operator=Operator.PRIVATE_PROVIDER)
CHOSEN = LocalRules(
    "omsorgen",
    operator=Operator.PRIVATE_PROVIDER,
    names_searched=LocalChoice(dt.date(2025, 9, 1), "ställningstagande 2025-08-20"),
)


def told(purpose: Purpose, on: dt.date, local: LocalRules) -> list[tuple[str, bool]]:
    found = names_by_answer(purpose, rules=rules_on(on), local=local)
    return [(reason.code, reason.blocks) for reason in found]


@pytest.mark.parametrize("purpose", Purpose)
def test_a_municipality_lists_names_for_follow_up_alone_and_says_that_it_is_open(
    purpose: Purpose,
) -> None:
    expected = {Purpose.FOLLOW_UP: ("names_by_answer_open", False)}

    assert told(purpose, SINCE, MUNICIPALITY) == [
        expected.get(purpose, ("search_terms_limited", True))
    ]


@pytest.mark.parametrize("purpose", Purpose)
def test_a_private_provider_has_no_exception(purpose: Purpose) -> None:
    assert told(purpose, SINCE, PRIVATE) == [("search_terms_limited", True)]


def test_where_no_rule_is_known_a_municipality_may_and_a_private_provider_may_not() -> None:
    assert told(Purpose.FOLLOW_UP, BEFORE, MUNICIPALITY) == []
    assert told(Purpose.FOLLOW_UP, BEFORE, PRIVATE) == [("search_terms_unknown", True)]


def test_what_the_operator_has_chosen_counts_from_its_day_and_says_so() -> None:
    day_before = dt.date(2025, 8, 31)

    assert told(Purpose.FOLLOW_UP, day_before, CHOSEN) == [("search_terms_limited", True)]
    assert told(Purpose.FOLLOW_UP, dt.date(2025, 9, 1), CHOSEN) == [
        ("names_by_local_choice", False)
    ]


def test_the_refusal_and_the_remark_cite_the_sections() -> None:
    for local in (MUNICIPALITY, PRIVATE):
        (reason,) = names_by_answer(Purpose.FOLLOW_UP, rules=rules_on(SINCE), local=local)
        assert [str(each) for each in reason.basis] == [
            f"förordning (2001:637) {section} §" for section in (12, 15, 20, 21)
        ]
