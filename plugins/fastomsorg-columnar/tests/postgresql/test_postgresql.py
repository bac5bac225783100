"""
The same texts in the database that the ledger lies in give the same whole numbers.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from fastomsorg_columnar import Plugin

from fastomsorg.hooks import Engine, Panel
from fastomsorg.testing import (
    CountsByUnitConformance,
    CountsWithoutCasesConformance,
    EngineConformance,
    a_contrary_municipality,
)

from ..both_ways import of_cases, of_visits
from ..everything import SEASONS, everything, in_python, some_units
from ..handbook import handbook
from ..how_to import expected, printed
from .stores import filled

NewDatabase = Callable[[], str]


def in_postgresql(url: str) -> Engine:
    return Panel.of(Plugin()).engines("postgresql", url)


@pytest.fixture(scope="module")
def found(postgresql: Any) -> Engine:
    return in_postgresql(filled(postgresql.new_database(), everything().told))


@pytest.mark.parametrize("first", SEASONS)
def test_the_same_reports_on_visits(found: Engine, first: dt.date) -> None:
    assert of_visits(in_python(), some_units(), first) == of_visits(found, some_units(), first)


@pytest.mark.parametrize("first", SEASONS)
def test_the_same_reports_on_cases(found: Engine, first: dt.date) -> None:
    assert of_cases(in_python(), None, first) == of_cases(found, None, first)


@pytest.fixture(scope="module")
def contrary(postgresql: Any) -> Engine:
    return in_postgresql(filled(postgresql.new_database(), a_contrary_municipality()))


class TestPostgreSQL(EngineConformance, CountsByUnitConformance, CountsWithoutCasesConformance):
    waives: ClassVar = {
        "test_what_two_sources_tell_of_counts_once_as_the_first_has_it": "a store keeps it once"
    }

    @pytest.fixture
    def engine(self, contrary: Engine) -> Engine:
        return contrary


def test_it_says_who_it_is(found: Engine) -> None:
    assert "postgresql" == found.name


def test_the_script_of_the_how_to_gives_the_handbooks_table(
    new_database: NewDatabase,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = filled(new_database(), handbook().told)
    monkeypatch.setenv("DATABASE", url.partition("?")[0].replace("+psycopg", ""))

    assert expected() == printed("on_postgresql.py", tmp_path, capsys)
