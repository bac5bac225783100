"""
What each table's rows say, and what is refused in them.
"""

import datetime as dt
from typing import Any

import pytest

from fastomsorg.care import (
    Absence,
    Absentee,
    Certificate,
    Client,
    Employment,
    StaffMember,
    Unit,
    Visit,
    VisitKind,
)
from fastomsorg.terms import (
    Act,
    CaseKey,
    ChangeReason,
    Period,
    Service,
    Setting,
    Status,
    Title,
)
from fastomsorg.wire.tables import EmploymentRow, EnactmentRow, RegistrationRow, StaffRow
from tests.wire.tables.reading import TODAY, errors, rows

DAY = dt.date(2025, 2, 3)
CASE = CaseKey("6016254", "sus")


@pytest.mark.parametrize(
    ("table", "content", "row"),
    [
        ("units", "id,name\nsus,Sus hemtjänst", Unit("sus", "Sus hemtjänst")),
        (
            "units",
            "municipality,name,provider,id\nKarlstad,Sus,Omsorg AB,sus",
            Unit("sus", "Sus", "Omsorg AB", "Karlstad"),
        ),
        ("clients", "id,name\n1,Eva", Client("1", "Eva")),
        (
            "clients",
            (
                "id,name,personal_number,customer_number,born,protected,relatives_told\n"
                "1,Eva,19511021TF21,6016254,1951-10-20,nej,JA"
            ),
            Client("1", "Eva", "19511021TF21", "6016254", dt.date(1951, 10, 20), False, True),
        ),
        ("staff", "id,name,units\nb,Britta,", None),
        (
            "staff",
            "id,name,units\nb,Britta,sus|norr",
            StaffRow(StaffMember("b", "Britta", frozenset({"norr", "sus"}))),
        ),
        (
            "staff",
            (
                "id,name,units,title,phone,email,hsa_id,signature,selectable,available,"
                "certificate_from,certificate_evidence,delegations,languages,team,from\n"
                "b,Britta,sus,Undersköterska,07012365498,b@m.se,SE2120000001-1A,@b,1,0,"
                "2023-08-01,Sett av S,insulin|sond,sv|fi,Blå,2024-01-01"
            ),
            StaffRow(
                StaffMember(
                    "b",
                    "Britta",
                    frozenset({"sus"}),
                    "Undersköterska",
                    "07012365498",
                    "b@m.se",
                    "SE2120000001-1A",
                    "@b",
                    True,
                    False,
                    Certificate(dt.date(2023, 8, 1), "Sett av S"),
                    (),
                    frozenset({"insulin", "sond"}),
                    frozenset({"sv", "fi"}),
                    "Blå",
                ),
                dt.date(2024, 1, 1),
            ),
        ),
        (
            "employments",
            (
                "staff,employer,title,permanent,from,to,evidence\n"
                "b,Kommunen,assistant_nurse,true,2020-01-01,2024-12-31,Avtal"
            ),
            EmploymentRow(
                "b",
                Employment(
                    "Kommunen",
                    Title.ASSISTANT_NURSE,
                    True,
                    Period(dt.date(2020, 1, 1), dt.date(2025, 1, 1)),
                    "Avtal",
                ),
            ),
        ),
        (
            "enactments",
            "id,client,unit,from\nv,6016254,sus,2025-02-03",
            EnactmentRow("v", CASE, DAY),
        ),
        (
            "enactments",
            (
                "id,client,unit,from,to,setting,act,services,decided_on,ordered_on\n"
                "v,6016254,sus,2025-02-03,2025-02-03,short_term,LSS,meals|alarm,2025-02-01,2025-02-02"
            ),
            EnactmentRow(
                "v",
                CASE,
                DAY,
                DAY,
                Setting.SHORT_TERM,
                Act.LSS,
                frozenset({Service.ALARM, Service.MEALS}),
                dt.date(2025, 2, 1),
                dt.date(2025, 2, 2),
            ),
        ),
        (
            "registrations",
            "client,unit,on,status\n6016254,sus,2025-02-03,declined",
            RegistrationRow(CASE, DAY, Status.DECLINED),
        ),
        (
            "registrations",
            (
                "client,unit,on,status,primary,deputy,reason,by,recorded_at\n"
                "6016254,sus,2025-02-03,accepted,brs89,,client_wish,Susanne,2025-02-03 10:11"
            ),
            RegistrationRow(
                CASE,
                DAY,
                Status.ACCEPTED,
                "brs89",
                None,
                ChangeReason.CLIENT_WISH,
                by="Susanne",
                recorded_at=dt.datetime(2025, 2, 3, 9, 11, tzinfo=dt.UTC),
            ),
        ),
        (
            "registrations",
            (
                "client,unit,on,status,assessment,persons_view,by\n"
                "6016254,sus,2025-02-03,no_need,Bara larm,Vill inte,Susanne"
            ),
            RegistrationRow(
                CASE,
                DAY,
                Status.NO_NEED,
                assessment="Bara larm",
                persons_view="Vill inte",
                by="Susanne",
            ),
        ),
        (
            "visits",
            "id,client,unit,planned_starts\nb,6016254,sus,2025-02-03T08:00",
            Visit(
                "b",
                "6016254",
                "sus",
                None,
                None,
                planned_starts=dt.datetime(2025, 2, 3, 7, tzinfo=dt.UTC),
            ),
        ),
        (
            "visits",
            (
                "id,client,unit,starts,ends,planned_starts,planned_ends,kind,services,staff,"
                "planned_staff,performed,registered_afterwards\n"
                "b,6016254,sus,2025-07-03T08:00,2025-07-03T06:30Z,2025-07-03T08:00:30+02:00,,meal,"
                "meals,x|y,z,nej,ja"
            ),
            Visit(
                "b",
                "6016254",
                "sus",
                dt.datetime(2025, 7, 3, 6, tzinfo=dt.UTC),
                dt.datetime(2025, 7, 3, 6, 30, tzinfo=dt.UTC),
                dt.datetime(2025, 7, 3, 6, 0, 30, tzinfo=dt.UTC),
                None,
                VisitKind.MEAL,
                frozenset({Service.MEALS}),
                ("x", "y"),
                ("z",),
                False,
                True,
            ),
        ),
        (
            "absences",
            "who,id,from,to,reason\nstaff,b,2025-02-03,2025-02-03,Semester",
            Absence(Absentee.STAFF, "b", Period(DAY, dt.date(2025, 2, 4)), "Semester"),
        ),
        (
            "absences",
            "who,id,from\nclient,1,2025-02-03",
            Absence(Absentee.CLIENT, "1", Period(DAY)),
        ),
    ],
)
def test_a_row_says_what_its_cells_say(table: str, content: str, row: Any) -> None:
    if row is None:
        assert errors(table, content) == [(2, "units", "", "table_required")]
    else:
        assert rows(table, content) == [row]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (",Eva,,,,,", ("id", "", "table_required")),
        ("1,,,,,,", ("name", "", "table_required")),
        ("a|b,Eva,,,,,", ("id", "a|b", "table_id")),
        ("1,Eva,1938082TF24,,,,", ("personal_number", "1938082TF24", "identity_number_malformed")),
        (
            "1,Eva,195110212121,,,,",
            ("personal_number", "195110212121", "identity_number_check_digit"),
        ),
        (
            "1,Eva,5110212121,,,,",
            ("personal_number", "5110212121", "identity_number_without_century"),
        ),
        (
            "1,Eva,20260101TF01,,,,",
            ("personal_number", "20260101TF01", "identity_number_in_future"),
        ),
        ("1,Eva,19010101TF01,,,,", ("personal_number", "19010101TF01", "identity_number_too_old")),
        (
            "1,Eva,19000229TF01,,,,",
            ("personal_number", "19000229TF01", "identity_number_no_such_day"),
        ),
        ("1,Eva,,,1900-02-29,,", ("born", "1900-02-29", "table_day")),
        ("1,Eva,,,1951-10-32,,", ("born", "1951-10-32", "table_day")),
        ("1,Eva,,,19511021,,", ("born", "19511021", "table_day")),
        ("1,Eva,,,21/10/1951,,", ("born", "21/10/1951", "table_day")),
        ("1,Eva,,,2025-02-18,,", ("born", "2025-02-18", "table_born")),
        ("1,Eva,,,1904-02-17,,", ("born", "1904-02-17", "table_born")),
        ("1,Eva,19511021TF21,,1961-10-21,,", ("born", "1961-10-21", "table_born_far_from_number")),
        ("1,Eva,,,,kanske,", ("protected", "kanske", "table_flag")),
        ("1,Eva,,,,,yes", ("relatives_told", "yes", "table_flag")),
        ("1,E\x07va,,,,,", ("name", "E\x07va", "table_text")),
        ("1,E\u202eva,,,,,", ("name", "E\u202eva", "table_text")),
        ('"1\n2",Eva,,,,,', ("id", "1\n2", "table_id")),
        ("1" * 121 + ",Eva,,,,,", ("id", "1" * 121, "table_id")),
    ],
)
def test_a_client_s_row_that_is_wrong_is_told_of(cells: str, wrong: tuple[str, str, str]) -> None:
    header = "id,name,personal_number,customer_number,born,protected,relatives_told"

    assert errors("clients", f"{header}\n{cells}\n") == [(2, *wrong)]


