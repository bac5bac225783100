"""
How many cases have been offered a contact, and what they answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from ._followup_cases import FollowedCase, State
from ._shares import Share

WITH_YES = (State.BOTH, State.PRIMARY_ALONE, State.DEPUTY_ALONE, State.VACANT)


@attrs.frozen
class Answers:
    """
    How many cases stand how (*erbjudande och svar*) on the last day of the period.
    """

    states: Mapping[State, int] = attrs.field(factory=dict)

    @property
    def cases(self) -> int:
        return sum(self.states.values())

    def share(self, *states: State) -> Share:
        """
        Those in one of the states, of all.
        """
        return Share(sum(self.states.get(state, 0) for state in states), self.cases)

    @property
    def accepted(self) -> Share:
        return self.share(*WITH_YES)

    @property
    def offered(self) -> Share:
        """
        Who has answered has been offered (*erbjudna*).
        """
        return self.share(*WITH_YES, State.DECLINED)

    @property
    def with_primary(self) -> Share:
        return self.share(State.BOTH, State.PRIMARY_ALONE)

    @property
    def with_deputy(self) -> Share:
        return self.share(State.BOTH, State.DEPUTY_ALONE)


def answers_of(cases: Iterable[FollowedCase]) -> Answers:
    """
    How the cases with a stay stand (*svar*).
    """
    return Answers(Counter(case.state for case in cases if case.state is not None))
