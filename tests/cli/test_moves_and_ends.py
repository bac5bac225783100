"""
Moves and ends from the command line (handbook 1.10, 1.11), the days before and after.
"""

from typing import Any

from tests.cli.shell import Shell, at, handbook

RUT, SVEN = "10003112", "10003127"
SUS, NORR, VAST = "sus-hemtjanst", "norr-hemtjanst", "vast-hemtjanst"


def case(shell: Shell, client: str, unit: str, on: str) -> Any:
    shown = shell.json("show", client, "--on", on)
    return next(case for case in shown["cases"] if case["unit"]["id"] == unit)


def seats(shell: Shell, client: str, unit: str, on: str) -> tuple[Any, ...]:
    """
    The status, and who is primary and deputy.
    """
    found = case(shell, client, unit, on)
    return (
        found["status"],
        *(found[seat] and found[seat]["id"] for seat in ("primary", "deputy")),
    )


def test_whoever_moves_from_the_unit_of_the_contact_loses_it_and_is_not_asked_at_the_other(
    sus: Shell,
) -> None:
    verdict = sus.json("move", SVEN, "--from", SUS, "--to", VAST, "--on", "2025-03-10")

    assert verdict["verdict"] == "granted"
    assert seats(sus, SVEN, SUS, "2025-03-09") == ("accepted", "greal", None)
    assert seats(sus, SVEN, SUS, "2025-03-10") == (None, None, None)
    assert case(sus, SVEN, VAST, "2025-03-09")["ongoing"] is False
    assert seats(sus, SVEN, VAST, "2025-03-10") == ("not_asked", None, None)


def test_a_new_contact_has_to_be_appointed_at_the_unit_moved_to(sus: Shell) -> None:
    sus.json("move", SVEN, "--from", SUS, "--to", VAST, "--on", "2025-02-17")

    unhandled = sus.json("unhandled", VAST)["clients"]
    sus.json("status", SVEN, VAST, "accepted", "--on", "2025-02-17", "--primary", "livas")

    assert [(client["id"], client["status"]) for client in unhandled] == [(SVEN, "not_asked")]
    assert seats(sus, SVEN, VAST, "2025-02-17") == ("accepted", "livas", None)
    assert sus.json("unhandled", VAST)["clients"] == []


def test_whoever_moves_from_another_unit_keeps_the_contact(sus: Shell) -> None:
    sus.json("move", RUT, "--from", NORR, "--to", VAST, "--on", "2025-03-10")

    for day in ("2025-03-09", "2025-03-10", "2025-12-31"):
        assert seats(sus, RUT, SUS, day) == ("accepted", "chros", "greal")
    assert case(sus, RUT, NORR, "2025-03-10")["ongoing"] is False
    assert seats(sus, RUT, VAST, "2025-03-10") == ("not_asked", None, None)


def test_when_the_client_ends_at_the_unit_the_contacts_end_with_it(sus: Shell) -> None:
    verdict = sus.json("end", RUT, SUS, "--last-day", "2025-03-31")

    (days,) = verdict["days_changed"]
    assert (days["first"], days["last"], days["after"]) == ("2025-04-01", None, None)
    assert seats(sus, RUT, SUS, "2025-03-31") == ("accepted", "chros", "greal")
    assert seats(sus, RUT, SUS, "2025-04-01") == (None, None, None)
    assert case(sus, RUT, NORR, "2025-04-01")["ongoing"] is True


def test_an_end_registered_ahead_can_be_withdrawn(sus: Shell) -> None:
    sus.json("end", RUT, SUS, "--enactment", "v-1007", "--last-day", "2025-03-31")
    withdraw = ("end", RUT, SUS, "--enactment", "v-1007", "--no-last-day")

    refused = sus.json(*withdraw, code=1)
    granted = sus.json(*withdraw, "--confirm")

    assert [reason["code"] for reason in refused["reasons"]] == ["revives"]
    assert granted["verdict"] == "granted"
    assert seats(sus, RUT, SUS, "2025-04-01") == ("accepted", "chros", "greal")


def test_one_enactment_ends_and_another_begins_the_next_day_and_the_contact_stays(
    sus: Shell,
) -> None:
    sus.json("start", RUT, SUS, "--enactment", "v-9", "--on", "2025-04-01", "--services", "alarm")
    sus.json("end", RUT, SUS, "--enactment", "v-1007", "--last-day", "2025-03-31")

    assert seats(sus, RUT, SUS, "2025-04-01") == ("accepted", "chros", "greal")


def test_an_end_before_an_appointment_registered_ahead_is_shown_and_confirmed(sus: Shell) -> None:
    ahead = ("--on", "2025-03-01", "--primary", "brs89", "--reason", "scheduling")
    sus.json("appoint", RUT, SUS, *ahead)

    refused = sus.json("end", RUT, SUS, "--last-day", "2025-02-20", code=1)
    granted = sus.json("end", RUT, SUS, "--last-day", "2025-02-20", "--confirm")

    assert [reason["code"] for reason in refused["reasons"]] == ["lapses"]
    assert [days["first"] for days in refused["days_changed"]] == ["2025-02-21", "2025-03-01"]
    assert [reason["severity"] for reason in granted["reasons"]] == ["warning"]
    assert case(sus, RUT, SUS, "2025-03-01")["primary"] is None


def test_other_services_hold_from_their_day_and_count_in_the_question_of_an_offer(
    sus: Shell,
) -> None:
    olga = "10003341"
    before = sus.json("offer", olga, SUS)
    change = ("--enactment", "v-1017", "--on", "2025-03-01", "--services", "alarm|shopping")
    sus.json("change", olga, SUS, *change)

    after = sus.json("offer", olga, SUS, "--on", "2025-03-01")

    assert (before["owed"], before["candidate_for_assessment"]) == (True, False)
    assert (after["owed"], after["candidate_for_assessment"]) == (True, True)


def test_what_was_registered_ahead_is_told_when_its_day_has_come(shell: Shell) -> None:
    shell.json("init")
    shell.json("import", *handbook(shell.folder))
    shell.json("deliver")
    shell.json("move", SVEN, "--from", SUS, "--to", VAST, "--on", "2025-03-10")

    the_day_before = shell.json("deliver")
    shell.clock = at("2025-03-10 06:00")
    on_the_day = shell.json("deliver")

    assert (the_day_before["delivered"], on_the_day["delivered"]) == (0, 2)
    plan = next((shell.folder / "fok-planer").rglob(f"unit-{SUS}/client-{SVEN}.txt"))
    assert "Greta Olsson" not in plan.read_text(encoding="utf-8").split("\n\n")[-1]
