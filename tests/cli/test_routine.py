"""
Routines from the command line: checked, shown, compared, assigned, and heeded from their day.
"""

from pathlib import Path
from typing import Any

import pytest

from fastomsorg.hooks import HOOK_VERSION, Panel, hookimpl
from fastomsorg.routine import RoutineText, profiles
from fastomsorg.testing import MemoryPlugin
from tests.cli.golden_files import golden
from tests.cli.shell import Shell, at

EVA, NEW, SUS, WEST = "6016254", "10003341", "sus-hemtjanst", "vast-hemtjanst"
HEAD = """\
name = "provkoping"
title = { sv = "Provköpings rutin för fast omsorgskontakt", en = "Provköping's routine" }
source = "Provköping, SN 2025:3"
from = 2024-01-01
"""
WRONG = """\
name = "omtanke"
title = "Omtankes rutin"
source = "Omtanke i Provköping AB, rutin 7"
from = 2025-01-01
extends = "blekinge"

[rules]
operator = "private_provider"
deputy_requird = true
title_required = false
unclear_accepted = true

[[obligation]]
kind = "welcome_talk"
title = "Välkomstsamtal"
anchor = "strat"
within = { amount = -3, unit = "days" }
"""
LOOSE = """\
name = "omtanke"
title = "Omtankes rutin"
source = "Omtanke i Provköping AB, rutin 7"
from = 2025-01-01
extends = "blekinge"

[rules]
operator = "private_provider"

[[obligation]]
kind = "offer"
within = { amount = 30, unit = "days" }
"""


def written(shell: Shell, text: str, name: str = "rutin.toml") -> str:
    """
    The routine in a file of its own.
    """
    file = shell.folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def assigned(sus: Shell, rules: str, *place: str, since: str = "2024-01-01") -> Shell:
    """
    The handbook's store, where a routine with these rules has been assigned.
    """
    sus.json(
        "routine", "assign", written(sus, f"{HEAD}[rules]\n{rules}\n"), "--from", since, *place
    )
    return sus


def asked(sus: Shell, *words: str, code: int = 0) -> Any:
    return sus.json(
        "status", NEW, SUS, "accepted", "--on", "2025-02-17", "--dry-run", *words, code=code
    )


def codes(verdict: Any) -> list[str]:
    return [each["code"] for each in verdict["reasons"]]


# Check -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_fault_is_told_with_file_line_and_key(shell: Shell, language: str) -> None:
    ran = shell.run("routine", "check", written(shell, WRONG), "--lang", language)

    assert 2 == ran.code
    assert golden(f"routine_faults_{language}", ran.err) == ran.err


