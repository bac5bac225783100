"""
A calendar file: days that nobody is busy, which a later export of the same thing updates.
"""

from collections.abc import Iterable

from icalendar import Calendar, Event

from fastomsorg.routine import CalendarEntry
from fastomsorg.terms import ONE_DAY
from fastomsorg.texts import Language

PRODUCT = "-//fastomsorg//fastomsorg-calendar 1//{language}"


def calendar(entries: Iterable[CalendarEntry], language: Language) -> str:
    """
    The entries as one file of RFC 5545 (*kalenderfil*), the same for the same entries.

    Each is an event of one whole day: calendars that people use show those, and pass over what is
    marked as a task. One that no longer applies is cancelled, so that it goes away where it was.
    """
    made = Calendar()
    made.add("prodid", PRODUCT.format(language=language.value.upper()))
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for entry in entries:
        made.add_component(_event(entry))
    written: bytes = made.to_ical()
    return written.decode("utf-8")


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@fastomsorg")
    event.add("dtstamp", entry.stamp)
    event.add("last-modified", entry.stamp)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + ONE_DAY)
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event
