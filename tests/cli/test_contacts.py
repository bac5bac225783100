"""
The commands about contacts that the first appointment does not need.
"""

from typing import Any

from tests.cli.shell import Shell

EVA, RUT, BERTIL, SUS = "6016254", "10003112", "10002147", "sus-hemtjanst"
ON = ("--on", "2025-02-17")


def case(shell: Shell, client: str, on: str = "2025-02-17") -> Any:
    shown = shell.json("show", client, "--on", on)
    return next(each for each in shown["cases"] if each["unit"]["id"] == SUS)


def test_another_primary_is_appointed_with_a_reason_and_the_deputy_stays(sus: Shell) -> None:
    sus.json("appoint", EVA, SUS, *ON, "--primary", "susun", "--reason", "client_wish")

    assert (case(sus, EVA)["primary"]["id"], case(sus, EVA)["deputy"]["id"]) == ("susun", "chros")


def test_the_deputy_is_dropped(sus: Shell) -> None:
    sus.json("appoint", EVA, SUS, *ON, "--no-deputy")

    assert case(sus, EVA)["deputy"] is None


def test_a_client_whose_deputy_should_be_looked_at_is_handled_and_told_of_apart(
    sus: Shell,
) -> None:
    head = "id,name,units,title,selectable,available,certificate_from,certificate_evidence,from"
    row = "chros,Charlotte Rosander,sus-hemtjanst,Undersköterska,nej,ja,2023-08-21,Sett,2025-02-01"
    table = sus.folder / "staff.csv"
    table.write_text(f"{head}\n{row}\n", encoding="utf-8")
    sus.json("import", str(table))

    found = sus.json("unhandled", SUS)
    said = sus.run("unhandled", SUS).out

    warned = {each["id"]: [why["severity"] for why in each["why"]] for each in found["warnings"]}
    assert warned[EVA] == ["warning"]
    assert EVA not in [each["id"] for each in found["clients"]]
    assert RUT in [each["id"] for each in found["clients"]]
    assert said.index("Olga Nyligen") < said.index("Vice att se över") < said.index(EVA)


def test_when_the_primary_leaves_the_deputy_remains_and_the_client_is_unhandled(sus: Shell) -> None:
    leaves = ("--last-day", "2025-02-14", "--role", "primary", "--reason", "staff_left")
    sus.json("end-contact", RUT, SUS, *leaves)

    why = {
        client["id"]: [reason["code"] for reason in client["why"]]
        for client in sus.json("unhandled", SUS)["clients"]
    }
    sus.json("appoint", RUT, SUS, *ON, "--primary", "greal")

    assert why[RUT] == ["vacant"]
    assert case(sus, RUT)["primary"]["id"] == "greal"
    assert case(sus, RUT)["deputy"] is None
    assert case(sus, RUT, "2025-02-14")["primary"]["id"] == "chros"


def test_both_seats_fall_empty_at_once(sus: Shell) -> None:
    both = ("--role", "primary", "--role", "deputy", "--reason", "scheduling")
    sus.json("end-contact", RUT, SUS, "--last-day", "2025-02-28", *both)

    empty = case(sus, RUT, "2025-03-01")
    assert (empty["primary"], empty["deputy"], empty["status"]) == (None, None, "accepted")


def test_a_contact_person_where_there_is_no_care_contact(sus: Shell) -> None:
    sus.json("contact-person", BERTIL, SUS, *ON, "--person", "petbe", "--deputy", "linvi")

    found = case(sus, BERTIL)
    sus.json("contact-person", BERTIL, SUS, "--on", "2025-03-01", "--no-deputy")

    assert found["contact_person"]["name"] == "Petter Bergqvist"
    assert found["deputy_contact_person"]["name"] == "Linnea Vikström"
    assert case(sus, BERTIL, "2025-03-01")["deputy_contact_person"] is None


def test_a_wish_and_what_was_done_are_registered(sus: Shell) -> None:
    wished = sus.json("wish", EVA, SUS, *ON, "--text", "Vill ha Susanne", "--staff", "susun")
    done = sus.json("done", EVA, SUS, *ON, "--kind", "välkomstsamtal", "--text", "I hemmet")

    assert (wished["verdict"], done["verdict"]) == ("granted", "granted")
    assert (wished["days_changed"], done["days_changed"]) == ([], [])


def test_whoever_is_a_contact_may_register_what_was_done_for_own_clients(sus: Shell) -> None:
    sus.json("actor", "add", "brs89", "--name", "Britta Söder", "--permit", f"record_done@{SUS}")
    sus.actor = "brs89"
    done = (*ON, "--kind", "välkomstsamtal")

    assert sus.json("done", EVA, SUS, *done)["verdict"] == "granted"
    assert sus.json("done", RUT, SUS, *done, code=3)["error"]["code"] == "not_authorised"


def test_an_enactment_under_another_act_makes_no_stay(sus: Shell) -> None:
    start = ("--enactment", "v-77", "--on", "2025-03-01", "--act", "LSS", "--services", "relief")
    verdict = sus.json("start", BERTIL, "vast-hemtjanst", *start)

    assert (verdict["verdict"], verdict["days_changed"]) == ("granted", [])


def test_who_may_be_chosen_and_why_the_others_may_not(sus: Shell) -> None:
    members = {each["id"]: each for each in sus.json("staff", SUS, *ON)["staff"]}

    assert (members["brs89"]["selectable"], members["brs89"]["reasons"]) == (True, [])
    assert (members["petbe"]["selectable"], members["petbe"]["outcome"]) == (False, "not_entitled")
    codes = [reason["code"] for reason in members["petbe"]["reasons"]]
    assert codes == ["not_selectable", "title_missing"]


def test_the_start_page_lists_whom_nobody_has_handled(sus: Shell) -> None:
    listed = sus.json("unhandled", SUS, *ON)["clients"]

    assert {(each["id"], each["name"], each["status"]) for each in listed} == {
        ("10003341", "Olga Nyligen", "not_asked"),
        ("6000022", "Alberta MultiUnit", "not_asked"),
    }
