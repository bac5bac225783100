"""
What is wrong with a routine, and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import attrs

from fastomsorg.law import Citation
from fastomsorg.terms import Fact, Malformed


@attrs.frozen
class RoutineText:
    """
    A routine as somebody wrote it (*rutinens text*): TOML, and the name of the file it stands in.
    """

    file: str
    text: str = attrs.field(repr=False)


@attrs.frozen
class RoutineProblem:
    """
    Something wrong in a routine (*fel i rutinen*): where, what was got, and what would be right.

    *expected* is a code of the catalogue, *facts* what its text shows. *key* is written as in the
    file, with dots; *line* counts from 1. *basis* is the law that would be weakened, or the
    routine that this one is built on.
    """

    file: str
    line: int
    key: str
    got: str
    expected: str
    facts: Mapping[str, Fact] = attrs.field(factory=dict, hash=False)
    basis: tuple[Citation, ...] = ()


class RoutineError(Malformed):
    """
    A routine that cannot be used (*felaktig rutin*): `problems` holds every one, in order of place.
    """

    default_code = "routine_malformed"
    problems: tuple[RoutineProblem, ...] = ()

    @classmethod
    def of(cls, problems: Iterable[RoutineProblem]) -> RoutineError:
        """
        The error for these problems, of which there is at least one.
        """
        told = tuple(sorted(problems, key=lambda each: (each.file, each.line, each.key)))
        first = told[0]
        error = cls(file=first.file, line=first.line, key=first.key, count=len(told))
        error.problems = told
        return error


def one_of(got: str, known: Iterable[str], code: str) -> tuple[str, Mapping[str, Fact]]:
    """
    What would have been right instead of a word that is none of the *known*: the nearest, or all.
    """
    allowed = tuple(map(str, known))
    nearest = get_close_matches(got, allowed, n=1)
    if nearest:
        return "routine_nearest", {"nearest": nearest[0]}
    return code, {"allowed": allowed}
