"""
What is told of a registration, and what the read log says of it, for tests.
"""

import datetime as dt

from fastomsorg.hooks import Access, AccessOutcome, Draft
from fastomsorg.journal import (
    Card,
    ContactsChanged,
    JournalNote,
    NoticeKind,
    PlanSnapshot,
    notice_id,
)
from fastomsorg.terms import CaseKey, Instant, Permission, Purpose, Role

from ._case_builders import CASE, FIRST_INSTANT


def a_note(draft: Draft, on: dt.date, *, case: CaseKey = CASE) -> JournalNote:
    """
    A note (*journalanteckning*) about the draft's registration.
    """
    return JournalNote(
        id=notice_id(draft.id, NoticeKind.JOURNAL, case, on),
        case=case,
        registration=draft.id,
        on=on,
        by=draft.actor,
        heading="Fast omsorgskontakt",
        template="accepted/1",
        facts={"primary": "Britta Söder", "deputy": ""},
        text="Brukaren tackar ja till fast omsorgskontakt.",
    )


def a_snapshot(
    draft: Draft, on: dt.date, *, case: CaseKey = CASE, text: str = "Britta Söder, 07012365498"
) -> PlanSnapshot:
    """
    What the plan (*genomförandeplan*) is to show after the draft's registration.
    """
    return PlanSnapshot(
        id=notice_id(draft.id, NoticeKind.PLAN, case, on),
        case=case,
        registration=draft.id,
        on=on,
        lines=(("Ordinarie", text), ("Vice", "")),
    )


def a_contacts_change(draft: Draft, on: dt.date, *, case: CaseKey = CASE) -> ContactsChanged:
    """
    What the planning (*planering*) is told after the draft's registration.
    """
    return ContactsChanged(
        id=notice_id(draft.id, NoticeKind.PLANNING, case, on),
        case=case,
        registration=draft.id,
        on=on,
        contacts=(
            Card(Role.PRIMARY, "brs89", "Britta Söder", "Undersköterska", "07012365498", "", on),
        ),
    )


def an_access(
    at: Instant = FIRST_INSTANT,
    *,
    action: str = "show",
    outcome: AccessOutcome = AccessOutcome.ALLOWED,
    case: CaseKey = CASE,
) -> Access:
    """
    A row of the read log (*åtkomst*).
    """
    return Access(
        actor="susapo",
        purpose=Purpose.CASE_HANDLING,
        permission=Permission.VIEW,
        action=action,
        at=at,
        outcome=outcome,
        unit=case.unit,
        client=case.client,
    )