def test_somebody_born_a_hundred_and_twenty_years_ago_is_believed() -> None:
    (client,) = rows("clients", "id,name,born\n1,Eva,1904-02-18")

    assert client.age_on(TODAY) == 120


def test_without_a_date_of_birth_the_number_s_own_date_is_taken() -> None:
    by_number = rows("clients", "id,name,personal_number\n1,Agda,410101-TF02\n2,Bo,200101+TF03")

    assert [client.born for client in by_number] == [dt.date(1941, 1, 1), dt.date(1920, 1, 1)]
    assert [client.personal_number for client in by_number] == ["19410101TF02", "19200101TF03"]


def test_a_number_of_a_nearby_day_is_no_fault() -> None:
    (client,) = rows("clients", "id,name,personal_number,born\n1,Agda,19410101TF02,1941-06-30")

    assert client.born == dt.date(1941, 6, 30)


def test_a_flag_nobody_has_set_counts_as_protected() -> None:
    protected = rows("clients", "id,name,protected\n1,Eva,\n2,Bo,0\n3,Ida,false\n4,Åke,true")

    assert [client.protected for client in protected] == [True, False, False, True]


def test_staff_are_protected_where_the_table_says_who_is_and_says_nothing_of_them() -> None:
    told = rows("staff", "id,name,units,protected\na,Ann,sus,\nb,Bo,sus,0\nc,Cia,sus,1")
    untold = rows("staff", "id,name,units\na,Ann,sus")

    assert [row.staff.protected for row in told] == [True, False, True]
    assert [row.staff.protected for row in untold] == [False]


