"""
The suite for whoever keeps registrations.
"""

from ._appending import AppendingConformance
from ._claiming import ClaimingConformance
from ._living import LivingConformance
from ._logging import LoggingConformance
from ._looking_up import LookingUpConformance
from ._noticing import NoticingConformance
from ._refusing import RefusingConformance
from ._waiting import WaitingConformance


class StorageConformance(
    AppendingConformance,
    RefusingConformance,
    LookingUpConformance,
    LivingConformance,
    NoticingConformance,
    ClaimingConformance,
    WaitingConformance,
    LoggingConformance,
    needs=("storage",),
    takes=("reopened",),
):
    """
    What a `Storage` is (*lagring*). Override `storage`: empty, for each test.

    Override `reopened` too where the store outlives the object: it opens the same one anew.
    """
