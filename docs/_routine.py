"""
The reference of what a routine can say, and the schema that editors check it by.
"""

import json
from collections.abc import Iterator
from enum import StrEnum

from docs._markdown import fenced, grid, joined, made_from
from fastomsorg.decisions import AlsoNoted
from fastomsorg.law import Operator
from fastomsorg.routine import (
    Anchor,
    MetBy,
    Scope,
    TimeUnit,
    Within,
    keys_of_tables,
    profile,
    profiles,
    routine_schema,
)
from fastomsorg.terms import Act, Party, Role, Service, Setting, Status
from fastomsorg.texts import Language, label

OPENING = """\
A local routine (*rutin*) is a file of [TOML](https://toml.io): text that people write and sign, and
that decisions and obligations go by. [How to write one](../how-to/write-your-routine.md); [why it
cannot weaken the law](../explanation/local-rules.md).

`fastomsorg routine check FILE` tells every fault with file, line and key. An editor that knows JSON
Schema completes the keys and marks what is wrong while it is written: point it to
[`routine.schema.json`](routine.schema.json), in some editors by a first line such as"""

AFTER_SCHEMA = """\
The schema is made from the classes that the reader reads into. What it takes for wrong is wrong;
what only a reader can see (a circle, a routine looser than the board's, an obligation that names
one that is not there) it lets pass, and `routine check` does not.

A key is required where it says so. Later versions, and routines that extend another, say only what
differs: later keys override; obligations are one of each kind, and of one that is there already
only the keys that change are written. `title`, `chosen`, `within`, `checklist`, `applies` and the
stands on open law are said anew as a whole. Whatever changes rests on the document of whoever
changes it."""

HEADINGS = {
    "routine": "The file",
    "rules": "`[rules]`",
    "rule": "A rule with its document",
    "choice": "A stand on open law",
    "counted": "`also_counted`",
    "load": "`[load]`",
    "span": "`limits.primary`, `staff`, `clients`",
    "demands": "`[demands]`",
    "team": "`[team]`",
    "longer_absence": "`[longer_absence]`",
    "targets": "`[targets]`",
    "contact_share": "`[targets.contact_share]`",
    "scheduled": "`[targets.scheduled]`",
    "obligation": "`[[obligation]]`",
    "within": "`within`",
    "applies": "`applies`",
    "checklist": "`checklist`",
}
CODES: tuple[type[StrEnum], ...] = (
    Anchor,
    TimeUnit,
    MetBy,
    Party,
    Scope,
    Status,
    Role,
    Setting,
    Act,
    Service,
    Operator,
    AlsoNoted,
)


def page() -> str:
    """
    Every key by its table, every code, and the routines that come along.
    """
    parts = [
        "# Routines",
        made_from("src/fastomsorg/routine and texts/en/routine_keys.toml"),
        OPENING,
        fenced("toml", "#:schema docs/reference/routine.schema.json"),
        AFTER_SCHEMA,
        *_tables(),
        "## Codes",
        grid(("where", "codes"), ((each.__name__, _codes(each)) for each in CODES)),
        "## Routines that come along",
        grid(("name", "from", "document", "limits"), _profiles()),
    ]
    return joined(parts)


def schema() -> str:
    """
    The schema, explained in Swedish.
    """
    return json.dumps(routine_schema(), indent=2, ensure_ascii=False) + "\n"


def _tables() -> Iterator[str]:
    for table, keys in keys_of_tables(Language.EN).items():
        yield f"## {HEADINGS[table]}"
        required = _required(table)
        rows = ((f"`{key}`", "yes" if key in required else "", said) for key, said in keys.items())
        yield grid(("key", "required", "what it says"), rows)


def _required(table: str) -> list[str]:
    whole = routine_schema(Language.EN)
    if table == "rule":
        return ["value"]
    required: list[str] = (whole if table == "routine" else whole["$defs"][table])["required"]
    return [*required, "title", "anchor"] if table == "obligation" else required


def _codes(words: type[StrEnum]) -> str:
    return ", ".join(f"`{each.value}` ({_called(each)})" for each in words)


def _called(member: StrEnum) -> str:
    return member.value if isinstance(member, Act) else label(Language.EN, member)


def _profiles() -> Iterator[tuple[str, ...]]:
    for name in sorted(profiles()):
        version = profile(name).versions[-1]
        limits = (
            f"`{each.kind}` {_time(each.within)} from `{each.anchor.value}`"
            for each in version.obligations
            if each.within is not None
        )
        yield f"`{name}`", version.start.isoformat(), version.source, "; ".join(limits) or "–"


def _time(within: Within) -> str:
    unit = within.unit.value.removesuffix("s") if within.amount == 1 else within.unit.value
    return f"{within.amount} {unit}"
