"""
The staff continuity report: the handbook's table, and what always holds.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.care import Visit, VisitKind
from fastomsorg.history import Event, Life, life
from fastomsorg.statistics import (
    Choice,
    ClientContinuity,
    Contacts,
    Counted,
    Exclusion,
    Share,
    StaffContinuity,
    counted,
    staff_continuity,
)
from fastomsorg.terms import CaseKey, Period, Role, start_of
from fastomsorg.testing import a_visit, accepted, ended, registered, seated, started

FIRST, LAST = dt.date(2025, 2, 1), dt.date(2025, 2, 16)
PERIOD = Period.through(FIRST, LAST)
BEFORE = dt.date(2025, 1, 1)


def a_life(primary: str | None, deputy: str | None = None, *later: Event) -> Life:
    answers = accepted(BEFORE, primary, deputy) if primary else ()
    return life(registered((started(BEFORE), *answers, *later)))


def visits(client: str, *staff: str, day: dt.date = FIRST) -> list[Counted]:
    return [Counted(client, "north", day, tuple(each)) for each in staff]


def report(
    made: Iterable[Counted], lives: dict[str, Life], period: Period = PERIOD
) -> StaffContinuity:
    contacts = Contacts((CaseKey(client, "north"), each) for client, each in lives.items())
    return staff_continuity(made, contacts, period=period)


HANDBOOK_LIVES = {
    "Agda": a_life("a"),
    "Alberta": a_life(None),
    "Balder": a_life("a"),
    "Börje": a_life("a", "b"),
    "Karl": a_life("a", "b", seated(Role.DEPUTY, "c", LAST)),
    "Magnus": a_life("a"),
    "Osten": a_life("a"),
}
HANDBOOK_VISITS = (
    *visits("Agda", "a", "x", "y"),
    *visits("Alberta", "x"),
    *visits("Balder", "x"),
    *visits("Börje", "a", "b", "b"),
    *visits("Karl", "b"),
    *visits("Karl", "b", day=LAST),
    *visits("Magnus", "x"),
    *visits("Osten", "x", "x", "y"),
)
HANDBOOK_TABLE = [
    ("Agda", 3, 3, 0, 1, None, 1),
    ("Alberta", 1, 1, 0, None, None, None),
    ("Balder", 1, 1, 0, 0, None, 0),
    ("Börje", 2, 3, 0, 1, 2, 3),
    ("Karl", 1, 2, 0, 0, 1, 1),
    ("Magnus", 1, 1, 0, 0, None, 0),
    ("Osten", 2, 3, 0, 0, None, 0),
]


def hits(share: Share | None) -> int | None:
    return None if share is None else share.hits


def test_the_handbooks_table() -> None:
    found = report(HANDBOOK_VISITS, HANDBOOK_LIVES)

    assert HANDBOOK_TABLE == [
        (
            each.client,
            each.staff,
            each.visits,
            each.double_staffed,
            hits(each.primary),
            hits(each.deputy),
            hits(each.total),
        )
        for each in found.clients
    ]


def test_the_handbooks_head_line() -> None:
    found = report(HANDBOOK_VISITS, HANDBOOK_LIVES)

    assert (Fraction(11, 7), Fraction(1)) == (found.mean, found.median)
    assert (Share(5, 13), 38) == (found.contact_share, found.contact_share.percent)


def test_thirds_are_rounded_one_by_one_and_the_whole_from_its_own_visits() -> None:
    found = report(HANDBOOK_VISITS, HANDBOOK_LIVES)

    borje = found.clients[3]
    shown = [each and each.percent for each in (borje.primary, borje.deputy, borje.total)]
    assert [33, 67, 100] == shown


def test_a_visit_by_both_contacts_counts_once_in_the_total() -> None:
    (agda,) = report(
        [Counted("agda", "north", FIRST, ("a", "b"))], {"agda": a_life("a", "b")}
    ).clients

    assert ClientContinuity("agda", 2, 1, 1, Share(1, 1), Share(1, 1), Share(1, 1)) == agda


def test_only_visits_on_days_with_a_contact_are_in_the_base() -> None:
    appointed = dt.date(2025, 2, 10)
    late = life(registered((started(BEFORE), *accepted(appointed, "a"))))

    found = report([*visits("agda", "a"), *visits("agda", "a", day=appointed)], {"agda": late})

    assert Share(1, 1) == found.contact_share


def test_the_new_contact_counts_on_the_day_of_the_change() -> None:
    changed = a_life("a", None, seated(Role.PRIMARY, "b", LAST))

    found = report(
        [*visits("agda", "a", "b"), *visits("agda", "a", "b", day=LAST)], {"agda": changed}
    )

    assert Share(2, 4) == found.clients[0].primary


def test_nobody_is_contact_before_the_stay_or_after_its_last_day() -> None:
    gone = a_life("a", None, ended(FIRST))
    days = (dt.date(2024, 12, 31), FIRST, dt.date(2025, 2, 2))

    found = report([each for day in days for each in visits("agda", "a", day=day)], {"agda": gone})

    assert Share(1, 1) == found.contact_share


def test_the_contact_is_that_of_the_unit_which_made_the_visit() -> None:
    contacts = Contacts(
        (CaseKey("agda", unit), a_life(primary))
        for unit, primary in (("north", "a"), ("south", "b"))
    )
    made = [Counted("agda", unit, FIRST, ("a",)) for unit in ("north", "south")]

    found = staff_continuity(made, contacts, period=PERIOD)

    assert (1, Share(1, 2)) == (found.clients[0].staff, found.contact_share)


def test_without_a_visit_there_is_no_mean() -> None:
    found = report([], {})

    assert (None, None, Share(), None) == (
        found.mean,
        found.median,
        found.contact_share,
        found.contact_share.percent,
    )


def in_february() -> Visit:
    return a_visit(start_of(FIRST), client="agda", staff=("a",))


TOO_LATE = start_of(LAST + dt.timedelta(1))
NOT_COUNTED = [
    (attrs.evolve(in_february(), performed=False), Exclusion.NOT_PERFORMED),
    (attrs.evolve(in_february(), kind=VisitKind.ALARM), Exclusion.OTHER_KIND),
    (attrs.evolve(in_february(), unit="south"), Exclusion.OTHER_UNIT),
    (attrs.evolve(in_february(), starts=None, ends=None), Exclusion.NO_START),
    (attrs.evolve(in_february(), ends=start_of(BEFORE)), Exclusion.UPSIDE_DOWN),
    (attrs.evolve(in_february(), starts=TOO_LATE, ends=None), Exclusion.OUTSIDE_PERIOD),
    (attrs.evolve(in_february(), client="somebody else"), Exclusion.OUTSIDE_STAY),
    (attrs.evolve(in_february(), staff=()), Exclusion.NO_STAFF),
]


@pytest.mark.parametrize(("visit", "why"), NOT_COUNTED, ids=[why for _, why in NOT_COUNTED])
def test_a_visit_that_does_not_count_is_counted_by_its_reason(visit: Visit, why: Exclusion) -> None:
    choice = Choice(
        PERIOD, units=frozenset({"north"}), in_stay=lambda client, _unit, _on: client == "agda"
    )
    excluded: Counter[Exclusion] = Counter()

    assert [] == list(counted([visit], choice, excluded))
    assert {why: 1} == excluded


def test_staff_who_stand_there_twice_took_part_once() -> None:
    made = attrs.evolve(in_february(), staff=("a", "a"))

    (found,) = counted([made], Choice(PERIOD), Counter())

    assert ("a",) == found.staff


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_both_days_of_the_period_are_in_it(day: dt.date) -> None:
    made = attrs.evolve(in_february(), starts=start_of(day), ends=None)

    assert [day] == [each.on for each in counted([made], Choice(PERIOD), Counter())]


STAFF = st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True).map(tuple)
VISITS = st.lists(
    st.builds(
        Counted,
        st.sampled_from(["agda", "balder"]),
        st.sampled_from(["north", "south"]),
        st.dates(FIRST, LAST),
        STAFF,
    )
)
CHANGES = st.lists(
    st.builds(
        seated,
        st.sampled_from([Role.PRIMARY, Role.DEPUTY]),
        st.sampled_from(["a", "b", "c"]),
        st.dates(FIRST, LAST),
    ),
    max_size=4,
)


@given(VISITS, CHANGES)
def test_every_figure_is_what_somebody_would_count_by_hand(
    made: list[Counted], changes: list[Event]
) -> None:
    of_agda = a_life("a", "b", *changes)

    found = {each.client: each for each in report(made, {"agda": of_agda}).clients}

    for client in {each.client for each in made}:
        own = [each for each in made if each.client == client]
        expected = (len({who for each in own for who in each.staff}), len(own))
        assert expected == (found[client].staff, found[client].visits)
    with_either = [
        (of_agda.holder_on(each.on, Role.PRIMARY), of_agda.holder_on(each.on, Role.DEPUTY), each)
        for each in made
        if (each.client, each.unit) == ("agda", "north")
    ]
    if with_either:
        came = sum(one in each.staff or two in each.staff for one, two, each in with_either)
        assert Share(came, len(with_either)) == found["agda"].total


@given(st.permutations(HANDBOOK_VISITS))
def test_the_order_of_visits_does_not_matter(made: list[Counted]) -> None:
    assert report(HANDBOOK_VISITS, HANDBOOK_LIVES) == report(made, HANDBOOK_LIVES)