@pytest.mark.parametrize(
    ("header", "cells", "wrong"),
    [
        ("id,name,units,hsa_id", "b,B,sus,SE21", ("hsa_id", "SE21", "hsa_id_malformed")),
        ("id,name,units", "b,B,sus|sus", ("units", "sus|sus", "table_several")),
        ("id,name,units", "b,B,sus||norr", ("units", "sus||norr", "table_several")),
        ("id,name,units", 'b,B,"sus|no\nrr"', ("units", "no\nrr", "table_id")),
        (
            "id,name,units,certificate_evidence",
            "b,B,sus,Sett",
            ("certificate_from", "", "table_required_with"),
        ),
        (
            "id,name,units,certificate_from,certificate_evidence",
            "b,B,sus,2023,Sett",
            ("certificate_from", "2023", "table_day"),
        ),
    ],
)
def test_a_staff_row_that_is_wrong_is_told_of(
    header: str, cells: str, wrong: tuple[str, str, str]
) -> None:
    assert errors("staff", f"{header}\n{cells}") == [(2, *wrong)]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (
            "b,K,Undersköterska,ja,2020-01-01,",
            ("title", "Undersköterska", "table_code"),
        ),
        ("b,K,,ja,2020-01-01,", ("title", "", "table_required")),
        ("b,K,other,,2020-01-01,", ("permanent", "", "table_required")),
        ("b,K,other,ja,2020-01-02,2020-01-01", ("to", "2020-01-01", "table_day_not_before")),
        ("b,K,other,ja,2020-01-02,2200-01-01", ("to", "2200-01-01", "table_day")),
    ],
)
def test_an_employment_that_is_wrong_is_told_of(cells: str, wrong: tuple[str, str, str]) -> None:
    header = "staff,employer,title,permanent,from,to"

    assert errors("employments", f"{header}\n{cells}") == [(2, *wrong)]


