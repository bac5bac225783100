"""
How large a share of the visits the contacts make, unit by unit.
"""

from __future__ import annotations

from collections.abc import Collection

import attrs

from ._followup_aims import Aims
from ._followup_visits import CaseVisits
from ._shares import Share


@attrs.frozen
class ByContact:
    """
    Visits by the contact (*kontaktens besök*); *below* is the clients for whom the primary does not
    reach the target, of those with visits on days with a primary. None where nobody knows.
    *clients* is how many had visits on days with a contact.
    """

    clients: int = 0
    primary: Share | None = None
    total: Share | None = None
    below: Share | None = None
    not_daily: Share | None = None


def by_contact(visits: Collection[CaseVisits], aims: Aims) -> ByContact:
    """
    What the visits of the cases come to (*kontaktens besök*).
    """
    shares = [each.primary.fraction for each in visits]
    met = [aims.met_by(share) for share in shares if share is not None]
    seldom = [each.not_daily for each in visits if each.not_daily is not None]
    return ByContact(
        clients=sum(each.total.base > 0 for each in visits),
        primary=sum((each.primary for each in visits), Share()),
        total=sum((each.total for each in visits), Share()),
        below=None if aims.contact_share is None else Share(met.count(False), len(met)),
        not_daily=sum(seldom, Share()) if seldom else None,
    )
