"""
The handbook from beginning to end.
"""

import re
from pathlib import Path

import pytest

from fastomsorg.cli._beginning import _demo
from fastomsorg.cli._beginning._demo_story import CHECKS, Check
from tests.cli.golden_files import golden
from tests.cli.shell import Shell


def settled(said: str) -> str:
    """
    What is said, without what differs from run to run: where it is, and the registrations' ids.
    """
    somewhere = re.sub(r"/\S*fastomsorg-demo-\w+", "/DEMO", said)
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", somewhere)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_demonstration_reads_as_it_should(shell: Shell, language: str) -> None:
    ran = shell.run("demo", "--lang", language)

    assert (ran.code, ran.err) == (0, "")
    assert golden(f"demo_{language}", settled(ran.said)) == settled(ran.said)


def test_every_check_is_made_and_holds_and_nothing_is_left_behind(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(shell.folder))

    document = shell.json("demo")

    assert [check["ok"] for check in document["checks"]] == [True] * len(CHECKS)
    assert document["kept"] is None
    assert list(Path(shell.folder).iterdir()) == []


def test_everything_can_be_kept_and_is_not_written_over(shell: Shell) -> None:
    kept = shell.folder / "demo"

    document = shell.json("demo", "--keep", str(kept))
    again = shell.run("demo", "--keep", str(kept))

    shown = shell.json("show", "10003341", "--store", f"sqlite:///{kept / 'fok.db'}")
    assert (document["kept"], again.code) == (str(kept), 4)
    assert shown["client"] == {"id": "10003341", "name": "Olga Nyligen"}


def test_a_check_that_fails_fails_the_demonstration(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Check("older", ("law", "--on", "2025-02-17"), lambda law: law["on"], "2025-02-18")
    unanswered = Check("younger", ("show", "nobody"), lambda shown: shown["on"], "2025-02-17")
    monkeypatch.setattr(_demo, "CHECKS", (*CHECKS[:1], wrong, unanswered))

    ran = shell.run("demo", "--json")

    assert ran.code == 4
    assert [check["ok"] for check in ran.document["checks"]] == [True, False, False]
    assert ran.document["checks"][2]["got"] == "felkod 1"
