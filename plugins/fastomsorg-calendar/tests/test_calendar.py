"""
The calendar file, read back by the library that others read it with.
"""

import datetime as dt
from uuid import UUID

import attrs
from fastomsorg_calendar import Plugin, calendar
from icalendar import Calendar, Event

from fastomsorg.hooks import Panel
from fastomsorg.routine import CalendarEntry
from fastomsorg.texts import Language

STAMP = dt.datetime(2025, 2, 3, 9, 11, 5, tzinfo=dt.UTC)
ENTRY = CalendarEntry(
    uid=UUID(int=7),
    day=dt.date(2025, 2, 17),
    title="Upprätta; följ upp, genomförandeplanen – brukare 6016254 " + "å" * 60,
    text="14 dagar från starten 2025-02-03 → 2025-02-17.\nStöd: rutinen, ”sida 1”",
    stamp=STAMP,
    sequence=2,
)


def read(file: str) -> list[Event]:
    return [each for each in Calendar.from_ical(file).walk("VEVENT") if isinstance(each, Event)]


def test_what_is_written_is_read_back_to_the_letter() -> None:
    (event,) = read(calendar([ENTRY], Language.SV))

    assert (
        str(event["uid"]),
        event.decoded("dtstart"),
        event.decoded("dtend"),
        event.decoded("dtstamp"),
        event.decoded("sequence"),
        str(event["summary"]),
        str(event["description"]),
        str(event["status"]),
        str(event["transp"]),
    ) == (
        "00000000-0000-0000-0000-000000000007@fastomsorg",
        dt.date(2025, 2, 17),
        dt.date(2025, 2, 18),
        STAMP,
        2,
        ENTRY.title,
        ENTRY.text,
        "CONFIRMED",
        "TRANSPARENT",
    )


def test_the_file_is_as_the_standard_has_it() -> None:
    file = calendar([ENTRY], Language.SV)
    lines = file.split("\r\n")

    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "\n" not in file.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    assert {"VERSION:2.0", "METHOD:PUBLISH", "CALSCALE:GREGORIAN"} <= set(lines)
    assert "PRODID:-//fastomsorg//fastomsorg-calendar 1//SV" in lines


def test_it_knows_no_errors_and_no_two_alike() -> None:
    other = attrs.evolve(ENTRY, uid=UUID(int=8))
    read_back = Calendar.from_ical(calendar([ENTRY, other], Language.SV))

    assert [error for each in read_back.walk() for error in each.errors] == []
    assert len({str(each["uid"]) for each in read_back.walk("VEVENT")}) == 2


def test_the_same_entries_give_the_same_file() -> None:
    assert calendar([ENTRY], Language.SV) == calendar([ENTRY], Language.SV)


def test_what_no_longer_applies_is_cancelled() -> None:
    (event,) = read(calendar([attrs.evolve(ENTRY, cancelled=True)], Language.SV))

    assert str(event["status"]) == "CANCELLED"


def test_nothing_to_do_is_a_calendar_with_nothing_in_it() -> None:
    assert read(calendar([], Language.EN)) == []


def test_it_answers_through_the_panel() -> None:
    panel = Panel.of(Plugin())

    assert panel.calendar((ENTRY,), Language.SV) == calendar([ENTRY], Language.SV)
