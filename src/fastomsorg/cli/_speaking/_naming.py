"""
Names where a text has ids, for those who may see them.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

import attrs

from fastomsorg.casework import Desk, NamedClient, Sight
from fastomsorg.decisions import Reason
from fastomsorg.hooks import Reach
from fastomsorg.terms import CaseKey, Fact, Permission, StaffId, UnitId
from fastomsorg.texts import UnknownText, text

from ._readable import readable
from ._voice import Voice


def client_name(voice: Voice, client: NamedClient) -> str:
    """
    What a client is called (*brukarens namn*), marked where protected, and without the name for
    whoever may not see it.
    """
    if client.name is None:
        return voice.text("protected")
    return f"{client.name} {voice.text('protected')}" if client.protected else client.name


@attrs.define(slots=False)
class Names:
    """
    What the actor may call people and units (*namn*): a colleague within reach, every unit.
    """

    desk: Desk
    voice: Voice

    @cached_property
    def _reach(self) -> Reach:
        return self.desk.gate.reach(Permission.VIEW)

    @cached_property
    def _sight(self) -> Sight:
        return Sight(self.desk.host, self.desk.gate)

    def staff(self, id: StaffId, on: dt.date | None = None) -> str:
        """
        Somebody by name and id, or by the id alone.
        """
        host = self.desk.host
        member = host.people.staff(id, on=on or host.today())
        within = sorted(unit for unit in member.units if unit in self._reach) if member else ()
        if member is None or not within:
            return id
        name = self._sight.staff(member, *within).name
        return f"{name} ({id})" if name else id

    def client(self, key: CaseKey) -> str:
        """
        A client of a case by name and id; one whose identity is protected by the name only for
        those who may see it, which is logged.
        """
        named = self._sight.client(key.client, key.unit)
        return f"{client_name(self.voice, named)} ({key.client})"

    def unit(self, id: UnitId) -> str:
        found = self.desk.host.people.unit(id)
        return f"{found.name} ({id})" if found and found.name != id else id

    def reason(self, reason: Reason) -> str:
        """
        The reason in words; one that a plug-in brought along without words, by its code.
        """
        try:
            facts = self._named(reason.facts)
            return text(self.voice.language, f"reasons.{reason.code}", **facts)
        except UnknownText:
            return reason.code

    def code(self, code: str) -> str:
        """
        In short what the rules would have refused history for; without words, the code.
        """
        try:
            return self.voice.text(f"remark.{code}")
        except UnknownText:
            return code

    def _named(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        named = readable(facts, self.voice)
        staff, unit, day = facts.get("staff"), facts.get("unit"), facts.get("day")
        if isinstance(staff, str):
            named["staff"] = self.staff(staff, day if isinstance(day, dt.date) else None)
        if isinstance(unit, str):
            named["unit"] = self.unit(unit)
        return named
