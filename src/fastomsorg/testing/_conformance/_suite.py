"""
What every suite has in common: nobody gets past its tests unseen.
"""

from collections.abc import Generator, Mapping
from typing import Any, ClassVar

import pytest

from ._contract import NOTHING, Contract, altered, inherited, lacking, of_a_suite, waived

PASSED_OVER = frozenset({"skip", "skipif", "xfail"})
LEDGER = "fastomsorg-suites"
LOOKED_AT = pytest.StashKey[bool]()
WAIVE = "waives = {'test_…': 'because …'} is the only way past a test of a suite"


class Suite:
    """
    The tests that say what a port is (*svit*). Inherit from it, and give it your adapter.

    A class that states its *needs* is a suite: the fixtures that have to be overridden; *takes*
    are those that may be. A class without them is somebody's use of one. It may add tests of its
    own. It may not redefine, delete, skip or expect the failure of those of the suite, nor of what
    they are made of: that raises `TypeError` when the class is made, or stops the collection. What
    cannot hold is waived, by name and with a reason, and is shown as skipped for that reason::

        waives = {"test_units_come_in_order_of_id": "the register has an order of its own"}
    """

    waives: ClassVar[Mapping[str, str]] = NOTHING
    contract: ClassVar[Contract] = Contract()

    def __init_subclass__(
        cls, *, needs: tuple[str, ...] | None = None, takes: tuple[str, ...] = ()
    ) -> None:
        super().__init_subclass__()
        contract = inherited(cls)
        _refuse(*altered(cls, contract))
        if needs is not None:
            cls.contract = of_a_suite(cls, needs, takes)
            return
        if vars(cls).get("__test__", True) is not True:
            _refuse(f"{cls.__qualname__}.__test__ leaves out the whole suite: {WAIVE}")
        cls.contract = waived(cls, contract)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """
        Look, when a test is collected, at what can be done to a class after it was made.
        """
        cls, name, collector = type(self), metafunc.definition.name, metafunc.definition.parent
        problems = []
        if collector is not None and LOOKED_AT not in collector.stash:
            problems = [*altered(cls, cls.contract), *lacking(cls, cls.contract)]
            collector.stash[LOOKED_AT] = True
        if name in cls.contract.tests and name not in cls.contract.waived:
            problems += [
                f"{cls.__qualname__}.{name} is marked {mark.name}: {WAIVE}"
                for mark in metafunc.definition.iter_markers()
                if mark.name in PASSED_OVER
            ]
        if problems:
            raise pytest.Collector.CollectError("\n".join([*problems, *_described(cls)]))
        plugins = metafunc.config.pluginmanager
        if not plugins.has_plugin(LEDGER):
            plugins.register(_OnlyWaived(), LEDGER)


class _OnlyWaived:
    """
    Lets no test of a suite be passed over while it runs, by a fixture or by another plug-in.
    """

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        expected_to_fail = hasattr(report, "wasxfail")
        if (report.skipped or expected_to_fail) and _must_run(item):
            if expected_to_fail:
                del report.wasxfail
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped or expected to fail: {WAIVE}"
        return report


def _must_run(item: pytest.Item) -> bool:
    cls: Any = getattr(item, "cls", None)
    if not isinstance(cls, type) or not issubclass(cls, Suite):
        return False
    name = getattr(item, "originalname", item.name)
    return name in cls.contract.tests and name not in cls.contract.waived


def _refuse(*problems: str) -> None:
    if problems:
        raise TypeError("\n".join(problems))


def _described(cls: type) -> list[str]:
    """
    What the suites of a class say that it has to give.
    """
    suites = [base for base in cls.__bases__ if issubclass(base, Suite)]
    return [f"{suite.__name__}: {(suite.__doc__ or '').strip()}" for suite in suites]
