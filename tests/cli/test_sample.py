"""
The made-up municipality: the same every time, by the rules, whatever its size.
"""

import datetime as dt
import tracemalloc
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from fastomsorg.cli._sample import UNTIL, write_sample
from fastomsorg.cli._sample._clients import _own_day
from fastomsorg.decisions import title_of
from fastomsorg.law import Ground, Outcome, rules_on
from fastomsorg.statistics import changed_contacts, counted_by_age
from fastomsorg.terms import Act, IdentityNumber, Role, Setting, Status, day_of
from fastomsorg.wire.tables import TABLES
from tests.cli.tables import ages, lives_of, rows_of, staff_of, taken_in

CLIENTS = 400


@cache
def contents() -> dict[str, bytes]:
    return made(CLIENTS, seed=1)


def made(clients: int, **how: Any) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        write_sample(Path(folder), clients=clients, **how)
        return {name: (Path(folder) / f"{name}.csv").read_bytes() for name in TABLES}


@cache
def tables() -> dict[str, list[Any]]:
    return {
        name: list(rows_of(f"{name}.csv", BytesIO(content))) for name, content in contents().items()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    again, other = made(CLIENTS, seed=1), made(CLIENTS, seed=2)

    assert again == contents()
    assert all(other[name] != content for name, content in contents().items())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("mine")

    with pytest.raises(FileExistsError):
        write_sample(tmp_path, clients=3, seed=1)

    assert (tmp_path / "clients.csv").read_text() == "mine"


def test_it_tells_how_many_rows_there_are_and_of_every_client(tmp_path: Path) -> None:
    told = []

    counts = write_sample(tmp_path, clients=7, seed=1, progress=lambda: told.append(1))

    assert len(told) == 7
    assert counts == {
        name: len((tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()) - 1
        for name in TABLES
    }


def test_all_of_it_is_taken_in_and_only_what_is_odd_on_purpose_is_remarked_on() -> None:
    _, report = taken_in(contents(), today=UNTIL)

    assert report.errors == ()
    assert {tally.table: tally.new for tally in report.tallies} == {
        name: len(rows) for name, rows in tables().items()
    }
    assert {row.case.client for row in report.remarks} == {"10000251"}
    assert {code for row in report.remarks for code in row.remarks} <= {
        "not_selectable",
        "title_missing",
    }


def test_there_are_clients_of_all_ages_each_with_a_number_of_their_own() -> None:
    clients = tables()["clients"]
    count = counted_by_age([client.id for client in clients], ages(clients, UNTIL).get)

    assert (count.total, count.unknown) == (CLIENTS, 0)
    assert count.younger / count.total == pytest.approx(1 / 6, abs=0.02)
    assert len({client.personal_number for client in clients}) == CLIENTS
    assert {
        IdentityNumber.parse(client.personal_number, today=UNTIL).kind.value for client in clients
    } == {"temporary"}


def test_no_two_of_a_quarter_of_a_million_clients_have_the_same_number() -> None:
    days = {_own_day(7, number) for number in range(250_000)}

    assert len(days) == 250_000
    assert max(turn for _, turn in days) < 100


def test_every_row_of_the_table_of_the_exception_is_among_the_staff() -> None:
    staff = staff_of(tables()["staff"], tables()["employments"])
    day = dt.date(2025, 7, 1)
    found = Counter(
        (answer.outcome, answer.ground, bool(answer.remarks))
        for member in staff.values()
        for answer in [title_of(member, on=day, rules=rules_on(day))]
    )

    assert set(found) == {
        (Outcome.ENTITLED, Ground.CERTIFICATE, False),
        (Outcome.ENTITLED, Ground.TRANSITION, False),
        (Outcome.ENTITLED, Ground.TRANSITION, True),
        (Outcome.UNCLEAR, None, True),
        (Outcome.NOT_ENTITLED, None, False),
    }


def test_every_answer_is_given_and_years_of_changes_are_told() -> None:
    lives = lives_of(tables()["enactments"], tables()["registrations"])
    statuses = Counter(life.status_on(UNTIL) for life in lives.values())
    years = {row.on.year for row in tables()["registrations"]}
    changed = changed_contacts(lives.items(), on=UNTIL, age_of=ages(tables()["clients"], UNTIL).get)

    assert set(Status) | {None} == set(statuses)
    assert years == {2022, 2023, 2024, 2025}
    assert changed.count.total > 0
    assert any(life.contacts(Role.DEPUTY) for life in lives.values())


def test_clients_move_come_back_have_two_units_and_services_that_make_no_stay() -> None:
    enactments = tables()["enactments"]
    lives = lives_of(enactments, [])
    stays = Counter(len(life.stays) for life in lives.values())
    units = Counter(key.client for key in lives)

    assert {0, 1, 2} >= set(stays) >= {1, 2}
    assert set(units.values()) == {1, 2}
    assert {row.act for row in enactments} == set(Act)
    assert {row.setting for row in enactments} == {Setting.HOME_CARE, Setting.SHORT_TERM}


def test_visits_are_on_the_days_asked_for_within_stays_and_mostly_by_few() -> None:
    lives = lives_of(tables()["enactments"], tables()["registrations"])
    days = set()
    for visit in tables()["visits"]:
        assert visit.planned_starts is not None
        day = day_of(visit.planned_starts)
        days.add(day)
        key = next(key for key in lives if (key.client, key.unit) == (visit.client, visit.unit))
        assert lives[key].on(day) is not None

    assert days == {UNTIL - dt.timedelta(back) for back in range(14)}
    assert any(len(visit.staff) == 2 for visit in tables()["visits"])
    assert any(not visit.performed for visit in tables()["visits"])


def test_without_visit_days_there_are_no_visits() -> None:
    assert made(20, seed=1, visit_days=0)["visits"].count(b"\n") == 1


def test_a_client_is_the_same_in_a_larger_municipality() -> None:
    smaller = made(130, seed=1, visit_days=0)["clients"].splitlines()
    larger = made(200, seed=1, visit_days=0)["clients"].splitlines()

    assert larger[: len(smaller)] == smaller


def test_a_larger_municipality_takes_no_more_memory(tmp_path: Path) -> None:
    write_sample(tmp_path / "warm", clients=300, seed=3, visit_days=1)
    peaks = []
    for clients in (300, 1_200):
        tracemalloc.start()
        write_sample(tmp_path / str(clients), clients=clients, seed=3, visit_days=1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 2 * peaks[0]
