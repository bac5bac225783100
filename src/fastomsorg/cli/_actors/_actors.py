"""
Actors and what they may do.
"""

from typing import Any

from fastomsorg.cli._speaking import Voice
from fastomsorg.terms import Actor, Permission, UnitId

Given = tuple[tuple[Permission, UnitId | None], ...]


def plain_actor(actor: Actor, given: Given) -> dict[str, Any]:
    """
    An actor (*handläggare*) as the contract has it; a unit that is null is every unit.
    """
    permissions = [{"permission": each.value, "unit": unit} for each, unit in given]
    return {
        "id": actor.id,
        "name": actor.name,
        "title": actor.title,
        "permissions": permissions,
    }


def show_actor(voice: Voice, actor: Actor, given: Given) -> None:
    voice.say("actor.who", who=f"{actor.name} ({actor.id})" if actor.name else actor.id)
    rows = [(voice.label(each), unit or voice.text("actor.everywhere")) for each, unit in given]
    if rows:
        voice.table(("permission", "unit"), rows)
