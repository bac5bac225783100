"""
Permissions kept in the database, with several at it at once.
"""

from collections.abc import Callable

import pytest
from fastomsorg_sql import Store, _grants
from sqlalchemy import literal, select

from .permissions import administrators_left

OpenStore = Callable[[str], Store]
TIMES = 10


def test_two_administrators_cannot_lock_everybody_out_together(
    open_store: OpenStore, url: str
) -> None:
    left = [administrators_left(lambda: open_store(url)) for _ in range(TIMES)]

    assert [len(each) for each in left] == [1] * TIMES


def test_without_the_look_at_who_is_left_they_can(
    open_store: OpenStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_grants, "_ADMINISTRATORS", select(literal("somebody else")))

    assert administrators_left(lambda: open_store(url)) == []
