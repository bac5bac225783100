"""
Where statistics are counted when nobody says: by size and place, and told.
"""

from importlib.metadata import entry_points

import pytest

from fastomsorg.casework import RememberedExport
from fastomsorg.casework._keeping._exporting import _position, _remember
from fastomsorg.cli._running._opening import VISITS, remember_receivers
from fastomsorg.hooks import HOOK_VERSION, Keeping, Panel, hookimpl
from tests.cli.shell import Shell, handbook
from tests.hooks.engines import Abacus

FEBRUARY = ("--from", "2025-02-01", "--to", "2025-02-16")
MANY, FEW = 2_000_000, 1_000_000


class HasDuckDb:
    """
    Has an engine of that name, which counts nothing.
    """

    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_engine(self, engine: str, source: str) -> object:
        return Abacus(source, name="duckdb") if engine == "duckdb" else None


@pytest.fixture
def with_duckdb(sus: Shell) -> Shell:
    stores = [
        each.load()() for each in entry_points(group="fastomsorg") if each.name in ("sql", "files")
    ]
    sus.panel = Panel.of(*stores, HasDuckDb())
    return sus


def remember(shell: Shell, visits: int) -> None:
    """
    Let the store remember an export of everything that is registered now.
    """
    storage = Panel.installed(frozenset({"sql"})).storage(f"sqlite:///{shell.store}?mode=rw")
    made = shell.clock
    _remember(storage, RememberedExport("parquet:///srv/x", _position(storage), visits, made))


def engine_of(shell: Shell, *words: str) -> str:
    found: str = shell.json("continuity", *FEBRUARY, *words)["engine"]
    return found


def test_a_fresh_export_with_many_visits_is_counted_on_and_that_is_said(with_duckdb: Shell) -> None:
    remember(with_duckdb, MANY)

    said = with_duckdb.run("continuity", *FEBRUARY).out

    assert "duckdb" == engine_of(with_duckdb)
    assert "Räknat med duckdb: exporten i /srv/x är aktuell och har 2000000 besök." in said


def test_an_export_with_few_visits_is_not_worth_it(with_duckdb: Shell) -> None:
    remember(with_duckdb, FEW)

    assert "python" == engine_of(with_duckdb)


def test_an_export_that_something_was_registered_after_is_not_counted_on(
    with_duckdb: Shell,
) -> None:
    remember(with_duckdb, MANY)
    with_duckdb.json("wish", "6016254", "sus-hemtjanst", "--on", "2025-02-17")

    refused = with_duckdb.json("continuity", *FEBRUARY, "--engine", "duckdb", code=2)

    assert "python" == engine_of(with_duckdb)
    assert "columns_outdated" == refused["error"]["code"]


@pytest.mark.parametrize("words", [(), ("--engine", "duckdb")])
def test_an_export_that_is_named_is_counted_on_and_told_to_be_older_than_what_is_registered(
    with_duckdb: Shell, words: tuple[str, ...]
) -> None:
    named = ("continuity", *FEBRUARY, *words, "--columns", "/srv/x")
    remember(with_duckdb, FEW)
    made = with_duckdb.clock.isoformat()
    before, told_before = with_duckdb.json(*named), with_duckdb.run(*named).err
    with_duckdb.json("wish", "6016254", "sus-hemtjanst", "--on", "2025-02-17")
    after, told_after = with_duckdb.json(*named), with_duckdb.run(*named).err

    assert {"folder": "/srv/x", "made": made, "fresh": True} == before["columns"]
    assert "" == told_before
    assert {"folder": "/srv/x", "made": made, "fresh": False} == after["columns"]
    assert "Exporten i /srv/x är från" in told_after


@pytest.mark.parametrize(
    "asked",
    [
        ("continuity", *FEBRUARY),
        ("measure", "time-continuity/1", *FEBRUARY),
        ("followup", *FEBRUARY),
        ("search", "--status", "accepted"),
    ],
)
def test_of_an_export_that_the_store_does_not_remember_it_is_told(
    with_duckdb: Shell, asked: tuple[str, ...]
) -> None:
    remember(with_duckdb, FEW)
    named = (*asked, "--columns", "/srv/another")

    found = with_duckdb.json(*named)["columns"]

    assert {"folder": "/srv/another", "made": None, "fresh": None} == found
    assert "Det är inte säkert att exporten i /srv/another" in with_duckdb.run(*named).err