def test_the_faults_are_told_to_a_program(shell: Shell) -> None:
    told = shell.json("routine", "check", written(shell, WRONG), code=2)

    assert (None, []) == (told["name"], told["versions"])
    assert [
        (9, "rules.deputy_requird", "deputy_requird", "routine_nearest", "deputy_required"),
        (10, "rules.title_required", "false", "routine_law", None),
        (11, "rules.unclear_accepted", "true", "routine_choice", None),
        (16, "obligation.welcome_talk.anchor", "strat", "routine_nearest", "start"),
        (17, "obligation.welcome_talk.within", "-3 days", "negative_amount", None),
    ] == [
        (
            each["line"],
            each["key"],
            each["got"],
            each["code"],
            each["expected"] if each["code"] == "routine_nearest" else None,
        )
        for each in told["faults"]
    ]
    assert {"rutin.toml"} == {each["file"] for each in told["faults"]}
    assert ["SoL (2025:400) 25 kap. 4 §"] == told["faults"][1]["basis"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_private_routine_that_is_looser_than_the_boards_is_told(
    shell: Shell, language: str
) -> None:
    ran = shell.run("routine", "check", written(shell, LOOSE), "--lang", language)

    assert 2 == ran.code
    assert golden(f"routine_looser_{language}", ran.err) == ran.err


def test_a_routine_that_is_right_is_told_with_its_versions(shell: Shell) -> None:
    later = HEAD + "[[version]]\nfrom = 2026-01-01\nrules.deputy_required = true\n"
    told = shell.json("routine", "check", written(shell, later))

    assert ("provkoping", ["2024-01-01", "2026-01-01"], []) == (
        told["name"],
        told["versions"],
        told["faults"],
    )


def test_a_routine_is_built_on_one_beside_it(shell: Shell) -> None:
    written(shell, HEAD, "namndens.toml")
    own = HEAD.replace("provkoping", "norr") + 'extends = "provkoping"\n'

    assert "norr" == shell.json("routine", "check", written(shell, own))["name"]


@pytest.mark.parametrize(("content", "code"), [(b"\xff\xfe\x00", "not_utf8"), (None, "file")])
def test_what_cannot_be_read_is_told(shell: Shell, content: bytes | None, code: str) -> None:
    file = shell.folder / "rutin.toml"
    if content is not None:
        file.write_bytes(content)

    ran = shell.run("--json", "routine", "check", str(file))
    assert (code in ran.out, ran.code) == (True, 2 if code == "not_utf8" else 4)


def test_the_routines_that_come_along_can_be_checked_from_a_file(shell: Shell) -> None:
    for name, text in profiles().items():
        if name != "national":
            told = shell.json("routine", "check", written(shell, text.text, text.file))
            assert (name, []) == (told["name"], told["faults"])


# Show, compare, list ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["lund", "malmo"])
def test_a_routine_is_told_with_limits_people_documents_and_choices(
    shell: Shell, name: str, language: str
) -> None:
    ran = shell.run("routine", "show", name, "--on", "2025-02-17", "--lang", language)

    assert 0 == ran.code
    assert golden(f"routine_{name}_{language}", ran.said) == ran.said


def test_a_routine_is_told_to_a_program(shell: Shell) -> None:
    told = shell.json("routine", "show", "umea", "--on", "2025-02-17")
    plan = next(each for each in told["obligations"] if each["kind"] == "plan")

    assert ("umea", "2022-12-09", "national") == (told["name"], told["from"], told["extends"])
    assert ({"amount": 4, "unit": "weeks"}, "order_received", ["contact"]) == (
        plan["within"],
        plan["anchor"],
        plan["who"],
    )
    assert {"key": "team.staff", "value": "6–10"} in told["says"]


def test_the_version_of_the_day_is_told_and_before_the_first_the_first(shell: Shell) -> None:
    file = written(shell, HEAD + "[[version]]\nfrom = 2026-01-01\nrules.small_counts = 9\n")

    shown = [
        shell.json("routine", "show", file, "--on", day)["from"]
        for day in ("2023-01-01", "2025-12-31", "2026-01-01")
    ]
    assert ["2024-01-01", "2024-01-01", "2026-01-01"] == shown


@pytest.mark.parametrize("language", ["sv", "en"])
def test_two_routines_are_compared_key_by_key(shell: Shell, language: str) -> None:
    later = HEAD + "[[version]]\nfrom = 2026-01-01\n"
    one = written(shell, HEAD.replace("[[version]]", ""), "a.toml")
    other = written(
        shell,
        later.replace("provkoping", "norr")
        + 'rules.deputy_required = true\n[[version.obligation]]\nkind = "plan"\n'
        + 'title = "Upprätta planen"\nanchor = "start"\nwithin = { amount = 14 }\n',
        "b.toml",
    )
    ran = shell.run("routine", "diff", one, other, "--on", "2026-01-01", "--lang", language)

    assert 0 == ran.code
    assert golden(f"routine_diff_{language}", ran.said) == ran.said


def test_a_routine_differs_from_itself_in_nothing(shell: Shell) -> None:
    assert [] == shell.json("routine", "diff", "lund", "lund")["differences"]


def test_the_routines_that_come_along_are_listed_with_those_of_plug_ins(shell: Shell) -> None:
    shell.panel = Panel.of(MemoryPlugin(), Brings)

    names = [each["name"] for each in shell.json("routine", "list")["routines"]]
    assert sorted([*profiles(), "provkoping"]) == names
    assert "provkoping" == shell.json("routine", "show", "provkoping")["name"]


def test_a_name_that_none_has_is_refused_with_those_there_are(shell: Shell) -> None:
    error = shell.json("routine", "show", "lnd", code=1)["error"]

    assert "unknown_routine" == error["code"]
    assert "lund" in error["facts"]["known"]


# Assign ------------------------------------------------------------------------------------------


def test_a_routine_is_assigned_and_listed_and_replaced(sus: Shell) -> None:
    sus.json("routine", "assign", "blekinge", "--from", "2025-01-01")
    sus.json("routine", "assign", "lund", "--from", "2025-01-01", "--unit", SUS)
    again = ("routine", "assign", "umea", "--from", "2025-01-01", "--unit", SUS)
    assert "routine_already_assigned" == sus.json(*again, code=2)["error"]["code"]
    sus.json(*again, "--replace")

    found = [
        (each["routine"], each["unit"], each["from"], each["by"], each["replaced"] is not None)
        for each in sus.json("routine", "assigned")["assigned"]
    ]
    assert [
        ("blekinge", None, "2025-01-01", "susapo", False),
        ("lund", SUS, "2025-01-01", "susapo", True),
        ("umea", SUS, "2025-01-01", "susapo", False),
    ] == found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_where_which_routine_holds_is_told(sus: Shell, language: str) -> None:
    sus.language = language
    private = "Omtanke i Provköping AB"
    said = [
        sus.run("routine", "assigned"),
        sus.run("routine", "assign", "blekinge", "--from", "2025-01-01"),
        sus.run("routine", "assign", "lund", "--from", "2025-02-01", "--unit", SUS),
        sus.run("routine", "assign", "lund-lov", "--from", "2025-02-01", "--provider", private),
        sus.run("routine", "assigned"),
    ]

    assert [0] * 5 == [ran.code for ran in said]
    whole = "".join(ran.said for ran in said)
    assert golden(f"routine_assigned_{language}", whole) == whole


def test_a_routine_that_weakens_the_law_is_not_assigned_and_every_fault_is_told(sus: Shell) -> None:
    ran = sus.run("routine", "assign", written(sus, WRONG), "--from", "2025-01-01")

    assert (2, 5) == (ran.code, ran.err.count("rutin.toml, rad"))
    assert [] == sus.json("routine", "assigned")["assigned"]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("--unit", "nowhere"), "unknown_unit", 1),
        (("--provider", "Nobody"), "unknown_provider", 1),
        (("--unit", SUS, "--provider", "Nobody"), "at_most_one", 2),
    ],
)
def test_a_routine_is_assigned_to_what_is_there(
    sus: Shell, words: tuple[str, ...], code: str, exit_code: int
) -> None:
    told = sus.json("routine", "assign", "lund", "--from", "2025-01-01", *words, code=exit_code)

    assert code == told["error"]["code"]


