"""
A store, whole: everything over one session, so that it is stored together or not at all.
"""

from __future__ import annotations

from ._accesses import Accesses
from ._append import Appending
from ._chain import Chains
from ._condition import Condition
from ._erase import Eraser
from ._grants import Grants
from ._intake import Intake
from ._keeping import Keeper
from ._lives import Lives
from ._notices import Notices
from ._outbox import Outbox
from ._people import People
from ._registrations import Registrations
from ._session import Session
from ._visits import Visits


class Store(
    Registrations,
    Appending,
    Chains,
    Eraser,
    Lives,
    Notices,
    Outbox,
    Accesses,
    People,
    Intake,
    Visits,
    Keeper,
    Condition,
):
    """
    Storage, people and visits in one database (*lagring*), with what fills and keeps it.

    *policy* is kept in the same database, and is part of the same transactions.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.policy = Grants(session)

    def close(self) -> None:
        """
        Let go of the database (*stäng*).
        """
        self._session.close()
