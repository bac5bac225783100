"""
Stores with the handbook's people, made once and copied for each test.
"""

import shutil
from pathlib import Path

import pytest

from tests.cli.shell import Shell, at, handbook


@pytest.fixture(autouse=True)
def _a_wide_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """
    A shell without a store yet.
    """
    return Shell(tmp_path)


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Shell(tmp_path_factory.mktemp("handbook"), clock=at("2025-02-17 08:00"))
    name = ("--name", "Susanne APO", "--title", "Enhetschef senior")
    assert made.run("init", "--no-files", *name).code == 0
    assert made.run("import", *handbook(made.folder)).code == 0
    return made.store


@pytest.fixture
def sus(shell: Shell, _filled: Path) -> Shell:
    """
    A shell with the handbook's people in its store, and nobody who is told.
    """
    shutil.copy(_filled, shell.store)
    return shell
