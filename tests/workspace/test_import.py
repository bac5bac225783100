"""
Importing the library must cost an embedder nothing that it did not ask for.
"""

import subprocess
import sys

import pytest

NOT_ASKED_FOR = (
    "_pytest",
    "alembic",
    "click",
    "duckdb",
    "fastomsorg.cli",
    "fastomsorg.testing",
    "fastomsorg_calendar",
    "fastomsorg_columnar",
    "fastomsorg_example_host",
    "fastomsorg_files",
    "fastomsorg_matching",
    "fastomsorg_sql",
    "hypothesis",
    "icalendar",
    "numpy",
    "ortools",
    "pyarrow",
    "pytest",
    "rich",
    "sqlalchemy",
    "typer",
)
REPORT = """
import importlib.metadata, sys

def refuse(*args, **kwargs):
    raise AssertionError("entry points were looked up during import")

importlib.metadata.entry_points = refuse
import {name}
print(*sorted(sys.modules), sep="\\n")
"""


def loaded_by(name: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", REPORT.format(name=name)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_importing_the_library_loads_no_plug_in_no_terminal_and_no_test_tool() -> None:
    assert loaded_by("fastomsorg").intersection(NOT_ASKED_FOR) == set()


def test_neither_does_taking_out_everything_that_it_shows() -> None:
    everything = "fastomsorg; [getattr(fastomsorg, name) for name in fastomsorg.__all__]"

    loaded = loaded_by(everything)

    assert "fastomsorg.casework" in loaded
    assert loaded.intersection(NOT_ASKED_FOR) == set()


@pytest.mark.parametrize("room", ["hooks", "casework", "statistics", "decisions", "wire"])
def test_importing_a_room_alone_loads_no_plug_in_no_terminal_and_no_test_tool(room: str) -> None:
    assert loaded_by(f"fastomsorg.{room}").intersection(NOT_ASKED_FOR) == set()


def test_what_is_not_asked_for_would_be_seen() -> None:
    assert {"fastomsorg.cli", "rich", "typer"} <= loaded_by("fastomsorg.cli")
