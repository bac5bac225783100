"""
Whatever is registered, in whatever order of days: who is told sees what holds.
"""

import datetime as dt

import attrs
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.history import Case, Event, Spell
from fastomsorg.journal import (
    Card,
    ContactsChanged,
    Notice,
    PlanSnapshot,
    Registered,
    cards_of,
    notices_for,
    plan_lines_of,
    told_anew,
)
from fastomsorg.terms import ONE_DAY, Role, start_of
from fastomsorg.testing import accepted, an_actor, registered, request, started
from tests.journal.anything import given_by
from tests.journal.scenes import CASE, FEB_1, PEOPLE

BEGUN = Case(CASE, registered((started(FEB_1),), accepted(FEB_1, "brs89")))


@attrs.frozen
class Step:
    """
    So many days go by, the notices of each are released or not, then something is registered.
    """

    days: int
    released: bool
    events: tuple[Event, ...]


STEPS = st.integers(1, 8).flatmap(
    lambda count: st.tuples(
        *(
            st.builds(Step, st.integers(0, 3), st.booleans(), given_by(number))
            for number in range(3, count + 3)
        )
    )
)


class Told:
    """
    A plan and a planning that show what they were told last.
    """

    def __init__(self, spell: Spell | None) -> None:
        self.lines = plan_lines_of(spell, PEOPLE)
        self.held = seats(cards_of(spell, PEOPLE))

    def tell(self, notice: Notice | None) -> None:
        match notice:
            case PlanSnapshot():
                self.lines = notice.lines
            case ContactsChanged():
                self.held = seats(notice.contacts)
            case _:
                pass

    def shows(self, spell: Spell | None) -> bool:
        now = Told(spell)
        return (self.lines, self.held) == (now.lines, now.held)


def seats(cards: tuple[Card, ...]) -> dict[Role, str]:
    return {card.role: card.staff for card in cards}


@attrs.define
class Host:
    """
    What was registered so far, who waits, and who has been told.
    """

    today: dt.date = FEB_1
    case: Case = BEGUN
    waiting: list[tuple[Notice, dt.date]] = attrs.field(factory=list)
    told: Told = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.told = Told(self.case.life.on(self.today))

    def a_day_goes_by(self, *, released: bool) -> None:
        self.today += ONE_DAY
        if released:
            self.release()

    def release(self) -> None:
        due = [each for each in self.waiting if each[1] <= self.today]
        for notice, _ in due:
            self.told.tell(told_anew(notice, self.case, PEOPLE, today=self.today))
        self.waiting = [each for each in self.waiting if each not in due]

    def register(self, events: tuple[Event, ...]) -> None:
        number = self.case.version + 1
        (new,) = registered(events)
        at = start_of(self.today) + dt.timedelta(hours=8)
        new = attrs.evolve(new, id=request(number), position=number, recorded_at=at)
        after = Case(CASE, (*self.case.registrations, new))
        told = notices_for(
            Registered(new.id, events, self.case, after, an_actor(), self.today, PEOPLE)
        )
        self.case = after
        for notice, not_before in told:
            if not_before is None:
                self.told.tell(notice)
            else:
                self.waiting.append((notice, not_before))

    def shows_what_holds(self) -> bool:
        return self.told.shows(self.case.life.on(self.today))


@given(STEPS)
def test_plan_and_planning_show_what_holds_whenever_what_is_due_has_been_told(
    steps: tuple[Step, ...],
) -> None:
    host = Host()
    for step in steps:
        for _ in range(step.days):
            host.a_day_goes_by(released=step.released)
        host.register(step.events)
        host.release()
        assert host.shows_what_holds()
    for _ in range(30):
        host.a_day_goes_by(released=True)
        assert host.shows_what_holds()
