"""
Journal, plans and planning in files are what the ports say they are.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from fastomsorg_files import FileJournal, FilePlan, FilePlanning

from fastomsorg.hooks import Journal, Plan, Planning
from fastomsorg.testing import JournalConformance, PlanConformance, PlanningConformance


def ids_in(path: Path) -> list[UUID]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [UUID(json.loads(line)["id"]) for line in lines]


class TestFileJournal(JournalConformance):
    @pytest.fixture
    def journal(self, tmp_path: Path) -> Journal:
        return FileJournal(tmp_path)

    @pytest.fixture
    def stands(self, tmp_path: Path) -> Callable[[], Sequence[UUID]]:
        return lambda: ids_in(tmp_path / "notes.jsonl")


class TestFilePlan(PlanConformance):
    @pytest.fixture
    def plan(self, tmp_path: Path) -> Plan:
        return FilePlan(tmp_path)

    @pytest.fixture
    def stands(self, tmp_path: Path) -> Callable[[], Sequence[UUID]]:
        return lambda: ids_in(tmp_path / "snapshots.jsonl")


class TestFilePlanning(PlanningConformance):
    @pytest.fixture
    def planning(self, tmp_path: Path) -> Planning:
        return FilePlanning(tmp_path)

    @pytest.fixture
    def stands(self, tmp_path: Path) -> Callable[[], Sequence[UUID]]:
        return lambda: ids_in(tmp_path / "changes.jsonl")
