"""
The follow-up as tables: sections with columns, and a row for each unit and for the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

import attrs

from fastomsorg.care import Unit
from fastomsorg.terms import ChangeReason, Period

from ._counted import Exclusion
from ._followup import Followed, FollowUp
from ._followup_aims import Aims
from ._followup_answers import Answers
from ._followup_cases import State
from ._followup_contacts import Footing
from ._followup_waits import Waits
from ._fortnight import Fortnight
from ._shares import Share


class Hidden(Enum):
    """
    What stands for a figure that would give somebody away (*undertryckt*).
    """

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN

Value: TypeAlias = int | Share | Fraction | Hidden | None
"""A count, a share or an exact number; hidden, or None where nothing is recorded."""


@attrs.frozen
class SheetRow:
    """
    A row (*rad*): of one unit, or of the whole (*unit* None). A value for each column.
    """

    unit: Unit | None
    values: tuple[Value, ...]


@attrs.frozen
class Section:
    """
    One table (*avsnitt*): the codes of its columns, the whole first and then unit by unit.

    *unaimed* are the columns that say nothing, because there is no target to say it of.
    """

    code: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    unaimed: frozenset[str] = frozenset()

    @property
    def whole(self) -> Mapping[str, Value]:
        return dict(zip(self.columns, self.rows[0].values, strict=True))


@attrs.frozen
class Sheet:
    """
    The follow-up to be shown or handed over (*uppföljningen i tabeller*).

    *threshold* is the count from which nothing is hidden in a published form, None in one that is
    not for publication.
    """

    about: str
    period: Period
    aims: Aims
    units: tuple[Unit, ...]
    clients: Value
    sections: tuple[Section, ...]
    excluded: Mapping[Exclusion, int]
    engine: str
    threshold: int | None = None

    def section(self, code: str) -> Section:
        """
        The section with this code. Raises `KeyError`.
        """
        return {each.code: each for each in self.sections}[code]


Column: TypeAlias = tuple[str, Callable[[Followed], Value]]


def _answers_of(part: Callable[[Followed], Answers]) -> tuple[Column, ...]:
    return (
        ("clients", lambda each: part(each).cases),
        ("offered", lambda each: part(each).offered),
        ("accepted", lambda each: part(each).accepted),
        ("declined", lambda each: part(each).share(State.DECLINED)),
        ("no_need", lambda each: part(each).share(State.NO_NEED)),
        ("not_asked", lambda each: part(each).share(State.NOT_ASKED)),
        ("with_primary", lambda each: part(each).with_primary),
        ("with_deputy", lambda each: part(each).with_deputy),
    )


def _waits(name: str, part: Callable[[Followed], Waits | None]) -> tuple[Column, ...]:
    def told(value: Callable[[Waits], Value]) -> Callable[[Followed], Value]:
        def of(each: Followed) -> Value:
            waits = part(each)
            return None if waits is None else value(waits)

        return of

    return (
        (name, told(lambda waits: len(waits.days))),
        (f"{name}_median", told(lambda waits: waits.median)),
        (f"{name}_within", told(lambda waits: waits.within)),
        (f"{name}_late", told(lambda waits: waits.late if waits.limit is not None else None)),
    )


def _footing(footing: Footing) -> Column:
    return footing.value, lambda each: each.footing.get(footing, 0)


def _reason(reason: ChangeReason | None) -> Column:
    name = "reason_missing" if reason is None else f"reason_{reason.value}"
    return name, lambda each: each.changes.reasons.get(reason, 0)


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "answers": _answers_of(lambda each: each.everybody),
    "others": _answers_of(lambda each: each.others),
    "only_alarm": _answers_of(lambda each: each.only_alarm),
    "waits": (
        *_waits("offers", lambda each: each.offers),
        *_waits("appointments", lambda each: each.appointments),
    ),
    "footing": (*map(_footing, Footing), ("losing", lambda each: each.losing)),
    "load": (
        ("contacts", lambda each: len(each.load.clients)),
        ("fewest", lambda each: each.load.clients[0] if each.load.clients else None),
        ("load_median", lambda each: each.load.median),
        ("most", lambda each: each.load.clients[-1] if each.load.clients else None),
        ("over", lambda each: each.load.over),
    ),
    "changes": (
        ("changes", lambda each: each.changes.total),
        ("changes_per_year", lambda each: each.changes.per_year),
        *map(_reason, (*ChangeReason, None)),
    ),
    "visits": (
        ("with_visits", lambda each: each.visits.clients if each.visits.primary else None),
        ("by_primary", lambda each: each.visits.primary),
        ("by_contact", lambda each: each.visits.total),
        ("not_daily", lambda each: each.visits.not_daily),
        ("below", lambda each: each.visits.below),
    ),
    "work": (
        ("scheduled", lambda each: each.scheduled),
        *_waits("plans", lambda each: each.plans),
        ("reviewed", lambda each: each.reviewed),
        ("relatives", lambda each: each.relatives),
    ),
}
"""The sections (*avsnitt*) with their columns, in the order they are shown."""

FORTNIGHT = ("measured", "different_median", "different_mean", "many")
"""The columns of the national fourteen days, which are of the whole."""


def sheet(followup: FollowUp) -> Sheet:
    """
    The follow-up in tables (*tabeller*), with every figure: not for publication.
    """
    rows = (followup.whole, *followup.units) if len(followup.units) > 1 else (followup.whole,)
    sections = [
        Section(
            code,
            tuple(name for name, _ in columns),
            tuple(SheetRow(each.unit, tuple(value(each) for _, value in columns)) for each in rows),
            unaimed(followup.aims).intersection(name for name, _ in columns),
        )
        for code, columns in COLUMNS.items()
    ]
    sections.insert(-1, Section("fortnight", FORTNIGHT, (SheetRow(None, _of(followup.fortnight)),)))
    return Sheet(
        about=followup.about,
        period=followup.period,
        aims=followup.aims,
        units=tuple(each.unit for each in followup.units if each.unit),
        clients=followup.clients,
        sections=tuple(sections),
        excluded={why: followup.excluded[why] for why in Exclusion if followup.excluded.get(why)},
        engine=followup.engine,
    )


def _of(fortnight: Fortnight | None) -> tuple[Value, ...]:
    if fortnight is None:
        return None, None, None, None
    return len(fortnight.staff), fortnight.median, fortnight.mean, fortnight.many


def unaimed(aims: Aims) -> frozenset[str]:
    """
    The columns that say nothing (*utan mål*), because there is no target to say it of.
    """
    return frozenset(_unaimed(aims))


def _unaimed(aims: Aims) -> Iterator[str]:
    for name, limit in (
        ("offers", aims.offered_within),
        ("appointments", aims.appointed_within),
        ("plans", aims.planned_within),
    ):
        if limit is None:
            yield from (f"{name}_within", f"{name}_late")
    if aims.losing_on is None:
        yield "losing"
    if aims.clients_per_contact is None:
        yield "over"
    if aims.contact_share is None:
        yield "below"
    if aims.reviewed_since is None:
        yield "reviewed"