def test_to_assign_takes_an_administrator(sus: Shell) -> None:
    sus.json(
        "actor", "add", "annika", "--name", "Annika", "--permit", "assign@*", "--login", "annika"
    )
    sus.actor, sus.user = "annika", "annika"

    for words in (("assign", "lund", "--from", "2025-01-01"), ("assigned",)):
        assert "not_authorised" == sus.json("routine", *words, code=3)["error"]["code"]


# Heeded ------------------------------------------------------------------------------------------


def test_a_deputy_is_asked_for_and_the_routine_cited(sus: Shell) -> None:
    assigned(sus, 'deputy_required = { value = true, source = "avsnitt 2" }')
    refused = asked(sus, "--primary", "brs89", code=1)

    assert ["deputy_missing"] == codes(refused)
    assert ["provkoping (2024-01-01) avsnitt 2"] == refused["reasons"][0]["basis"]
    asked(sus, "--primary", "brs89", "--deputy", "chros")


def test_the_contact_may_follow(sus: Shell) -> None:
    assert ["primary_missing"] == codes(asked(sus, code=1))

    assigned(sus, "contact_to_follow = true")
    granted = asked(sus)
    assert ["contact_to_follow"] == codes(granted)
    assert "provkoping (2024-01-01) Provköping, SN 2025:3" in granted["reasons"][0]["basis"]


def test_the_day_it_holds_from_is_heeded(sus: Shell) -> None:
    assigned(sus, "contact_to_follow = true", since="2025-02-18")

    assert ["primary_missing"] == codes(asked(sus, code=1))


def test_another_units_routine_is_not(sus: Shell) -> None:
    assigned(sus, "contact_to_follow = true", "--unit", WEST)

    assert ["primary_missing"] == codes(asked(sus, code=1))


def test_a_deputy_may_lack_the_title(sus: Shell) -> None:
    words = ("--primary", "brs89", "--deputy", "linvi")
    assert ["title_missing"] == codes(asked(sus, *words, code=1))

    assigned(sus, "deputy_title_required = false")
    granted = asked(sus, *words)
    assert ["title_missing"] == codes(granted)
    assert granted["reasons"][0]["basis"][-1].startswith("provkoping (2024-01-01)")


def test_what_the_law_leaves_unclear_is_accepted_from_its_day(sus: Shell) -> None:
    sus.clock = at("2025-09-01 08:00")
    words = (
        "status",
        NEW,
        SUS,
        "accepted",
        "--on",
        "2025-09-01",
        "--dry-run",
        "--primary",
        "linvi",
    )
    assert "title_unclear" in codes(sus.json(*words, code=1))

    assigned(sus, 'unclear_accepted = { from = 2025-08-01, source = "SN 2025:9" }')
    granted = sus.json(*words)
    assert "title_unclear" in codes(granted)
    assert "provkoping (2024-01-01) SN 2025:9" in granted["reasons"][0]["basis"]


