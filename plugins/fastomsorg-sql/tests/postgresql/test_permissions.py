"""
Permissions kept on a server, where nobody waits for anybody but where rows are locked.
"""

from collections.abc import Callable

import pytest
from fastomsorg_sql import Store, _grants
from fastomsorg_sql._schema import granted
from sqlalchemy import select

from ..permissions import EVERYWHERE, administrators_left

OpenStore = Callable[[str], Store]
TIMES = 10


def test_two_administrators_cannot_lock_everybody_out_together(
    open_store: OpenStore, url: str
) -> None:
    left = [administrators_left(lambda: open_store(url)) for _ in range(TIMES)]

    assert [len(each) for each in left] == [1] * TIMES


def test_without_the_rows_locked_they_can(
    open_store: OpenStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked = select(granted.c.actor).where(
        granted.c.permission == EVERYWHERE[0], granted.c.unit.is_(None)
    )
    monkeypatch.setattr(_grants, "_ADMINISTRATORS", unlocked)

    left = (administrators_left(lambda: open_store(url)) for _ in range(10 * TIMES))
    assert any(each == [] for each in left)
