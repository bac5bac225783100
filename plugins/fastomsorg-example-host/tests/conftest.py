"""
A database, and a care system, of its own for each test.
"""

import datetime as dt
from pathlib import Path

import pytest
from fastomsorg_example_host import CareSystem, database_at
from sqlalchemy import Engine

NOW = dt.datetime(2025, 9, 15, 8, tzinfo=dt.UTC)


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    return database_at(str(tmp_path / "care.db"))


@pytest.fixture
def system(tmp_path: Path) -> CareSystem:
    return CareSystem(tmp_path, clock=lambda: NOW)
