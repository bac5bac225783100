"""
Who gets in: every read and write passes here, and leaves a row in the read log.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

import attrs

from fastomsorg.hooks import Access, AccessOutcome, Policy, Reach, Storage
from fastomsorg.terms import (
    Actor,
    ClientId,
    Instant,
    NotAuthorised,
    Permission,
    Purpose,
    StaffId,
    UnitId,
)

PURPOSES: Mapping[Permission, frozenset[Purpose]] = {
    Permission.ASSIGN: frozenset({Purpose.CASE_HANDLING, Purpose.CARRYING_OUT, Purpose.MIGRATION}),
    Permission.RECORD_DONE: frozenset({Purpose.CASE_HANDLING, Purpose.CARRYING_OUT}),
    Permission.VIEW: frozenset(Purpose) - {Purpose.MIGRATION},
    Permission.SEARCH: frozenset({Purpose.FOLLOW_UP, Purpose.SUPERVISION}),
    Permission.SEE_PROTECTED: frozenset(Purpose),
    Permission.ANNUL: frozenset({Purpose.CASE_HANDLING, Purpose.SUPERVISION, Purpose.MIGRATION}),
    Permission.ADMIN: frozenset(Purpose),
}
"""
What each permission can be used for. A search by answer is not for the handling of a case, where
only name, personal number and case number may be searched by: förordning (2001:637) 12 §. Whether
what it finds may be listed by name is for `names_by_answer` to say.
"""


@attrs.frozen
class Gate:
    """
    One actor with one purpose before the policy (*behörighetskontroll*): no answer is a no.
    """

    policy: Policy
    storage: Storage
    actor: Actor
    purpose: Purpose
    clock: Callable[[], Instant]

    def require(
        self,
        permission: Permission,
        action: str,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
    ) -> None:
        """
        Let the actor pass and log it, or log the denial and raise `NotAuthorised`.
        """
        self.check(permission, action, unit=unit, client=client)
        self.record(self.access(permission, action, unit, client))

    def check(
        self,
        permission: Permission,
        action: str,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        staff: StaffId | None = None,
    ) -> None:
        """
        As `require`, for what is logged together with what it gives.
        """
        if not self.allows(permission, unit=unit, client=client):
            self.deny(permission, action, unit=unit, client=client, staff=staff)

    def deny(
        self,
        permission: Permission,
        action: str,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        staff: StaffId | None = None,
    ) -> None:
        """
        Log the denial and raise `NotAuthorised`.
        """
        self.log_denied(permission, action, unit=unit, client=client, staff=staff)
        raise self.denial(permission, unit)

    def denial(self, permission: Permission, unit: UnitId | None = None) -> NotAuthorised:
        """
        What a denial is told with: that the purpose does not do, or that the permission is missing.
        """
        if self.purpose not in PURPOSES[permission]:
            return NotAuthorised(
                "purpose_not_allowed",
                permission=permission.value,
                got=self.purpose.value,
                expected=", ".join(sorted(PURPOSES[permission])),
            )
        return NotAuthorised(actor=self.actor.id, permission=permission.value, unit=unit or "*")

    def log_denied(
        self,
        permission: Permission,
        action: str,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        staff: StaffId | None = None,
    ) -> None:
        """
        Log a denial, for whoever raises something of their own.
        """
        row = self._row(permission, action, unit, client, AccessOutcome.DENIED)
        self.storage.log(attrs.evolve(row, staff=staff))

    def record(self, *accesses: Access) -> None:
        """
        Add rows to the read log, before what they are about is handed over.
        """
        self.storage.log(*accesses)

    def allows(
        self,
        permission: Permission,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
    ) -> bool:
        """
        Does the policy say yes? Anything else than a clear yes is a no.
        """
        if self.purpose not in PURPOSES[permission]:
            return False
        try:
            answer = self.policy.allows(self.actor, permission, unit, client, self.purpose)
        except (Exception, SystemExit):  # noqa: BLE001 - a policy that breaks lets nobody in
            return False
        return answer is True

    def reach(self, permission: Permission) -> Reach:
        """
        The units at which the permission holds, for this purpose.
        """
        if self.purpose not in PURPOSES[permission]:
            return Reach()
        try:
            answer: object = self.policy.units(self.actor, permission)
            if not isinstance(answer, Reach):
                return Reach()
            return Reach(frozenset(answer.units), answer.everywhere is True)
        except (Exception, SystemExit):  # noqa: BLE001 - a policy that breaks lets nobody in
            return Reach()

    def access(
        self,
        permission: Permission,
        action: str,
        unit: UnitId | None,
        client: ClientId | None,
        *,
        staff: StaffId | None = None,
        note: UUID | None = None,
    ) -> Access:
        """
        The row of the read log for something allowed.
        """
        row = self._row(permission, action, unit, client, AccessOutcome.ALLOWED)
        return attrs.evolve(row, staff=staff, note=note)

    def _row(
        self,
        permission: Permission,
        action: str,
        unit: UnitId | None,
        client: ClientId | None,
        outcome: AccessOutcome,
    ) -> Access:
        return Access(
            actor=self.actor.id,
            purpose=self.purpose,
            permission=permission,
            action=action,
            at=self.clock(),
            outcome=outcome,
            unit=unit,
            client=client,
        )
