"""
The same texts on Spark give the same whole numbers.
"""

from pathlib import Path

import pytest
from fastomsorg_columnar import Plugin

from fastomsorg.hooks import Engine, Panel

from ..both_ways import exported, of_cases, of_visits
from ..crowds import a_crowd
from ..in_python import InPython
from ..municipalities import AUTUMN, FIRST, Town, busy_towns, several, towns

SOME = frozenset({"north", "west"})


def on_spark(folder: Path) -> Engine:
    return Panel.of(Plugin()).engines("spark://local", f"parquet://{folder}")


def test_a_crowd(tmp_path: Path) -> None:
    town = a_crowd()
    found, in_python = on_spark(exported(town, tmp_path / "out")), InPython(town)

    assert "spark" == found.name
    assert of_visits(in_python, SOME) == of_visits(found, SOME)
    assert of_cases(in_python, SOME) == of_cases(found, SOME)
