"""
What one registration gave, as notes and notices are derived from it.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

import attrs

from fastomsorg.care import StaffMember, Unit
from fastomsorg.decisions import AlsoNoted
from fastomsorg.history import Case, Event, RegistrationAnnulled
from fastomsorg.terms import Actor, CaseKey, RegistrationId, StaffId, UnitId


@attrs.frozen
class Wording:
    """
    What the routine calls something that is to be done, and its points (*rutinens ord*); *noted*
    says that doing it gives a note.
    """

    title: str
    items: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    noted: bool = False


@attrs.frozen
class Registered:
    """
    What one registration gave for one case (*registrerat*), and what is known around it.

    *before* and *after* are the case without and with it. *people* are those of `staff_to_name`,
    *units* those written to and those of `units_to_name`; who and what is not among them is named
    by id. *also* is what the local rules want noted beyond what always is; *annulled_had_note*
    says whether there is a note, in this case, of a registration that is annulled here. *wordings*
    are the routine's words for what is done, by kind.
    """

    id: RegistrationId
    events: tuple[Event, ...]
    before: Case
    after: Case
    actor: Actor
    today: dt.date
    people: Mapping[StaffId, StaffMember] = attrs.field(factory=dict, repr=False)
    units: Mapping[UnitId, Unit] = attrs.field(factory=dict)
    also: frozenset[AlsoNoted] = frozenset()
    annulled_had_note: bool = False
    wordings: Mapping[str, Wording] = attrs.field(factory=dict)

    @property
    def case(self) -> CaseKey:
        return self.after.key

    @property
    def annuls(self) -> frozenset[RegistrationId]:
        """
        The registrations that are annulled here (*makulerade registreringar*).
        """
        return frozenset(
            event.registration for event in self.events if isinstance(event, RegistrationAnnulled)
        )

    @cached_property
    def upon(self) -> Case:
        """
        What the rest builds on: the case with nothing but the annulments registered.
        """
        annulments = (each for each in self.events if isinstance(each, RegistrationAnnulled))
        return self.before.with_proposed(tuple(annulments))

    def who(self, staff: StaffId) -> str:
        """
        Somebody as a note names them: name, id, title; the id alone where nothing more is known.
        """
        person = self.people.get(staff)
        if person is None or not person.name:
            return staff
        named = f"{person.name} ({person.id})"
        return f"{named}, {person.title}" if person.title else named

    def unit_name(self, unit: UnitId) -> str:
        """
        The unit as a note names it.
        """
        known = self.units.get(unit)
        return known.name if known else unit
