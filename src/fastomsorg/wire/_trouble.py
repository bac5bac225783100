"""
What was wrong with plain data, and where: never the value, which may be somebody's.
"""

from collections.abc import Iterator

from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from fastomsorg.terms import FastomsorgError

from ._scalars import Unfit


def faults(error: Exception, where: str = "$") -> Iterator[str]:
    """
    One line for every fault (*fel*): where it is, and what would have been right.
    """
    match error:
        case ClassValidationError() | IterableValidationError():
            placed, unplaced = error.group_exceptions()
            for inner, note in placed:
                yield from _fault_at(inner, where, note)
            for inner in unplaced:
                yield from faults(inner, where)
        case ForbiddenExtraKeysError():
            for name in sorted(map(str, error.extra_fields)):
                yield f"{where}.{name}: unknown"
        case KeyError(args=(name,)):
            yield f"{where}.{name}: missing"
        case Unfit():
            yield f"{where}: {error.expected}"
        case FastomsorgError():
            yield f"{where}: {error.code}"
        case _:
            yield f"{where}: object"


def _fault_at(
    error: Exception, where: str, note: AttributeValidationNote | IterableValidationNote
) -> Iterator[str]:
    if isinstance(note, IterableValidationNote):
        yield from faults(error, f"{where}[{note.index!r}]")
    elif isinstance(error, KeyError):
        yield f"{where}.{note.name}: missing"
    else:
        yield from faults(error, f"{where}.{note.name}")
