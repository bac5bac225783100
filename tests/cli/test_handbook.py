"""
The shipped tables can be read, and give what the handbook shows.
"""

import datetime as dt
from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from fastomsorg.care import Client, Visit
from fastomsorg.cli._handbook import handbook_tables
from fastomsorg.decisions import title_of
from fastomsorg.history import Life
from fastomsorg.law import Outcome, rules_on
from fastomsorg.statistics import AgeCounts, changed_contacts, status_distribution
from fastomsorg.terms import CaseKey, IdentityNumber, Malformed, Role, Status, day_of
from tests.cli.tables import TODAY, ages, lives_of, rows_of, staff_of, taken_in

SUS, NORR = "sus-hemtjanst", "norr-hemtjanst"
SHOWN = dt.date(2024, 11, 1)


@cache
def tables() -> dict[str, list[Any]]:
    read = {}
    for file in handbook_tables():
        with file.open("rb") as stream:
            read[file.name.removesuffix(".csv")] = list(rows_of(file.name, stream))
    return read


@cache
def lives() -> dict[CaseKey, Life]:
    return lives_of(tables()["enactments"], tables()["registrations"])


def named() -> dict[str, Client]:
    return {client.name: client for client in tables()["clients"]}


def test_every_table_is_there_and_can_be_read() -> None:
    assert {name: len(rows) > 2 for name, rows in tables().items()} == dict.fromkeys(
        ("units", "clients", "staff", "employments", "enactments", "registrations", "visits"), True
    )


def test_every_table_is_taken_in_without_an_error_and_without_a_remark() -> None:
    contents = {file.name.removesuffix(".csv"): file.read_bytes() for file in handbook_tables()}

    desk, report = taken_in(contents)

    assert (report.errors, report.remarks) == ((), ())
    assert {tally.table: tally.new for tally in report.tallies} == {
        name: len(rows) for name, rows in tables().items()
    }
    assert desk.state(CaseKey("6016254", SUS), on=SHOWN).status is Status.ACCEPTED


def test_the_search_of_the_handbook_finds_ten_older_and_two_younger_who_said_yes() -> None:
    age_of = ages(tables()["clients"], SHOWN).get

    found = status_distribution(lives().items(), status=Status.ACCEPTED, on=SHOWN, age_of=age_of)

    assert found.count == AgeCounts(older=10, younger=2)
    assert {
        row.staff: (
            len(row.primary),
            len(row.deputy),
            row.total,
            [key.client for key in row.primary],
        )
        for row in found.staff
        if row.staff in {"ann64", "olofser", "brs89"}
    } == {
        "ann64": (1, 0, 1, ["10003005"]),
        "olofser": (1, 0, 1, ["6002389"]),
        "brs89": (3, 0, 3, ["10001979", "10002573", "6016254"]),
    }


def test_the_search_of_the_handbook_finds_one_older_client_who_declined() -> None:
    age_of = ages(tables()["clients"], SHOWN).get

    found = status_distribution(lives().items(), status=Status.DECLINED, on=SHOWN, age_of=age_of)

    assert (found.count, found.clients) == (AgeCounts(older=1), ("10002147",))


@pytest.mark.parametrize(
    ("name", "personal_number", "id"),
    [
        ("Alma Armbrøtt", "19380824TF24", "10003005"),
        ("Anna Eriksson", "19800824TF42", "6002389"),
        ("Eva Sandgreen", "19511021TF21", "6016254"),
        ("Gullan Trygg", "19490301TF01", "10002573"),
        ("Irma Flådig", "19390121TF21", "10001979"),
        ("Bertil Grönare", "19520220TF20", "10002147"),
    ],
)
def test_the_clients_that_the_handbook_names_have_its_numbers(
    name: str, personal_number: str, id: str
) -> None:
    client = named()[name]

    assert (client.personal_number, client.id, client.customer_number) == (personal_number, id, id)
    assert not client.protected


@pytest.mark.parametrize("number", ["1938082TF24", "1980082TF42"])
def test_the_two_numbers_that_lost_a_digit_are_refused_as_they_stand(number: str) -> None:
    with pytest.raises(Malformed):
        IdentityNumber.parse(number, today=TODAY)


def test_everybody_else_has_a_number_for_persons_without_one() -> None:
    kinds = {
        IdentityNumber.parse(client.personal_number, today=TODAY).kind.value
        for client in tables()["clients"]
    }

    assert kinds == {"temporary"}


