"""
What goes wrong, and where: one thing at a time, at a point that is passed by name.

A point is a call of the storage or of a receiver: before it has done anything, or after it has done
everything. What happens there is planned beforehand, from the seed.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from tests.simulation.town import AnyStore

STORING = ("append", "settle", "claim", "postpone", "log")
"""The writes of a storage at which something can happen any day."""

ERASING = ("erase",)
"""The write of a purge."""

Happening: TypeAlias = Callable[[], None]


class Died(BaseException):
    """
    The process ends here: nothing catches it, and what was not stored is gone.
    """


@attrs.define
class Plan:
    """
    What happens, at the point of that name, the time that *passes* says; then nothing more does.
    """

    point: str
    happening: Happening
    passes: int = 1


@attrs.define
class Faults:
    """
    The points of a world, and what is planned for one of them; *happened* counts what came of it.
    """

    plan: Plan | None = None
    happened: int = 0
    inside: bool = False

    def plan_for(self, point: str, happening: Happening, passes: int = 1) -> None:
        self.plan = Plan(point, happening, passes)

    def clear(self) -> None:
        self.plan = None

    def pass_by(self, point: str) -> None:
        """
        Let happen what is planned here, if this is the time.
        """
        plan = self.plan
        if plan is None or plan.point != point:
            return
        plan.passes -= 1
        if plan.passes == 0:
            self.plan = None
            self.happened += 1
            plan.happening()

    def around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """
        The call, between two points; what it calls of its own on the way has none.
        """

        def between(*given: Any, **named: Any) -> Any:
            if self.inside:
                return call(*given, **named)
            self.pass_by(f"before {name}")
            self.inside = True
            try:
                answer = call(*given, **named)
            finally:
                self.inside = False
            self.pass_by(f"after {name}")
            return answer

        return between


def break_into(store: AnyStore, faults: Faults) -> None:
    """
    Put points around the writes of the store.
    """
    for name in (*STORING, *ERASING):
        setattr(store, name, faults.around(name, getattr(store, name)))
