"""
Who may do what, and who is acting: bound to the system user who first used the actor.
"""

from collections.abc import Iterator

import pytest

from fastomsorg.hooks import Access, AccessOutcome, Panel
from tests.cli.shell import Shell

EVA, SUS, NORR = "6016254", "sus-hemtjanst", "norr-hemtjanst"
EVERYTHING = ["assign", "view", "search", "record_done", "see_protected", "annul", "admin"]


def logged(shell: Shell) -> Iterator[Access]:
    yield from Panel.installed().storage(f"sqlite:///{shell.store}?mode=rw").accesses()


def test_whoever_makes_a_store_may_do_everything_everywhere(shell: Shell) -> None:
    made = shell.json("init", "--name", "Susanne APO", "--title", "Enhetschef")

    assert made["actor"] == {
        "id": "susapo",
        "name": "Susanne APO",
        "title": "Enhetschef",
        "permissions": [{"permission": each, "unit": None} for each in EVERYTHING],
    }


def test_without_an_actor_the_system_user_is_the_first_administrator(shell: Shell) -> None:
    shell.actor = None

    assert shell.json("init")["actor"]["id"] == "susanne"
    assert shell.json("backup", str(shell.folder / "copy.db"))["file"].endswith("copy.db")


def test_notes_and_plans_go_to_directories_beside_the_store_unless_told_otherwise(
    shell: Shell,
) -> None:
    made = shell.json("init")

    assert made["journal"] == [f"files://{shell.folder}/fok-journal"]
    assert made["plan"] == [f"files://{shell.folder}/fok-planer"]
    assert made["planning"] == [f"files://{shell.folder}/fok-planering"]


def test_other_receivers_are_kept_in_the_store(shell: Shell) -> None:
    journal = f"files://{shell.folder}/anteckningar"
    made = shell.json("init", "--no-files", "--journal", journal)

    assert (made["journal"], made["plan"], made["planning"]) == ([journal], [], [])


def test_no_store_is_made_for_a_receiver_that_nobody_knows(shell: Shell) -> None:
    error = shell.json("init", "--journal", "strange://journal", code=4)

    assert error["error"]["code"] == "plugin_none_answered"
    assert not shell.store.exists()


def test_a_refused_store_leaves_no_directories_beside_one_that_is_there(shell: Shell) -> None:
    shell.json("init", "--no-files")
    before = sorted(shell.folder.iterdir())

    error = shell.json("init", code=4)

    assert error["error"]["code"] == "store_exists"
    assert sorted(shell.folder.iterdir()) == before


def test_directories_that_were_there_stay_when_a_store_is_refused(shell: Shell) -> None:
    shell.json("init")
    before = sorted(shell.folder.iterdir())

    shell.json("init", code=4)

    assert sorted(shell.folder.iterdir()) == before


def test_an_actor_is_added_with_what_it_may_do_at_which_unit(sus: Shell) -> None:
    permits = ("--permit", f"assign@{SUS},view@{SUS}", "--permit", "search@*")
    added = sus.json("actor", "add", "kim", "--name", "Kim Ek", "--title", "Samordnare", *permits)

    assert added["actor"] == {
        "id": "kim",
        "name": "Kim Ek",
        "title": "Samordnare",
        "permissions": [
            {"permission": "assign", "unit": SUS},
            {"permission": "view", "unit": SUS},
            {"permission": "search", "unit": None},
        ],
    }


