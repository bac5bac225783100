"""
How many clients are 65 or older: how the counts of a search are split.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import attrs

from fastomsorg.terms import ClientId

OLDER = 65
"""The age in completed years from which somebody is counted among the older."""

AgeOf: TypeAlias = Callable[[ClientId], int | None]
"""The client's age in completed years on the day asked about, None where it is not known."""


@attrs.frozen
class AgeCounts:
    """
    Clients by age (*65 år och äldre*, *under 65 år*); *unknown* where the date of birth is missing.
    """

    older: int = 0
    younger: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.older + self.younger + self.unknown


def counted_by_age(clients: Iterable[ClientId], age_of: AgeOf) -> AgeCounts:
    """
    The distribution by age (*åldersfördelning*) of clients, each of whom should be given once.
    """
    older = younger = unknown = 0
    for client in clients:
        age = age_of(client)
        if age is None:
            unknown += 1
        elif age >= OLDER:
            older += 1
        else:
            younger += 1
    return AgeCounts(older, younger, unknown)
