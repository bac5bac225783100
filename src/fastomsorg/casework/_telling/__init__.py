"""
Telling journal, plan and planning: what is due, again where it fails, and compared after.
"""

from ._acknowledging import acknowledge
from ._delivering import DeliveryReport, deliver_cases, deliver_due, tell_in_transaction
from ._reconciling import (
    Compared,
    ComparedReceiver,
    Difference,
    Differing,
    Reconciliation,
    reconcile,
)

__all__ = [
    "Compared",
    "ComparedReceiver",
    "DeliveryReport",
    "Difference",
    "Differing",
    "Reconciliation",
    "acknowledge",
    "deliver_cases",
    "deliver_due",
    "reconcile",
    "tell_in_transaction",
]
