"""
The life of a case: what was, on every day, as far as was known.

Derived from the registrations in four steps, never stored as truth. Pure and total: any list of
registrations, in any order, has exactly one life.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, assert_never

import attrs

from fastomsorg.care import Contact
from fastomsorg.terms import (
    Instant,
    Period,
    RegistrationId,
    Role,
    StaffId,
    Status,
)

from ._enactments import enactments, stays
from ._events import ContactChanged, StatusRecorded
from ._registration import Registration, known_by, without_annulled


@attrs.frozen
class Holding:
    """
    Who holds a seat (*innehavare*), since which day, and the registration that put them there.
    """

    staff: StaffId
    since: dt.date
    by: RegistrationId


@attrs.frozen
class Spell:
    """
    Days in a row with the same state (*skede*), inside one stay.
    """

    period: Period
    stay: Period
    status: Status
    primary: Holding | None = None
    deputy: Holding | None = None
    contact_person: Holding | None = None
    deputy_contact_person: Holding | None = None

    def holder(self, role: Role) -> Holding | None:
        """
        Who holds the seat of *role*, or None where it is empty.
        """
        match role:
            case Role.PRIMARY:
                return self.primary
            case Role.DEPUTY:
                return self.deputy
            case Role.CONTACT_PERSON:
                return self.contact_person
            case Role.DEPUTY_CONTACT_PERSON:
                return self.deputy_contact_person
            case _:
                assert_never(role)


@attrs.frozen
class Life:
    """
    What was the case (*ärendets förlopp*): its spells in order of days, none outside a stay.
    """

    spells: tuple[Spell, ...] = ()

    def on(self, day: dt.date) -> Spell | None:
        """
        The spell that *day* belongs to, or None outside every stay.
        """
        return next((spell for spell in self.spells if day in spell.period), None)

    def status_on(self, day: dt.date) -> Status | None:
        spell = self.on(day)
        return None if spell is None else spell.status

    def holder_on(self, day: dt.date, role: Role) -> StaffId | None:
        """
        The id of whoever holds the seat on *day*, or None.
        """
        spell = self.on(day)
        holding = None if spell is None else spell.holder(role)
        return None if holding is None else holding.staff

    @property
    def stays(self) -> tuple[Period, ...]:
        """
        The stays at the unit (*sammanhängande tid på enheten*), in order of days.
        """
        return tuple(dict.fromkeys(spell.stay for spell in self.spells))

    def contacts(self, role: Role) -> tuple[Contact, ...]:
        """
        Everybody who held the seat, with the days in a row (*innehavare av rollen över tid*).
        """
        held: list[Contact] = []
        for spell in self.spells:
            holding = spell.holder(role)
            if holding is None:
                continue
            last = held[-1] if held else None
            if last and last.staff == holding.staff and last.period.end == spell.period.start:
                held[-1] = Contact(role, last.staff, Period(last.period.start, spell.period.end))
            else:
                held.append(Contact(role, holding.staff, spell.period))
        return tuple(held)


def life(registrations: Iterable[Registration], *, known: Instant | None = None) -> Life:
    """
    What was the case on every day (*ärendets förlopp*), as far as was *known*?
    """
    return life_of(without_annulled(known_by(registrations, known)))


def life_of(standing: tuple[Registration, ...]) -> Life:
    """
    The life that standing registrations give: steps two to four.
    """
    return life_within(stays(enactments(standing)), standing)


def life_within(stays: Iterable[Period], standing: tuple[Registration, ...]) -> Life:
    """
    The life that standing registrations give within the stays: steps three and four.
    """
    recorded = _Recorded.gathered(standing)
    spells: list[Spell] = []
    for stay in stays:
        for spell in _days_of(stay, recorded):
            _append(spells, spell)
    return Life(tuple(spells))


@attrs.frozen
class _Recorded:
    """
    The last answer of each day, and the last change of each seat and day, by position.
    """

    answers: Mapping[dt.date, Status]
    changes: Mapping[dt.date, Mapping[Role, tuple[RegistrationId, ContactChanged]]]

    @classmethod
    def gathered(cls, standing: Iterable[Registration]) -> _Recorded:
        answers: dict[dt.date, Status] = {}
        changes: dict[dt.date, dict[Role, tuple[RegistrationId, ContactChanged]]] = {}
        for registration in standing:
            for event in registration.events:
                if isinstance(event, StatusRecorded):
                    answers[event.on] = event.status
                elif isinstance(event, ContactChanged):
                    changes.setdefault(event.on, {})[event.role] = (registration.id, event)
        return cls(answers, changes)

    def days_within(self, stay: Period) -> list[dt.date]:
        recorded = {*self.answers, *self.changes}
        return sorted({stay.start, *(day for day in recorded if day in stay)})


Seat: TypeAlias = Holding | None
Changes: TypeAlias = Mapping[Role, tuple[RegistrationId, ContactChanged]]
"""The last change of each seat on one day."""


def _days_of(stay: Period, recorded: _Recorded) -> Iterator[Spell]:
    """
    The stay's state from its first day and from each day on which something was recorded.
    """
    days = recorded.days_within(stay)
    status = Status.NOT_ASKED
    primary: Seat = None
    deputy: Seat = None
    person: Seat = None
    second: Seat = None
    for day, until in zip(days, [*days[1:], stay.end], strict=True):
        changes = recorded.changes.get(day, {})
        status = recorded.answers.get(day, status)
        primary, deputy = _contacts(status, primary, deputy, changes)
        person, second = _contact_persons(primary, person, second, changes)
        yield Spell(Period(day, until), stay, status, primary, deputy, person, second)


def _contacts(status: Status, primary: Seat, deputy: Seat, changes: Changes) -> tuple[Seat, Seat]:
    """
    Primary and deputy fall outside *accepted*; one person in both seats is the primary alone.
    """
    if status is not Status.ACCEPTED:
        return None, None
    primary = _seated(primary, changes.get(Role.PRIMARY))
    return primary, _unless_same(_seated(deputy, changes.get(Role.DEPUTY)), primary)


def _contact_persons(
    primary: Seat, person: Seat, deputy: Seat, changes: Changes
) -> tuple[Seat, Seat]:
    """
    A contact person is for whoever has no care contact, and ends the day a primary holds the seat.
    """
    if primary is not None:
        return None, None
    person = _seated(person, changes.get(Role.CONTACT_PERSON))
    deputy = _seated(deputy, changes.get(Role.DEPUTY_CONTACT_PERSON))
    return person, _unless_same(deputy, person)


def _seated(held: Seat, change: tuple[RegistrationId, ContactChanged] | None) -> Seat:
    if change is None:
        return held
    registration, event = change
    if event.staff is None:
        return None
    if held is not None and held.staff == event.staff:
        return held
    return Holding(event.staff, event.on, registration)


def _unless_same(deputy: Seat, first: Seat) -> Seat:
    return None if deputy and first and deputy.staff == first.staff else deputy


def _append(spells: list[Spell], spell: Spell) -> None:
    """
    Add the spell, or make the last one longer where nothing but the days differs.
    """
    last = spells[-1] if spells else None
    if last is not None and _state(last) == _state(spell):
        spells[-1] = attrs.evolve(last, period=Period(last.period.start, spell.period.end))
    else:
        spells.append(spell)


def _state(spell: Spell) -> tuple[Period | Status | Seat, ...]:
    """
    Everything but the days.
    """
    return (
        spell.stay,
        spell.status,
        spell.primary,
        spell.deputy,
        spell.contact_person,
        spell.deputy_contact_person,
    )
