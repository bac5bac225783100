"""
The scripts of the how-to, as their reader saves and runs them.
"""

import re
import runpy
from pathlib import Path

import pytest

from .both_ways import exported
from .handbook import continuity, handbook
from .in_python import InPython

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "count-on-columns.md"
SCRIPT = r"<!-- file: {} -->\n```python\n(.*?)^```$"


def printed(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """
    What the script prints, saved in the folder and run there, beside an export of the handbook.
    """
    exported(handbook(), folder / "columns")
    found = re.search(
        SCRIPT.format(name), PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found is not None
    (folder / name).write_text(found[1], encoding="utf-8")
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        runpy.run_path(name)
    return capsys.readouterr().out.splitlines()


def expected() -> list[str]:
    return [
        f"{each.client} {each.staff} {each.visits} {each.total.hits} {each.total.base}"
        if each.total
        else f"{each.client} {each.staff} {each.visits} 0 0"
        for each in continuity(InPython(handbook())).clients
    ]
