"""
Does somebody have what the local routine asks of a contact?
"""

import datetime as dt
from collections.abc import Iterator

from fastomsorg.care import StaffMember
from fastomsorg.terms import Role, Service

from ._local import LocalRules
from ._reason import Reason, blocking, warning

LOCAL_OBSTACLES = frozenset(
    {
        "delegation_missing",
        "language_missing",
        "another_team",
        "local_obstacle",
        "eligibility_unanswered",
    }
)
"""The obstacles that the law knows nothing of: they keep somebody new out of a seat."""


def demanded(
    member: StaffMember,
    role: Role,
    on: dt.date,
    services: frozenset[Service],
    local: LocalRules,
) -> Iterator[Reason]:
    """
    What somebody lacks of what is demanded for the seat (*lokala krav*), on the day.
    """
    demands = local.demands
    if demands is None or role not in demands.roles:
        return
    lacking = demands.delegations_of(services) - member.delegations
    if lacking:
        yield blocking(
            "delegation_missing",
            staff=member.id,
            day=on,
            delegations=tuple(sorted(lacking)),
            basis=local.basis_of("demands"),
        )
    unspoken = demands.languages - member.languages
    if unspoken:
        yield blocking(
            "language_missing",
            staff=member.id,
            day=on,
            languages=tuple(sorted(unspoken)),
            basis=local.basis_of("demands"),
        )


def at_work(
    member: StaffMember, role: Role, on: dt.date, absent: bool | None, local: LocalRules
) -> Iterator[Reason]:
    """
    Is somebody absent on the day, or can nobody say (*frånvaro*)? A remark, and an obstacle where
    it is demanded that whoever is appointed is at work.
    """
    if absent is False:
        return
    demands = local.demands
    demanded = demands is not None and demands.at_work and role in demands.roles
    stands = blocking if demanded else warning
    basis = local.basis_of("demands") if demanded else ()
    if absent:
        yield stands("absent", staff=member.id, day=on, basis=basis)
    else:
        yield stands("absence_unknown", staff=member.id, day=on, basis=basis)


def in_one_team(
    first: StaffMember | None, deputy: StaffMember | None, on: dt.date, local: LocalRules
) -> Iterator[Reason]:
    """
    Do the primary and the deputy belong to one team (*samma arbetslag*), where that is demanded?

    Whoever has no team, or is not known, belongs to nobody's.
    """
    demands = local.demands
    if demands is None or not demands.one_team or Role.DEPUTY not in demands.roles:
        return
    teams = {member.team if member else "" for member in (first, deputy)}
    if len(teams) > 1 or "" in teams:
        yield blocking(
            "another_team",
            staff=deputy.id if deputy else "",
            day=on,
            basis=local.basis_of("demands"),
        )
