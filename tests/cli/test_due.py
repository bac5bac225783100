"""
What is due by each shipped routine is what was counted by hand, and can be told in every way.
"""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from fastomsorg.routine import profiles
from tests.cli.shell import Shell
from tests.rooms.source import ROOT

PAGE = ROOT / "docs" / "reference" / "due-by-routine.md"
ON = "2025-02-17"
SUS, NORR = "sus-hemtjanst", "norr-hemtjanst"

Row = dict[str, str]


@cache
def tables() -> tuple[list[Row], list[Row], list[Row]]:
    """
    The days, the limits, and everything for two clients, as the page has them.
    """
    days, limits, everything = (
        [row for block in part.split("\n\n") if block.startswith("| ") for row in _rows(block)]
        for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    )
    return days, limits, everything


def _rows(block: str) -> list[Row]:
    lines = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in block.split("\n")]
    heads, _, *rows = (line for line in lines if line != [""])
    return [dict(zip(heads, row, strict=True)) for row in rows]


def due(shell: Shell, unit: str, routine: str) -> list[Any]:
    answer = shell.json("due", unit, "--on", ON, "--all", "--routine", routine)
    found: list[Any] = answer["obligations"]
    return found


def state_of(row: Row, limit: Row) -> str:
    """
    How it is with a limit of a client, by the words of the page.
    """
    answered, last = row["answered"], row[limit["by"]]
    declined = row["client"] in ("10002147", "10003330")
    match limit["met by"]:
        case "an answer" if answered != "–":
            return f"met {answered}"
        case "a primary" if declined:
            return "lapsed"
        case "a primary" if answered != "–":
            return f"met {'2023-02-06' if row['client'] == '10003209' else answered}"
        case _:
            over = "lapsed" if row["client"] == "10003350" else "late"
            return over if last < ON else "due"


def as_told(each: Any) -> str:
    return f"met {each['met_on']}" if each["state"] == "met" else str(each["state"])


def test_the_page_has_every_routine_that_comes_along() -> None:
    *_, everything = tables()

    assert {row["routine"] for row in everything} == set(profiles())


@pytest.mark.parametrize("routine", sorted(profiles()))
def test_every_limit_falls_on_the_day_that_was_counted_by_hand(sus: Shell, routine: str) -> None:
    days, limits, _ = tables()
    expected = {
        (row["unit"], row["client"], limit["kind"]): (row[limit["by"]], state_of(row, limit))
        for row in days
        for limit in limits
        if limit["routine"] == routine
    }

    found = {
        (unit, each["client"], each["kind"]): (each["due"], as_told(each))
        for unit in (SUS, NORR, "vast-hemtjanst")
        for each in due(sus, unit, routine)
        if each["due"] is not None and each["client"] is not None
    }

    assert found == expected


@pytest.mark.parametrize("routine", sorted(profiles()))
def test_everything_for_two_clients_is_as_it_was_written_down_by_hand(
    sus: Shell, routine: str
) -> None:
    *_, everything = tables()
    expected = [
        (row["client"], row["kind"], row["last day"], row["how it is"])
        for row in everything
        if row["routine"] == routine
    ]

    found = [
        (each["client"] or "–", each["kind"], each["due"] or "–", as_told(each))
        for each in due(sus, NORR, routine)
    ]

    assert sorted(found) == sorted(expected)


def test_what_remains_is_told_and_what_is_late_alone(sus: Shell) -> None:
    remaining = sus.json("due", NORR, "--on", ON, "--routine", "umea")["obligations"]
    late = sus.json("due", NORR, "--on", ON, "--routine", "umea", "--late")["obligations"]

    assert {each["state"] for each in remaining} == {"due", "late", "blocked"}
    assert [(each["client"], each["kind"]) for each in late] == [
        ("10003112", "welcome_talk"),
        ("10003112", "plan"),
        ("6000022", "welcome_talk"),
        ("6000022", "plan"),
    ]


