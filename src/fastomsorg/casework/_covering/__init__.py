"""
Load, coverage, candidates, proposals, hand-overs and days ahead.
"""

from ._covering import Covering
from ._handing_over import command_of
from ._views import (
    Candidates,
    CoveredGap,
    Handed,
    HandOverPlan,
    LosingContact,
    ProposedContacts,
    RankedCandidate,
    UnitCoverage,
    UnitLoad,
    UnitOutlook,
    UnitProposal,
)
from ._weighing import AskedFor

__all__ = [
    "AskedFor",
    "Candidates",
    "CoveredGap",
    "Covering",
    "HandOverPlan",
    "Handed",
    "LosingContact",
    "ProposedContacts",
    "RankedCandidate",
    "UnitCoverage",
    "UnitLoad",
    "UnitOutlook",
    "UnitProposal",
    "command_of",
]
