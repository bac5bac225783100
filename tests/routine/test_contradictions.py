"""
An obligation that could never be due, never be met, or says what nothing makes use of.
"""

import pytest

from tests.routine.texts import HEAD, told, versions

BEGIN = '[[obligation]]\nkind = "x"\ntitle = "X"\n'


@pytest.mark.parametrize(
    ("said", "line", "key", "expected"),
    [
        ('anchor = "year"', 5, "scope", "routine_yearly_of_unit"),
        ('anchor = "start"\nscope = "unit"', 8, "anchor", "routine_unit_by_year"),
        ('anchor = "latest_done"', 5, "of", "routine_of_missing"),
        ('anchor = "start"\nmet_by = []', 9, "met_by", "routine_never_met"),
        (
            'anchor = "latest_done"\nof = ["x"]\nfirst = "year"',
            10,
            "first",
            "routine_never_first",
        ),
        (
            'anchor = "latest_done"\nof = ["x"]\nfirst = "latest_done"',
            10,
            "first",
            "routine_never_first",
        ),
        (
            'anchor = "start"\nchecklist = [{item = "a", title = "A"}, {item = "a", title = "B"}]',
            9,
            "checklist",
            "routine_point_twice",
        ),
        ('anchor = "start"\nof = ["x"]', 9, "of", "routine_needs_anchor"),
        ('anchor = "start"\nfirst = "start"', 9, "first", "routine_needs_anchor"),
        ('anchor = "start"\nroles = ["deputy"]', 9, "roles", "routine_needs_anchor"),
        (
            'anchor = "start"\nmet_by = ["answer"]\ndone_as = ["x"]',
            10,
            "done_as",
            "routine_needs_done",
        ),
    ],
)
def test_what_goes_against_the_rest_is_told_with_its_line(
    said: str, line: int, key: str, expected: str
) -> None:
    found = told(HEAD + BEGIN + said + "\n")

    assert [(line, f"obligation.x.{key}", expected)] == [
        (line, key, expected) for line, key, _, expected in found
    ]


def test_what_the_routine_below_made_use_of_may_be_left_without_any() -> None:
    below = HEAD.replace('"norr"', '"under"') + BEGIN
    below += 'anchor = "latest_done"\nof = ["x"]\nfirst = "start"\n'
    above = HEAD + 'extends = "under"\n[[obligation]]\nkind = "x"\nanchor = "start"\n'

    (found,) = versions(above, below).versions[0].obligations

    assert found.anchor == "start"


def test_a_version_without_a_day_hides_nothing_else_that_is_wrong() -> None:
    wrong = HEAD + BEGIN + 'anchor = "begin"\n[[version]]\nfrom = "2027-01-01"\n'

    assert [(8, "routine_code"), (10, "routine_day")] == [
        (line, expected) for line, _, _, expected in told(wrong)
    ]
