"""
The shell a host holds: read, decide, store, tell.
"""

from ._casework import Casework
from ._delivering import DeliveryReport
from ._desk import Desk
from ._gate import PURPOSES
from ._host import Host
from ._import_report import ImportReport, TableFile, TableTally, TakenOverRow
from ._purging import ErasedFile, KeptFile, PurgeReport
from ._seeing import named_client
from ._views import (
    Candidate,
    CaseState,
    CaseTab,
    ClientTab,
    Explained,
    FoundStaff,
    NamedClient,
    Search,
    Stamp,
    UnhandledClient,
    UnitContacts,
)

__all__ = [
    "PURPOSES",
    "Candidate",
    "CaseState",
    "CaseTab",
    "Casework",
    "ClientTab",
    "DeliveryReport",
    "Desk",
    "ErasedFile",
    "Explained",
    "FoundStaff",
    "Host",
    "ImportReport",
    "KeptFile",
    "NamedClient",
    "PurgeReport",
    "Search",
    "Stamp",
    "TableFile",
    "TableTally",
    "TakenOverRow",
    "UnhandledClient",
    "UnitContacts",
    "named_client",
]
