"""
A sample of the read log, for the recurring check of who looked at whom.
"""

import pytest

from tests.cli.golden_files import golden
from tests.cli.shell import Shell, at

EVA, SUS = "6016254", "sus-hemtjanst"
SAMPLE = ("access", "--sample", "5", "--seed", "7")


@pytest.fixture
def looked(sus: Shell) -> Shell:
    """
    A store whose people were looked at on one day and some more on the next, which is not over.
    """
    for client in (EVA, "10003112", "10003209"):
        sus.json("show", client)
    sus.json("unhandled", SUS)
    sus.clock = at("2025-02-18 09:00")
    sus.json("search", "--status", "accepted")
    return sus


def test_the_same_days_size_and_seed_draw_the_same_rows_again(looked: Shell) -> None:
    first = looked.json(*SAMPLE)
    looked.json("show", EVA)
    again = looked.json(*SAMPLE)

    assert again == first
    assert (first["size"], first["seed"], first["from"], first["to"]) == (5, 7, None, "2025-02-17")
    assert len(first["accesses"]) == 5 < first["of"]


def test_another_seed_draws_other_rows(looked: Shell) -> None:
    drawn = {
        tuple(row["number"] for row in looked.json(*SAMPLE[:3], "--seed", str(seed))["accesses"])
        for seed in range(5)
    }

    assert len(drawn) > 1


def test_a_row_says_who_looked_at_whom_where_why_and_whether_it_was_allowed(
    looked: Shell,
) -> None:
    all_rows = looked.json("access", "--sample", "1000", "--seed", "1")["accesses"]
    (shown,) = [row for row in all_rows if (row["action"], row["client"]) == ("show", EVA)]

    assert [row["number"] for row in all_rows] == sorted({row["number"] for row in all_rows})
    assert shown == {
        "number": shown["number"],
        "at": "2025-02-17T09:11:00+00:00",
        "actor": "susapo",
        "purpose": "case_handling",
        "permission": "view",
        "action": "show",
        "outcome": "allowed",
        "unit": SUS,
        "client": EVA,
        "staff": None,
        "note": None,
    }


def test_the_days_can_be_chosen_and_both_are_included(looked: Shell) -> None:
    looked.clock = at("2025-02-20 09:00")
    days = ("--from", "2025-02-18", "--to", "2025-02-18")

    rows = looked.json("access", "--sample", "9", "--seed", "1", *days)["accesses"]

    assert {row["action"] for row in rows} == {"search"}


def test_that_a_sample_was_drawn_stands_in_the_log_with_what_it_takes_to_draw_it_again(
    looked: Shell,
) -> None:
    looked.json(*SAMPLE)
    looked.clock = at("2025-02-19 09:00")

    rows = looked.json("access", "--sample", "99", "--seed", "1", "--from", "2025-02-18")
    drawn = [row for row in rows["accesses"] if row["action"].startswith("access_sample")]

    assert [(row["actor"], row["action"]) for row in drawn] == [
        ("susapo", "access_sample:size=5:seed=7:from=*:to=2025-02-17")
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("access", "--sample", "0", "--seed", "1"), "sample_empty"),
        (("access", "--sample", "5", "--seed", "1", "--from", "2025-03-01"), "sample_upside_down"),
        (("access", "--sample", "5"), "missing"),
    ],
)
def test_what_is_no_sample_is_refused(looked: Shell, words: tuple[str, ...], code: str) -> None:
    assert looked.json(*words, code=2)["error"]["code"] == code


def test_a_sample_of_today_is_drawn_with_a_remark_that_it_cannot_be_drawn_again(
    looked: Shell,
) -> None:
    today = ("access", "--sample", "99", "--seed", "1", "--to", "2025-02-18")
    first, again = looked.json(*today), looked.json(*today)

    assert again["of"] == first["of"] + 1
    assert [each["code"] for each in again["remarks"]] == ["sample_grows"]
    assert "2025-02-18 är inte slut" in looked.run(*today).said
    assert "2025-02-18 are not over" in looked.run(*today, "--lang", "en").said
    assert looked.json(*SAMPLE)["remarks"] == []


def test_a_sample_says_between_which_days_it_was_drawn(looked: Shell) -> None:
    whole = looked.run(*SAMPLE, "--lang", "en").said
    since = looked.run(*SAMPLE, "--from", "2025-02-17", "--lang", "en").said

    assert "Seed 7, from the first row through 2025-02-17." in whole
    assert "Seed 7, from 2025-02-17 through 2025-02-17." in since


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_sample_is_read(looked: Shell, language: str) -> None:
    said = looked.run(*SAMPLE, "--lang", language).said

    assert golden(f"access_{language}", said) == said
