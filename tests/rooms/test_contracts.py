"""
The import contracts hold, and each of them bites.

What is planted is planted in a skeleton: every room with an empty door, so that one bad line can
break one contract only.
"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.rooms.source import LIBRARY, PLUG_INS, ROOT, imports, modules
from tests.rooms.test_purity import PURE

CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
ROOMS = tuple(room.strip() for layer in CONTRACTS["layers"]["layers"] for room in layer.split("|"))
LINT_IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
PLAIN = {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
THIRD_PARTIES = {
    "alembic",
    "attr",
    "attrs",
    "cattrs",
    "click",
    "dateutil",
    "duckdb",
    "hypothesis",
    "icalendar",
    "jinja2",
    "markupsafe",
    "matplotlib",
    "numpy",
    "ortools",
    "personnummer",
    "pluggy",
    "psycopg",
    "py4j",
    "pyarrow",
    "pyspark",
    "pytest",
    "rich",
    "sqlalchemy",
    "typer",
    "typing_extensions",
}

BREAKS = [
    ("layers", {"terms/_planted.py": "from fastomsorg.cli import main"}),
    ("layers", {"decisions/_planted.py": "from fastomsorg.statistics import changes"}),
    ("layers", {"statistics/_planted.py": "from fastomsorg.journal import note"}),
    ("layers", {"commands/_planted.py": "from fastomsorg.history import life"}),
    ("layers", {"law/_planted.py": "from fastomsorg.care import Client"}),
    ("layers", {"casework/_planted.py": "from fastomsorg.testing import builders"}),
    ("layers", {"attic/__init__.py": ""}),
    (
        "acyclic",
        {
            "law/_one.py": "from ._other import b",
            "law/_other.py": "from ._one import a",
        },
    ),
    ("pure", {"law/_planted.py": "import os"}),
    ("pure", {"terms/_planted.py": "from time import time"}),
    ("pure", {"statistics/_planted.py": "import random"}),
    ("pure", {"decisions/_planted.py": "import sqlite3"}),
    ("pure", {"history/_planted.py": "def late():\n    import logging"}),
    ("pure", {"journal/_planted.py": "from urllib.request import urlopen"}),
    ("data-files", {"decisions/_planted.py": "import tomllib"}),
    ("data-files", {"journal/_planted.py": "from importlib import resources"}),
    ("calendar", {"law/_planted.py": "from dateutil.relativedelta import relativedelta"}),
    ("calendar", {"cli/_planted.py": "import personnummer"}),
    ("converters", {"casework/_planted.py": "import cattrs"}),
    ("sockets", {"casework/_planted.py": "import pluggy"}),
    ("terminal", {"casework/_planted.py": "from rich.progress import Progress"}),
    ("terminal", {"hooks/_planted.py": "import typer"}),
    ("test-tools", {"casework/_planted.py": "import pytest"}),
    ("test-tools", {"cli/_planted.py": "from hypothesis import given"}),
    ("databases", {"casework/_planted.py": "import sqlalchemy"}),
    ("databases", {"testing/_planted.py": "from alembic import command"}),
    ("columns", {"statistics/_planted.py": "import duckdb"}),
    ("columns", {"statistics/_planted.py": "import pyspark"}),
    ("columns", {"../fastomsorg_sql/_planted.py": "import pyarrow"}),
    ("calendars", {"routine/_planted.py": "from icalendar import Calendar"}),
    ("pages", {"cli/_planted.py": "from jinja2 import Environment"}),
    ("pages", {"statistics/_planted.py": "import matplotlib.pyplot"}),
    ("solvers", {"routine/_planted.py": "import numpy"}),
    ("solvers", {"../fastomsorg_sql/_planted.py": "from ortools.graph import python"}),
    ("library-knows-no-plug-in", {"cli/_planted.py": "import fastomsorg_sql"}),
    ("plug-ins-apart", {"../fastomsorg_files/_planted.py": "import fastomsorg_sql"}),
    (
        "plug-ins-below-casework",
        {"../fastomsorg_sql/_planted.py": "from fastomsorg.casework import Casework"},
    ),
]
WELCOME = {
    "terms/_days.py": "import datetime\nimport uuid\nfrom dateutil.relativedelta import MO",
    "terms/_numbers.py": "import personnummer",
    "law/_statutes.py": "import tomllib\nfrom importlib import resources\nimport cattrs",
    "routine/_profiles.py": "import tomllib\nimport cattrs\nimport attrs",
    "wire/_tables.py": "import csv\nimport io\nimport cattrs",
    "hooks/_panel.py": "import pluggy",
    "testing/_suites.py": "import pytest\nimport hypothesis",
    "cli/_main.py": "import typer\nimport rich\nfrom fastomsorg.terms import Period",
    "../fastomsorg_columnar/_files.py": "import duckdb\nimport pyarrow\nimport pyspark",
    "../fastomsorg_calendar/_calendar.py": "import icalendar",
    "../fastomsorg_matching/_flow.py": "import numpy\nimport ortools",
    "../fastomsorg_report/_page.py": "import jinja2\nimport markupsafe\nimport matplotlib",
    "../fastomsorg_sql/_tables.py": "import sqlalchemy\nfrom fastomsorg.hooks import hookimpl",
}


def test_the_library_keeps_every_contract() -> None:
    folders = [ROOT / "src", *(package.parent for package in PLUG_INS)]

    assert broken(ROOT, *folders) == []


@pytest.mark.parametrize(("contract", "planted"), BREAKS)
def test_a_planted_import_breaks_its_contract_and_no_other(
    contract: str, planted: Mapping[str, str], tmp_path: Path
) -> None:
    build(tmp_path, planted)

    assert broken(tmp_path, tmp_path) == [CONTRACTS[contract]["name"]]


def test_what_the_contracts_allow_is_kept(tmp_path: Path) -> None:
    build(tmp_path, WELCOME)

    assert broken(tmp_path, tmp_path) == []


def test_every_contract_is_shown_to_bite() -> None:
    assert {contract for contract, _ in BREAKS} == set(CONTRACTS)


def test_the_calls_are_watched_in_the_rooms_that_may_import_no_clock() -> None:
    assert [f"fastomsorg.{room}" for room in PURE] == CONTRACTS["pure"]["source_modules"]


def test_every_third_party_has_been_given_its_place() -> None:
    ours = {LIBRARY.name, *(package.name for package in PLUG_INS)}
    imported = {
        each.imported.partition(".")[0]
        for module in modules(LIBRARY, *PLUG_INS)
        for each in imports(module)
    }

    assert imported - ours - sys.stdlib_module_names - THIRD_PARTIES == set()


def build(folder: Path, files: Mapping[str, str]) -> None:
    """
    Lay out every room with an empty door, then the *files*, relative to the library.
    """
    library = folder / "fastomsorg"
    doors = [library, *(library / room for room in ROOMS)]
    doors += [folder / package.name for package in PLUG_INS]
    for door in doors:
        door.mkdir()
        (door / "__init__.py").touch()
    for name, text in files.items():
        path = library / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")


def broken(run_in: Path, *folders: Path) -> list[str]:
    """
    The names of the contracts that the packages in *folders* break.
    """
    run = subprocess.run(
        [LINT_IMPORTS, "--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"],
        capture_output=True,
        check=False,
        cwd=run_in,
        encoding="utf-8",
        env=os.environ | PLAIN | {"PYTHONPATH": os.pathsep.join(map(str, folders))},
    )
    names = [contract["name"] for contract in CONTRACTS.values()]
    verdicts = {line.partition(" (")[0].strip() for line in run.stdout.splitlines()}
    told = [name for name in names if f"{name} BROKEN" in verdicts]
    kept = [name for name in names if f"{name} KEPT" in verdicts]

    assert sorted(told + kept) == sorted(names), run.stdout + run.stderr
    assert run.returncode == (1 if told else 0), run.stdout + run.stderr
    return told
