"""
fastomsorg: the care contact (*fast omsorgskontakt*) that everyone with home care is to be offered.

Must a contact be offered, who may be appointed, who is the contact on a day, and how well does it
work? A host holds a `Casework`; each actor gets a `Desk`. The pure rooms below it are public too.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .care import Assessment
    from .casework import Casework, Desk
    from .commands import (
        Annul,
        AppointContactPerson,
        AppointContacts,
        ChangeEnactment,
        Correct,
        EndContact,
        HandOver,
        MoveClient,
        NeedChanged,
        ProposeContact,
        RecordConsent,
        RecordDone,
        RecordStatus,
        RequestChange,
        SeenCase,
        StartEnactment,
    )
    from .decisions import Granted, LocalRules, Reason, Refused, Verdict
    from .terms import (
        KEEP,
        Act,
        Actor,
        CaseKey,
        ChangeReason,
        FastomsorgError,
        Permission,
        Purpose,
        Role,
        Service,
        Setting,
        Status,
    )

__all__ = [
    "KEEP",
    "Act",
    "Actor",
    "Annul",
    "AppointContactPerson",
    "AppointContacts",
    "Assessment",
    "CaseKey",
    "Casework",
    "ChangeEnactment",
    "ChangeReason",
    "Correct",
    "Desk",
    "EndContact",
    "FastomsorgError",
    "Granted",
    "HandOver",
    "LocalRules",
    "MoveClient",
    "NeedChanged",
    "Permission",
    "ProposeContact",
    "Purpose",
    "Reason",
    "RecordConsent",
    "RecordDone",
    "RecordStatus",
    "Refused",
    "RequestChange",
    "Role",
    "SeenCase",
    "Service",
    "Setting",
    "StartEnactment",
    "Status",
    "Verdict",
]

_ROOMS = ("terms", "care", "commands", "decisions", "casework")


if not TYPE_CHECKING:  # a misspelt name is an error to a type checker too

    def __getattr__(name: str) -> Any:
        """
        Open the room that a name is from when it is first asked for: importing stays cheap.
        """
        if name in __all__:
            for room in _ROOMS:
                door = import_module(f"{__name__}.{room}")
                if name in door.__all__:
                    value = getattr(door, name)
                    globals()[name] = value
                    return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return __all__
