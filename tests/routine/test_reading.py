"""
A routine is read from TOML, and whatever is wrong with it is told at once, each with its place.
"""

import datetime as dt

import pytest

from fastomsorg.decisions import AlsoNoted, LocalChoice
from fastomsorg.law import Operator
from fastomsorg.routine import Anchor, MetBy, TimeUnit, Within, profile
from fastomsorg.terms import Act, Setting
from fastomsorg.texts import Language
from tests.routine.texts import HEAD, OFFER, problems, told, versions

NEW_YEAR = dt.date(2026, 1, 1)
RULES = """\
[rules]
operator = "private_provider"
contact_to_follow = true
deputy_required = { value = true, source = "avsnitt 4" }
deputy_title_required = false
also_counted = [{ setting = "home_care", act = "LSS" }]
also_noted = ["ended", "moved"]
small_counts = 10
unclear_accepted = { from = 2026-02-01, source = "KS 2026:7" }
"""


def test_the_rules_of_a_routine_are_what_decisions_heed() -> None:
    rules = versions(HEAD + RULES).versions[0].rules

    assert ("norr", NEW_YEAR) == (rules.name, rules.version)
    assert Operator.PRIVATE_PROVIDER is rules.operator
    assert (True, True, False) == (
        rules.contact_to_follow,
        rules.deputy_required,
        rules.deputy_title_required,
    )
    assert frozenset({(Setting.HOME_CARE, Act.LSS)}) == rules.also_counted
    assert frozenset({AlsoNoted.ENDED, AlsoNoted.MOVED}) == rules.also_noted
    assert 10 == rules.small_counts
    assert LocalChoice(dt.date(2026, 2, 1), "KS 2026:7") == rules.unclear_accepted


def test_what_rests_on_a_rule_cites_routine_version_and_document() -> None:
    rules = versions(HEAD + RULES).versions[0].rules

    cited = {
        field: str(rules.basis_of(field)[0])
        for field in ("deputy_required", "contact_to_follow", "unclear_accepted")
    }
    assert {
        "deputy_required": "norr (2026-01-01) avsnitt 4",
        "contact_to_follow": "norr (2026-01-01) Norrköpings rutin, KS 2026:1",
        "unclear_accepted": "norr (2026-01-01) KS 2026:7",
    } == cited


def test_an_obligation_has_what_its_table_says() -> None:
    (offer,) = versions(HEAD + OFFER).versions[0].obligations

    assert ("offer", Anchor.START, ("manager",), "avsnitt 2") == (
        offer.kind,
        offer.anchor,
        offer.who,
        offer.source,
    )
    assert Within(14, TimeUnit.DAYS) == offer.within
    assert frozenset({MetBy.ANSWER}) == offer.met_by
    assert {Language.SV: "Erbjud", Language.EN: "Offer"} == offer.title


def test_an_obligation_that_names_no_document_rests_on_the_routines() -> None:
    (offer,) = versions(HEAD + OFFER.replace('source = "avsnitt 2"\n', "")).versions[0].obligations

    assert "Norrköpings rutin, KS 2026:1" == offer.source


@pytest.mark.parametrize(
    ("wrong", "line", "key", "got", "expected"),
    [
        ('colour = "red"', 5, "colour", "colour", "routine_key_unknown"),
        ("obligations = []", 5, "obligations", "obligations", "routine_nearest"),
        ("title = 3", 2, "title", "3", "routine_words"),
        ('[rules]\noperator = "private"', 6, "rules.operator.value", "private", "routine_nearest"),
        ("[rules]\ndeputy_required = 1", 6, "rules.deputy_required.value", "1", "routine_flag"),
        (
            "[rules]\nsmall_counts = 0",
            6,
            "rules.small_counts.value",
            "0",
            "routine_at_least_one",
        ),
        (
            "[load.limits.primary]\nmost = -1",
            5,
            "load.limits.primary",
            "",
            "errors.not_a_number_of",
        ),
        (
            '[targets.contact_share]\nleast = "25 procent"',
            6,
            "targets.contact_share.least",
            "25 procent",
            "routine_share",
        ),
        (
            '[longer_absence]\namount = 28\nunit = "day"',
            7,
            "longer_absence.unit",
            "day",
            "routine_nearest",
        ),
        ("team = 5", 5, "team", "5", "routine_table"),
        ('[demands]\nlanguages = "fi"', 6, "demands.languages", "fi", "routine_list"),
    ],
)
def test_a_key_that_is_wrong_is_told_with_its_line(
    wrong: str, line: int, key: str, got: str, expected: str
) -> None:
    head = HEAD.replace('title = "Rutin för fast omsorgskontakt"\n', "title = 3\n")
    text = head if wrong == "title = 3" else HEAD + wrong

    assert [(line, key, got, expected)] == told(text)


