"""
What holds from a day on, until something else does.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Generic, TypeVar

import attrs

from fastomsorg.terms import Malformed

from ._citation import Citation

T = TypeVar("T")


def _stated(_: object, attribute: "attrs.Attribute[Any]", given: Any) -> None:
    if not given:
        raise Malformed("source_missing", field=attribute.name)


@attrs.frozen
class Sourced(Generic[T]):
    """
    A value with its source (*källa*): from which day, where, in which words.

    *words* are the deciding Swedish words: in quotation marks where the text is quoted, without
    where its substance is given. *source* is the document that it was read in. Where *confirmed*
    is false the entry counts only for those who ask for unconfirmed law. *transitions* names the
    exceptions that go with a requirement.
    """

    value: T
    start: dt.date
    basis: tuple[Citation, ...] = attrs.field(validator=_stated)
    words: str = attrs.field(validator=_stated)
    source: str = attrs.field(validator=_stated)
    confirmed: bool
    transitions: tuple[str, ...] = ()


def basis_of(answer: Sourced[Any] | None) -> tuple[Citation, ...]:
    """
    Where the law says it; nothing where the library knows of no rule.
    """
    return () if answer is None else answer.basis


def _in_order(entries: Iterable[Sourced[T]]) -> tuple[Sourced[T], ...]:
    return tuple(sorted(entries, key=lambda entry: entry.start))


@attrs.frozen
class Timeline(Generic[T]):
    """
    The answers to one question, each from its first day (*i kraft från*).

    There are no last days: an entry holds until the next begins, so two can never overlap. Two
    entries with one first day are `Malformed`.
    """

    entries: tuple[Sourced[T], ...] = attrs.field(converter=_in_order)

    @entries.validator
    def _one_a_day(self, _: object, entries: tuple[Sourced[T], ...]) -> None:
        for earlier, later in pairwise(entries):
            if earlier.start == later.start:
                raise Malformed("two_entries_one_day", day=later.start)

    def on(self, day: dt.date, *, unconfirmed: bool = False) -> Sourced[T] | None:
        """
        The entry that holds on *day*, or None before the first.

        Entries that are not confirmed are passed over, unless *unconfirmed* asks for them too.
        """
        begun = (entry for entry in reversed(self.entries) if entry.start <= day)
        return next((entry for entry in begun if entry.confirmed or unconfirmed), None)
