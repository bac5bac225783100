"""
What the answers are published as.
"""

from __future__ import annotations

from collections.abc import Mapping

from ._followup_answers import Answers
from ._followup_cases import State

PARTS: tuple[tuple[State, ...], ...] = (
    (State.BOTH,),
    (State.PRIMARY_ALONE,),
    (State.DEPUTY_ALONE, State.VACANT),
    (State.DECLINED,),
    (State.NO_NEED,),
    (State.NOT_ASKED,),
)
"""What the answers are published as: a yes without a primary is one count."""

OF_PARTS: Mapping[str, tuple[int, ...]] = {
    "offered": (0, 1, 2, 3),
    "accepted": (0, 1, 2),
    "declined": (3,),
    "no_need": (4,),
    "not_asked": (5,),
    "with_primary": (0, 1),
    "with_deputy": (0,),
}
"""Which of the parts a figure is the sum of."""


def parts(answers: Answers) -> list[int]:
    """
    How many cases are in each of the parts (*delar*).
    """
    return [sum(answers.states.get(state, 0) for state in part) for part in PARTS]
