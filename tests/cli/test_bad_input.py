"""
What cannot be is refused: clearly, in both languages, with the right exit code, nothing stored.
"""

import shutil
import sqlite3
from collections.abc import Callable

import pytest

from tests.cli.shell import Shell

EVA, OLGA, RUT, BERTIL = "6016254", "10003341", "10003112", "10002147"
SUS, NORR, VAST = "sus-hemtjanst", "norr-hemtjanst", "vast-hemtjanst"
TODAY = ("--on", "2025-02-17")
YES = ("status", OLGA, SUS, "accepted", *TODAY)
WHY = ("--reason", "scheduling")

REFUSED = {
    "unknown client": (
        ("status", "nobody", SUS, "declined", *TODAY),
        "unknown_client",
        "Brukaren nobody finns inte",
        "There is no client nobody",
    ),
    "unknown staff": (
        (*YES, "--primary", "nobody"),
        "unknown_staff",
        "Personalen nobody finns inte",
        "nobody",
    ),
    "unknown unit": (
        ("status", OLGA, "nowhere", "declined", *TODAY),
        "unknown_unit",
        "Enheten nowhere finns inte",
        "nowhere",
    ),
    "unknown enactment": (
        ("end", OLGA, SUS, "--enactment", "v-0", "--last-day", "2025-03-01"),
        "unknown_enactment",
        "Verkställigheten v-0 finns inte på enheten Sus hemtjänst",
        "v-0",
    ),
    "another client's enactment": (
        ("start", OLGA, SUS, "--enactment", "v-1003", "--on", "2025-03-01"),
        "enactment_taken",
        "v-1003 används redan av en annan brukare",
        "v-1003",
    ),
    "a deputy without a primary": (
        (*YES, "--deputy", "greal"),
        "deputy_without_primary",
        "Greta Olsson (greal) kan inte vara vice",
        "Greta Olsson (greal)",
    ),
    "one person in both seats": (
        (*YES, "--primary", "greal", "--deputy", "greal"),
        "same_person_in_both_seats",
        "kan inte vara både ordinarie och vice",
        "Greta Olsson (greal)",
    ),
    "another primary without a reason": (
        ("appoint", EVA, SUS, *TODAY, "--primary", "greal"),
        "reason_missing",
        "Orsak till att Britta Söder (brs89) byts ut saknas",
        "Britta Söder (brs89)",
    ),
    "an answer of tomorrow": (
        ("status", OLGA, SUS, "declined", "--on", "2025-02-18"),
        "day_in_future",
        "Dagen 2025-02-18 har inte varit än",
        "2025-02-18",
    ),
    "not selectable": (
        (*YES, "--primary", "petbe"),
        "not_selectable",
        "Petter Bergqvist (petbe) är inte markerad som valbar",
        "Petter Bergqvist (petbe)",
    ),
    "of another unit": (
        (*YES, "--primary", "norfj"),
        "not_at_unit",
        "Nora Fjällström (norfj) hör inte till enheten Sus hemtjänst",
        "Nora Fjällström (norfj)",
    ),
    "without entitlement": (
        (*YES, "--primary", "linvi"),
        "title_missing",
        "Linnea Vikström (linvi) har inte rätt att vara fast omsorgskontakt",
        "Linnea Vikström (linvi)",
    ),
    "appointment without acceptance": (
        ("appoint", OLGA, SUS, *TODAY, "--primary", "brs89"),
        "not_accepted",
        "Brukaren ej tillfrågad",
        "Not asked",
    ),
    "yes without a primary": (YES, "primary_missing", "Ordinarie omsorgskontakt saknas", "primary"),
    "no need without assessment": (
        ("status", OLGA, SUS, "no_need", *TODAY),
        "assessment_missing",
        "Individuell bedömning saknas",
        "assessment",
    ),
    "no need without the person's view": (
        ("status", OLGA, SUS, "no_need", *TODAY, "--assessment", "Har bara larm"),
        "persons_view_missing",
        "Brukarens egen uppfattning saknas",
        "own view",
    ),
    "before the stay": (
        ("status", OLGA, SUS, "declined", "--on", "2024-10-27"),
        "outside_stay",
        "ingen pågående hemtjänst på enheten Sus hemtjänst",
        "2024-10-27",
    ),
    "after the stay": (
        ("status", "10003350", SUS, "declined", *TODAY),
        "outside_stay",
        "ingen pågående hemtjänst på enheten Sus hemtjänst",
        "2025-02-17",
    ),
    "an end before the start": (
        ("end", OLGA, SUS, "--enactment", "v-1017", "--last-day", "2024-10-27"),
        "ends_before_start",
        "Sista dagen 2024-10-27 är före första dagen 2024-10-28",
        "2024-10-27",
    ),
    "a move to where the client is": (
        ("move", OLGA, "--from", SUS, "--to", SUS, "--on", "2025-03-01"),
        "same_unit",
        "samma enhet",
        "Sus hemtjänst (sus-hemtjanst)",
    ),
    "nothing to end": (
        ("end", OLGA, VAST, "--last-day", "2025-03-01"),
        "no_enactments",
        "Det finns inget att avsluta eller flytta på enheten Väst hemtjänst",
        "Väst hemtjänst",
    ),
    "an unknown registration": (
        ("annul", "0f0e0d0c-0b0a-4908-8706-050403020100", "--reason", "Fel"),
        "unknown_registration",
        "finns inte",
        "0f0e0d0c-0b0a-4908-8706-050403020100",
    ),
    "a contact person beside a contact": (
        ("contact-person", EVA, SUS, *TODAY, "--person", "petbe"),
        "primary_holds_seat",
        "Britta Söder (brs89) är ordinarie omsorgskontakt",
        "Britta Söder (brs89)",
    ),
    "an empty seat": (
        ("end-contact", BERTIL, SUS, "--last-day", "2025-02-17", "--role", "primary", *WHY),
        "seat_empty",
        "det finns inget att avsluta",
        "2025-02-1",
    ),
}


