"""
What can be asked at a desk of a client, of a unit, of somebody of the staff.
"""

from ._questions import Questions
from ._views import (
    Candidate,
    CaseState,
    CaseTab,
    ClientTab,
    Explained,
    ProposedContact,
    Stamp,
    UnhandledClient,
    UnitContacts,
)

__all__ = [
    "Candidate",
    "CaseState",
    "CaseTab",
    "ClientTab",
    "Explained",
    "ProposedContact",
    "Questions",
    "Stamp",
    "UnhandledClient",
    "UnitContacts",
]
