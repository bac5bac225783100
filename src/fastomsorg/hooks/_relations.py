"""
The optional part of the people port: who stands close to a client, or speaks for them.
"""

import datetime as dt
from typing import Protocol, runtime_checkable

from fastomsorg.care import Relation
from fastomsorg.terms import ClientId


@runtime_checkable
class Relations(Protocol):
    """
    Relatives, representatives and proxies (*närstående och företrädare*). A people port that keeps
    them has this beside what `People` asks for; one that does not, says nothing of anybody.
    """

    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        """
        Everybody who stands so to the client on the day, in order of id; empty for nobody.
        """
