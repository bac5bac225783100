"""
The same texts in the database that the ledger lies in give the same whole numbers.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastomsorg_columnar import Plugin
from fastomsorg_sql import Plugin as SqlPlugin

from fastomsorg.hooks import Engine, Panel

from ..both_ways import of_cases, of_visits
from ..crowds import a_crowd
from ..in_python import InPython
from ..municipalities import AUTUMN, FIRST, busy_towns, fill, several, towns

SOME = frozenset({"north", "west"})


def in_postgresql(url: str) -> Engine:
    return Panel.of(Plugin()).engines("postgresql", url)


def test_a_crowd(new_database: Callable[[], str]) -> None:
    town, url = a_crowd(), new_database()
    store = SqlPlugin(mounted=lambda: ()).store(f"{url}?mode=new")
    assert store is not None
    fill(store, town)
    store.close()

    found, in_python = in_postgresql(url), InPython(town)

    assert "postgresql" == found.name
    assert of_visits(in_python, SOME) == of_visits(found, SOME)
    assert of_visits(in_python) == of_visits(found)
    assert of_cases(in_python, SOME) == of_cases(found, SOME)
