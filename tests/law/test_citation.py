"""
Where the law says it, written as lawyers write it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.law import Citation, statutes
from fastomsorg.terms import Malformed

WRITTEN = [
    ("SoL (2025:400) 25 kap. 4 §", Citation("SoL (2025:400)", "25 kap. 4 §")),
    ("SoL (2001:453) 3 kap. 3 d §", Citation("SoL (2001:453)", "3 kap. 3 d §")),
    ("lag (2001:454) 10 §", Citation("lag (2001:454)", "10 §")),
    ("förordning (2025:468) 13 kap. 1 §", Citation("förordning (2025:468)", "13 kap. 1 §")),
    ("prop. 2021/22:116 s. 36–37", Citation("prop. 2021/22:116", "s. 36–37")),
    ("prop. 2025/26:60", Citation("prop. 2025/26:60")),
    ("bet. 2025/26:SoU25", Citation("bet. 2025/26:SoU25")),
    ("SOU 2020:70 s. 112", Citation("SOU 2020:70", "s. 112")),
]


@pytest.mark.parametrize(("text", "citation"), WRITTEN)
def test_a_citation_reads_and_is_written_as_lawyers_write_it(text: str, citation: Citation) -> None:
    assert Citation.parse(text) == citation
    assert str(citation) == text


@pytest.mark.parametrize(
    "text", ["SoL (2025:400)  25 kap. 4 §", " SoL (2025:400) 25\u00a0kap.\n4\u00a0§ "]
)
def test_spaces_of_any_kind_do_not_matter(text: str) -> None:
    assert Citation.parse(text) == Citation("SoL (2025:400)", "25 kap. 4 §")


@pytest.mark.parametrize("text", ["", "25 kap. 4 §", "SoL 25 kap. 4 §", "SoL (2025:400)25", "§"])
def test_what_is_no_citation_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Malformed) as refused:
        Citation.parse(text)

    assert refused.value.code == "citation_malformed"
    assert refused.value.facts == {"got": text, "expected": "SoL (2025:400) 25 kap. 4 §"}


@given(st.sampled_from(WRITTEN), st.integers(1, 40), st.integers(1, 99))
def test_every_citation_reads_back(
    written: tuple[str, Citation], chapter: int, section: int
) -> None:
    citation = Citation(written[1].act, f"{chapter} kap. {section} §")

    assert Citation.parse(str(citation)) == citation


def test_every_statute_that_is_cited_has_its_days_in_force() -> None:
    listed = {act.name for act in statutes().acts.act}
    explains = ("prop.", "bet.", "SOU", "Skatteverket")
    cited = {
        place.act
        for _, _, timeline in statutes().timelines()
        for entry in timeline.entries
        for place in entry.basis
        if not place.act.startswith(explains)
    }

    assert cited <= listed


def test_what_only_explains_the_law_is_never_in_force() -> None:
    day = statutes().turning_points()[-1]

    assert not statutes().acts.in_force(Citation.parse("prop. 2021/22:116 s. 36"), day)