def test_further_permissions_are_added_and_the_title_stays(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--title", "Samordnare", "--permit", "view@*")

    added = sus.json("actor", "add", "kim", "--name", "Kim Ek", "--permit", f"annul@{SUS}")

    assert (added["actor"]["name"], added["actor"]["title"]) == ("Kim Ek", "Samordnare")
    assert [each["permission"] for each in added["actor"]["permissions"]] == ["view", "annul"]


def test_a_permission_at_a_unit_that_is_not_there_is_refused_and_nothing_is_given(
    sus: Shell,
) -> None:
    permits = f"view@{SUS},view@ost-hemtjanst"
    error = sus.json("actor", "add", "kim", "--name", "Kim", "--permit", permits, code=1)

    assert (error["error"]["code"], error["error"]["facts"]) == (
        "unknown_unit",
        {"unit": "ost-hemtjanst"},
    )
    assert sus.json("show", EVA, "--as", "kim", code=3)["error"]["code"] == "unknown_actor"


def test_only_an_administrator_adds_actors_imports_copies_and_rebuilds(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", "assign@*,view@*,search@*,annul@*")
    sus.actor = "kim"
    table = sus.folder / "units.csv"
    table.write_text("id,name\nost,Öst\n", encoding="utf-8")

    for words in (
        ("actor", "add", "kim", "--name", "Kim", "--permit", "admin@*"),
        ("actor", "revoke", "susapo", "--all"),
        ("actor", "list"),
        ("access", "--sample", "5", "--seed", "1"),
        ("import", str(table)),
        ("backup", str(sus.folder / "copy.db")),
        ("rebuild",),
        ("deliver",),
    ):
        error = sus.json(*words, code=3)
        assert error["error"]["code"] == "not_authorised"


def test_whoever_may_look_at_one_unit_is_not_let_in_at_another(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", f"view@{NORR}")
    sus.actor = "kim"

    assert sus.json("unhandled", NORR)["unit"] == NORR
    assert sus.json("unhandled", SUS, code=3)["error"]["code"] == "not_authorised"
    assert sus.json("show", EVA, code=3)["error"]["code"] == "not_authorised"
    answer = ("status", EVA, SUS, "declined", "--on", "2025-02-17")
    assert sus.json(*answer, code=3)["error"]["code"] == "not_authorised"


def test_the_contacts_at_other_units_are_shown_and_no_more_than_they(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", f"view@{NORR}")
    sus.actor = "kim"

    shown = sus.json("show", "10003112")

    assert [case["unit"]["id"] for case in shown["cases"]] == [NORR]
    assert [each["unit"]["id"] for each in shown["elsewhere"]] == [SUS]
    assert shown["elsewhere"][0]["primary"]["name"] == "Charlotte Rosander"


def test_names_of_staff_stand_in_texts_for_those_who_may_see_them(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", f"assign@{SUS}")
    appoint = ("appoint", EVA, SUS, "--on", "2025-02-17", "--primary", "greal")

    seen = sus.json(*appoint, code=1)["reasons"][0]["text"]
    unseen = sus.json(*appoint, "--as", "kim", code=1)["reasons"][0]["text"]

    assert "Britta Söder (brs89)" in seen
    assert "Britta" not in unseen
    assert "brs89" in unseen


@pytest.fixture
def two(sus: Shell) -> Shell:
    """
    Two people at one store: Kim's actor is bound to the system user *kim*.
    """
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", f"view@{SUS}")
    sus.user, sus.actor = "kim", "kim"
    sus.json("unhandled", SUS)
    return sus


def test_an_actor_is_for_the_system_user_who_first_used_it(two: Shell) -> None:
    two.user, two.actor = "somebody", "kim"

    assert two.json("unhandled", SUS, code=3)["error"]["code"] == "actor_bound_to_another"


def test_an_actor_that_is_bound_when_it_is_added_is_for_nobody_else(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--login", "kim", "--permit", "admin@*")
    sus.user, sus.actor = "mallory", "kim"

    assert sus.json("actor", "list", code=3)["error"]["code"] == "actor_bound_to_another"
    sus.user = "kim"
    assert [each["login"] for each in sus.json("actor", "list")["actors"]] == ["kim", "susanne"]


def test_whoever_may_not_administer_acts_as_nobody_else(two: Shell) -> None:
    error = two.json("unhandled", SUS, "--as", "susapo", code=3)

    assert error["error"]["code"] == "not_authorised"
    assert [(each.actor, each.action, each.outcome) for each in logged(two)][-1] == (
        "kim",
        "act_as:susapo",
        AccessOutcome.DENIED,
    )


def test_an_administrator_may_act_as_somebody_else_and_both_are_logged(two: Shell) -> None:
    two.user, two.actor = "susanne", "susapo"

    two.json("unhandled", SUS, "--as", "kim")

    acted, looked = list(logged(two))[-2:]
    assert (acted.actor, acted.action) == ("susapo", "act_as:kim")
    assert (looked.actor, looked.action) == ("kim", "unhandled")
    assert {acted.outcome, looked.outcome} == {AccessOutcome.ALLOWED}


def test_the_purpose_is_logged_and_can_be_another(sus: Shell) -> None:
    sus.json("show", EVA)
    sus.json("show", EVA, "--purpose", "supervision")
    sus.json("search", "--status", "accepted", "--unit", SUS)

    purposes = {each.action: each.purpose.value for each in logged(sus)}
    shown = [each.purpose.value for each in logged(sus) if each.action == "show"]
    assert shown == ["case_handling", "supervision"]
    assert purposes["search"] == "follow_up"
    assert purposes["import"] == "migration"


def test_what_is_taken_back_opens_nothing_any_more_and_the_rest_stays(two: Shell) -> None:
    two.user, two.actor = "susanne", "susapo"
    two.json("actor", "add", "kim", "--name", "Kim", "--permit", "search@*")

    kept = two.json("actor", "revoke", "kim", "--permit", f"view@{SUS}")["actor"]

    assert kept["permissions"] == [{"permission": "search", "unit": None}]
    two.user, two.actor = "kim", "kim"
    assert two.json("unhandled", SUS, code=3)["error"]["code"] == "not_authorised"
    assert two.json("search", "--status", "declined")["status"] == "declined"


def test_a_permission_is_taken_back_as_it_was_given_or_not_at_all(two: Shell) -> None:
    two.user, two.actor = "susanne", "susapo"
    two.json("actor", "add", "kim", "--name", "Kim", "--permit", "search@*")

    error = two.json("actor", "revoke", "kim", "--permit", f"view@{SUS},search@{SUS}", code=1)

    assert error["error"]["code"] == "not_granted"
    assert error["error"]["facts"] == {"actor": "kim", "permission": "search", "unit": SUS}
    (kim, _) = two.json("actor", "list")["actors"]
    assert [each["permission"] for each in kim["permissions"]] == ["view", "search"]


def test_everything_can_be_taken_back_at_once(two: Shell) -> None:
    two.user, two.actor = "susanne", "susapo"

    assert two.json("actor", "revoke", "kim", "--all")["actor"]["permissions"] == []
    assert two.json("actor", "revoke", "kim", code=2)["error"]["code"] == "exactly_one"
    assert two.json("actor", "revoke", "lo", "--all", code=1)["error"]["code"] == "unknown_actor"


def test_the_last_administrator_stays_one(sus: Shell) -> None:
    for words in (("--permit", "admin@*"), ("--all",)):
        error = sus.json("actor", "revoke", "susapo", *words, code=3)
        assert error["error"]["code"] == "last_administrator"
    assert len(sus.json("actor", "list")["actors"][0]["permissions"]) == len(EVERYTHING)

    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", "admin@*")
    assert sus.json("actor", "revoke", "susapo", "--all")["actor"]["permissions"] == []
    assert sus.json("actor", "list", code=3)["error"]["code"] == "not_authorised"


def test_every_actor_is_listed_with_what_it_may_do_and_whom_it_is_bound_to(two: Shell) -> None:
    two.user, two.actor = "susanne", "susapo"
    two.json("actor", "add", "lo", "--name", "Lo Ek")

    listed = two.json("actor", "list")["actors"]

    assert [(each["id"], each["login"]) for each in listed] == [
        ("kim", "kim"),
        ("lo", None),
        ("susapo", "susanne"),
    ]
    assert listed[0]["permissions"] == [{"permission": "view", "unit": SUS}]
    assert "susanne" in two.run("actor", "list").out


def test_who_gave_and_took_what_stands_in_the_read_log(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", f"view@{SUS},search@*")
    sus.json("actor", "revoke", "kim", "--permit", "search@*")

    changed = [(each.actor, each.action, each.unit) for each in logged(sus) if "kim" in each.action]
    assert changed == [
        ("susapo", "permit:kim:view", SUS),
        ("susapo", "permit:kim:search", None),
        ("susapo", "revoke:kim:search", None),
    ]
