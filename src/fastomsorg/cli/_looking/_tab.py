"""
The client's tab, told as the handbook's page shows it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from fastomsorg.care import Unit
from fastomsorg.casework import CaseTab, ClientTab, ProposedContact, Stamp, UnitContacts
from fastomsorg.cli._speaking import Names, Voice, client_name
from fastomsorg.history import TakenOver
from fastomsorg.journal import Card
from fastomsorg.terms import CaseKey, Role, stockholm

PAIRS = ((Role.PRIMARY, Role.DEPUTY), (Role.CONTACT_PERSON, Role.DEPUTY_CONTACT_PERSON))


def tell_tab(voice: Voice, tab: ClientTab, names: Names) -> None:
    """
    Tell what is of a client on a day (*brukarens flik*).
    """
    voice.document("show", _plain(tab))
    who = client_name(voice, tab.client) if tab.client.name else voice.text("show.protected")
    voice.heading(voice.text("show.client", name=who, id=tab.client.id, on=tab.on))
    if not tab.cases and not tab.elsewhere:
        voice.say("show.no_case")
    for case in tab.cases:
        _show_case(voice, case, CaseKey(tab.client.id, case.unit.id), names)
    if tab.elsewhere:
        voice.line("")
        voice.heading(voice.text("show.elsewhere"))
        for contacts in tab.elsewhere:
            voice.line(names.unit(contacts.unit.id))
            _show_cards(voice, _by_role(contacts.contacts))


def _plain(tab: ClientTab) -> dict[str, Any]:
    return {
        "client": {"id": tab.client.id, "name": tab.client.name},
        "on": tab.on.isoformat(),
        "cases": [_plain_case(case) for case in tab.cases],
        "elsewhere": [_plain_contacts(contacts) for contacts in tab.elsewhere],
    }


def _plain_case(case: CaseTab) -> dict[str, Any]:
    return {
        **_plain_unit(case.unit),
        "ongoing": case.ongoing,
        "status": None if case.status is None else case.status.value,
        **_plain_cards(case.contacts),
        "proposed": _plain_proposed(case.proposed),
        "created": _plain_stamp(case.created),
        "changed": _plain_stamp(case.changed),
        "note_written": case.note_written,
        "plan_updated": case.plan_updated,
        "plan_lines": [line for _, line in case.plan_lines],
        "remarks": list(case.remarks),
    }


def _plain_contacts(contacts: UnitContacts) -> dict[str, Any]:
    return {**_plain_unit(contacts.unit), **_plain_cards(contacts.contacts)}


def _plain_unit(unit: Unit) -> dict[str, Any]:
    return {"unit": {"id": unit.id, "name": unit.name}}


def _plain_cards(cards: tuple[Card, ...]) -> dict[str, Any]:
    held = _by_role(cards)
    return {role.value: _plain_card(held.get(role)) for role in Role}


def _plain_card(card: Card | None) -> dict[str, Any] | None:
    if card is None:
        return None
    return {
        "id": card.staff,
        "name": card.name,
        "title": card.title,
        "phone": card.phone,
        "email": card.email,
        "from": None if card.since is None else card.since.isoformat(),
    }


def _plain_proposed(proposed: ProposedContact | None) -> dict[str, Any] | None:
    if proposed is None:
        return None
    return {
        "id": proposed.staff,
        "name": proposed.name,
        "title": proposed.title,
        "phone": proposed.phone,
        "email": proposed.email,
        "from": proposed.since.isoformat(),
    }


def _plain_stamp(stamp: Stamp | None) -> dict[str, Any] | None:
    if stamp is None:
        return None
    return {
        "by": stamp.by,
        "name": stamp.name,
        "at": stamp.at.isoformat(),
        "registration": str(stamp.registration),
    }


def _by_role(cards: tuple[Card, ...]) -> Mapping[Role, Card]:
    return {card.role: card for card in cards}


def _show_case(voice: Voice, case: CaseTab, key: CaseKey, names: Names) -> None:
    status = voice.label(case.status) if case.status else voice.text("show.not_ongoing")
    voice.line("")
    voice.heading(voice.text("show.case", unit=names.unit(case.unit.id), status=status))
    _show_cards(voice, _by_role(case.contacts))
    if case.proposed is not None:
        _show_proposed(voice, case.proposed)
    for label, line in case.plan_lines:
        voice.line(voice.text("show.plan_line", label=label, line=line))
    for said, stamp in (("show.created", case.created), ("show.changed", case.changed)):
        if stamp is not None:
            _show_stamp(voice, said, stamp)
    if case.created is not None:
        _show_told(voice, case)
    for remark, days in _remarked(case.remarks, key, names).items():
        words = names.code(remark)
        voice.item(voice.text("show.remark", remark=words, on=days), "yellow")


def _remarked(
    codes: Iterable[str], key: CaseKey, names: Names
) -> Mapping[str, tuple[dt.date, ...]]:
    """
    The remarks, and the days that what was taken over with each is about.
    """
    days: dict[str, list[dt.date]] = {code: [] for code in codes}
    for registration in names.desk.host.storage.read(key).standing if days else ():
        for event in registration.events:
            if isinstance(event, TakenOver):
                for code in event.remarks:
                    days.get(code, []).append(event.on)
    return {code: tuple(dict.fromkeys(on)) for code, on in days.items()}


def _show_told(voice: Voice, case: CaseTab) -> None:
    voice.say("show.note.written" if case.note_written else "show.note.not_written")
    if case.plan_lines:
        voice.say("show.plan.updated" if case.plan_updated else "show.plan.not_updated")


def _show_cards(voice: Voice, held: Mapping[Role, Card]) -> None:
    for roles in PAIRS:
        cards = [held[role] for role in roles if role in held]
        if cards:
            voice.table(
                ("", *(f"role.{card.role.value}" for card in cards)),
                [
                    (voice.text(f"card.{name}"), *values)
                    for name, values in _rows(cards).items()
                    if any(values)
                ],
            )


def _rows(cards: list[Card]) -> Mapping[str, list[str]]:
    return {
        "staff": [f"{card.name} ({card.staff})" if card.name else card.staff for card in cards],
        "title": [card.title for card in cards],
        "phone": [card.phone for card in cards],
        "email": [card.email for card in cards],
        "since": ["" if card.since is None else card.since.isoformat() for card in cards],
    }


def _show_proposed(voice: Voice, proposed: ProposedContact) -> None:
    named = f"{proposed.name} ({proposed.staff})" if proposed.name else proposed.staff
    said = (named, proposed.title, proposed.phone, proposed.email)
    who = ", ".join(filter(None, said))
    voice.line(voice.text("show.proposed", on=proposed.since, who=who))


def _show_stamp(voice: Voice, key: str, stamp: Stamp) -> None:
    at = stamp.at.astimezone(stockholm()).replace(tzinfo=None)
    who = f"{stamp.name} ({stamp.by})" if stamp.name and stamp.name != stamp.by else stamp.by
    voice.line(voice.text(key, who=who, at=at))
