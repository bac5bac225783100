"""
What was registered wrongly is annulled or corrected, and stays readable.
"""

from typing import Any

from tests.cli.shell import Shell

OLGA, SUS = "10003341", "sus-hemtjanst"
ON = ("--on", "2025-02-17")


def answer(shell: Shell, *words: str) -> str:
    registered = shell.json("status", OLGA, SUS, *words, *ON)
    return str(registered["registration"])


def case(shell: Shell, on: str = "2025-02-17") -> Any:
    (found,) = shell.json("show", OLGA, "--on", on)["cases"]
    return found


def test_an_answer_that_is_annulled_counts_no_longer(sus: Shell) -> None:
    registration = answer(sus, "declined")

    verdict = sus.json("annul", registration, "--reason", "Fel brukare")

    assert verdict["verdict"] == "granted"
    assert case(sus)["status"] == "not_asked"
    assert len(sus.json("notes", "--client", OLGA)["notes"]) == 2


def test_annulling_the_annulment_brings_it_back_when_that_is_confirmed(sus: Shell) -> None:
    registration = answer(sus, "declined")
    annulment = sus.json("annul", registration, "--reason", "Fel brukare")["registration"]

    back = ("annul", annulment, "--reason", "Det var rätt brukare")
    refused = sus.run(*back)
    verdict = sus.json(*back, "--confirm")

    assert refused.code == 1
    assert verdict["verdict"] == "granted"
    assert case(sus)["status"] == "declined"


def test_a_correction_annuls_and_registers_in_one(sus: Shell) -> None:
    registration = answer(sus, "declined")
    instead = ("status", OLGA, SUS, "accepted", *ON, "--primary", "brs89")

    verdict = sus.json("correct", registration, "--reason", "Hon sa ja", "--", *instead)

    assert (case(sus)["status"], case(sus)["primary"]["id"]) == ("accepted", "brs89")
    assert [notice["kind"] for notice in verdict["notices"]] == ["journal", "plan", "planning"]


def test_a_correction_can_hold_several_commands(sus: Shell) -> None:
    registration = answer(sus, "declined")
    accepted = ("status", OLGA, SUS, "accepted", "--on", "2025-02-14", "--primary", "brs89")
    appointed = ("appoint", OLGA, SUS, *ON, "--deputy", "greal")

    both = ("--", *accepted, "--", *appointed)
    sus.json("correct", registration, "--reason", "Svarade redan i fredags", *both)

    assert (case(sus)["primary"]["id"], case(sus)["deputy"]["id"]) == ("brs89", "greal")
    assert case(sus, "2025-02-14")["deputy"] is None


def test_a_correction_that_would_be_refused_leaves_all_as_it_was(sus: Shell) -> None:
    registration = answer(sus, "declined")
    instead = ("status", OLGA, SUS, "accepted", *ON, "--primary", "petbe")

    verdict = sus.json("correct", registration, "--reason", "Ja", "--", *instead, code=1)

    assert "title_missing" in [reason["code"] for reason in verdict["reasons"]]
    assert case(sus)["status"] == "declined"


def test_an_assessment_in_a_correction_is_signed_by_whoever_registers(sus: Shell) -> None:
    registration = answer(sus, "declined")
    assessed = ("--assessment", "Har bara larm", "--persons-view", "Vill inte ha någon")
    instead = ("status", OLGA, SUS, "no_need", *ON, *assessed)

    sus.json("correct", registration, "--reason", "Bedömd", "--", *instead)

    note = sus.json("notes", "--client", OLGA)["notes"][-1]["text"]
    assert "Bedömningen är gjord av: Susanne APO, Enhetschef senior" in note


def test_a_registration_that_is_annulled_already_is_not_annulled_again(sus: Shell) -> None:
    registration = answer(sus, "declined")
    sus.json("annul", registration, "--reason", "Fel")

    verdict = sus.json("annul", registration, "--reason", "Fel", code=1)

    assert [reason["code"] for reason in verdict["reasons"]] == ["already_annulled"]


def test_help_inside_a_correction_is_help_about_what_it_can_hold(sus: Shell) -> None:
    ran = sus.run(
        "correct", "0f0e0d0c-0b0a-4908-8706-050403020100", "--reason", "x", "--", "--help"
    )

    assert ran.code == 0
    assert "end-contact" in ran.out
