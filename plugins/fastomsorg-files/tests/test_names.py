"""
Any id has a file name, no two ids have the same, and none leads out of the folder.
"""

from pathlib import Path

import pytest
from fastomsorg_files._names import LONGEST, safe, text_of
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.terms import CaseKey


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("6016254", "6016254"),
        ("sus-hemtjanst", "sus-hemtjanst"),
        ("Norra", "%4eorra"),
        ("åsa", "%c3%a5sa"),
        ("../../etc", "%2e%2e%2f%2e%2e%2fetc"),
        ("C:\\notes", "%43%3a%5cnotes"),
        ("a%2e", "a%252e"),
        ("a.", "a%2e"),
        ("", ""),
    ],
)
def test_an_id_keeps_what_every_file_system_takes(id: str, name: str) -> None:
    assert safe(id) == name


def test_the_name_never_stands_alone() -> None:
    assert text_of(Path("plans"), CaseKey("con", "nul")) == Path(
        "plans", "unit-nul", "client-con.txt"
    )


@given(st.lists(st.text(), min_size=2, max_size=2, unique_by=lambda id: id))
def test_no_two_ids_have_the_same_name_even_where_capitals_count_for_nothing(
    ids: list[str],
) -> None:
    one, other = map(safe, ids)

    assert one.lower() != other.lower()


@given(st.text())
def test_a_name_is_one_part_of_a_path(id: str) -> None:
    name = safe(id)

    assert len(name) <= LONGEST
    assert {"/", "\\", ".", "\0", ":", " "} & set(name) == set()


def test_long_ids_that_begin_alike_have_names_of_their_own() -> None:
    assert safe("x" * 500 + "1") != safe("x" * 500 + "2")
