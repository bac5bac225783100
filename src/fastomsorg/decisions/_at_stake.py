"""
What does a registration say, itself and through what it takes back?
"""

from collections.abc import Iterator

from fastomsorg.history import Case, Event, Registration, RegistrationAnnulled
from fastomsorg.terms import RegistrationId


def found(case: Case, id: RegistrationId) -> Registration | None:
    """
    The registration with this id, annulled or not.
    """
    return next((each for each in case.registrations if each.id == id), None)


def at_stake(case: Case, registration: Registration) -> Iterator[tuple[Registration, Event]]:
    """
    Every event that begins or ceases to count with the registration, and where it was registered.

    For an annulment they are those of what it annuls, and so on back.
    """
    for event in registration.events:
        if not isinstance(event, RegistrationAnnulled):
            yield registration, event
        elif earlier := _before(case, registration, event):
            yield from at_stake(case, earlier)


def _before(
    case: Case, registration: Registration, event: RegistrationAnnulled
) -> Registration | None:
    earlier = found(case, event.registration)
    return earlier if earlier and earlier.position < registration.position else None
