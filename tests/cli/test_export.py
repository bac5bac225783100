"""
Writing everything out: by whom, to what, and what the store remembers of it.
"""

import json
from pathlib import Path

import pytest

from fastomsorg.casework import remembered_export
from fastomsorg.hooks import Panel
from fastomsorg.testing import MemoryPlugin
from tests.cli.golden_files import golden
from tests.cli.shell import Shell, handbook
from tests.hooks.exports import HasCounts

NO = ("status", "10003341", "sus-hemtjanst", "declined", "--on", "2025-02-17")


@pytest.fixture
def memory() -> MemoryPlugin:
    return MemoryPlugin()


@pytest.fixture
def counting(shell: Shell, memory: MemoryPlugin) -> Shell:
    """
    A shell whose store is in memory, and whose exports only count.
    """
    shell.panel = Panel.of(memory, HasCounts())
    shell.environment = {"FASTOMSORG_STORE": "memory:"}
    shell.json("init", "--no-files", "--name", "Susanne APO")
    shell.json("import", *handbook(shell.folder))
    return shell


def is_fresh(memory: MemoryPlugin) -> bool:
    store = memory.stores["memory:"]
    export = remembered_export(store)
    assert export is not None
    return export.is_fresh(store)


def test_what_was_written_is_told(counting: Shell) -> None:
    exported = counting.json("export", "--parquet", "columns")

    assert f"parquet://{Path('columns').absolute()}" == exported["url"]
    assert {"absences", "cases", "visits"} == {each["table"] for each in exported["tables"]}
    (month,) = exported["months"]
    assert ("2025-02", True, 1) == (month["month"], month["new"], month["summarised"])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_was_written_is_said(counting: Shell, language: str) -> None:
    ran = counting.run("export", "--parquet", "columns", "--lang", language)

    assert golden(f"export_{language}", ran.said) == ran.said


def test_the_store_remembers_where_it_was_exported(counting: Shell, memory: MemoryPlugin) -> None:
    counting.json("export", "--parquet", "columns")
    store = memory.stores["memory:"]

    known = remembered_export(store)

    assert known is not None
    assert (f"parquet://{Path('columns').absolute()}", counting.clock) == (known.url, known.made)
    assert len(list(store.changes())) == known.position
    assert is_fresh(memory)


@pytest.mark.parametrize("what", ["registered", "read in"])
def test_what_comes_afterwards_makes_the_export_old(
    counting: Shell, memory: MemoryPlugin, what: str
) -> None:
    counting.json("export", "--parquet", "columns")

    counting.json(*NO if what == "registered" else ("import", *handbook(counting.folder)))
    assert not is_fresh(memory)

    counting.json("export", "--parquet", "columns")
    assert is_fresh(memory)


def test_a_store_that_was_never_exported_remembers_nothing(
    counting: Shell, memory: MemoryPlugin
) -> None:
    assert remembered_export(memory.stores["memory:"]) is None


def test_only_an_administrator_exports_and_it_is_logged(
    counting: Shell, memory: MemoryPlugin
) -> None:
    counting.json("actor", "add", "anna", "--name", "Anna", "--permit", "search@*")

    refused = counting.json("export", "--parquet", "columns", "--as", "anna", code=3)
    counting.json("export", "--parquet", "columns")

    assert "admin" == refused["error"]["facts"]["permission"]
    store = memory.stores["memory:"]
    rows = [each.outcome.value for each in store.accesses() if each.action == "export"]
    assert ["denied", "allowed"] == rows


def test_where_nobody_exports_to_parquet_it_is_said_what_to_install(
    counting: Shell, memory: MemoryPlugin
) -> None:
    counting.panel = Panel.of(memory)

    ran = counting.run("export", "--parquet", "columns", "--json")

    error = json.loads(ran.out)["error"]
    assert (4, "export_missing") == (ran.code, error["code"])
    assert "fastomsorg-columnar" in error["text"]
