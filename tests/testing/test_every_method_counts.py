"""
No method of a port can do nothing, or give something else, without the port's suite noticing.
"""

from pathlib import Path

import pytest

from fastomsorg import hooks
from tests.figures import Figure
from tests.testing.broken import Broken
from tests.testing.idle import PORTS, distorted, idle, sound

FOLDER = Path(__file__).parent
IDLE, DISTORTED, SOUND = tuple(idle()), tuple(distorted()), tuple(sound())
QUICK = "not whatever_is_registered"
"""Histories made at random are not needed to notice that nothing is done."""


class UntilItFails:
    """
    Runs the tests of each class until one fails, and keeps which.
    """

    def __init__(self) -> None:
        self.failed: dict[str, str] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            if item.nodeid.split("::")[1] not in self.failed:
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            _, name, test = report.nodeid.split("::")
            self.failed.setdefault(name, test)


@pytest.fixture(scope="module")
def found_out_by(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """
    The first test that failed, by name of the class.
    """
    ini = tmp_path_factory.mktemp("idle") / "pytest.ini"
    ini.write_text("[pytest]\n", encoding="utf-8")
    running = UntilItFails()
    options = ["-q", "--no-summary", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
    where = ["-c", str(ini), f"--rootdir={FOLDER}", f"--confcutdir={FOLDER}"]
    code = pytest.main(
        [*options, *where, "-k", QUICK, "--import-mode=importlib", str(FOLDER / "run_idle.py")],
        plugins=[running],
    )
    assert code in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}
    return running.failed


@pytest.mark.parametrize("broken", IDLE, ids=lambda broken: broken.adapter.__name__)
def test_a_method_that_does_nothing_is_found_out(
    broken: Broken, found_out_by: dict[str, str]
) -> None:
    assert broken.name in found_out_by


@pytest.mark.parametrize("broken", DISTORTED, ids=lambda broken: broken.adapter.__name__)
def test_a_method_that_gives_something_else_is_found_out(
    broken: Broken, found_out_by: dict[str, str]
) -> None:
    assert broken.name in found_out_by


def test_where_every_method_does_something_nothing_is_found(
    found_out_by: dict[str, str], figure: Figure
) -> None:
    found = [each.name for each in SOUND if each.name in found_out_by]
    for what, those in (("can do nothing", IDLE), ("can give something else", DISTORTED)):
        figure(
            f"methods of ports that {what} without a suite noticing",
            got=sum(each.name not in found_out_by for each in those),
            of=len(those),
            control=f"{len(found)} of {len(SOUND)} found at fault",
            guard="the same adapters, sound",
        )

    assert [] == found


def test_every_port_there_is_has_a_suite() -> None:
    """
    What an export is for is read by its own engine, and compared there. What is countable is so
    beside a port, and gives what that gives.
    """
    ports = {name for name in hooks.__all__ if getattr(getattr(hooks, name), "_is_protocol", False)}

    assert ports - {
        "Outbox",
        "Export",
        "Countable",
        "CountableCases",
        "CountablePeople",
    } == {port.__name__ for port, *_ in PORTS}
