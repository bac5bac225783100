"""
Which journal note a registration gives: one for each case, or none, however much it changed.
"""

from collections.abc import Mapping

from fastomsorg.history import Registration, RegistrationAnnulled, TakenOver
from fastomsorg.terms import Fact, day_of
from fastomsorg.texts import PARTS, Language, note_heading, note_text

from ._notices import JournalNote, NoticeKind, notice_id
from ._passages import Passage, passages
from ._registered import Registered
from ._seats import holders


def journal_note(registered: Registered) -> JournalNote | None:
    """
    The note (*journalanteckning*) a registration gives in its case, or None.

    Noted are: no need, declined, accepted, a new primary, a new deputy (handbook 1.6), what the
    local rules add, and an annulment of something noted. History taken over has its notes in the
    system it came from.
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


def _whole(registered: Registered) -> Passage | None:
    """
    The one passage that says it all: what there is to say of each day, and of an annulment.
    """
    told = tuple(passages(registered))
    annulments = [e for e in registered.events if isinstance(e, RegistrationAnnulled)]
    if annulments and (told or registered.annulled_had_note):
        return _taken_back(registered, annulments[-1], told)
    match told:
        case ():
            return None
        case (only,):
            return only
        case _:
            return Passage("several/1", told[0].on, _together(told))


def _taken_back(
    registered: Registered, event: RegistrationAnnulled, told: tuple[Passage, ...]
) -> Passage:
    facts: dict[str, Fact] = {
        "annulled_on": event.on,
        "why": event.reason,
        **_what_was_annulled(registered, event),
    }
    if told:
        return Passage("corrected/1", told[0].on, {**facts, **_together(told)})
    return Passage("annulled/1", event.on, {**facts, **_what_holds(registered)})


def _what_was_annulled(registered: Registered, event: RegistrationAnnulled) -> Mapping[str, Fact]:
    """
    Who registered it and when, which is how a reader finds its note.
    """
    for registration in registered.before.registrations:
        if registration.id == event.registration:
            return {"registered_on": day_of(registration.recorded_at), **_registrar(registration)}
    return {}


def _registrar(registration: Registration) -> Mapping[str, Fact]:
    name = registration.actor.name or registration.actor.id
    return {"registered_by": name} if name else {}


def _what_holds(registered: Registered) -> Mapping[str, Fact]:
    spell = registered.after.life.on(registered.today)
    if spell is None:
        return {}
    known = {"as_of": registered.today, "status": spell.status.value}
    return {**known, **holders(registered, registered.today)}


def _together(told: tuple[Passage, ...]) -> Mapping[str, Fact]:
    """
    The facts of several passages, each under its number.
    """
    facts: dict[str, Fact] = {PARTS: tuple(passage.template for passage in told)}
    for number, passage in enumerate(told, start=1):
        facts |= {f"{number}.{name}": fact for name, fact in passage.facts.items()}
    return facts


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
