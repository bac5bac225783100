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
from fastomsorg.testing import (
    CountsByUnitConformance,
    CountsWithoutCasesConformance,
    EngineConformance,
    a_contrary_municipality,
)

from ..both_ways import exported, of_cases, of_visits, written
from ..everything import everything, in_python, some_units
from ..handbook import handbook
from ..how_to import expected, printed

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


def on_spark(folder: Path) -> Engine:
    return Panel.of(Plugin()).engines("spark://local", f"parquet://{folder}")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return on_spark(exported(everything(), tmp_path_factory.mktemp("spark") / "out"))


@pytest.fixture(scope="module")
def contrary(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return on_spark(written(a_contrary_municipality(), tmp_path_factory.mktemp("suite") / "out"))


def test_the_same_reports_on_visits(found: Engine) -> None:
    assert of_visits(in_python(), some_units()) == of_visits(found, some_units())


def test_the_same_reports_on_cases(found: Engine) -> None:
    assert of_cases(in_python()) == of_cases(found)


class TestSpark(EngineConformance, CountsByUnitConformance, CountsWithoutCasesConformance):
    @pytest.fixture
    def engine(self, contrary: Engine) -> Engine:
        return contrary


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