@pytest.mark.parametrize(
    ("was", "wrong", "line", "key", "expected"),
    [
        ('"start"', '"strat"', 8, "obligation.offer.anchor", "routine_nearest"),
        ('"days"', '"years"', 9, "obligation.offer.within.unit", "routine_code"),
        ('"days"', '"fortnight"', 9, "obligation.offer.within.unit", "routine_code"),
        ("14,", "-14,", 9, "obligation.offer.within", "errors.negative_amount"),
        ("14,", "1.5,", 9, "obligation.offer.within.amount", "routine_number"),
        ('sv = "Erbjud", ', "", 7, "obligation.offer.title", "routine_words"),
        ('anchor = "start"\n', "", 5, "obligation.offer.anchor", "routine_key_missing"),
        ('kind = "offer"\n', "", 5, "obligation[1].kind", "routine_kind_missing"),
        ('"offer"', '"Första mötet"', 6, "obligation.Första mötet.kind", "routine_kind"),
        ('"avsnitt 2"', '" "', 12, "obligation.offer.source", "routine_blank"),
    ],
)
def test_an_obligation_that_is_wrong_is_told_with_its_line(
    was: str, wrong: str, line: int, key: str, expected: str
) -> None:
    found = [
        (each.line, each.key, each.expected) for each in problems(HEAD + OFFER.replace(was, wrong))
    ]

    assert [(line, key, expected)] == found


def test_an_obligation_names_no_other_than_the_routine_has() -> None:
    wrong = OFFER.replace('anchor = "start"', 'anchor = "latest_done"\nof = ["ofer"]')

    assert [(9, "obligation.offer.of", "ofer", "routine_nearest")] == told(HEAD + wrong)


def test_two_obligations_of_one_kind_are_refused() -> None:
    assert [(14, "obligation[2].kind", "offer", "routine_kind_twice")] == told(HEAD + OFFER + OFFER)


def test_everything_that_is_wrong_is_told_at_once_in_order_of_place() -> None:
    wrong = HEAD + "colour = 1\n[rules]\noperator = 2\n" + OFFER.replace("start", "begin")

    assert [5, 7, 11] == [line for line, *_ in told(wrong)]


def test_what_is_no_toml_is_told_with_line_and_column() -> None:
    (problem,) = problems(HEAD + "[rules\n")

    assert (5, "routine_toml", 7) == (problem.line, problem.expected, problem.facts["column"])


@pytest.mark.parametrize("key", ["name", "title", "source", "from"])
def test_a_routine_without_what_tells_it_from_others_is_refused(key: str) -> None:
    text = "".join(line for line in HEAD.splitlines(True) if not line.startswith(key))

    assert [(1, key, "", "routine_key_missing")] == told(text)


# Versions ----------------------------------------------------------------------------------------

SPRING = """\
[[version]]
from = 2026-03-01
source = "KS 2026:14"
rules.deputy_required = true
[[version.obligation]]
kind = "offer"
within = { amount = 7, unit = "days" }
"""


def test_a_version_says_what_differs_from_the_one_before_it() -> None:
    winter, spring = versions(HEAD + OFFER + SPRING).versions

    assert (NEW_YEAR, dt.date(2026, 3, 1)) == (winter.start, spring.start)
    assert (False, True) == (winter.rules.deputy_required, spring.rules.deputy_required)
    limits = [(each.within, each.source) for each in (*winter.obligations, *spring.obligations)]
    assert [(Within(14), "avsnitt 2"), (Within(7), "KS 2026:14")] == limits
    assert winter.fingerprint != spring.fingerprint