def test_it_can_be_narrowed_to_whose_task_it_is_or_to_one_contact(sus: Shell) -> None:
    def kinds(who: str) -> set[tuple[str, str]]:
        words = ("due", NORR, "--on", ON, "--routine", "malmo", "--who", who)
        return {(each["client"], each["kind"]) for each in sus.json(*words)["obligations"]}

    assert ("6000022", "welcome_talk") in kinds("norfj")
    assert ("10003112", "welcome_talk") not in kinds("norfj")
    assert kinds("norfj") < kinds("contact")
    assert kinds("manager") == {("10003112", "manager_call"), ("6000022", "manager_call")}
    assert kinds("ovevi") == set()
    wrong = sus.run("due", NORR, "--on", ON, "--who", "chefen")
    assert (wrong.code, "Ansvarig chefen finns inte" in wrong.err) == (1, True)


def test_a_person_is_told_how_it_is_counted_in_both_languages(
    sus: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    swedish = sus.run("due", NORR, "--on", ON, "--routine", "lund", "--late").said
    sus.language = "en"
    english = sus.run("due", NORR, "--on", ON, "--routine", "lund", "--late").said

    assert "Att göra på Norr hemtjänst (norr-hemtjanst) den 2025-02-17" in swedish
    assert "14 dagar från starten 2024-06-03 → 2024-06-17. Försenat 245 dagar." in swedish
    assert "14 days from the start 2024-06-03 → 2024-06-17. 245 days late." in english
    assert "To do at Norr hemtjänst (norr-hemtjanst) on 2025-02-17" in english
    assert "Enligt rutinen lund (2022-07-01)." in swedish
    assert "• plan: Fastställ genomförandeplanen" in swedish
    assert "• offer" not in swedish


def test_where_no_routine_holds_the_law_alone_asks_nothing_by_any_day(sus: Shell) -> None:
    assert sus.json("due", NORR, "--on", ON)["obligations"] == []
    assert "Det finns inget att göra." in sus.run("due", NORR, "--on", ON).said


def test_a_routine_that_does_not_come_along_is_refused_and_those_that_do_are_named(
    sus: Shell,
) -> None:
    ran = sus.run("due", NORR, "--on", ON, "--routine", "lundd")

    assert ran.code != 0
    assert "lundd" in ran.err
    assert "lund" in ran.err


def events(file: Path) -> dict[str, Any]:
    calendar = Calendar.from_ical(file.read_bytes())
    return {str(each["uid"]): each for each in calendar.walk("VEVENT")}


def exported(shell: Shell, *more: str) -> dict[str, Any]:
    file = shell.folder / "att-gora.ics"
    words = ("due", NORR, "--on", ON, "--routine", "lund", "--ics", str(file), *more)
    assert shell.run(*words).code == 0
    return events(file)


def test_a_calendar_holds_every_last_day_and_nobody_s_name(sus: Shell) -> None:
    found = exported(sus)

    titles = {str(each["summary"]) for each in found.values()}
    assert (len(found), len(titles)) == (9, 9)
    assert "Erbjud en namngiven fast omsorgskontakt – brukare 10003112" in titles
    assert {each.decoded("dtstart") for each in found.values()} == {
        dt.date(2024, 6, 17),
        dt.date(2024, 7, 3),
        dt.date(2025, 6, 3),
        dt.date(2024, 12, 16),
        dt.date(2025, 1, 1),
        dt.date(2025, 12, 2),
        dt.date(2025, 12, 31),
    }
    written = (sus.folder / "att-gora.ics").read_text(encoding="utf-8")
    for name in ("Alberta", "Nora", "Fjällström", "Exempelsson", "MultiUnit"):
        assert name not in written


def test_a_second_export_updates_the_first_and_doubles_nothing(sus: Shell) -> None:
    first = exported(sus)
    again = exported(sus)
    assert sus.run("done", "10003112", NORR, "--kind", "plan", "--on", ON).code == 0
    later = exported(sus)

    assert again == first
    (plan,) = (uid for uid, each in first.items() if each.decoded("dtstart") == dt.date(2024, 7, 3))
    assert first.keys() <= later.keys()
    assert str(later[plan]["summary"]).startswith("Gjort: ")
    assert later[plan].decoded("sequence") > first[plan].decoded("sequence")
    assert later[plan].decoded("dtstamp") > first[plan].decoded("dtstamp")
    (follow_up,) = later.keys() - first.keys()
    assert later[follow_up].decoded("dtstart") == dt.date(2025, 8, 17)


def test_what_lapses_is_cancelled_in_the_next_export(sus: Shell) -> None:
    first = exported(sus)
    words = ("end", "10003112", NORR, "--last-day", "2025-02-10")
    assert sus.run(*words).code == 0
    later = exported(sus)

    cancelled = {uid for uid, each in later.items() if str(each["status"]) == "CANCELLED"}
    assert len(cancelled) == 4
    assert cancelled <= first.keys()


RUT = ("10003112", NORR)


def assigned(shell: Shell, routine: str) -> Shell:
    assert shell.run("routine", "assign", routine, "--from", "2023-01-01").code == 0
    return shell


def test_a_proposed_contact_is_shown_and_becomes_primary_with_the_yes(sus: Shell) -> None:
    words = ("propose-contact", *RUT, "--on", ON, "--staff", "norfj")
    assert sus.run(*words).code == 0

    (case,) = (
        each
        for each in sus.json("show", "10003112", "--on", ON)["cases"]
        if each["unit"]["id"] == NORR
    )
    waiting = sus.json("unhandled", NORR, "--on", ON)["clients"]
    assert (case["primary"], case["proposed"]["id"], case["proposed"]["name"]) == (
        None,
        "norfj",
        "Nora Fjällström",
    )
    assert "Föreslagen omsorgskontakt, från 2025-02-17: Nora Fjällström (norfj)" in (
        sus.run("show", "10003112", "--on", ON).out
    )
    assert [each["code"] for each in waiting[0]["why"]] == ["not_asked", "contact_proposed"]

    answered = ("status", *RUT, "accepted", "--on", ON, "--offered", "spoken|adapted")
    assert sus.run(*answered).code == 0
    (case,) = (
        each
        for each in sus.json("show", "10003112", "--on", ON)["cases"]
        if each["unit"]["id"] == NORR
    )
    assert (case["primary"]["id"], case["proposed"]) == ("norfj", None)
    assert (
        "Erbjudandet lämnades muntligt och anpassat."
        in sus.run("notes", "--client", "10003112").out
    )


def test_propose_takes_somebody_or_nobody_and_not_both(sus: Shell) -> None:
    words = ("propose-contact", *RUT, "--on", ON)

    assert sus.run(*words).code == 2
    assert sus.run(*words, "--staff", "norfj", "--nobody").code == 2
    assert sus.run(*words, "--nobody").code == 1


def test_consent_opens_the_way_and_without_it_nobody_is_told(sus: Shell) -> None:
    assigned(sus, "umea")
    tell = ("done", "6000022", NORR, "--kind", "tell_relatives", "--on", ON)

    refused = sus.run(*tell)
    assert refused.code == 1
    assert "samtycke till att informera anhöriga saknas" in refused.out + refused.err
    said = ("consent", "6000022", NORR, "given", "--to", "relatives", "--on", ON)
    assert sus.run(*said, "--text", "Gäller dottern").code == 0
    assert sus.run(*tell).code == 0


def test_a_changed_need_asks_for_a_new_follow_up(sus: Shell) -> None:
    assigned(sus, "lund")
    assert sus.run("need", *RUT, "--on", ON).code == 0

    kinds = {
        each["kind"]
        for each in sus.json("due", NORR, "--on", ON)["obligations"]
        if each["client"] == "10003112"
    }
    assert "plan_changed_need" in kinds


def test_a_checklist_is_ticked_point_by_point(sus: Shell) -> None:
    assigned(sus, "malmo")
    ticked = ("--item", "keys", "--item", "phones")
    words = ("done", *RUT, "--kind", "welcome_talk", "--on", ON)
    assert sus.run(*words, *ticked).code == 0

    (talk,) = (
        each
        for each in sus.json("due", NORR, "--on", ON, "--late")["obligations"]
        if (each["client"], each["kind"]) == ("10003112", "welcome_talk")
    )
    assert [each["item"] for each in talk["checklist"] if each["ticked"]] == ["phones", "keys"]
    assert "2 av 27 punkter är avprickade." in talk["explanation"]
    assert sus.run(*words, "--item", "garden").code == 1
    assert sus.run(*words).code == 0
    assert sus.run(*words).code == 1
