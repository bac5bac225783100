"""
What does the local routine ask of a contact beyond the law?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from fastomsorg.terms import Role, Service


@attrs.frozen
class Demands:
    """
    What somebody has to have to be a contact here (*lokala krav på kontakten*), beside the title.

    *delegations* and *languages* are asked of everybody, *delegations_for* of the contact of a
    client who has been granted the service, in a medication delegation's case. With *one_team* the
    primary and the deputy belong to the same team. With *at_work* nobody is appointed for a day on
    which they are absent, which else gets a remark and no more. *roles* are the seats it is asked
    for, and *source* is the document that asks.
    """

    delegations: frozenset[str] = frozenset()
    delegations_for: Mapping[Service, frozenset[str]] = attrs.field(factory=dict, hash=False)
    languages: frozenset[str] = frozenset()
    one_team: bool = False
    at_work: bool = False
    roles: frozenset[Role] = frozenset({Role.PRIMARY, Role.DEPUTY})
    source: str = ""
    chosen: str | None = None

    def delegations_of(self, services: Iterable[Service]) -> frozenset[str]:
        """
        The delegations that the contact of a client with the services must have (*delegeringar*).
        """
        asked = (self.delegations_for.get(each, frozenset()) for each in services)
        return self.delegations.union(*asked)
