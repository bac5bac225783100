"""
The handbook's search (1.8) from the command line.
"""

from tests.cli.shell import Shell, at

ON = ("--on", "2024-11-01")


def test_the_search_of_the_handbook_gives_its_counts_and_its_contacts(sus: Shell) -> None:
    found = sus.json("search", "--status", "accepted", *ON, "--names")

    seats = {
        each["id"]: (each["name"], each["primary"], each["deputy"], each["total"])
        for each in found["staff"]
    }
    clients = {
        each["id"]: {client["name"]: client["personal_number"] for client in each["clients"]}
        for each in found["staff"]
    }
    assert found["count"] == {"65+": 10, "under_65": 2, "unknown": 0}
    assert len(found["clients"]) == 12
    assert seats["ann64"] == ("Annika Oberg", 1, 0, 1)
    assert seats["olofser"] == ("Birgitta Bäver", 1, 0, 1)
    assert seats["brs89"] == ("Britta Söder", 3, 0, 3)
    assert clients["ann64"] == {"Alma Armbrøtt": "19380824TF24"}
    assert clients["olofser"] == {"Anna Eriksson": "19800824TF42"}
    assert clients["brs89"] == {
        "Eva Sandgreen": "19511021TF21",
        "Gullan Trygg": "19490301TF01",
        "Irma Flådig": "19390121TF21",
    }


def test_without_names_there_are_counts_only(sus: Shell) -> None:
    found = sus.json("search", "--status", "accepted", *ON)

    assert found["count"] == {"65+": 10, "under_65": 2, "unknown": 0}
    assert found["clients"] is None
    assert {each["clients"] for each in found["staff"]} == {None}


def test_who_has_declined_is_found_as_in_the_handbook(sus: Shell) -> None:
    found = sus.json("search", "--status", "declined", *ON, "--names")

    assert [client["name"] for client in found["clients"]] == ["Bertil Grönare"]
    assert (found["clients"][0]["personal_number"], found["staff"]) == ("19520220TF20", [])


def test_who_has_got_another_contact_during_the_last_year(sus: Shell) -> None:
    found = sus.json("search", "--changed", *ON, "--names")
    a_year_later = sus.json("search", "--changed", "--on", "2025-05-13", "--names")

    assert (found["status"], found["count"]["65+"]) == ("changed", 1)
    assert [client["name"] for client in found["clients"]] == ["Valborg Tänkt"]
    assert a_year_later["clients"] == []


def test_several_units_are_searched_together(sus: Shell) -> None:
    at_both = ("--unit", "sus-hemtjanst", "--unit", "norr-hemtjanst")
    both = sus.json("search", "--status", "accepted", "--on", "2025-02-17", *at_both)
    norr = sus.json("search", "--status", "accepted", "--on", "2025-02-17", *at_both[2:])

    assert (both["units"], norr["units"]) == (list(at_both[1::2]), ["norr-hemtjanst"])
    assert (norr["count"]["65+"], norr["count"]["under_65"]) == (0, 1)
    assert both["count"]["65+"] > 10


def test_what_is_searched_as_it_was_known_is_what_was_known(sus: Shell) -> None:
    known = ("--known", "2025-02-17T07:59")

    assert sus.json("search", "--status", "accepted", *ON, *known)["count"]["65+"] == 0


def test_somebody_with_protected_identity_is_counted_and_named_only_to_those_permitted(
    sus: Shell,
) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", "search@*,view@*")

    named = sus.json("search", "--status", "accepted", *ON, "--names")
    masked = sus.json("search", "--status", "accepted", *ON, "--names", "--as", "kim")

    assert masked["count"] == named["count"]
    assert {"id": "6017442", "name": "Vera Påhittad"}.items() <= _one(named, "6017442").items()
    assert _one(masked, "6017442") == {
        "id": "6017442",
        "name": None,
        "personal_number": None,
        "customer_number": None,
    }
    assert (
        "Vera" not in sus.run("search", "--status", "accepted", *ON, "--names", "--as", "kim").out
    )


def test_somebody_with_protected_identity_is_marked_for_those_who_may_see_the_name(
    sus: Shell,
) -> None:
    found = sus.run("search", "--status", "accepted", *ON, "--names").out

    assert "Vera Påhittad (skyddade personuppgifter)" in " ".join(found.split())


def test_that_names_are_hidden_is_said_before_the_staff(sus: Shell) -> None:
    said = sus.run("search", "--status", "accepted", *ON).out

    assert said.index("Brukarnas namn visas med --names.") < said.index("Britta Söder")


def test_searching_is_for_following_up_not_for_handling_a_case(sus: Shell) -> None:
    error = sus.json("search", "--status", "accepted", "--purpose", "case_handling", code=3)

    assert error["error"]["code"] == "purpose_not_allowed"


def _one(found: dict[str, list[dict[str, object]]], id: str) -> dict[str, object]:
    return next(client for client in found["clients"] if client["id"] == id)


def test_a_table_to_publish_hides_what_is_small_and_what_would_give_it_away(sus: Shell) -> None:
    told = sus.json("search", "--status", "accepted", *ON, "--publish")

    assert (told["status"], told["on"], told["threshold"]) == ("accepted", "2024-11-01", 5)
    assert {each["unit"]: each["count"] for each in told["units"]} == {
        "norr-hemtjanst": {"65+": 0, "under_65": 0, "unknown": 0, "total": 0},
        "sus-hemtjanst": {"65+": None, "under_65": None, "unknown": 0, "total": 12},
        "vast-hemtjanst": {"65+": 0, "under_65": 0, "unknown": 0, "total": 0},
    }
    assert told["total"] == {"65+": None, "under_65": None, "unknown": 0, "total": 12}


def test_what_is_published_names_nobody_and_is_by_status(sus: Shell) -> None:
    for words in (("--status", "accepted", "--names"), ("--changed",)):
        error = sus.json("search", *words, "--publish", code=2)
        assert error["error"]["code"] == "at_most_one"


def test_a_list_of_names_says_what_could_not_be_confirmed_of_it(sus: Shell) -> None:
    sus.clock = at("2025-07-01 08:00")
    (remark,) = sus.json("search", "--status", "declined", "--names")["remarks"]

    assert (remark["code"], remark["severity"]) == ("names_by_answer_open", "warning")
    assert "förordning (2001:637) 12 §" in remark["basis"]
    assert sus.json("search", "--status", "declined")["remarks"] == []


def test_names_are_not_for_supervision_whose_search_terms_are_limited(sus: Shell) -> None:
    sus.clock = at("2025-07-01 08:00")
    asked = ("search", "--status", "declined", "--purpose", "supervision")

    error = sus.json(*asked, "--names", code=3)["error"]

    assert error["code"] == "names_not_searched"
    assert "bara på namn, personnummer eller ärendenummer" in error["text"]
    assert "förordning (2001:637) 12 §" in error["text"]
    assert sus.json(*asked)["count"]["65+"] == 1
