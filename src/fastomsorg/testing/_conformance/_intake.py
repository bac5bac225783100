"""
The suite for whoever takes in tables.
"""

from ._putting import PuttingConformance
from ._transactions import TransactionConformance


class IntakeConformance(
    PuttingConformance, TransactionConformance, needs=("intake",), takes=("people", "visits")
):
    """
    What an `Intake` is (*inläsning*). Override `intake`: empty, for each test.

    Override `people` and `visits` too where they are not the intake itself.
    """
