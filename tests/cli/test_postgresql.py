"""
The commands work on a store on a server as in a file, and say nothing of its password.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.cli.shell import THAT_MORNING, Ran, Shell, at, handbook
from tests.postgresql import Server

NewDatabase: TypeAlias = Callable[..., str]

EVA, SUS = "6016254", "sus-hemtjanst"
YES = ("status", EVA, SUS, "accepted", "--on", "2025-02-17", "--primary", "brs89")


@pytest.fixture
def url(new_database: NewDatabase) -> str:
    return new_database()


@pytest.fixture
def remote(tmp_path: Path, url: str) -> Shell:
    """
    A shell whose store is to be made on the server.
    """
    environment = {"FASTOMSORG_STORE": url}
    return Shell(tmp_path, clock=at("2025-02-17 08:00"), environment=environment)


@pytest.fixture
def begun(remote: Shell) -> Shell:
    """
    A shell with the handbook's people in the store on the server.
    """
    remote.json("init", "--name", "Susanne APO", "--title", "Enhetschef senior")
    remote.json("import", *handbook(remote.folder))
    remote.clock = THAT_MORNING
    return remote


def test_a_contact_is_appointed_shown_and_found(begun: Shell) -> None:
    begun.json(*YES, "--deputy", "greal")

    (case,) = begun.json("show", EVA)["cases"]
    found = begun.json(
        "search", "--status", "accepted", "--on", "2025-02-17", "--purpose", "follow_up", "--names"
    )

    assert (case["primary"]["id"], case["deputy"]["id"]) == ("brs89", "greal")
    assert EVA in [client["id"] for client in found["clients"]]


def test_what_is_read_in_twice_is_there_once(begun: Shell) -> None:
    again = begun.json("import", *handbook(begun.folder))

    assert [table["new"] for table in again["tables"]] == [0] * len(again["tables"])


def test_a_store_is_made_once(begun: Shell) -> None:
    assert begun.run("init").code == 4


def test_a_store_that_has_not_been_made_is_not_made_by_looking(remote: Shell) -> None:
    assert remote.run("show", EVA).code == 4
    assert remote.run("init", "--name", "Susanne APO").code == 0


def test_a_backup_is_a_store_in_a_file(begun: Shell) -> None:
    begun.json(*YES)
    shown = begun.json("show", EVA)
    copy = begun.folder / "copy.db"
    begun.json("backup", str(copy))

    assert begun.json("show", EVA, "--store", f"sqlite:///{copy}") == shown


@pytest.fixture
def password(url: str) -> str:
    return url.partition("@")[0].rpartition(":")[2]


def said(ran: Ran) -> str:
    return ran.out + ran.err


@pytest.mark.parametrize(
    "wrong",
    [
        lambda url: url.replace("127.0.0.1", "127.0.0.1:1"),
        lambda url: f"{url}nowhere",
        lambda url: url.replace("fok:", "kim:"),
        lambda url: url.replace("postgresql+psycopg", "postgresql+nothing"),
        lambda url: f"{url}?mode=wrong",
        lambda url: f"{url}?sekretess=1",
        lambda url: url,
    ],
)
@pytest.mark.parametrize("answer", [(), ("--json",)])
def test_whatever_is_wrong_with_the_address_the_password_is_not_shown(
    remote: Shell, url: str, password: str, wrong: Callable[[str], str], answer: tuple[str, ...]
) -> None:
    ran = remote.run("show", EVA, *answer, "--store", wrong(url))

    assert ran.code in (2, 4)
    assert said(ran) != ""
    assert password not in said(ran)


def test_the_password_is_not_shown_where_everything_is_right(
    begun: Shell, password: str, postgresql: Server
) -> None:
    ran = [begun.run("doctor"), begun.run("show", EVA), begun.run("--json", "doctor")]

    assert [password in said(each) for each in ran] == [False, False, False]


@pytest.mark.parametrize("answer", [(), ("--json",)])
def test_a_new_store_is_told_of_without_its_password(
    remote: Shell, password: str, answer: tuple[str, ...]
) -> None:
    ran = remote.run("init", "--name", "Susanne APO", *answer)

    assert (0, True, False) == (ran.code, "fok:***@" in said(ran), password in said(ran))


def test_the_database_counts_the_visits_that_it_holds_and_no_others(remote: Shell) -> None:
    tables = handbook(remote.folder)
    february = ("continuity", "--from", "2025-02-01", "--to", "2025-02-16")
    remote.json("init", "--name", "Susanne APO", "--visits", f"files://{remote.folder}")
    remote.json("import", *(name for name in tables if not name.endswith("visits.csv")))

    refused = remote.json(*february, "--engine", "postgresql", code=2)
    given = remote.json(*february)

    assert "engine_without_visits" == refused["error"]["code"]
    assert ("python", {"hits": 5, "base": 13}) == (given["engine"], given["contact_share"])
