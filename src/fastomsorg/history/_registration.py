"""
The envelope that one granted command is kept in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from fastomsorg.terms import Actor, CaseKey, Instant, Purpose, RegistrationId

from ._events import Event, RegistrationAnnulled


@attrs.frozen
class Registration:
    """
    What one granted command gave for one case (*registrering*), never changed afterwards.

    *id* is the id of the request. A move gives two registrations with one id, position and
    instant. *position* and *recorded_at* are given by the storage when it commits and never go
    backwards. *rulebook* is the fingerprint of the law, *routine* the name of the local rules
    that were in use.
    """

    id: RegistrationId
    case: CaseKey
    position: int
    recorded_at: Instant
    actor: Actor
    purpose: Purpose
    events: tuple[Event, ...]
    rulebook: str = ""
    routine: str = ""


def known_by(
    registrations: Iterable[Registration], known: Instant | None
) -> tuple[Registration, ...]:
    """
    What had been registered at *known* (None: everything), in order of position.
    """
    in_order = sorted(registrations, key=lambda registration: registration.position)
    return tuple(
        registration
        for registration in in_order
        if known is None or registration.recorded_at <= known
    )


def without_annulled(registrations: Iterable[Registration]) -> tuple[Registration, ...]:
    """
    The registrations that stand (*gäller*), in order of position.

    Read from the last position back: an annulment reaches only earlier positions, and one that is
    itself annulled annuls nothing.
    """
    in_order = sorted(registrations, key=lambda registration: registration.position)
    return tuple(reversed(list(_standing_from_the_last(reversed(in_order)))))


def _standing_from_the_last(registrations: Iterator[Registration]) -> Iterator[Registration]:
    annulled: set[RegistrationId] = set()
    for registration in registrations:
        if registration.id in annulled:
            continue
        for event in registration.events:
            if isinstance(event, RegistrationAnnulled):
                annulled.add(event.registration)
        yield registration
