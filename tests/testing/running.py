"""
Runs a file of tests as its author would, and tells what became of them.
"""

from pathlib import Path

import attrs
import pytest

HEAD = """
import pytest
from fastomsorg.testing import *


class OfMemory:
    @pytest.fixture
    def journal(self):
        return MemoryJournal()

    @pytest.fixture
    def stands(self, journal):
        return lambda: [note.id for note in journal.notes]
"""
"""What a journal's suite needs: ``class TestIt(OfMemory, JournalConformance)`` passes."""


@attrs.define(eq=False)
class Run:
    """
    How each test ended, by name, with what was said of it, and what stopped the collection.
    """

    outcomes: dict[str, tuple[str, str]] = attrs.Factory(dict)
    stopped: list[str] = attrs.Factory(list)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.stopped.append(str(report.longrepr))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            name = report.nodeid.rpartition("::")[2]
            said = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            self.outcomes[name] = (report.outcome, str(said or ""))

    def named(self, outcome: str) -> set[str]:
        return {name for name, (ended, _) in self.outcomes.items() if ended == outcome}


def run(folder: Path, body: str, **files: str) -> Run:
    """
    Run the body, after `HEAD`, in the folder, beside other *files* by name.
    """
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    test = folder / f"test_{folder.name}.py"
    test.write_text(HEAD + body, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    took_part = Run()
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
    config = ["-c", str(folder / "pytest.ini"), f"--rootdir={folder}", "--import-mode=importlib"]
    pytest.main([*options, *config, str(test)], plugins=[took_part])
    return took_part
