"""
A stranger needs two lines: one to try the library, one to check it.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TRY_IT = (
    "python3 -m venv .venv && .venv/bin/pip install -q '.[cli]' {plug_ins}"
    " && .venv/bin/fastomsorg demo"
)
CHECK_IT = "python3 -m venv .venv && .venv/bin/pip install -q 'nox[uv]' && .venv/bin/nox"


def test_the_readme_s_first_command_installs_the_library_and_what_its_command_line_needs() -> None:
    extra = project()["project"]["optional-dependencies"]["cli"]
    plug_ins = " ".join(f"./plugins/{name}" for name in extra if name.startswith("fastomsorg-"))

    assert commands()[0] == TRY_IT.format(plug_ins=plug_ins)


def test_the_readme_s_second_command_runs_every_check() -> None:
    assert commands()[1] == CHECK_IT


def test_what_decides_on_a_change_is_the_readme_s_second_command_word_for_word() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert script[-1] == commands()[1]
    assert "set -euo pipefail" in script


def commands() -> list[str]:
    return re.findall(r"^```sh\n(.+)\n```$", README, re.MULTILINE)


def project() -> dict[str, dict[str, dict[str, list[str]]]]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
