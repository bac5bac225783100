"""
Whose records are kept for research: where everybody's are, in whatever way the place is written.
"""

import datetime as dt

import pytest

from fastomsorg.law import ResearchSample, rules_on, statutes

DAY = dt.date(2026, 11, 22)


def sample(on: dt.date = DAY) -> ResearchSample:
    found = rules_on(on).research_sample
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    "written",
    [
        "Göteborg",
        "Göteborgs kommun",
        "Göteborgs stad",
        "GÖTEBORG",
        "1480",
        " Kramfors  kommun ",
        "Region Gotland",
        "Gotlands kommun",
        "Linköping",
        "Ånge",
        "2260",
    ],
)
def test_a_municipality_is_known_by_its_code_or_its_name(written: str) -> None:
    assert sample().has_everybody_in(written)


@pytest.mark.parametrize("written", ["Provköping", "Lund", "1281", "Götene", "Borås", "0580x", ""])
def test_other_municipalities_keep_a_sample_only(written: str) -> None:
    assert not sample().has_everybody_in(written)


def test_the_municipalities_are_those_of_the_three_counties_and_one_more() -> None:
    counties = [each[:2] for each in sample().municipalities]

    assert {county: counties.count(county) for county in counties} == {
        "05": 13,
        "09": 1,
        "22": 7,
        "14": 1,
    }
    assert len(set(sample().municipalities)) == 22


def test_the_new_ordinance_changed_nothing_but_its_number() -> None:
    earlier, later = statutes().retention.research_sample.entries

    assert earlier.value == later.value
    assert earlier.basis != later.basis
