"""
An adapter that is broken is found out, by the test that is about what it does wrong.
"""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.figures import Figure
from tests.testing.broken import ALL, Broken
from tests.testing.run_broken import MODULES

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
BROKEN = tuple(
    each for each in ALL if each.adapter.__module__ in {module.__name__ for module in MODULES}
)
MENDED = tuple(each.mended() for each in BROKEN)


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """
    Class and name of the tests that failed as they should: because of an assertion, or an error.
    """
    report = tmp_path_factory.mktemp("bite") / "report.xml"
    chosen = {
        f"{FOLDER / 'run_broken.py'}::{each.name}::{each.found_out_by}": None
        for each in (*BROKEN, *MENDED)
    }
    options = [
        "-q",
        "--assert=plain",
        "--tb=no",
        "-p",
        "no:cacheprovider",
        f"--junitxml={report}",
        f"--rootdir={ROOT}",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *chosen],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    return {
        (case.attrib["classname"].rpartition(".")[2], case.attrib["name"])
        for case in ET.parse(report).iter("testcase")
        if case.find("failure") is not None
    }


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.adapter.__name__)
def test_a_broken_adapter_is_found_out(broken: Broken, failed: set[tuple[str, str]]) -> None:
    assert (broken.name, broken.found_out_by) in failed


def test_an_adapter_that_nobody_broke_is_found_out_by_none_of_these(
    failed: set[tuple[str, str]], figure: Figure
) -> None:
    caught, wrongly = (
        [each.name for each in those if (each.name, each.found_out_by) in failed]
        for those in (BROKEN, MENDED)
    )
    figure(
        "broken adapters that the conformance suites catch",
        got=len(caught),
        of=len(BROKEN),
        control=f"{len(wrongly)} of {len(MENDED)}",
        guard="the same adapters, mended",
    )

    assert [] == wrongly


def test_there_are_broken_adapters_of_every_kind() -> None:
    assert len(BROKEN) >= 100
    assert len({each.name for each in BROKEN}) == len(BROKEN)
    assert {each.fixture for each in BROKEN} == {
        "anchor",
        "audited",
        "engine",
        "erasing_chains",
        "erasing",
        "grants",
        "intake",
        "journal",
        "keeping",
        "people",
        "plan",
        "planning",
        "policy_of",
        "relations",
        "sharing",
        "storage",
        "visits",
        "whole_store",
    }
