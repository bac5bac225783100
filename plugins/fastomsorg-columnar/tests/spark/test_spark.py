"""
The same texts on Spark give the same whole numbers.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fastomsorg_columnar import Plugin

from fastomsorg.hooks import Engine, Panel

from ..both_ways import exported, of_cases, of_visits
from ..everything import everything, in_python, some_units
from ..handbook import HEAD_LINE, TABLE, continuity, handbook, head_line, table
from ..how_to import expected, printed
from ..municipalities import Town

ASKING = """
import sys
from fastomsorg_columnar import Plugin
from fastomsorg.terms import StoreError

try:
    Plugin().fastomsorg_open_engine("spark://local", sys.argv[1])
except StoreError as error:
    print(error.code, error.facts["master"])
"""

pytestmark = pytest.mark.xdist_group("spark")


def on_spark(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = exported(town, tmp_path_factory.mktemp("spark") / "out")
    return Panel.of(Plugin()).engines("spark://local", f"parquet://{folder}")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return on_spark(everything(), tmp_path_factory)


def test_the_same_reports_on_visits(found: Engine) -> None:
    assert of_visits(in_python(), some_units()) == of_visits(found, some_units())


def test_the_same_reports_on_cases(found: Engine) -> None:
    assert of_cases(in_python()) == of_cases(found)


def test_the_handbooks_table_and_head_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = continuity(on_spark(handbook(), tmp_path_factory))

    assert (TABLE, HEAD_LINE) == (table(report), head_line(report))


def test_it_says_who_it_is(found: Engine) -> None:
    assert "spark" == found.name


def test_the_script_of_the_how_to_gives_the_handbooks_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert expected() == printed("on_spark.py", tmp_path, capsys)


def test_where_there_is_no_java_it_is_told(tmp_path: Path) -> None:
    folder = exported(handbook(), tmp_path / "out")
    nowhere = {**os.environ, "JAVA_HOME": str(tmp_path / "nowhere")}

    asked = subprocess.run(
        [sys.executable, "-c", ASKING, f"parquet://{folder}"],
        env=nowhere,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "spark_failed local[*]" == asked.stdout.strip()
