"""
What is told to others when something was registered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID, uuid5

import attrs

from fastomsorg.terms import Actor, CaseKey, Fact, Instant, RegistrationId, Role

from ._facts import Facts


class NoticeKind(StrEnum):
    """
    Whom a notice is for (*mottagare*): the journal, the implementation plan, the planning.
    """

    JOURNAL = "journal"
    PLAN = "plan"
    PLANNING = "planning"


@attrs.frozen
class JournalNote:
    """
    A note in the social documentation (*journalanteckning*), which never changes afterwards.

    *template* names the frozen text it was rendered from, as ``accepted/1``; *facts* are what was
    filled in, and cannot be changed; *text* is the Swedish note as it stands in the journal.
    *recorded_at* is the registration's instant, None until it has been committed.
    """

    id: UUID
    case: CaseKey
    registration: RegistrationId
    on: dt.date
    by: Actor
    heading: str
    template: str
    facts: Mapping[str, Fact] = attrs.field(repr=False, converter=Facts)
    text: str = attrs.field(repr=False)
    recorded_at: Instant | None = None


@attrs.frozen
class Card:
    """
    A contact as people are shown it (*kontaktkort*): blank where nothing is filled in.
    """

    role: Role
    staff: str
    name: str = attrs.field(default="", repr=False)
    title: str = ""
    phone: str = attrs.field(default="", repr=False)
    email: str = attrs.field(default="", repr=False)
    since: dt.date | None = None


@attrs.frozen
class PlanSnapshot:
    """
    What the ongoing implementation plan shows from day *on* (*genomförandeplan*): a copy, no link.

    *lines* are label and text, as `plan_lines` gives them.
    """

    id: UUID
    case: CaseKey
    registration: RegistrationId
    on: dt.date
    lines: tuple[tuple[str, str], ...] = attrs.field(repr=False)


@attrs.frozen
class ContactsChanged:
    """
    Who is contact from day *on*, for planning and mobile (*planering*, *mobil omsorg*).
    """

    id: UUID
    case: CaseKey
    registration: RegistrationId
    on: dt.date
    contacts: tuple[Card, ...]


Notice: TypeAlias = JournalNote | PlanSnapshot | ContactsChanged


def kind_of(notice: Notice) -> NoticeKind:
    """
    Whom the notice is for (*mottagare*).
    """
    match notice:
        case JournalNote():
            return NoticeKind.JOURNAL
        case PlanSnapshot():
            return NoticeKind.PLAN
        case ContactsChanged():
            return NoticeKind.PLANNING


def notice_id(registration: RegistrationId, kind: NoticeKind, case: CaseKey, on: dt.date) -> UUID:
    """
    The same id for the same notice, however often it is made: the key against doubles.
    """
    return uuid5(registration, f"{kind}:{case.client}@{case.unit}:{on.isoformat()}")