@pytest.mark.parametrize(("words", "code", "swedish", "english"), REFUSED.values(), ids=REFUSED)
def test_what_the_rules_refuse_is_refused_with_its_reason_and_nothing_is_stored(
    sus: Shell, words: tuple[str, ...], code: str, swedish: str, english: str
) -> None:
    before = sus.stored()

    verdict = sus.json(*words, code=1)
    said = " ".join(sus.run(*words).out.split())
    in_english = " ".join(sus.run(*words, "--lang", "en").out.split())

    assert verdict["verdict"] == "refused"
    assert code in [reason["code"] for reason in verdict["reasons"]]
    assert said.startswith("Nekat. Ingenting är sparat.")
    assert swedish in said
    assert in_english.startswith("Refused. Nothing has been stored.")
    assert english in in_english
    assert sus.stored() == before


def test_whoever_lacks_the_title_is_refused_with_the_section(sus: Shell) -> None:
    verdict = sus.json(*YES, "--primary", "linvi", code=1)

    (missing,) = [each for each in verdict["reasons"] if each["code"] == "title_missing"]
    assert missing["basis"] == ["SoL (2001:453) 3 kap. 3 d §"]


def test_every_obstacle_is_told_of_at_once(sus: Shell) -> None:
    verdict = sus.json(*YES, "--primary", "petbe", "--deputy", "norfj", code=1)

    assert {reason["code"] for reason in verdict["reasons"]} == {
        "not_selectable",
        "title_missing",
        "not_at_unit",
    }


def test_whoever_is_entitled_until_a_day_can_be_appointed_with_a_remark(sus: Shell) -> None:
    verdict = sus.json(*YES, "--primary", "greal")

    (remark,) = verdict["reasons"]
    assert (verdict["verdict"], remark["code"]) == ("granted", "title_until")
    assert "till och med 2033-06-30" in remark["text"]


