"""
Saying of a parked notice that it was told after all, when somebody has looked.
"""

from uuid import UUID

from fastomsorg.casework._at_desk import Gate
from fastomsorg.casework._host import Host
from fastomsorg.hooks import DeliveryState
from fastomsorg.terms import Permission, UnknownId


def acknowledge(host: Host, gate: Gate, notice: UUID, receiver: str | None) -> int:
    """
    Note that the notice stands at the *receiver*, or wherever it is parked, and log who said so.
    """
    gate.check(Permission.ADMIN, "acknowledge")
    found = host.storage.outbox(target=receiver, state=DeliveryState.PARKED)
    case = next((each.notice.case for each in found if each.notice.id == notice), None)
    unit, client = (case.unit, case.client) if case else (None, None)
    gate.record(gate.access(Permission.ADMIN, f"acknowledge:notice={notice}", unit, client))
    count = host.storage.acknowledge(notice, target=receiver)
    if not count:
        raise UnknownId("notice_not_parked", notice=str(notice))
    return count
