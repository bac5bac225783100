"""
The port for a store that can really forget: what is too old is erased, and stays erased.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Protocol, runtime_checkable

from fastomsorg.history import Case
from fastomsorg.terms import CaseKey

from ._access import Access


class Erasable(StrEnum):
    """
    What is erased of somebody (*gallrade uppgifter*), one kind of row each.
    """

    REGISTRATIONS = "registrations"
    ENACTMENTS = "enactments"
    NOTICES = "notices"
    DELIVERIES = "deliveries"
    SPELLS = "spells"
    VISITS = "visits"
    ABSENCES = "absences"
    PEOPLE = "people"
    ACCESSES = "accesses"


@runtime_checkable
class Erasing(Protocol):
    """
    A store that can erase cases (*gallring*): what was said of the client is gone, not hidden.

    What is left of a registration says that there was one, when, for which purpose and by which
    rules, and not about whom, by whom or what.
    """

    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        """
        Erase the cases, everything or nothing, and add *access* to the read log with it.

        *cases* are as they were read; *staying* are all other cases of the same clients. Gone are
        events, answers, who registered, notices, deliveries, visits and what can be made anew; in
        the read log the row stays, without whom it was about. What is kept about a client and not
        about a case (the people's register, absences) goes with the client's last case.

        Returns how many rows of each kind are gone; a kind without any may be left out. The
        requests' ids stay, and `Storage.answered` tells them from others by an answer that is
        `Answered.erased`. Nothing else that reads finds anything of the cases, and a case of the
        same client at the same unit can begin anew.

        Raises `StaleCase` when a case has another version, or a client a case that is in neither;
        `StoreError` when the store fails.
        """

    def sweep(self) -> bool:
        """
        Leave nothing of what was erased in the files that the store is kept in (*städa*).

        Does nothing where nothing was erased since. False where it could not be done now, or
        not by this user: it is asked for again with the next purge. Raises `StoreError` inside a
        transaction.
        """
