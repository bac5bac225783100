"""
Which URLs are the plug-in's, and which folder each names.
"""

from pathlib import Path

import pytest
from fastomsorg_files import FileJournal, FilePlan, FilePlanning, Plugin
from fastomsorg_files._address import folder_of

from fastomsorg.hooks import Journal, Panel, Plan, Planning
from fastomsorg.terms import Malformed, StoreError

NOT_OURS = ["sqlite:///fok.db", "file:///notes", "files", "", "memory:", "myfiles:notes"]


def test_the_plug_in_is_installed_under_its_name() -> None:
    panel = Panel.installed(frozenset({"files"}))

    assert (panel.names, panel.problems) == (("files",), ())


def test_the_plug_in_opens_all_three_ports(tmp_path: Path) -> None:
    panel = Panel.of(Plugin)
    url = f"files://{tmp_path.as_posix()}"

    opened = (panel.journals(url), panel.plans(url), panel.plannings(url))

    assert [type(each) for each in opened] == [FileJournal, FilePlan, FilePlanning]
    assert isinstance(opened[0], Journal)
    assert isinstance(opened[1], Plan)
    assert isinstance(opened[2], Planning)


@pytest.mark.parametrize("url", NOT_OURS)
def test_it_leaves_other_urls_to_others(url: str) -> None:
    plugin = Plugin()

    assert plugin.fastomsorg_open_journal(url) is None
    assert plugin.fastomsorg_open_plan(url) is None
    assert plugin.fastomsorg_open_planning(url) is None


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("files:///srv/notes", Path("/srv/notes")),
        ("files:/srv/notes", Path("/srv/notes")),
        ("FILES:///srv/notes", Path("/srv/notes")),
        ("files:///srv/g%C3%B6teborg/a%20b", Path("/srv/göteborg/a b")),
        ("files:///srv/göteborg", Path("/srv/göteborg")),
    ],
)
def test_an_absolute_url_names_its_folder(url: str, folder: Path) -> None:
    assert folder_of(url) == folder.absolute()


def test_a_relative_url_is_below_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert folder_of("files:out/notes") == tmp_path / "out" / "notes"


def test_a_folder_stays_the_same_wherever_the_program_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = folder_of("files:notes")
    monkeypatch.chdir("/")

    assert folder == tmp_path / "notes"


@pytest.mark.parametrize(
    "url",
    [
        "files:",
        "files://",
        "files:///",
        "files://server/notes",
        "files:///notes?mode=new",
        "files:///notes#top",
        "files:///notes\0",
        "files:///notes%00",
    ],
)
def test_a_url_that_names_no_folder_is_malformed(url: str) -> None:
    with pytest.raises(Malformed) as raised:
        folder_of(url)

    assert (raised.value.code, raised.value.facts["got"]) == ("files_url", url)


def test_a_file_where_the_folder_should_be_is_told_of(tmp_path: Path) -> None:
    taken = tmp_path / "notes"
    taken.write_text("")

    with pytest.raises(StoreError) as raised:
        FileJournal(taken)

    assert (raised.value.code, raised.value.facts["folder"]) == ("files_unusable", str(taken))
