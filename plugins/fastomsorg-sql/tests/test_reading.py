"""
What is read comes in order and whole, a page at a time, however much there is.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest
from fastomsorg_sql import Plugin, Store, _lives, _part
from hypothesis import given, settings
from hypothesis import strategies as st

from fastomsorg.history import Event, RegistrationAnnulled, life
from fastomsorg.hooks import Outgoing
from fastomsorg.terms import CaseKey, Period
from fastomsorg.testing import (
    FIRST_DAY,
    FIRST_INSTANT,
    a_draft,
    a_note,
    a_posting,
    a_visit,
    accepted,
    an_absence,
    an_access,
    envelopes,
    request,
    started,
)

OpenStore: TypeAlias = Callable[[str], Store]
CASES = tuple(CaseKey(f"c{client}", unit) for client in range(5) for unit in ("north", "south"))
HOUR = dt.timedelta(hours=1)
ALL_DAYS = Period(dt.date(2000, 1, 1))


@pytest.fixture
def filled(store: Store) -> Store:
    """
    Ten cases with two registrations each, in one posting for every two cases; notes, and more.
    """
    for number, (north, south) in enumerate(zip(CASES[::2], CASES[1::2], strict=True), start=1):
        events = (started(FIRST_DAY), *accepted(FIRST_DAY + HOUR * 24 * number, "brs89"))
        draft = a_draft(number=number, entries=((north, events[:1]), (south, events)))
        day = FIRST_DAY + dt.timedelta(days=number // 2)
        notices = tuple(
            Outgoing(a_note(draft, day, case=case), ("files:a", "files:b"))
            for case in (south, north)
        )
        store.append(
            [a_posting(draft, notices=notices, access=an_access(case=north))],
            now=FIRST_INSTANT + HOUR * number,
        )
    list(store.put_visits(a_visit(FIRST_INSTANT + HOUR * (n // 3), f"v{n}") for n in range(10)))
    list(store.put_absences(an_absence(FIRST_DAY, id=f"c{n}") for n in range(10)))
    return store


def everything(store: Store) -> tuple[list[object], ...]:
    streams: Iterable[Iterable[object]] = (
        store.changes(),
        store.changes(3),
        store.lives(),
        store.lives(unit="south"),
        store.lives(client="c3"),
        store.lives(on=FIRST_DAY),
        store.notes(),
        store.notes(unit="north"),
        store.notes(client="c2", first=FIRST_DAY, last=FIRST_DAY + dt.timedelta(days=2)),
        store.due(FIRST_INSTANT),
        store.accesses(),
        store.visits(ALL_DAYS),
        store.visits(ALL_DAYS, units=frozenset({"north", "south"})),
        store.absences(ALL_DAYS),
    )
    return tuple(list(stream) for stream in streams)


@pytest.mark.parametrize("page", [1, 2, 3, 5, 10])
def test_pages_hold_what_the_whole_holds(
    filled: Store, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    whole = everything(filled)
    monkeypatch.setattr(_part, "PAGE", page)
    monkeypatch.setattr(_lives, "PAGE", page)

    assert [len(each) for each in whole] == [10, 4, 10, 5, 2, 10, 10, 5, 2, 20, 5, 10, 10, 10]
    assert everything(filled) == whole


def test_visits_of_all_days_there_are_have_begun_on_one_of_them(filled: Store) -> None:
    list(filled.put_visits([a_visit(None, "never")]))
    every_day = [Period(dt.date.min), Period(dt.date.min, dt.date.max)]

    assert [len(list(filled.visits(period))) for period in every_day] == [10, 10]


def test_rows_are_put_in_batches_as_they_are_in_one(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = [a_visit(FIRST_INSTANT, f"v{number % 5}") for number in range(10)]
    whole = list(open_store("sqlite://").put_visits(visits))
    monkeypatch.setattr(_part, "PAGE", 3)

    assert list(open_store("sqlite://").put_visits(visits)) == whole


def test_a_rebuild_page_by_page_gives_the_same_lives(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(filled.lives())
    monkeypatch.setattr(_part, "PAGE", 3)

    assert filled.rebuild() == 10
    assert list(filled.lives()) == before


Written: TypeAlias = list[list[tuple[str, tuple[Event, ...]]]]


@pytest.fixture(scope="module")
def much_used(empty_store: Path) -> Iterator[Store]:
    """
    A store that keeps what every example has written.
    """
    store = Plugin().store(
        f"sqlite:///{shutil.copy(empty_store, empty_store.with_name('used.db'))}"
    )
    assert store is not None
    yield store
    store.close()


@settings(deadline=None, max_examples=60)
@given(
    written=st.lists(
        st.lists(
            st.tuples(st.sampled_from(("north", "south")), envelopes(12)),
            min_size=1,
            max_size=2,
            unique_by=lambda entry: entry[0],
        ),
        min_size=1,
        max_size=8,
    ),
    together=st.integers(1, 3),
)
def test_whatever_is_written_lives_are_what_history_says_before_and_after_a_rebuild(
    much_used: Store, written: Written, together: int
) -> None:
    used = len(list(much_used.changes()))
    drafts = [
        a_draft(
            number=used + number,
            entries=tuple(
                (CaseKey(f"c{used}", unit), _renumbered(events, used)) for unit, events in entries
            ),
        )
        for number, entries in enumerate(written, start=1)
    ]
    for first in range(0, len(drafts), together):
        some = drafts[first : first + together]
        read = {key: much_used.read(key) for draft in some for key, _ in draft.entries}
        postings = [a_posting(draft, *read.values()) for draft in some]
        much_used.append(postings, now=FIRST_INSTANT)

    keys = sorted({key for draft in drafts for key, _ in draft.entries})
    expected = [(key, life(much_used.read(key).registrations)) for key in keys]
    kept = [(key, each) for key, each in expected if each.spells]
    before = list(much_used.lives())

    assert list(much_used.lives(client=f"c{used}")) == kept
    much_used.rebuild()
    assert list(much_used.lives()) == before


def _renumbered(events: tuple[Event, ...], used: int) -> tuple[Event, ...]:
    """
    The same with annulments of the requests that follow those that are used.
    """
    return tuple(
        attrs.evolve(event, registration=request(used + event.registration.int))
        if isinstance(event, RegistrationAnnulled)
        else event
        for event in events
    )


@pytest.mark.parametrize(
    ("table", "index", "asked"),
    [
        ("spell", "ix_spell_unit", lambda store: store.lives(unit="north")),
        ("notice", "ix_notice_case_file", lambda store: store.notes(client="c1")),
        ("notice", "ix_notice_note", lambda store: store.notes()),
        ("delivery", "ix_delivery_pending", lambda store: store.due(FIRST_INSTANT)),
        ("visit", "ix_visit_begins", lambda store: store.visits(ALL_DAYS)),
        ("absence", "ix_absence_start", lambda store: store.absences(ALL_DAYS)),
    ],
)
def test_what_is_asked_for_is_found_by_its_index(
    filled: Store, table: str, index: str, asked: Callable[[Store], Iterable[object]]
) -> None:
    plans: list[str] = []
    with filled._session.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
    statements: list[str] = []
    driver.set_trace_callback(statements.append)
    list(asked(filled))
    driver.set_trace_callback(None)
    for statement in statements:
        plans.extend(str(step) for *_, step in driver.execute(f"EXPLAIN QUERY PLAN {statement}"))

    assert [plan for plan in plans if f"{table} USING" in plan and index in plan] != []
    assert [plan for plan in plans if plan == f"SCAN {table}"] == []


def test_the_file_name_of_a_store_may_be_anything(open_store: OpenStore, tmp_path: Path) -> None:
    file = tmp_path / "brukare & personal #1 100%.db"
    open_store(f"sqlite:///{file}").set("purpose", "care")

    assert open_store(f"sqlite:///{file}").setting("purpose") == "care"
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
