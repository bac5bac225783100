"""
What a suite holds whoever inherits from it to: its tests stand as they are, or are waived.
"""

import inspect
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import wraps
from types import MappingProxyType
from typing import Any

import attrs
import pytest

NOTHING: Mapping[str, Any] = MappingProxyType({})
NOT_OF_THE_SUITE = frozenset({"contract", "waives"})


@attrs.frozen
class Contract:
    """
    What stands in a class, by name, and what its author gives (*villkor*).

    *needs* are the fixtures that have to be overridden, with what stands there until they are;
    *takes* those that may be. *waived* are the tests that are not run, with the reason.
    """

    stands: Mapping[str, object] = NOTHING
    needs: Mapping[str, object] = NOTHING
    takes: frozenset[str] = frozenset()
    waived: Mapping[str, str] = NOTHING

    @property
    def tests(self) -> tuple[str, ...]:
        return tuple(name for name in self.stands if name.startswith("test"))

    def and_of(self, other: "Contract") -> "Contract":
        """
        Both, for a class that inherits from two: what one takes, the other does not forbid.

        Raises `TypeError` where one would hide what the other has under the same name.
        """
        free = {*self.needs, *self.takes, *other.needs, *other.takes}
        both = {**other.stands, **self.stands}
        for name in other.stands.keys() - free:
            if both[name] is not other.stands[name]:
                raise TypeError(f"two suites have {name}: give each a class of its own")
        return Contract(
            {name: value for name, value in both.items() if name not in free},
            {**other.needs, **self.needs},
            self.takes | other.takes,
            {**other.waived, **self.waived},
        )


def of_a_suite(suite: type, needs: tuple[str, ...], takes: tuple[str, ...]) -> Contract:
    """
    The contract of a class that says what a port is.
    """
    found = {
        name: inspect.getattr_static(suite, name)
        for base in suite.__mro__[:-1]
        for name in vars(base)
        if not name.startswith("__") and name not in NOT_OF_THE_SUITE
    }
    stands = {name: value for name, value in found.items() if name not in {*needs, *takes}}
    return Contract(stands, {name: found[name] for name in needs}, frozenset(takes))


def inherited(cls: type) -> Contract:
    """
    The contract that the bases of the class hold it to.
    """
    contract = Contract()
    for base in cls.__bases__:
        contract = contract.and_of(getattr(base, "contract", Contract()))
    return contract


def altered(cls: type, contract: Contract) -> Iterator[str]:
    """
    Says of each name that does not stand in the class as it does in its suite.
    """
    for name, value in contract.stands.items():
        found = inspect.getattr_static(cls, name, None)
        if found is value:
            continue
        where = next((base for base in cls.__mro__ if name in vars(base)), cls)
        if name.startswith("test"):
            how = (
                f"a suite's test is run as it stands; where it cannot hold, say why: "
                f"waives = {{{name!r}: 'because …'}}"
            )
        else:
            yours = ", ".join(sorted({*contract.needs, *contract.takes}))
            how = f"it belongs to the suite, in which you may override: {yours}"
        yield f"{where.__qualname__}.{name} is not that of its suite: {how}"


def lacking(cls: type, contract: Contract) -> Iterator[str]:
    """
    Says of each fixture that the class has to give and does not.
    """
    for name, left_out in contract.needs.items():
        given = inspect.getattr_static(cls, name, None)
        if given is left_out:
            yield f"{cls.__qualname__} does not override the fixture {name!r}"
        elif inspect.isfunction(given) and not hasattr(given, "_pytestfixturefunction"):
            yield f"{cls.__qualname__}.{name} is no fixture: put @pytest.fixture before it"


def waived(cls: type, contract: Contract) -> Contract:
    """
    The contract less what the class waives; its tests stand there as skipped, with the reason.

    Raises `TypeError` for a waiver of what is not a test of the suite, or without a reason.
    """
    waives = vars(cls).get("waives", NOTHING)
    if not isinstance(waives, Mapping):
        raise TypeError(f"{cls.__qualname__}.waives: got {waives!r}, a dict would be right")
    skipped = {}
    for name, reason in waives.items():
        if name not in contract.tests:
            nearest = get_close_matches(str(name), contract.tests, n=1, cutoff=0.0)
            raise TypeError(
                f"{cls.__qualname__} waives {name!r}, which is no test of its suite; "
                f"the nearest is {', '.join(nearest)}"
            )
        if not isinstance(reason, str) or not reason.strip():
            raise TypeError(f"{cls.__qualname__} waives {name!r}: say why, got {reason!r}")
        skipped[name] = _skipped(contract.stands[name], reason.strip())
        setattr(cls, name, skipped[name])
    return attrs.evolve(
        contract,
        stands={**contract.stands, **skipped},
        waived={**contract.waived, **waives},
    )


def _skipped(test: Any, reason: str) -> object:
    """
    The test as it is listed and not run.
    """

    @wraps(test)
    def skipped(*_: object, **__: object) -> None:
        pytest.fail("a test that is waived was run")

    return pytest.mark.skip(reason=f"waived: {reason}")(skipped)
