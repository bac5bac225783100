"""
What a follow-up measures against: limits and targets, as plain values.
"""

import datetime as dt
from fractions import Fraction

import attrs

from fastomsorg.terms import Service


@attrs.frozen
class Kept:
    """
    The kinds of what is recorded as done (*utfört*) that a figure looks for.

    Nothing is looked for where there is no kind.
    """

    plan: frozenset[str] = frozenset()
    review: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()


@attrs.frozen
class Aims:
    """
    What the follow-up measures against (*gränser och mål*); None where there is no target.

    *offered_within*, *appointed_within* and *planned_within* are days from the start, whose first
    day is nought, and no day before *counted_from* is counted. *reviewed_since* is the first day on
    which a plan or a review is recent enough. *clients_per_contact* is the most that one contact
    should have. *contact_share* is how large a share of each client's visits the primary should
    make at least, or with *exceeded* more than; *not_daily* the services that are not given every
    day. *scheduled* is between which shares a contact's working time with own clients should lie.
    *losing_on* is the first day without the transition that entitles some contacts.
    """

    offered_within: int | None = None
    appointed_within: int | None = None
    planned_within: int | None = None
    reviewed_since: dt.date | None = None
    clients_per_contact: int | None = None
    contact_share: Fraction | None = None
    exceeded: bool = False
    scheduled: tuple[Fraction, Fraction] | None = None
    losing_on: dt.date | None = None
    counted_from: dt.date = dt.date.min
    not_daily: frozenset[Service] = frozenset()
    kept: Kept = attrs.field(factory=Kept)

    def met_by(self, share: Fraction) -> bool:
        """
        Is the target for the contact's share reached (*nås målet*)? Without a target it always is.
        """
        least = self.contact_share
        return least is None or (share > least if self.exceeded else share >= least)