@pytest.mark.parametrize(
    ("table", "header", "cells", "wrong"),
    [
        (
            "enactments",
            "id,client,unit,from,to",
            "v,1,sus,2025-02-03,2025-02-02",
            ("to", "2025-02-02", "table_day_not_before"),
        ),
        (
            "enactments",
            "id,client,unit,from,act",
            "v,1,s,2025-02-03,sol",
            ("act", "sol", "table_code"),
        ),
        (
            "enactments",
            "id,client,unit,from,services",
            "v,1,s,2025-02-03,meals|dusch",
            ("services", "dusch", "table_code"),
        ),
        (
            "registrations",
            "client,unit,on,status",
            "1,s,2025-02-03,ja",
            ("status", "ja", "table_code"),
        ),
        (
            "registrations",
            "client,unit,on,status,primary",
            "1,s,2025-02-03,declined,b",
            ("primary", "b", "table_blank_unless"),
        ),
        (
            "registrations",
            "client,unit,on,status,assessment",
            "1,s,2025-02-03,accepted,Bara larm",
            ("assessment", "Bara larm", "table_blank_unless"),
        ),
        (
            "registrations",
            "client,unit,on,status,reason",
            "1,s,2025-02-03,accepted,ville",
            ("reason", "ville", "table_code"),
        ),
        (
            "registrations",
            "client,unit,on,status,recorded_at",
            "1,s,2025-02-03,declined,3 feb",
            ("recorded_at", "3 feb", "table_instant"),
        ),
        ("absences", "who,id,from", "brukare,1,2025-02-03", ("who", "brukare", "table_code")),
    ],
)
def test_a_row_that_is_wrong_is_told_of(
    table: str, header: str, cells: str, wrong: tuple[str, str, str]
) -> None:
    assert errors(table, f"{header}\n{cells}") == [(2, *wrong)]


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [
        ("", "", ("starts", "", "table_required_without")),
        ("", "2025-02-03T08:00", ("starts", "", "table_required_without")),
        ("2025-02-03", "", ("starts", "2025-02-03", "table_instant")),
        ("2025-02-03T25:00", "", ("starts", "2025-02-03T25:00", "table_instant")),
        ("2025-02-03T24:00", "", ("starts", "2025-02-03T24:00", "table_instant")),
        ("2025-02-29T08:00", "", ("starts", "2025-02-29T08:00", "table_instant")),
        ("2025-W08-1T08:00", "", ("starts", "2025-W08-1T08:00", "table_instant")),
        ("2025-02-03T08:00+99:00", "", ("starts", "2025-02-03T08:00+99:00", "table_instant")),
        ("1899-12-31T08:00", "", ("starts", "1899-12-31T08:00", "table_instant")),
        ("2025-03-30T02:30", "", ("starts", "2025-03-30T02:30", "table_instant_skipped")),
        (
            "2025-02-03T08:00",
            "2025-02-03T07:59",
            ("ends", "2025-02-03T07:59", "table_instant_not_before"),
        ),
        (
            "2025-02-03T08:00",
            "2025-02-03T06:59Z",
            ("ends", "2025-02-03T06:59Z", "table_instant_not_before"),
        ),
    ],
)
def test_a_visit_at_a_time_that_cannot_be_is_told_of(
    starts: str, ends: str, wrong: tuple[str, str, str]
) -> None:
    content = f"id,client,unit,starts,ends\nb,1,sus,{starts},{ends}"

    assert errors("visits", content) == [(2, *wrong)]


def test_a_visit_in_the_night_the_clock_is_put_back_ends_after_it_began() -> None:
    (visit,) = rows(
        "visits", "id,client,unit,starts,ends\nb,1,sus,2025-10-26T02:50,2025-10-26T02:10"
    )

    assert visit.starts == dt.datetime(2025, 10, 26, 0, 50, tzinfo=dt.UTC)
    assert visit.ends == dt.datetime(2025, 10, 26, 1, 10, tzinfo=dt.UTC)
