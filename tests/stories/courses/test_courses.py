"""
From the start of an enactment to its end, by each routine that comes along: what is due, met, late,
lapsed or waiting for consent on named days.

A day first has what happens, then what is refused, then how it is. What is late, lapsed or blocked
has to be all there is of it; what is due or met only where it is said.
"""

import datetime as dt
import tomllib
from pathlib import Path

import attrs
import pytest

from fastomsorg.casework import Casework, Desk
from fastomsorg.decisions import Granted, Refused
from fastomsorg.routine import Obligation, profile, profiles
from fastomsorg.terms import Permission, UnitId, start_of
from fastomsorg.testing import MemoryStore, a_client, a_staff_member, a_unit, an_actor
from tests.stories.reading import structured
from tests.stories.stages import PEOPLE, Clock
from tests.stories.steps import AnyStep
from tests.stories.story import CERTIFIED, UNITS


@attrs.frozen(kw_only=True)
class Refusal:
    """
    What is asked for, and why it is not granted.
    """

    step: AnyStep
    why: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Day:
    """
    One day: a kind with its last day, as ``plan 2025-02-17``, or alone where it has none.
    """

    on: dt.date
    does: tuple[AnyStep, ...] = ()
    refuses: tuple[Refusal, ...] = ()
    due: tuple[str, ...] | None = None
    met: tuple[str, ...] | None = None
    late: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Course:
    """
    One client at unit A by one routine (*förlopp*); *source* is where the routine comes from.
    """

    name: str
    routine: str
    source: str
    day: tuple[Day, ...]


@attrs.frozen
class _File:
    story: tuple[Course, ...]


def courses() -> list[Course]:
    read = [
        structured(tomllib.loads(file.read_text("utf-8")), _File)
        for file in sorted(Path(__file__).parent.glob("*.toml"))
    ]
    return [course for file in read for course in file.story]


COURSES = courses()


class Playing:
    """
    A casework in memory whose units go by the routine.
    """

    def __init__(self, routine: str) -> None:
        version = profile(routine).versions[-1]
        store, self.clock = MemoryStore(), Clock(start_of(CERTIFIED))
        casework = Casework(
            storage=store,
            people=store,
            policy=store.policy,
            routine=lambda _unit, _on: version,
            clock=self.clock,
        )
        now = self.clock.now
        list(store.put_units((a_unit(id) for id in sorted(UNITS)), now=now))
        list(store.put_clients([a_client("agda")], now=now))
        staff = [(a_staff_member(id, units=UNITS, certified=CERTIFIED), None) for id in PEOPLE]
        list(store.put_staff(staff, now=now))
        store.policy.add_actor(an_actor())
        for permission in Permission:
            store.policy.grant(an_actor().id, permission, None)
        self.desk: Desk = casework.acting(an_actor())

    def by_state(self, on: dt.date, unit: UnitId = "A") -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for due in self.desk.due(unit, on=on, everything=True):
            if due.client is not None:
                found.setdefault(due.obligation.state.value, []).append(_said(due.obligation))
        return {state: tuple(sorted(said)) for state, said in found.items()}


def _said(obligation: Obligation) -> str:
    kind = obligation.kind.kind
    return kind if obligation.due is None else f"{kind} {obligation.due}"


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)
def test_a_course_runs_as_it_is_told(course: Course) -> None:
    playing = Playing(course.routine)
    for day in course.day:
        playing.clock.now = start_of(day.on)
        for step in day.does:
            verdict = playing.desk.submit(step.command({}))
            assert isinstance(verdict, Granted), (day.on, step, verdict)
        for refusal in day.refuses:
            refused = playing.desk.submit(refusal.step.command({}))
            assert isinstance(refused, Refused), (day.on, refusal)
            assert tuple(each.code for each in refused.reasons if each.blocks) == refusal.why

        found = playing.by_state(day.on)
        for state in ("late", "lapsed", "blocked", "due", "met"):
            expected = getattr(day, state)
            if expected is not None:
                assert found.get(state, ()) == tuple(sorted(expected)), (day.on, state)


def test_there_is_a_course_for_every_routine_that_asks_more_than_the_law() -> None:
    assert {course.routine for course in COURSES} == set(profiles()) - {"national"}


def test_every_course_goes_from_the_start_of_an_enactment_to_its_end() -> None:
    for course in COURSES:
        steps = [type(step).__name__ for day in course.day for step in day.does]
        assert (steps[0], {"End", "Move"} & set(steps) != set()) == ("Start", True), course.name