@pytest.mark.parametrize(
    ("id", "name", "phone", "email"),
    [
        ("brs89", "Britta Söder", "07012365498", "britta@mail.se"),
        ("greal", "Greta Olsson", "0701236542", "greta@mail.com"),
        ("chros", "Charlotte Rosander", "070-3577544", ""),
        ("ann64", "Annika Oberg", "", ""),
        ("olofser", "Birgitta Bäver", "", ""),
    ],
)
def test_the_staff_are_reached_as_the_handbook_says(
    id: str, name: str, phone: str, email: str
) -> None:
    (staff,) = [row.staff for row in tables()["staff"] if row.staff.id == id]

    assert (staff.name, staff.phone, staff.email) == (name, phone, email)


def test_everybody_who_holds_a_seat_was_entitled_selectable_and_there_on_the_first_day() -> None:
    staff = staff_of(tables()["staff"], tables()["employments"])

    for key, life in lives().items():
        for contact in (*life.contacts(Role.PRIMARY), *life.contacts(Role.DEPUTY)):
            member, day = staff[contact.staff], contact.period.start
            answer = title_of(member, on=day, rules=rules_on(day))

            assert (answer.outcome, member.selectable, key.unit in member.units) == (
                Outcome.ENTITLED,
                True,
                True,
            )
            assert member.employed_on(day) is not False


def test_the_four_rows_of_the_table_of_the_exception_are_among_the_staff() -> None:
    staff = staff_of(tables()["staff"], tables()["employments"])
    day = dt.date(2025, 7, 1)

    assert {
        id: title_of(staff[id], on=day, rules=rules_on(day)).outcome
        for id in ("greal", "tomst", "linvi", "petbe")
    } == {
        "greal": Outcome.ENTITLED,
        "tomst": Outcome.ENTITLED,
        "linvi": Outcome.UNCLEAR,
        "petbe": Outcome.NOT_ENTITLED,
    }


def test_one_client_has_got_another_contact_during_the_year() -> None:
    found = changed_contacts(lives().items(), on=SHOWN, age_of=ages(tables()["clients"], SHOWN).get)

    assert [(each.case.client, each.former, each.successor) for each in found.successions] == [
        ("10003209", "tomst", "susun")
    ]


def test_two_clients_are_at_two_units_with_a_contact_at_one() -> None:
    day = dt.date(2025, 2, 1)
    at: dict[str, dict[str, str | None]] = defaultdict(dict)
    for key, life in lives().items():
        if life.on(day) is not None:
            at[key.client][key.unit] = life.holder_on(day, Role.PRIMARY)

    assert {client: units for client, units in at.items() if len(units) > 1} == {
        "10003112": {SUS: "chros", NORR: None},
        "6000022": {SUS: None, NORR: "norfj"},
    }


def test_the_visits_give_the_table_of_the_report_on_staff_continuity() -> None:
    """
    The counts by hand: staff, visits, ordinarie, vice, either; None where nobody held the role.
    """
    table = {}
    for client in named().values():
        visits = [
            visit
            for visit in tables()["visits"]
            if visit.client == client.id and visit.performed and visit.staff
        ]
        if visits:
            table[client.name] = (
                len({staff for visit in visits for staff in visit.staff}),
                len(visits),
                *hits(visits),
            )

    assert table == {
        "Agda Testsson": (3, 3, 1, 0, 1),
        "Alberta MultiUnit": (1, 1, None, None, None),
        "Balder Den Vackre": (1, 1, 0, None, 0),
        "Börje Kvist": (2, 3, 1, 2, 3),
        'Karl "Kalle" Kula': (1, 2, 0, 1, 1),
        "Magnus Mångainsatser": (1, 1, 0, None, 0),
        "Osten Test": (2, 3, 0, None, 0),
    }


def hits(visits: list[Visit]) -> tuple[int | None, int | None, int | None]:
    roles = (Role.PRIMARY, Role.DEPUTY)
    held, made, either = dict.fromkeys(roles, 0), dict.fromkeys(roles, 0), 0
    for visit in visits:
        assert visit.starts is not None
        life = lives()[CaseKey(visit.client, visit.unit)]
        holders = {role: life.holder_on(day_of(visit.starts), role) for role in roles}
        for role, holder in holders.items():
            held[role] += holder is not None
            made[role] += holder in visit.staff
        either += any(holder in visit.staff for holder in holders.values())
    primary, deputy = (made[role] if held[role] else None for role in roles)
    return primary, deputy, either if any(held.values()) else None