def test_what_goes_wrong_with_an_export_is_told_as_any_error(with_duckdb: Shell) -> None:
    of_one = ("--client", "6000010", "--engine", "duckdb", "--columns", "x")

    refused = with_duckdb.json("continuity", *FEBRUARY, *of_one, code=2)

    assert "engine_for_clients" == refused["error"]["code"]


def test_where_no_export_was_named_nothing_is_said_of_one(with_duckdb: Shell) -> None:
    remember(with_duckdb, MANY)

    assert with_duckdb.json("continuity", *FEBRUARY)["columns"] is None


def test_an_engine_that_nobody_asked_for_by_name_is_not_missed(sus: Shell) -> None:
    remember(sus, MANY)
    sus.panel = Panel.installed(frozenset({"sql", "files"}))

    assert "python" == engine_of(sus)


@pytest.mark.parametrize("words", [("--client", "6000010"), ("--engine", "python")])
def test_single_clients_are_counted_here_and_so_is_what_is_asked_for_here(
    with_duckdb: Shell, words: tuple[str, ...]
) -> None:
    remember(with_duckdb, MANY)

    assert "python" == engine_of(with_duckdb, *words)


def test_a_measure_that_the_engine_does_not_count_is_not_said_to_be_counted_by_it(
    with_duckdb: Shell,
) -> None:
    remember(with_duckdb, MANY)

    said = with_duckdb.run("measure", "coc/1", *FEBRUARY).out
    asked = with_duckdb.run("measure", "coc/1", *FEBRUARY, "--engine", "duckdb", "--lang", "en").out

    assert "Räknat med python, på lagringens egna besök: duckdb räknar inte" in said
    assert "Counted with python, on the store’s own visits: duckdb does not count" in asked


def test_what_was_known_earlier_is_searched_here(with_duckdb: Shell) -> None:
    remember(with_duckdb, MANY)
    search = ("search", "--status", "accepted", "--on", "2024-11-01")

    assert "duckdb" == with_duckdb.json(*search)["engine"]
    assert "python" == with_duckdb.json(*search, "--known", "2025-02-17T09:00")["engine"]
    said = with_duckdb.run(*search, "--known", "2025-02-17T09:00").out
    assert "Räknat med python, som vet vad som var känt då." in said


@pytest.mark.parametrize("words", [("--engine", "duckdb"), ("--columns", "columns")])
def test_visits_that_are_given_are_never_left_for_those_of_an_engine(
    with_duckdb: Shell, words: tuple[str, ...]
) -> None:
    remember(with_duckdb, MANY)
    given = (*words, "--visits", besok(with_duckdb))

    for command in ("continuity", "followup"):
        refused = with_duckdb.json(command, *FEBRUARY, *given, code=2)
        assert "engine_on_given_visits" == refused["error"]["code"]


def test_visits_that_are_given_go_before_an_export_that_the_environment_names(
    with_duckdb: Shell,
) -> None:
    with_duckdb.environment = {"FASTOMSORG_COLUMNS": "columns"}

    assert "python" == engine_of(with_duckdb, "--visits", besok(with_duckdb))


def test_an_export_does_not_stand_for_visits_that_the_store_cannot_see_change(
    with_duckdb: Shell,
) -> None:
    remember(with_duckdb, MANY)
    visits_elsewhere(with_duckdb)

    refused = with_duckdb.json("continuity", *FEBRUARY, "--engine", "duckdb", code=2)
    search = ("search", "--status", "accepted", "--on", "2025-02-16")

    assert ("python", "duckdb") == (
        engine_of(with_duckdb),
        with_duckdb.json(*search)["engine"],
    )
    assert "engine_needs_columns" == refused["error"]["code"]


def visits_elsewhere(shell: Shell) -> None:
    """
    Let the store read its visits from the folder of the handbook's tables.
    """
    storage = Panel.installed(frozenset({"sql"})).storage(f"sqlite:///{shell.store}?mode=rw")
    assert isinstance(storage, Keeping)
    remember_receivers(storage, VISITS, (besok(shell),))


def besok(shell: Shell) -> str:
    """
    The URL of a folder with the handbook's visits.
    """
    folder = shell.folder / "besok"
    folder.mkdir()
    handbook(folder)
    return f"files://{folder}"
