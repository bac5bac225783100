"""
The note of an annulment or a correction: what no longer holds, what holds again, what holds now.
"""

from collections.abc import Iterable, Iterator, Mapping

from fastomsorg.history import Registration, RegistrationAnnulled
from fastomsorg.terms import Fact, day_of
from fastomsorg.texts import AGAIN, GONE, PARTS

from ._afterwards import afterwards, something_noted_ends
from ._in_short import in_short
from ._passages import Passage, together
from ._registered import Registered


def taken_back(registered: Registered, told: tuple[Passage, ...]) -> Passage | None:
    """
    The passage of a registration that annuls, and says what is *told* instead; or None.

    There is one where something is told, where what is annulled had a note, and where an answer
    or a contact that notes show ceases to hold on some day, through whichever registration.
    """
    if not (told or registered.annulled_had_note or something_noted_ends(registered)):
        return None
    annulments = [e for e in registered.events if isinstance(e, RegistrationAnnulled)]
    event = annulments[-1]
    corrected = len(annulments) < len(registered.events)
    facts = {
        "annulled_on": event.on,
        "why": event.reason,
        **_whose(registered, event),
        **together(GONE, _said(registered, _gone(registered))),
        **together(AGAIN, _said(registered, _again(registered))),
        **together(PARTS, afterwards(registered, told)),
    }
    on = told[0].on if told else event.on
    return Passage("corrected/1" if corrected else "annulled/1", on, facts)


def _whose(registered: Registered, event: RegistrationAnnulled) -> Mapping[str, Fact]:
    """
    Who registered what is annulled, and when.
    """
    for registration in registered.before.registrations:
        if registration.id == event.registration:
            name = registration.actor.name or registration.actor.id
            by = {"registered_by": name} if name else {}
            return {"registered_on": day_of(registration.recorded_at), **by}
    return {}


def _gone(registered: Registered) -> Iterator[Registration]:
    """
    What stood and no longer does; with an annulment's own annulment, what it let stand again.
    """
    standing = {each.id for each in registered.after.standing}
    return (each for each in registered.before.standing if each.id not in standing)


def _again(registered: Registered) -> Iterator[Registration]:
    """
    What was annulled and stands again.
    """
    stood = {each.id for each in registered.before.standing}
    standing = {each.id for each in registered.after.standing}
    return (
        each
        for each in registered.before.registrations
        if each.id in standing and each.id not in stood
    )


def _said(registered: Registered, registrations: Iterable[Registration]) -> list[Passage]:
    said = [passage for each in registrations for passage in in_short(registered, each)]
    return sorted(said, key=lambda passage: passage.on)
