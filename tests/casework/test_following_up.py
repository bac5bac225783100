"""
The follow-up at a desk: authorised, logged, of whole units; published, without small counts.
"""

import datetime as dt
from fractions import Fraction
from io import BytesIO

import attrs
import pytest

from fastomsorg.casework import Casework, Desk, TableFile
from fastomsorg.routine import profile
from fastomsorg.statistics import HIDDEN, Aims, Share, Sheet
from fastomsorg.terms import (
    Actor,
    Malformed,
    NotAuthorised,
    Period,
    Permission,
    Purpose,
    Service,
    UnknownId,
)
from fastomsorg.testing import MemoryStore

NOW = dt.datetime(2025, 2, 17, 9, 0, tzinfo=dt.UTC)
YEAR = Period.through(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
TABLES = {
    "units": (
        "id,name,provider,municipality\n"
        "north,Norr,Kommunen,Testköping\nsouth,Söder,Kommunen,Testköping\nwest,Väst,Omsorg AB,\n"
    ),
    "clients": (
        "id,name,born,protected\n"
        "1,Test Ett,1940-05-01,false\n2,Test Två,1980-05-01,false\n3,Test Tre,1939-05-01,true\n"
    ),
    "staff": (
        "id,name,units,selectable,certificate_from\n"
        "ann,Test Ann,north|south,true,2023-09-01\nbo,Test Bo,north|south,true,\n"
    ),
    "employments": (
        "staff,employer,title,permanent,from\nbo,Kommunen,assistant_nurse,true,2020-01-01\n"
    ),
    "enactments": (
        "id,client,unit,from,services\ne1,1,north,2024-01-01,personal_care\n"
        "e2,2,north,2024-01-01,personal_care|cleaning\n"
        "e3,3,north,2024-01-01,alarm\ne4,1,south,2024-01-01,personal_care\n"
    ),
    "registrations": (
        "client,unit,on,status,primary,deputy,reason\n"
        "1,north,2024-02-01,accepted,ann,bo,\n"
        "2,north,2024-02-01,accepted,bo,,\n"
        "2,north,2024-06-01,accepted,ann,,client_wish\n"
        "1,south,2024-02-01,accepted,bo,,\n"
    ),
    "visits": (
        "id,client,unit,starts,ends,services,staff\n"
        "v1,1,north,2024-03-01T08:00,2024-03-01T08:30,personal_care,ann\n"
        "v2,1,north,2024-03-02T08:00,2024-03-02T08:30,cleaning,bo\n"
        "v3,2,north,2024-12-20T08:00,2024-12-20T08:30,cleaning|personal_care,ann\n"
        "v4,1,south,2024-03-01T10:00,2024-03-01T10:30,personal_care,ann\n"
        "v5,2,north,2024-01-20T08:00,2024-01-20T08:30,personal_care,ann\n"
        "v6,1,north,2024-03-03T08:00,2024-03-03T08:30,personal_care,\n"
    ),
}


@pytest.fixture
def casework() -> Casework:
    store = MemoryStore()
    for actor in ("keeper", "northerner"):
        store.policy.add_actor(Actor(actor))
    for permission in Permission:
        store.policy.grant("keeper", permission, None)
    store.policy.grant("northerner", Permission.SEARCH, "north")
    casework = Casework(
        storage=store, people=store, policy=store.policy, visits=[store], clock=lambda: NOW
    )
    files = [
        TableFile(f"{kind}.csv", kind, BytesIO(text.encode())) for kind, text in TABLES.items()
    ]
    assert casework.acting(Actor("keeper")).import_tables(files).stored
    return casework


def following(casework: Casework, actor: str = "keeper") -> Desk:
    return casework.acting(Actor(actor), Purpose.FOLLOW_UP)


def by_unit(sheet: Sheet, section: str, column: str) -> list[object]:
    """
    The figure of the whole, then unit by unit.
    """
    found = sheet.section(section)
    return [row.values[found.columns.index(column)] for row in found.rows]


def test_a_municipality_is_followed_up_as_a_whole_and_unit_by_unit(casework: Casework) -> None:
    found = following(casework).followup(YEAR, municipality="Testköping")

    assert (found.about, [unit.id for unit in found.units]) == ("Testköping", ["north", "south"])
    assert found.clients == 3
    assert by_unit(found, "answers", "clients") == [4, 3, 1]
    assert by_unit(found, "answers", "offered") == [Share(3, 4), Share(2, 3), Share(1, 1)]
    assert by_unit(found, "others", "offered") == [Share(3, 3), Share(2, 2), Share(1, 1)]
    assert by_unit(found, "only_alarm", "offered") == [Share(0, 1), Share(0, 1), Share(0, 0)]
    assert by_unit(found, "waits", "offers_median") == [31, 31, 31]
    assert by_unit(found, "changes", "reason_client_wish") == [1, 1, 0]


def test_contacts_that_the_transition_entitles_are_counted_by_the_law_of_the_day(
    casework: Casework,
) -> None:
    found = following(casework).followup(YEAR)

    assert found.aims.losing_on == dt.date(2033, 7, 1)
    assert by_unit(found, "footing", "certificate") == [2, 2, 0, 0]
    assert by_unit(found, "footing", "transition") == [1, 0, 1, 0]
    assert by_unit(found, "footing", "losing") == [Share(1, 3), Share(0, 2), Share(1, 1), Share()]


def test_visits_are_counted_by_the_contact_of_the_unit_on_the_day(casework: Casework) -> None:
    aims = Aims(contact_share=Fraction(1, 2), not_daily=frozenset({Service.CLEANING}))

    found = following(casework).followup(YEAR, municipality="Testköping", aims=aims)

    assert by_unit(found, "visits", "by_primary") == [Share(2, 4), Share(2, 3), Share(0, 1)]
    assert by_unit(found, "visits", "by_contact") == [Share(3, 4), Share(3, 3), Share(0, 1)]
    assert by_unit(found, "visits", "not_daily") == [Share(1, 2), Share(1, 2), Share()]
    assert by_unit(found, "visits", "below") == [Share(1, 3), Share(0, 2), Share(1, 1)]
    assert {why.value: count for why, count in found.excluded.items()} == {"no_staff": 1}


def test_working_time_is_counted_where_the_hours_are_known(casework: Casework) -> None:
    found = following(casework).followup(YEAR, hours={"ann": 6000})

    assert by_unit(found, "work", "scheduled")[0] == Share(0, 6000)


def test_what_is_published_hides_what_is_small(casework: Casework) -> None:
    found = following(casework).followup(YEAR, municipality="Testköping", published=True)

    assert (found.threshold, found.clients) == (5, HIDDEN)
    assert set(by_unit(found, "answers", "offered")) == {HIDDEN}
    assert set(by_unit(found, "footing", "transition")) == {HIDDEN}


@pytest.mark.parametrize("asked", [{"units": ["south"]}, {"municipality": "Testköping"}])
def test_every_unit_must_be_permitted_and_a_denial_is_logged(
    casework: Casework, asked: dict[str, object]
) -> None:
    with pytest.raises(NotAuthorised):
        following(casework, "northerner").followup(YEAR, **asked)  # type: ignore[arg-type]

    *_, row = casework.host.storage.accesses()
    assert (row.action, row.outcome.value, row.unit) == ("followup", "denied", "south")


def test_without_a_choice_it_is_of_everything_within_reach_and_is_logged(
    casework: Casework,
) -> None:
    found = following(casework, "northerner").followup(YEAR)

    *_, row = casework.host.storage.accesses()
    assert [unit.id for unit in found.units] == ["north"]
    assert (row.action, row.outcome.value, row.unit, row.actor) == (
        *("followup", "allowed", "north", "northerner"),
    )


def test_a_case_is_not_handled_by_following_up(casework: Casework) -> None:
    with pytest.raises(NotAuthorised) as denied:
        casework.acting(Actor("keeper"), Purpose.CASE_HANDLING).followup(YEAR)

    assert denied.value.code == "purpose_not_allowed"


@pytest.mark.parametrize(
    ("period", "asked", "code"),
    [
        (Period(dt.date(2024, 1, 1)), {}, "period_not_over"),
        (Period.through(YEAR.start, dt.date(2025, 2, 18)), {}, "period_not_over"),
        (YEAR, {"provider": "Kommunen", "units": ["north"]}, "followup_of_several"),
        (YEAR, {"provider": "Kommun"}, "unknown_provider"),
        (YEAR, {"municipality": "Testby"}, "unknown_municipality"),
        (YEAR, {"units": ["east"]}, "unknown_unit"),
    ],
)
def test_what_cannot_be_followed_up_is_said(
    casework: Casework, period: Period, asked: dict[str, object], code: str
) -> None:
    with pytest.raises((Malformed, UnknownId)) as refused:
        following(casework).followup(period, **asked)  # type: ignore[arg-type]

    assert refused.value.code == code


def test_a_period_may_end_today(casework: Casework) -> None:
    today = Period.through(dt.date(2025, 2, 17), dt.date(2025, 2, 17))

    assert following(casework).followup(today).clients == 3


def test_limits_and_targets_are_those_that_the_routines_of_the_units_have_alike(
    casework: Casework,
) -> None:
    host = casework.host
    lund, orebro = (profile(name).versions[-1] for name in ("lund", "orebro"))
    local = Casework(
        storage=host.storage,
        people=host.people,
        policy=host.policy,
        routine=lambda unit, on: orebro if unit == "south" else lund,
        clock=lambda: NOW,
    )

    one = following(local).followup(YEAR, units=["north"]).aims
    both = following(local).followup(YEAR, municipality="Testköping").aims

    assert (one.offered_within, one.appointed_within, one.planned_within) == (14, 14, 30)
    assert (one.contact_share, one.exceeded, one.clients_per_contact) == (
        *(Fraction(1, 4), False, 4),
    )
    assert one.reviewed_since == dt.date(2024, 7, 1)
    assert {"plan", "plan_short_term"} <= one.kept.plan
    assert (both.offered_within, both.contact_share, both.losing_on) == (
        *(None, None, dt.date(2033, 7, 1)),
    )


def test_at_least_a_half_and_more_than_a_half_are_not_the_same_target(casework: Casework) -> None:
    host = casework.host
    orebro = profile("orebro").versions[-1]
    half = orebro.targets.contact_share
    assert half is not None
    looser = attrs.evolve(
        orebro,
        targets=attrs.evolve(orebro.targets, contact_share=attrs.evolve(half, more_than=False)),
    )
    local = Casework(
        storage=host.storage,
        people=host.people,
        policy=host.policy,
        routine=lambda unit, on: orebro if unit == "south" else looser,
        clock=lambda: NOW,
    )

    both = following(local).followup(YEAR, municipality="Testköping").aims

    assert half.more_than
    assert (None, False) == (both.contact_share, both.exceeded)
