"""
Which law was this judged by?
"""

import re

import pytest

from fastomsorg.law import fingerprint, rulebook_fingerprint
from tests.law.files import replaced, shipped


def test_the_fingerprint_is_that_of_the_shipped_files() -> None:
    assert rulebook_fingerprint() == fingerprint(shipped())
    assert re.fullmatch("[0-9a-f]{64}", rulebook_fingerprint())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("title.toml", "from = 2023-07-01", "from = 2023-07-02"),
        ("title.toml", "last_day = 2033-06-30", "last_day = 2034-06-30"),
        ("offer.toml", "confirmed = false", "confirmed = true"),
        ("offer.toml", "uppenbart obehövligt", "obehövligt"),
        ("offer.toml", "SFS 2025:400", "SFS 2025:401"),
        ("retention.toml", "SoL (2025:400) 16 kap. 1 §", "SoL (2025:400) 16 kap. 2 §"),
        ("acts.toml", "repealed = 2025-07-01", "repealed = 2025-08-01"),
    ],
)
def test_the_fingerprint_changes_when_a_statute_does(file: str, old: str, new: str) -> None:
    assert fingerprint(replaced(file, old, new)) != rulebook_fingerprint()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("title.toml", "# Who may be appointed?", "# Who can be appointed?"),
        ("title.toml", 'value = "none"', "value   =   'none'"),
        ("acts.toml", "\n", "\r\n"),
    ],
)
def test_the_fingerprint_does_not_change_with_how_a_statute_is_written(
    file: str, old: str, new: str
) -> None:
    texts = shipped()

    assert fingerprint(texts | {file: texts[file].replace(old, new)}) == rulebook_fingerprint()


def test_the_fingerprint_does_not_depend_on_the_order_of_files() -> None:
    assert fingerprint(dict(reversed(shipped().items()))) == rulebook_fingerprint()
