"""
Whatever is annulled: the journal says so where it matters, and what holds afterwards.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.history import Event, Life
from fastomsorg.journal import journal_note
from fastomsorg.terms import ONE_DAY, Fact, Role, Status
from fastomsorg.testing import accepted, annulled, started
from tests.journal.anything import given_by
from tests.journal.scenes import FEB_1, happened

Shown: TypeAlias = tuple[object, ...]

DAYS = tuple(FEB_1 + offset * ONE_DAY for offset in range(-5, 30))
"""Every day on which something is registered, and some before and after."""

BEGUN: tuple[tuple[Event, ...], ...] = ((started(FEB_1),), accepted(FEB_1, "brs89"))
UPON = st.integers(0, 6).flatmap(
    lambda count: st.tuples(*(given_by(number) for number in range(3, count + 3)))
)


def shown(life: Life, day: dt.date) -> Shown:
    return (
        life.status_on(day),
        life.holder_on(day, Role.PRIMARY),
        life.holder_on(day, Role.DEPUTY),
    )


def ends(before: Shown, after: Shown) -> bool:
    return any(
        was not in (None, Status.NOT_ASKED) and was != now
        for was, now in zip(before, after, strict=True)
    )


def told_of(facts: Mapping[str, Fact]) -> Iterator[tuple[dt.date, object]]:
    """
    Each day that the note tells of, with the status it then has.
    """
    parts = facts["parts"]
    assert isinstance(parts, tuple)
    for number in range(1, len(parts) + 1):
        part = {name: facts.get(f"parts.{number}.{name}") for name in PLACES}
        first = part["day"] or part["first_day"] or part["from_day"]
        last = part["day"] or part["last_day"] or DAYS[-1]
        assert isinstance(first, dt.date)
        assert isinstance(last, dt.date)
        yield from ((day, part["status"]) for day in DAYS if first <= day <= last)


PLACES = ("day", "first_day", "last_day", "from_day", "status")


@given(UPON, st.data())
def test_an_annulment_is_noted_exactly_where_an_answer_or_a_contact_ends(
    more: tuple[tuple[Event, ...], ...], data: st.DataObject
) -> None:
    upon = (*BEGUN, *more)
    scene = happened(annulled(data.draw(st.integers(1, len(upon)))), upon=upon)
    before, after = scene.before.life, scene.after.life

    note = journal_note(scene)

    assert (note is not None) == any(ends(shown(before, day), shown(after, day)) for day in DAYS)


@given(UPON, st.data())
def test_the_note_tells_what_holds_on_each_day_that_changed(
    more: tuple[tuple[Event, ...], ...], data: st.DataObject
) -> None:
    upon = (*BEGUN, *more)
    number = data.draw(st.integers(1, len(upon)))
    scene = happened(annulled(number), upon=upon, annulled_had_note=True)
    before, after = scene.before.life, scene.after.life
    changed = [day for day in DAYS if shown(before, day) != shown(after, day)]

    note = journal_note(scene)

    assert note is not None
    assert list(told_of(note.facts)) == [
        (day, after.status_on(day) or "outside") for day in changed or [scene.today]
    ]
