"""
Has somebody room for one client more?
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from fastomsorg.history import Case
from fastomsorg.terms import CaseKey, ClientId, Role, Service, StaffId, UnitId

from ._given import Given
from ._reason import Reason, blocking, warning


def over_limit(
    staff: StaffId,
    role: Role,
    case: CaseKey,
    on: dt.date,
    services: frozenset[Service],
    given: Given,
) -> Iterator[Reason]:
    """
    Is somebody contact for more than the routine says (*över gränsen*), with this client counted?

    A remark, or where the routine refuses it an obstacle.
    """
    local = given.local(case.unit, on)
    load = local.load
    if load is None or load.limit(role).most is None:
        return
    carried = dict(given.carried(staff, role, case.unit, on))
    carried[case.client] = load.weight(services)
    amount = sum(carried.values(), Fraction())
    if load.limit(role).above(amount):
        stands = blocking if load.refuses else warning
        yield stands(
            "load_exceeded",
            staff=staff,
            role=role.value,
            amount=told(amount),
            most=load.limit(role).most,
            unit=case.unit,
            day=on,
            basis=local.basis_of("load"),
        )


def told(amount: Fraction) -> int | str:
    """
    An amount as a text has it (*antal*): whole, or with at most two decimals.
    """
    return amount.numerator if amount.denominator == 1 else f"{round(float(amount), 2):g}"


def carrying(given: Given, cases: Mapping[CaseKey, Case]) -> Given:
    """
    What is given, with the *cases* as they stand by now: whom everybody is contact for follows.
    """

    def carried(
        staff: StaffId, role: Role, unit: UnitId, on: dt.date
    ) -> Mapping[ClientId, Fraction]:
        load = given.local(unit, on).load
        standing = dict(given.carried(staff, role, unit, on))
        for key, case in cases.items():
            if key.unit == unit:
                standing.pop(key.client, None)
                if load is not None and case.life.holder_on(on, role) == staff:
                    standing[key.client] = load.weight(case.services_on(on))
        return standing

    return attrs.evolve(given, carried=carried)
