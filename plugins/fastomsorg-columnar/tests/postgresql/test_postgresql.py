"""
The same texts in the database that the ledger lies in give the same whole numbers.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastomsorg_columnar import Plugin

from fastomsorg.hooks import Engine, Panel

from ..both_ways import of_cases, of_visits
from ..everything import SEASONS, everything, in_python, some_units
from ..handbook import HEAD_LINE, TABLE, continuity, handbook, head_line, table
from ..how_to import expected, printed
from .stores import filled

NewDatabase = Callable[[], str]


def in_postgresql(url: str) -> Engine:
    return Panel.of(Plugin()).engines("postgresql", url)


@pytest.fixture(scope="module")
def found(postgresql: Any) -> Engine:
    return in_postgresql(filled(postgresql.new_database(), everything()))


@pytest.mark.parametrize("first", SEASONS)
def test_the_same_reports_on_visits(found: Engine, first: dt.date) -> None:
    assert of_visits(in_python(), some_units(), first) == of_visits(found, some_units(), first)


@pytest.mark.parametrize("first", SEASONS)
def test_the_same_reports_on_cases(found: Engine, first: dt.date) -> None:
    assert of_cases(in_python(), None, first) == of_cases(found, None, first)


def test_without_units_it_is_of_all(found: Engine) -> None:
    assert of_visits(in_python()) == of_visits(found)


def test_the_handbooks_table_and_head_line(new_database: NewDatabase) -> None:
    report = continuity(in_postgresql(filled(new_database(), handbook())))

    assert (TABLE, HEAD_LINE) == (table(report), head_line(report))


def test_it_says_who_it_is(found: Engine) -> None:
    assert "postgresql" == found.name


def test_the_script_of_the_how_to_gives_the_handbooks_table(
    new_database: NewDatabase,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = filled(new_database(), handbook())
    monkeypatch.setenv("DATABASE", url.partition("?")[0].replace("+psycopg", ""))

    assert expected() == printed("on_postgresql.py", tmp_path, capsys)
