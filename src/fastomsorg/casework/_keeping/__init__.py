"""
Keeping a store in order: actors, read log, audit chain, export, retention.
"""

from ._actors import KeptActor, Permit, add_actor, kept_actors, revoke
from ._examining import Examination, ReceiverState, examine
from ._exporting import Exporting, RememberedExport, outdate_export, remembered_export
from ._purge_report import DueFile, ErasedFile, KeptFile, PurgeReport
from ._purging import purge
from ._sampling import AccessSample, sample_accesses
from ._verifying import Anchoring, anchor_all, cases_of, verify_all

__all__ = [
    "AccessSample",
    "Anchoring",
    "DueFile",
    "ErasedFile",
    "Examination",
    "Exporting",
    "KeptActor",
    "KeptFile",
    "Permit",
    "PurgeReport",
    "ReceiverState",
    "RememberedExport",
    "add_actor",
    "anchor_all",
    "cases_of",
    "examine",
    "kept_actors",
    "outdate_export",
    "purge",
    "remembered_export",
    "revoke",
    "sample_accesses",
    "verify_all",
]