def test_the_version_of_the_day_is_the_latest_that_has_begun() -> None:
    read = versions(HEAD + SPRING.split("[[version.ob", maxsplit=1)[0])

    days = [dt.date(2025, 12, 31), NEW_YEAR, dt.date(2026, 2, 28), dt.date(2026, 3, 1)]
    starts = [version.start if (version := read.on(day)) else None for day in days]
    assert [None, NEW_YEAR, NEW_YEAR, dt.date(2026, 3, 1)] == starts


def test_two_versions_on_one_day_are_refused() -> None:
    assert [(6, "from", "2026-01-01", "routine_day_twice")] == told(
        HEAD + "[[version]]\nfrom = 2026-01-01\n"
    )


def test_a_version_before_the_first_is_refused() -> None:
    assert [(6, "from", "2025-01-01", "routine_day_after")] == told(
        HEAD + "[[version]]\nfrom = 2025-01-01\n"
    )


def test_the_fingerprint_is_of_what_is_said_and_not_of_how_it_is_written() -> None:
    one = HEAD + "[rules]\nsmall_counts = 7\ndeputy_required = true\n"
    same = "# a comment\n" + HEAD + "[rules]\ndeputy_required = true\nsmall_counts = 7\n"
    other = HEAD + "[rules]\nsmall_counts = 8\ndeputy_required = true\n"
    first, second, third = (versions(text).versions[0].fingerprint for text in (one, same, other))

    assert first == second
    assert first != third


# The law -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "basis"),
    [
        ("title_required = false", "SoL (2025:400) 25 kap. 4 §"),
        ("primary_title_required = false", "SoL (2025:400) 25 kap. 4 §"),
        ("offer_required = false", "SoL (2025:400) 10 kap. 7 §"),
        ("assessment_required = false", "prop. 2021/22:116 s. 36"),
        ("access_logged = false", "lag (2001:454) 10 §"),
    ],
)
def test_what_the_law_settles_is_no_choice_and_the_section_is_told(key: str, basis: str) -> None:
    (problem,) = problems(HEAD + f"[rules]\n{key}\n")

    assert ("routine_law", "false") == (problem.expected, problem.got)
    assert basis in [str(each) for each in problem.basis]


@pytest.mark.parametrize(
    ("choice", "basis"),
    [
        ("unclear_accepted", "SoL (2025:400) 25 kap. 4 §"),
        ("unconfirmed_law", "prop. 2025/26:60"),
        ("names_searched", "förordning (2001:637)"),
    ],
)
def test_a_stand_on_open_law_without_day_and_document_is_refused(choice: str, basis: str) -> None:
    (bare,) = problems(HEAD + f"[rules]\n{choice} = true\n")
    undated = told(HEAD + f'[rules]\n{choice} = {{ source = "KS 1" }}\n')
    unsourced = told(HEAD + f"[rules]\n{choice} = {{ from = 2026-01-01 }}\n")
    blank = told(HEAD + f'[rules]\n{choice} = {{ from = 2026-01-01, source = "" }}\n')

    assert ("routine_choice", True) == (
        bare.expected,
        any(str(each).startswith(basis) for each in bare.basis),
    )
    assert [(6, f"rules.{choice}.from", "", "routine_key_missing")] == undated
    assert [(6, f"rules.{choice}.source", "", "routine_key_missing")] == unsourced
    assert [(6, f"rules.{choice}.source", "", "routine_choice")] == blank


def test_nobody_is_left_out_of_the_offer_for_the_services_granted() -> None:
    (problem,) = problems(HEAD + OFFER + 'applies = { unless_only = ["alarm"] }\n')

    assert (13, "routine_offer_to_all") == (problem.line, problem.expected)
    assert problem.basis


def test_the_name_of_the_law_alone_is_nobody_elses() -> None:
    assert "national" == profile("national").name
    assert [(1, "name", "national", "routine_name_taken")] == told(HEAD.replace("norr", "national"))
