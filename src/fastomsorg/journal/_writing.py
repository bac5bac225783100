"""
Which journal note a registration gives: one for each case, or none, however much it changed.
"""

from collections.abc import Mapping

import attrs

from fastomsorg.history import TakenOver
from fastomsorg.terms import Fact, StaffId
from fastomsorg.texts import PARTS, Language, note_heading, note_text

from ._notices import JournalNote, NoticeKind, notice_id
from ._passages import Passage, passages, together
from ._registered import Registered
from ._taken_back import taken_back


def journal_note(registered: Registered) -> JournalNote | None:
    """
    The note (*journalanteckning*) a registration gives in its case, or None.

    Noted are: no need, declined, accepted, a new primary, a new deputy (handbook 1.6), what the
    local rules add, and an annulment of something noted, or one that ends what notes show. History
    taken over has its notes in the system it came from.
    """
    if any(isinstance(event, TakenOver) for event in registered.events):
        return None
    passage = _whole(registered)
    return None if passage is None else _note(registered, passage)


def note_text_in(language: Language, note: JournalNote) -> str:
    """
    The note's text in a language: the Swedish as it stands in the journal, another from its facts.
    """
    if language is Language.SV:
        return note.text
    return note_text(language, note.template, note.facts)


def note_without(note: JournalNote, hidden: Mapping[StaffId, str]) -> JournalNote:
    """
    A copy of the note for somebody who may not know the names of the *hidden* (*avidentifierad*):
    they are named by id alone, in the facts and the text that are shown, not in what is kept.
    """
    facts = {name: _unnamed(fact, hidden) for name, fact in note.facts.items()}
    return attrs.evolve(note, facts=facts, text=note_text(Language.SV, note.template, facts))


def _unnamed(fact: Fact, hidden: Mapping[StaffId, str]) -> Fact:
    """
    Whoever is named, maybe by an earlier name, stands before the id in brackets: `Registered.who`.
    """
    if isinstance(fact, str):
        for id, name in hidden.items():
            _, bracketed, title = fact.partition(f"({id})")
            fact = f"{id}{title}" if bracketed else fact
            fact = fact.replace(name, id) if name else fact
    return fact


def _whole(registered: Registered) -> Passage | None:
    """
    The one passage that says it all: what there is to say of each day, and of an annulment.
    """
    told = tuple(passages(registered))
    if registered.annuls:
        return taken_back(registered, told)
    match told:
        case ():
            return None
        case (only,):
            return only
        case _:
            return Passage("several/1", told[0].on, together(PARTS, told))


def _note(registered: Registered, passage: Passage) -> JournalNote:
    return JournalNote(
        id=notice_id(registered.id, NoticeKind.JOURNAL, registered.case, passage.on),
        case=registered.case,
        registration=registered.id,
        on=passage.on,
        by=registered.actor,
        heading=note_heading(Language.SV),
        template=passage.template,
        facts=passage.facts,
        text=note_text(Language.SV, passage.template, passage.facts),
    )
