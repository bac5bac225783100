"""
The follow-up for a board: what was offered and answered, who the contacts are, how well it works.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from fastomsorg.care import Unit
from fastomsorg.terms import CaseKey, Period, StaffId, UnitId

from ._counted import Exclusion
from ._followup_aims import Aims
from ._followup_answers import Answers, answers_of
from ._followup_cases import FollowedCase
from ._followup_contacts import (
    Changes,
    ContactLoad,
    Footing,
    TitleOf,
    changes_of,
    footing_of,
)
from ._followup_shares import ByContact, by_contact
from ._followup_visits import CaseVisits
from ._followup_waits import Waits, waits_of
from ._followup_work import plans, relatives, reviewed, scheduled
from ._fortnight import Fortnight
from ._shares import Share


@attrs.frozen
class Followed:
    """
    What one unit comes to (*uppföljning per enhet*), or all of them (*unit* None).

    A client with home care from two units is counted at each. *everybody* are all, *only_alarm*
    those of them with a security alarm and nothing else, *others* the rest. *losing* is how many
    lose their contact's entitlement with the transition. *scheduled*, *plans*, *reviewed* and
    *relatives* are None where nothing is recorded.
    """

    unit: Unit | None
    everybody: Answers
    others: Answers
    only_alarm: Answers
    offers: Waits
    appointments: Waits
    footing: Mapping[Footing, int]
    losing: Share | None
    load: ContactLoad
    changes: Changes
    visits: ByContact
    scheduled: Share | None = None
    plans: Waits | None = None
    reviewed: Share | None = None
    relatives: Share | None = None


@attrs.frozen
class Evidence:
    """
    What a follow-up is made of (*underlag*), besides the cases.

    *visits* are None where there are none to count; *minutes* and *hours* are what each contact is
    scheduled for with own clients, and works, in minutes; None where nobody knows.
    """

    title_of: TitleOf
    visits: Mapping[CaseKey, CaseVisits] | None = None
    minutes: Mapping[StaffId, int] | None = None
    hours: Mapping[StaffId, int] | None = None
    fortnight: Fortnight | None = None
    excluded: Mapping[Exclusion, int] = attrs.field(factory=dict)


@attrs.frozen
class FollowUp:
    """
    The follow-up (*uppföljning*) of a period: unit by unit, and the *whole*.

    *about* is the unit, provider or municipality, or empty for several units; *clients* is how many
    different people the *whole* is about on the last day. Different staff in two weeks are those of
    *fortnight*, None where there are no visits.
    """

    about: str
    period: Period
    aims: Aims
    whole: Followed
    units: tuple[Followed, ...]
    clients: int
    fortnight: Fortnight | None = None
    excluded: Mapping[Exclusion, int] = attrs.field(factory=dict)
    engine: str = "python"


def follow_up(
    cases: Iterable[FollowedCase],
    *,
    about: str,
    period: Period,
    units: Sequence[Unit],
    aims: Aims,
    of: Evidence,
    engine: str = "python",
) -> FollowUp:
    """
    The follow-up (*uppföljning för nämnden*) of cases at the units, in one pass.
    """
    at: dict[UnitId, list[FollowedCase]] = {unit.id: [] for unit in units}
    for case in cases:
        at[case.key.unit].append(case)
    everything = [case for here in at.values() for case in here]
    all_visits = None if of.visits is None else of.visits.values()
    visits = {} if of.visits is None else _by_unit(of.visits, units)
    return FollowUp(
        about=about,
        period=period,
        aims=aims,
        whole=_followed(None, everything, all_visits, aims, of),
        units=tuple(_followed(unit, at[unit.id], visits.get(unit.id), aims, of) for unit in units),
        clients=len({case.key.client for case in everything if case.state}),
        fortnight=of.fortnight,
        excluded=of.excluded,
        engine=engine,
    )


def _by_unit(
    visits: Mapping[CaseKey, CaseVisits], units: Iterable[Unit]
) -> Mapping[UnitId, Sequence[CaseVisits]]:
    found: dict[UnitId, list[CaseVisits]] = {unit.id: [] for unit in units}
    for key, of_case in visits.items():
        if key.unit in found:
            found[key.unit].append(of_case)
    return found


def _followed(
    unit: Unit | None,
    cases: Sequence[FollowedCase],
    visits: Collection[CaseVisits] | None,
    aims: Aims,
    of: Evidence,
) -> Followed:
    here = [case for case in cases if case.state is not None]
    held = Counter(case.primary for case in here if case.primary is not None)
    footing, losing = footing_of(held, of.title_of, aims)
    return Followed(
        unit=unit,
        everybody=answers_of(here),
        others=answers_of(case for case in here if not case.only_alarm),
        only_alarm=answers_of(case for case in here if case.only_alarm),
        offers=waits_of((case.offers for case in cases), aims.offered_within),
        appointments=waits_of((case.appointments for case in cases), aims.appointed_within),
        footing=footing,
        losing=losing,
        load=ContactLoad(tuple(sorted(held.values())), aims.clients_per_contact),
        changes=changes_of(cases),
        visits=ByContact() if visits is None else by_contact(visits, aims),
        scheduled=scheduled(held, of.minutes, of.hours),
        plans=plans(cases, aims),
        reviewed=reviewed(here, aims),
        relatives=relatives(here, aims),
    )
