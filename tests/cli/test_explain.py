"""
The four kinds of staff without a certificate, around every day on which the law turns.
"""

import pytest

from tests.cli.shell import Shell

SOL_01, SOL_25 = "SoL (2001:453)", "SoL (2025:400)"
DAYS = ("2023-06-30", "2023-07-01", "2025-06-30", "2025-07-01", "2033-06-30", "2033-07-01")
FREE = ("entitled", "not_required")
COVERED, NOT, UNCLEAR = ("entitled", "transition"), ("not_entitled", None), ("unclear", None)
ANSWERS = {
    "greal": (FREE, COVERED, COVERED, COVERED, COVERED, NOT),
    "tomst": (FREE, COVERED, COVERED, COVERED, COVERED, NOT),
    "linvi": (FREE, NOT, NOT, UNCLEAR, UNCLEAR, NOT),
    "petbe": (FREE, NOT, NOT, NOT, NOT, NOT),
}
EXPECTED = [
    (staff, on, *answer)
    for staff, answers in ANSWERS.items()
    for on, answer in zip(DAYS, answers, strict=True)
]


@pytest.mark.parametrize(("staff", "on", "outcome", "ground"), EXPECTED)
def test_outcome_ground_last_day_and_citations(
    sus: Shell, staff: str, on: str, outcome: str, ground: str | None
) -> None:
    found = sus.json("explain", staff, "--on", on)

    until = {FREE: "2023-06-30", COVERED: "2033-06-30", UNCLEAR: "2033-06-30"}
    acts = {citation.partition(") ")[0] + ")" for citation in found["citations"]}
    required = "25 kap. 4 §" if on >= "2025-07-01" else "3 kap. 3 d §"
    assert (found["outcome"], found["ground"]) == (outcome, ground)
    assert found["until"] == until.get((outcome, ground))
    assert acts == (set() if on < "2023-07-01" else {SOL_25 if on >= "2025-07-01" else SOL_01})
    assert on < "2023-07-01" or found["citations"][0].endswith(required)


def test_where_the_readings_differ_the_remark_cites_both_texts(sus: Shell) -> None:
    found = sus.json("explain", "tomst", "--on", "2025-07-01")

    (remark,) = [each for each in found["remarks"] if each["code"] == "transition_readings_differ"]
    assert [basis.partition(") ")[0] + ")" for basis in remark["basis"]] == [SOL_01, SOL_25]


def test_repealed_law_stands_in_the_remarks_only(sus: Shell) -> None:
    found = sus.json("explain", "linvi", "--on", "2030-01-01")

    assert not any(citation.startswith(SOL_01) for citation in found["citations"])
    assert any(basis.startswith(SOL_01) for each in found["remarks"] for basis in each["basis"])


def test_a_certificate_has_no_last_day(sus: Shell) -> None:
    found = sus.json("explain", "brs89", "--on", "2040-01-01")

    assert (found["outcome"], found["ground"], found["until"]) == ("entitled", "certificate", None)
