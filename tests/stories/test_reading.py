"""
A story with a misspelt or missing word is an error, not another story.
"""

import datetime as dt

import pytest

from fastomsorg.terms import CaseKey, Malformed, Role, Status
from tests.stories.reading import read
from tests.stories.steps import Answer, Leave

STORY = """
[[story]]
name = "A yes"
day = 2024-06-20
staff = { nils = { certificate = false } }
given = [{ start = "home care", on = 2024-06-01 }]
when = { status = "accepted", on = 2024-06-20, primary = "britta" }

[story.then]
granted = true
changed = [{ days = "2024-06-20 –", was = "not asked", becomes = "accepted, primary britta" }]
"""


def test_a_story_is_read_as_it_is_written() -> None:
    (story,) = read(STORY)

    assert (story.name, story.day) == ("A yes", dt.date(2024, 6, 20))
    assert story.when == Answer(status=Status.ACCEPTED, on=dt.date(2024, 6, 20), primary="britta")
    assert story.when.case == CaseKey("agda", "A")
    assert story.then.granted


def test_words_are_read_as_what_they_stand_for() -> None:
    leaving = 'when = { leaves = ["primary"], last_day = 2024-06-20 }'
    (story,) = read(_with("when", leaving))

    assert story.when == Leave(leaves=frozenset({Role.PRIMARY}), last_day=dt.date(2024, 6, 20))


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("name", "nmae = 'A yes'"),
        ("name", ""),
        ("name", "name = 3"),
        ("day", "day = '2024-06-20'"),
        ("staff", "staff = { nils = { certificates = false } }"),
        ("given", "given = [{ begin = 'home care', on = 2024-06-01 }]"),
        ("given", "given = [{ start = 'home care', on = 2024-06-01, untl = 2024-07-01 }]"),
        ("given", "given = [{ start = 'home care', end = 'home care', on = 2024-06-01 }]"),
        ("when", "when = { status = 'acepted', on = 2024-06-20 }"),
        ("when", "when = { correct = 'x', reason = 'y', to = [{ annul = 'x', reason = 'y' }] }"),
        ("granted", "granted = true\nrefused = ['outside_stay']"),
        ("granted", ""),
        ("granted", "grantd = true"),
        ("changed", ""),
        ("changed", "changed = [{ days = '', was = '', become = '' }]"),
    ],
)
def test_what_cannot_be_read_is_refused(key: str, line: str) -> None:
    with pytest.raises(Malformed):
        read(_with(key, line))


def test_a_file_holds_stories_and_nothing_else() -> None:
    with pytest.raises(Malformed):
        read(STORY + "\n[[storey]]\n")


def _with(key: str, line: str) -> str:
    """
    The story with another line for the key.
    """
    lines = [line if each.startswith(f"{key} =") else each for each in STORY.splitlines()]
    assert line in lines
    return "\n".join(lines)
