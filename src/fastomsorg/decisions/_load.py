"""
How many clients may somebody be contact for?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from fastomsorg.terms import Malformed, Role, Service


def _whole_and_not_negative(_: object, field: attrs.Attribute[Any], got: int | None) -> None:
    if got is not None and got < 0:
        raise Malformed("not_a_number_of", field=field.name, got=str(got))


@attrs.frozen
class Span:
    """
    How few and how many (*lägst och högst*), both included; None where no limit is set.
    """

    fewest: int | None = attrs.field(default=None, validator=_whole_and_not_negative)
    most: int | None = attrs.field(default=None, validator=_whole_and_not_negative)

    def __attrs_post_init__(self) -> None:
        if self.fewest is not None and self.most is not None and self.most < self.fewest:
            raise Malformed("span_upside_down", fewest=self.fewest, most=self.most)

    def __contains__(self, amount: Fraction | int) -> bool:
        return not self.below(amount) and not self.above(amount)

    def below(self, amount: Fraction | int) -> bool:
        return self.fewest is not None and amount < self.fewest

    def above(self, amount: Fraction | int) -> bool:
        return self.most is not None and amount > self.most


ANY = Span()
"""No limit either way (*ingen gräns*)."""


def _all_positive(_: object, __: attrs.Attribute[Any], weights: Mapping[Service, Fraction]) -> None:
    for service, weight in weights.items():
        if weight <= 0:
            raise Malformed("weight_not_positive", service=service.value, got=str(weight))


@attrs.frozen
class Load:
    """
    How many clients one person holds a seat for at a unit (*brukare per kontakt*), by role.

    A client weighs 1, or as much as the heaviest of the granted services: one without a weight
    of its own weighs 1. An appointment over the limit gets a remark, or with *refuses* is refused.
    *source* is the document that sets the limits, and *chosen* says what was chosen beside it.
    """

    limits: Mapping[Role, Span] = attrs.field(factory=dict, hash=False)
    weights: Mapping[Service, Fraction] = attrs.field(
        factory=dict, hash=False, validator=_all_positive
    )
    refuses: bool = False
    source: str = ""
    chosen: str | None = None

    def limit(self, role: Role) -> Span:
        """
        How few and how many clients the seat may be held for (*gräns för rollen*).
        """
        return self.limits.get(role, ANY)

    def weight(self, services: Iterable[Service]) -> Fraction:
        """
        What a client with the services weighs (*vikt*): 1 where nothing else is said.
        """
        return max((self.weights.get(each, Fraction(1)) for each in services), default=Fraction(1))
