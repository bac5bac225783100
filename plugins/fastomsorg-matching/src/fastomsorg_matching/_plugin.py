"""
The plug-in: it answers every question of who could be contact for whom.
"""

from collections.abc import Sequence

from fastomsorg.hooks import hookimpl
from fastomsorg.routine import Matching, Pair

from ._proposal import proposal


class Plugin:
    """
    The best proposal for a unit (*förslag för en enhet*), by minimum-cost flow.
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_match(self, matching: Matching) -> Sequence[Pair]:
        return proposal(matching)
