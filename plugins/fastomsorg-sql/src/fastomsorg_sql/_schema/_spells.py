"""
The read model: the spells of every case, which can be made anew from the ledger.
"""

from sqlalchemy import Column, Index, Text

from fastomsorg.terms import Role, Status
from fastomsorg_sql._types import Day, Uid, Word

from ._columns import key, needed, table


def _seat(role: Role) -> tuple[Column[object], ...]:
    return (
        Column(role.value, Text),
        Column(f"{role.value}_since", Day),
        Column(f"{role.value}_by", Uid),
    )


spell = table(
    "spell",
    key("client", Text()),
    key("unit", Text()),
    key("start", Day()),
    needed("end", Day()),
    needed("stay_start", Day()),
    needed("stay_end", Day()),
    needed("status", Word(Status)),
    *(column for role in Role for column in _seat(role)),
    Index("ix_spell_unit", "unit", "end", "start"),
    clustered=True,
)