def test_law_that_is_not_confirmed_is_switched_on(sus: Shell) -> None:
    words = ("start", NEW, SUS, "--enactment", "v-9", "--on", "2026-07-01", "--dry-run")
    housing = (*words, "--setting", "special_housing")
    assert [] == codes(sus.json(*housing))

    assigned(sus, 'unconfirmed_law = { from = 2026-07-01, source = "SN 2026:4" }')
    assert ["unconfirmed_law"] == codes(sus.json(*housing))


def test_other_settings_make_a_stay(sus: Shell) -> None:
    words = ("start", "10003350", SUS, "--enactment", "v-9", "--on", "2025-02-17", "--act", "LSS")
    assigned(sus, 'also_counted = [{ setting = "home_care", act = "LSS" }]')
    sus.json(*words)

    assert "not_asked" == sus.json("show", "10003350")["cases"][0]["status"]


def test_an_end_gets_a_note(sus: Shell) -> None:
    sus.json("end", EVA, SUS, "--last-day", "2025-02-17")
    before = len(sus.json("notes", "--client", EVA)["notes"])

    assigned(sus, 'also_noted = ["ended"]')
    sus.json("end", NEW, SUS, "--last-day", "2025-02-17")
    noted = sus.json("notes", "--client", NEW)["notes"]
    assert (0, "2025-02-17") == (before, noted[-1]["on"])


def test_small_counts_are_hidden_below_the_routines_threshold(sus: Shell) -> None:
    words = ("search", "--status", "accepted", "--on", "2024-11-01", "--publish")
    assert 5 == sus.json(*words)["threshold"]

    assigned(sus, "small_counts = 15")
    told = sus.json(*words)
    assert 15 == told["threshold"]
    assert {None} == {each["count"]["total"] for each in told["units"] if each["unit"] == SUS}


def test_a_private_provider_lists_nobody_by_answer_until_it_takes_a_stand(sus: Shell) -> None:
    sus.clock = at("2025-07-01 08:00")
    words = ("search", "--status", "declined", "--on", "2025-02-17", "--names")
    sus.json(*words)

    assigned(sus, 'operator = "private_provider"')
    assert "names_not_searched" == sus.json(*words, code=3)["error"]["code"]

    stand = 'names_searched = { from = 2025-06-01, source = "SN 2025:5" }'
    assigned(sus, f'operator = "private_provider"\n{stand}', "--replace")
    (remark,) = sus.json(*words)["remarks"]
    assert ("names_by_local_choice", ["provkoping (2024-01-01) SN 2025:5"]) == (
        remark["code"],
        remark["basis"],
    )


def test_a_private_provider_keeps_the_record_for_two_years(sus: Shell) -> None:
    sus.clock = at("2030-02-20 08:00")
    words = ("purge", "--on", "2026-09-01", "--dry-run")
    assert [] == sus.json(*words)["erased"]

    assigned(sus, 'operator = "private_provider"')
    (erased,) = sus.json(*words)["erased"]
    assert ("10003350", "private_provider", ["SoL (2025:400) 17 kap. 2 §"]) == (
        erased["client"],
        erased["operator"],
        erased["basis"],
    )


class Brings:
    """
    A plug-in that brings a routine.
    """

    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_routines(self) -> list[RoutineText]:
        return [RoutineText("rutin.toml", HEAD)]


def test_a_routine_that_a_plug_in_brings_is_assigned_by_its_name(shell: Shell) -> None:
    shell.panel = Panel.of(MemoryPlugin(), Brings)
    shell.environment = {"FASTOMSORG_STORE": "memory:routines"}
    assert 0 == shell.run("init", "--no-files", "--name", "Susanne APO").code

    shell.json("routine", "assign", "provkoping", "--from", "2025-01-01")
    (found,) = shell.json("routine", "assigned")["assigned"]
    assert ("provkoping", ["rutin.toml"]) == (found["routine"], found["files"])


def test_the_folder_is_only_read(shell: Shell) -> None:
    written(shell, HEAD)
    before = sorted(Path(shell.folder).iterdir())
    shell.json("routine", "check", str(shell.folder / "rutin.toml"))

    assert before == sorted(Path(shell.folder).iterdir())