def test_staff_away_for_a_while_cannot_be_appointed(sus: Shell) -> None:
    head = "id,name,units,title,selectable,available,certificate_from,certificate_evidence,from"
    away = sus.folder / "staff.csv"
    row = "brs89,Britta Söder,sus-hemtjanst,Undersköterska,ja,nej,2023-08-21,Sett,2025-02-01"
    away.write_text(f"{head}\n{row}\n", encoding="utf-8")
    sus.json("import", str(away))

    verdict = sus.json(*YES, "--primary", "brs89", code=1)

    assert [reason["code"] for reason in verdict["reasons"]] == ["not_available"]


QUESTIONS = {
    "unknown client": (("show", "nobody"), 1, "unknown_client", "Brukaren nobody finns inte."),
    "unknown unit": (("unhandled", "nowhere"), 1, "unknown_unit", "Enheten nowhere finns inte."),
    "unknown staff": (("explain", "nobody"), 1, "unknown_staff", "Personalen nobody finns inte."),
    "known in times to come": (
        ("show", EVA, "--known", "2025-02-18"),
        2,
        "known_in_future",
        "2025-02-18",
    ),
    "an actor that nobody added": (
        ("show", EVA, "--as", "nobody"),
        3,
        "unknown_actor",
        "Handläggaren nobody finns inte.",
    ),
}


@pytest.mark.parametrize(("words", "exit_code", "code", "said"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_of_what_is_not_there_is_answered_with_an_error(
    sus: Shell, words: tuple[str, ...], exit_code: int, code: str, said: str
) -> None:
    error = sus.json(*words, code=exit_code)
    told = sus.run(*words)

    assert (error["exit_code"], error["error"]["code"]) == (exit_code, code)
    assert (told.code, told.out) == (exit_code, "")
    assert told.err.startswith("Fel: ")
    assert said in error["error"]["text"]


def _strange(shell: Shell) -> None:
    with sqlite3.connect(shell.store) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()


def _newer(shell: Shell) -> None:
    shell.run("init", "--no-files")
    with sqlite3.connect(shell.store) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()


def _text(shell: Shell) -> None:
    shell.store.write_text("ingen databas, men minst hundra tecken lång\n" * 30, encoding="utf-8")


STORES: dict[str, tuple[Callable[[Shell], None], str]] = {
    "missing": (lambda _: None, "store_missing"),
    "not ours": (_strange, "store_not_ours"),
    "no database": (_text, "store_not_ours"),
    "newer": (_newer, "store_newer"),
}


@pytest.mark.parametrize(("make", "code"), STORES.values(), ids=STORES)
def test_a_store_that_cannot_be_used_is_an_error_of_the_store_and_left_as_it_is(
    shell: Shell, make: Callable[[Shell], None], code: str
) -> None:
    make(shell)
    before = shell.store.read_bytes() if shell.store.exists() else None

    error = shell.json("show", EVA, code=4)

    assert error["error"]["code"] == code
    assert (shell.store.read_bytes() if shell.store.exists() else None) == before


def test_a_url_that_no_plug_in_knows_is_an_error_of_the_plug_ins(shell: Shell) -> None:
    error = shell.json("show", EVA, "--store", "strange://store", code=4)

    assert error["error"]["code"] == "plugin_none_answered"


def test_a_store_that_is_there_is_not_made_anew(sus: Shell) -> None:
    before = sus.store.read_bytes()

    error = sus.json("init", code=4)

    assert error["error"]["code"] == "store_exists"
    assert sus.store.read_bytes() == before


def test_somebody_who_registers_meanwhile_is_told_of_and_not_written_over(sus: Shell) -> None:
    shutil.copy(sus.store, sus.folder / "copy.db")
    first = sus.json("status", OLGA, SUS, "declined", *TODAY)

    again = sus.json("status", OLGA, SUS, "accepted", *TODAY, "--primary", "brs89", code=1)

    assert first["verdict"] == "granted"
    assert [reason["code"] for reason in again["reasons"]] == ["lapses"]
