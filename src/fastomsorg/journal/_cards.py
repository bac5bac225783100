"""
Contacts as people are shown them: the card, and the lines of the implementation plan.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.history import Spell
from fastomsorg.terms import Role, StaffId
from fastomsorg.texts import Language, label, text

from ._notices import Card

PLAN_ROLES = (Role.PRIMARY, Role.DEPUTY)
"""The seats that the implementation plan shows."""


@attrs.frozen
class UnitCards:
    """
    Who is contact at one unit (*kontakter på enheten*), as a contact card shows it.
    """

    unit: str
    cards: tuple[Card, ...] = ()


def card(role: Role, staff: StaffMember, since: dt.date | None) -> Card:
    """
    The contact as people are shown it (*kontaktkort*).
    """
    return Card(
        role=role,
        staff=staff.id,
        name=staff.name,
        title=staff.title,
        phone=staff.phone,
        email=staff.email,
        since=since,
    )


def cards_of(
    spell: Spell | None,
    people: Mapping[StaffId, StaffMember],
    roles: Iterable[Role] = tuple(Role),
) -> tuple[Card, ...]:
    """
    A card for every seat that somebody holds; somebody not among *people* is shown by id alone.
    """
    held = ((role, spell.holder(role) if spell else None) for role in roles)
    return tuple(
        card(role, people[holding.staff], holding.since)
        if holding.staff in people
        else Card(role, holding.staff, since=holding.since)
        for role, holding in held
        if holding is not None
    )


def plan_lines(
    primary: Card | None, deputy: Card | None, language: Language = Language.SV
) -> tuple[tuple[str, str], ...]:
    """
    The plan's lines (*genomförandeplanens rader*), label and text, as handbook 1.7 has them.

    What is not filled in is left out: ``Charlotte Rosander, 070-3577544``.
    """
    return tuple(
        (text(language, f"labels.plan.{role.value}"), _line(held))
        for role, held in zip(PLAN_ROLES, (primary, deputy), strict=True)
        if held is not None
    )


def plan_lines_of(
    spell: Spell | None,
    people: Mapping[StaffId, StaffMember],
    language: Language = Language.SV,
) -> tuple[tuple[str, str], ...]:
    """
    The plan's lines as of a spell: none outside every stay, and none for an empty seat.
    """
    held = {each.role: each for each in cards_of(spell, people, PLAN_ROLES)}
    return plan_lines(held.get(Role.PRIMARY), held.get(Role.DEPUTY), language)


def contact_card(
    on: dt.date, here: UnitCards, others: Iterable[UnitCards] = (), language: Language = Language.SV
) -> str:
    """
    The contact card (*kontaktkort*) to read or print: this unit first, then the other units.
    """
    blocks = [text(language, "labels.card.heading", on=on), _block(here, language)]
    elsewhere = [_block(other, language) for other in others]
    if elsewhere:
        blocks += [text(language, "labels.card.other_units"), *elsewhere]
    return "\n\n".join(blocks)


def _line(held: Card) -> str:
    return ", ".join(filter(None, (held.name or held.staff, held.phone, held.email)))


def _block(unit: UnitCards, language: Language) -> str:
    lines = [unit.unit]
    for held in unit.cards:
        who = ", ".join(filter(None, (held.name or held.staff, held.title)))
        lines.append(f"  {label(language, held.role)}: {who}")
        for name, value in (("phone", held.phone), ("email", held.email)):
            if value:
                lines.append(f"    {text(language, f'labels.card.{name}')}: {value}")
    if not unit.cards:
        lines.append(f"  {text(language, 'labels.card.nobody')}")
    return "\n".join(lines)
