"""
A folder below `plugins/` is a distribution, and every tool has been told of it.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = tuple(sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml")))


def read(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(folder: Path) -> str:
    return folder.name


WORKSPACE = read(ROOT)
TOOLS = WORKSPACE["tool"]


def test_every_folder_is_a_distribution() -> None:
    assert [path for path in ROOT.glob("plugins/*/") if path not in FOLDERS] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_plug_in_is_named_for_its_folder_and_found_by_its_entry_point(folder: Path) -> None:
    project = read(folder)["project"]

    assert project["name"] == folder.name
    assert list(project["entry-points"]["fastomsorg"].values()) == [
        f"{folder.name.replace('-', '_')}:Plugin"
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_plug_in_has_the_library_s_version_python_and_licence(folder: Path) -> None:
    shared = ("version", "requires-python", "license")
    project = read(folder)["project"]

    assert [WORKSPACE["project"][key] for key in shared] == [project[key] for key in shared]
    assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_every_tool_has_been_told_of_a_plug_in(folder: Path) -> None:
    package = folder.name.replace("-", "_")
    source = f"plugins/{folder.name}/src"

    assert folder.name in TOOLS["uv"]["sources"]
    assert package in TOOLS["importlinter"]["root_packages"]
    assert package in TOOLS["coverage"]["run"]["source_pkgs"]
    assert f"$MYPY_CONFIG_FILE_DIR/{source}" in TOOLS["mypy"]["mypy_path"]
    assert source in TOOLS["mypy"]["files"]


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_plug_in_says_that_it_is_typed_and_brings_its_own_tests(folder: Path) -> None:
    assert (folder / "src" / folder.name.replace("-", "_") / "py.typed").exists()
    assert list((folder / "tests").rglob("test_*.py")) != []
