"""
An explained verdict on the title, against a plain function, a rule engine and a law engine.

All of them answer the same question of the same people, and are checked to agree.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import attrs
from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.variables import BaseVariables, boolean_rule_variable
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from fastomsorg.care import Certificate, Employment, StaffMember
from fastomsorg.decisions import title_of
from fastomsorg.law import Outcome, rules_on
from fastomsorg.terms import Period, Title

from ._timing import Figure, each

DAY = dt.date(2026, 3, 2)
A, B, LAST = dt.date(2023, 7, 1), dt.date(2025, 7, 1), dt.date(2033, 6, 30)


def _employed(*periods: Period) -> tuple[Employment, ...]:
    return tuple(
        Employment("B", Title.ASSISTANT_NURSE, True, period, "contract seen") for period in periods
    )


PEOPLE = (
    StaffMember("certified", "", certificate=Certificate(dt.date(2024, 1, 1), "seen")),
    StaffMember("yes-yes", "", employments=_employed(Period(dt.date(2020, 1, 1)))),
    StaffMember(
        "yes-no", "", employments=_employed(Period(dt.date(2020, 1, 1), dt.date(2024, 1, 1)))
    ),
    StaffMember("no-yes", "", employments=_employed(Period(dt.date(2024, 1, 1)))),
    StaffMember("no-no", ""),
)
EXPECTED = ("entitled", "entitled", "entitled", "unclear", "not_entitled")


def plain(staff: StaffMember, on: dt.date) -> str:
    """
    The same conditions as somebody would write them by hand: an answer without reasons.
    """
    if on < A:
        return "entitled"
    if staff.certificate is not None and staff.certificate.start <= on:
        return "entitled"
    if on > LAST:
        return "not_entitled"
    covered_a = covered_b = False
    for job in staff.employments:
        if job.permanent and job.title is Title.ASSISTANT_NURSE:
            start, end = job.period.start, job.period.end
            if start <= A and (end is None or end > A):
                covered_a = True
            if start <= B and (end is None or end > B):
                covered_b = True
    if covered_a:
        return "entitled"
    if covered_b and on >= B:
        return "unclear"
    return "not_entitled"


@attrs.define
class _Case:
    staff: StaffMember
    on: dt.date
    outcome: str = ""


class _Variables(BaseVariables):
    def __init__(self, case: _Case) -> None:
        self.case = case

    @boolean_rule_variable
    def certified(self) -> bool:
        certificate = self.case.staff.certificate
        return certificate is not None and certificate.start <= self.case.on

    @boolean_rule_variable
    def covered_a(self) -> bool:
        return self.case.staff.permanent_with_title_on(A, Title.ASSISTANT_NURSE)

    @boolean_rule_variable
    def covered_b(self) -> bool:
        return self.case.staff.permanent_with_title_on(B, Title.ASSISTANT_NURSE)


class _Actions(BaseActions):
    def __init__(self, case: _Case) -> None:
        self.case = case

    @rule_action()
    def entitled(self) -> None:
        self.case.outcome = "entitled"

    @rule_action()
    def unclear(self) -> None:
        self.case.outcome = "unclear"

    @rule_action()
    def not_entitled(self) -> None:
        self.case.outcome = "not_entitled"


def _rule(action: str, *conditions: tuple[str, bool]) -> dict[str, object]:
    told = [
        {"name": name, "operator": "is_true" if value else "is_false", "value": True}
        for name, value in conditions
    ]
    return {"conditions": {"all": told}, "actions": [{"name": action, "params": {}}]}


RULES = [
    _rule("entitled", ("certified", True)),
    _rule("entitled", ("covered_a", True)),
    _rule("unclear", ("covered_a", False), ("covered_b", True)),
    _rule("not_entitled", ("certified", False), ("covered_a", False), ("covered_b", False)),
]


def by_business_rules(staff: StaffMember, on: dt.date) -> str:
    case = _Case(staff, on)
    run_all(RULES, _Variables(case), _Actions(case), stop_on_first_trigger=True)
    return case.outcome


PERSON = build_entity(key="person", plural="persons", label="Person", is_person=True)


class certified(Variable):  # noqa: N801
    value_type, entity, definition_period = bool, PERSON, DateUnit.DAY


class covered_a(Variable):  # noqa: N801
    value_type, entity, definition_period = bool, PERSON, DateUnit.DAY


class covered_b(Variable):  # noqa: N801
    value_type, entity, definition_period = bool, PERSON, DateUnit.DAY


class entitled(Variable):  # noqa: N801
    value_type, entity, definition_period = bool, PERSON, DateUnit.DAY

    def formula(person, period):  # type: ignore[no-untyped-def]  # noqa: N805
        return person("certified", period) + person("covered_a", period)


class unclear(Variable):  # noqa: N801
    value_type, entity, definition_period = bool, PERSON, DateUnit.DAY

    def formula(person, period):  # type: ignore[no-untyped-def]  # noqa: N805
        return person("covered_b", period) * (person("entitled", period) == False)  # noqa: E712


def _system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([PERSON])
    for variable in (certified, covered_a, covered_b, entitled, unclear):
        system.add_variable(variable)
    return system


def by_openfisca(system: TaxBenefitSystem) -> Callable[[StaffMember, dt.date], str]:
    def answer(staff: StaffMember, on: dt.date) -> str:
        day = on.isoformat()
        certificate = staff.certificate
        facts = {
            "certified": {day: certificate is not None and certificate.start <= on},
            "covered_a": {day: staff.permanent_with_title_on(A, Title.ASSISTANT_NURSE)},
            "covered_b": {day: staff.permanent_with_title_on(B, Title.ASSISTANT_NURSE)},
        }
        built = SimulationBuilder().build_from_entities(system, {"persons": {staff.id: facts}})
        if built.calculate("entitled", day)[0]:
            return "entitled"
        return "unclear" if built.calculate("unclear", day)[0] else "not_entitled"

    return answer


def ours(staff: StaffMember, on: dt.date) -> Outcome:
    return title_of(staff, on=on, rules=rules_on(on)).outcome


def _one(way: Callable[[StaffMember, dt.date], str], times: int) -> float:
    people = len(PEOPLE)
    return each(lambda: [way(person, DAY) for person in PEOPLE], times=times // people) / people


def figures() -> Iterator[Figure]:
    law_engine = by_openfisca(_system())
    ways: dict[str, Callable[[StaffMember, dt.date], str]] = {
        "plain": plain,
        "ours": ours,
        "business-rules": by_business_rules,
        "OpenFisca": law_engine,
    }
    took = {}
    for name, way in ways.items():
        assert tuple(str(way(person, DAY)) for person in PEOPLE) == EXPECTED, name
        times = 300 if name == "OpenFisca" else 20_000
        took[name] = _one(way, times)
    us = {name: f"{value * 1e6:.2f} µs" for name, value in took.items()}
    told = f"{us['ours']} against {us['plain']}"
    yield Figure(
        "explained title verdict / plain function", took["ours"] / took["plain"], 5, detail=told
    )
    for other in ("business-rules", "OpenFisca"):
        yield Figure(
            f"{other} / explained title verdict",
            took[other] / took["ours"],
            10,
            at_least=True,
            detail=us[other],
        )
