"""
What an actor sees of people: clients and staff whose identity is protected need a permission.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.casework._host import Host
from fastomsorg.journal import JournalNote, note_without
from fastomsorg.terms import Actor, ClientId, Permission, StaffId, UnitId

from ._gate import Gate
from ._named_client import NamedClient

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
"""Somebody's id, as a note has it after the name."""


def _remembering(host: Host) -> Host:
    return host.remembering()


@attrs.define
class Sight:
    """
    What one actor sees of people in one answer (*sikt*): each is looked up once.

    Whose identity is protected is seen by id alone, unless the actor may see protected identities
    at one of the units that the question is about, or, where it is about none, everywhere. Each
    look behind the protection is logged, once.
    """

    host: Host = attrs.field(converter=_remembering)
    gate: Gate
    _looked: dict[tuple[ClientId | None, StaffId | None, tuple[UnitId, ...]], bool] = attrs.Factory(
        dict
    )

    def client(self, id: ClientId, *units: UnitId) -> NamedClient:
        """
        The client, without name and numbers where the actor may not see them.
        """
        found = self.host.people.client(id)
        unmasked = found is not None and found.protected and self._may_look(units, client=id)
        return NamedClient.of(id, found, unmasked=unmasked)

    def sees_client(self, id: ClientId, *units: UnitId) -> bool:
        """
        Is there nothing of the client that the actor may not see?
        """
        found = self.host.people.client(id)
        open_to_all = found is not None and not found.protected
        return open_to_all or self._may_look(units, client=id)

    def staff(self, member: StaffMember, *units: UnitId) -> StaffMember:
        """
        The staff member, without what tells who it is where the actor may not see that.
        """
        hidden = member.protected and not self._may_look(units, staff=member.id)
        return member.unnamed() if hidden else member

    def people(
        self, members: Mapping[StaffId, StaffMember], *units: UnitId
    ) -> Mapping[StaffId, StaffMember]:
        return {id: self.staff(member, *units) for id, member in members.items()}

    def actor(self, actor: Actor, *units: UnitId) -> Actor:
        """
        Whoever acted, who may be one of the staff.
        """
        return attrs.evolve(actor, name="") if self.hides_staff(actor.id, *units) else actor

    def hides_staff(self, id: StaffId, *units: UnitId) -> bool:
        """
        Is this somebody of the staff whose name the actor may not see?
        """
        member = self._member(id)
        return member is not None and member.protected and not self._may_look(units, staff=id)

    def note(self, note: JournalNote) -> JournalNote:
        """
        The note, naming those by id alone whose names the actor may not see.
        """
        unit = note.case.unit
        told = (fact for fact in note.facts.values() if isinstance(fact, str))
        named = dict.fromkeys(id for fact in told for id in _IN_BRACKETS.findall(fact))
        hidden = {id: self._name(id) for id in named if self.hides_staff(id, unit)}
        seen = note_without(note, hidden) if hidden else note
        return attrs.evolve(seen, by=self.actor(note.by, unit))

    def _member(self, id: StaffId) -> StaffMember | None:
        return self.host.people.staff(id, on=self.host.today())

    def _name(self, id: StaffId) -> str:
        member = self._member(id)
        return member.name if member else ""

    def _may_look(
        self,
        units: tuple[UnitId, ...],
        *,
        client: ClientId | None = None,
        staff: StaffId | None = None,
    ) -> bool:
        key = (client, staff, units)
        if key not in self._looked:
            self._looked[key] = self._looks(units, client, staff)
        return self._looked[key]

    def _looks(
        self, units: tuple[UnitId, ...], client: ClientId | None, staff: StaffId | None
    ) -> bool:
        for unit in units or (None,):
            if self.gate.allows(Permission.SEE_PROTECTED, unit=unit, client=client):
                row = self.gate.access(
                    Permission.SEE_PROTECTED, "see_protected", unit, client, staff=staff
                )
                self.gate.record(row)
                return True
        return False
