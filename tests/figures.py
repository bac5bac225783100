"""
What a test counted, beside what its control counted: shown when the run ends.

A test that has a control asks for the fixture `figure`, which `conftest.py` gives to every test,
and calls it once both are known. ``pytest -k acknowledged`` then prints the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

Shown: TypeAlias = str | int | float
Figure: TypeAlias = Callable[..., None]
"""``figure(what, got=0, of=200, control="31 of 50", guard="acknowledged before the commit")``."""

NAME = "figure"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """
    Shows what was counted, out of how many, and what was counted with *guard* removed.
    """

    def shown(
        what: str, *, got: Shown, of: Shown | None = None, control: Shown, guard: str
    ) -> None:
        counted = f"{got}" if of is None else f"{got} of {of}"
        record_property(NAME, f"{what}: {counted}  (control, {guard}: {control})")

    return shown


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """
    The figures of the run, those of other processes among them.
    """
    lines = sorted(set(_figures(terminalreporter)))
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)


def _figures(reporter: pytest.TerminalReporter) -> Iterator[str]:
    for reports in reporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.when == "call":
                yield from (str(value) for name, value in report.user_properties if name == NAME)
