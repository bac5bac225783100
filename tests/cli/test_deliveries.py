"""
Deliveries, kept watch over: what is due, what is parked, what does not agree, and the exit codes.
"""

import datetime as dt
import platform
from collections.abc import Iterator
from uuid import uuid4

import pytest

from fastomsorg.hooks import HOOK_VERSION, Journal, Panel, Standing, content_of, hookimpl
from fastomsorg.journal import JournalNote
from fastomsorg.testing import MemoryPlugin
from fastomsorg.texts import Language, text
from tests.cli.golden_files import golden
from tests.cli.shell import Shell, handbook

OLGA, SUS = "10003341", "sus-hemtjanst"
NO = ("status", OLGA, SUS, "declined", "--on", "2025-02-17")
ASSESSED = (
    "--assessment",
    "Klarar sig själv",
    "--persons-view",
    "Vill inte ha",
    "--assessed-by",
    "susapo",
)
SIX_HOURS = dt.timedelta(hours=6)


class Moody:
    """
    A plug-in, and its journal that fails for as long as it is told to.
    """

    fastomsorg_hook_version = HOOK_VERSION

    def __init__(self) -> None:
        self.fails = True
        self.gone = False
        self.written: list[JournalNote] = []

    @hookimpl
    def fastomsorg_open_journal(self, url: str) -> Journal | None:
        return self if url == "moody:" and not self.gone else None

    def write(self, note: JournalNote) -> None:
        if self.fails:
            raise RuntimeError("the journal is closed")
        self.written.append(note)

    def listed(self) -> Iterator[Standing]:
        return (Standing(note.id, content_of(note)) for note in self.written)


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def told(shell: Shell, moody: Moody) -> Shell:
    """
    A shell whose store is in memory and whose notes go to the moody journal: one waits.
    """
    shell.panel = Panel.of(MemoryPlugin(), moody)
    shell.environment = {"FASTOMSORG_STORE": "memory:"}
    shell.json("init", "--journal", "moody:", "--name", "Susanne APO")
    shell.json("import", *handbook(shell.folder))
    shell.json(*NO)
    return shell


def until_parked(shell: Shell) -> None:
    for _ in range(9):
        shell.clock += SIX_HOURS
        shell.json("deliver", code=4)


def codes(document: dict[str, list[dict[str, str]]], of: str = "findings") -> list[str]:
    return [each["code"] for each in document[of]]


def test_the_doctor_finds_nothing_where_what_failed_is_tried_again(told: Shell) -> None:
    examined = told.json("doctor")

    (backlog,) = examined["backlog"]
    assert examined["findings"] == examined["parked"] == []
    assert (backlog["receiver"], backlog["waiting"], backlog["parked"]) == ("moody:", 1, 0)


def test_the_doctor_says_what_is_parked_and_why_and_asks_for_a_person(told: Shell) -> None:
    until_parked(told)

    examined = told.json("doctor", code=4)

    (parked,) = examined["parked"]
    assert codes(examined) == ["notices_parked"]
    assert (parked["client"], parked["unit"], parked["receiver"]) == (OLGA, SUS, "moody:")
    assert (parked["problem"], parked["attempts"]) == ("RuntimeError", 10)
    assert told.run("doctor").code == 4


def test_what_is_parked_is_driven_again_all_of_it_or_one(told: Shell, moody: Moody) -> None:
    until_parked(told)
    moody.fails = False
    (parked,) = told.json("doctor", code=4)["parked"]

    other = told.json("deliver", "--redrive", "--notice", str(uuid4()))
    nobody = told.json("deliver", "--redrive", "--receiver", "files:elsewhere")
    driven = told.json("deliver", "--redrive", "--notice", parked["id"])

    assert [each["redriven"] for each in (other, nobody, driven)] == [0, 0, 1]
    assert (driven["delivered"], driven["parked"]) == (1, 0)
    assert [note.case.client for note in moody.written] == [OLGA]
    assert told.json("doctor")["findings"] == []


def test_what_somebody_has_seen_at_the_receiver_is_acknowledged_and_not_told(
    told: Shell, moody: Moody
) -> None:
    until_parked(told)
    moody.fails = False
    told.json("status", OLGA, SUS, "no_need", "--on", "2025-02-17", *ASSESSED, "--confirm")
    (parked,) = told.json("doctor", code=4)["parked"]

    unknown = told.json("deliver", "--told", str(uuid4()), code=1)
    elsewhere = told.json("deliver", "--told", parked["id"], "--receiver", "files:", code=1)
    seen = told.json("deliver", "--told", parked["id"])

    assert [each["error"]["code"] for each in (unknown, elsewhere)] == ["notice_not_parked"] * 2
    assert (seen["acknowledged"], seen["redriven"], seen["delivered"]) == (1, 0, 1)
    assert [str(note.id) for note in moody.written] != [parked["id"]]
    assert told.json("doctor")["findings"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--notice", str(uuid4())), "only_with"),
        (("--told", str(uuid4()), "--notice", str(uuid4())), "only_with"),
        (("--receiver", "moody:"), "only_with"),
        (("--redrive", "--told", str(uuid4())), "at_most_one"),
    ],
    ids=["a notice alone", "told and a notice", "a receiver alone", "told and driven again"],
)
def test_options_that_say_nothing_together_are_refused(
    told: Shell, words: tuple[str, ...], code: str
) -> None:
    assert told.json("deliver", *words, code=2)["error"]["code"] == code


def test_whoever_watches_delivers_until_interrupted_and_says_so_when_something_happened(
    told: Shell, moody: Moody
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        told.clock += dt.timedelta(seconds=seconds)
        moody.fails = len(slept) < 3
        if len(slept) == 6:
            raise KeyboardInterrupt

    told.sleep = sleep
    ran = told.run("deliver", "--watch")

    assert (ran.code, slept) == (130, [30.0] * 6)
    assert [note.case.client for note in moody.written] == [OLGA]
    assert ran.out.count("Levererat: 1") == 1


def watched(shell: Shell, rounds: int) -> list[str]:
    """
    What whoever watches for so many rounds is told, line by line.
    """
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        shell.clock += dt.timedelta(seconds=seconds)
        if len(slept) == rounds:
            raise KeyboardInterrupt

    shell.sleep = sleep
    return shell.run("deliver", "--watch", "--lang", "en").out.splitlines()


WATCHING = "Delivering every 30 seconds. Stop with Ctrl+C."


def test_nothing_is_said_of_a_round_in_which_nothing_happened_not_of_the_first_either(
    told: Shell, moody: Moody
) -> None:
    moody.fails = False
    told.clock += SIX_HOURS
    told.json("deliver")

    assert watched(told, rounds=3) == [WATCHING]


def test_what_waits_for_a_person_is_said_when_watching_begins_and_then_no_more(
    told: Shell,
) -> None:
    until_parked(told)

    first, counted, parked = watched(told, rounds=5)

    assert (first, counted) == (WATCHING, "Delivered: 0. Withdrawn: 0. Waiting: 0.")
    assert parked.startswith("Not sent again by itself: 1.")


def test_what_goes_on_standing_in_the_way_is_said_once(told: Shell, moody: Moody) -> None:
    moody.gone = True

    said = " ".join(watched(told, rounds=5))

    assert said.count("moody:") == said.count("Waiting: 1") == 1


def test_the_ledger_and_the_journal_are_compared(told: Shell, moody: Moody) -> None:
    moody.fails = False
    told.clock += SIX_HOURS
    told.json("deliver")
    agrees = told.json("reconcile")
    (gone,) = moody.written
    moody.written.clear()
    differs = told.json("reconcile", code=4)

    assert (agrees["agrees"], agrees["receivers"][0]["told"]) == (True, 1)
    assert differs["receivers"][0]["differing"] == [
        {"id": str(gone.id), "difference": "missing", "client": OLGA, "unit": SUS}
    ]


def test_the_doctor_tells_how_an_embedded_store_is_set(sus: Shell) -> None:
    examined = sus.json("doctor")

    store = {each["name"]: each["value"] for each in examined["store"]}
    assert (store["kind"], store["journal_mode"], store["synchronous"]) == (
        "sqlite",
        "delete",
        "extra",
    )
    assert {"files", "sql"} <= {each["name"] for each in examined["plugins"]}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_the_doctor_says_of_an_embedded_store_has_a_name(
    sus: Shell, language: str
) -> None:
    names = {each["name"] for each in sus.json("doctor")["store"]}
    said = sus.run("doctor", "--lang", language).said

    called = {text(Language(language), f"cli.doctor.setting.{name}") for name in names}
    assert len(called) > 8
    assert [name for name in called if name not in said] == []


def test_of_a_store_in_which_there_is_nothing_the_doctor_says_so(shell: Shell) -> None:
    shell.json("init", "--no-files")

    assert "Ingenting är registrerat än." in shell.run("doctor").said


def test_a_journal_that_somebody_wrote_in_does_not_agree(shell: Shell) -> None:
    shell.json("init", "--journal", f"files://{shell.folder.as_posix()}/notes")
    shell.json("import", *handbook(shell.folder))
    shell.json(*NO)
    before = shell.json("reconcile")
    file = shell.folder / "notes" / "notes.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("tackar nej", "tackar ja"), "utf-8")
    after = shell.json("reconcile", code=4)

    assert before["agrees"] is True
    assert [each["difference"] for each in after["receivers"][0]["differing"]] == ["different"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_of_what_does_not_agree(told: Shell, moody: Moody, language: str) -> None:
    told.language = language
    moody.fails = False
    told.clock += SIX_HOURS
    told.json("deliver")
    moody.written.append(moody.written[0])
    ran = told.run("reconcile")
    said = ran.said.replace(str(moody.written[0].id), "00000000-0000-0000-0000-000000000000")

    assert golden(f"reconcile_{language}", said) == said


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_of_what_a_person_has_to_look_at(
    told: Shell, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: "1.2.3")
    told.language = language
    until_parked(told)
    (parked,) = told.json("doctor", code=4)["parked"]
    ran = told.run("doctor")
    said = ran.said.replace(parked["id"], "00000000-0000-0000-0000-000000000000")

    assert golden(f"doctor_{language}", said) == said


@pytest.mark.parametrize("command", ["doctor", "reconcile", "deliver"])
def test_only_an_administrator_keeps_watch(sus: Shell, command: str) -> None:
    sus.json("actor", "add", "lotta", "--name", "Lotta", "--permit", f"view@{SUS}")
    sus.actor, sus.user = "lotta", "lotta"

    assert sus.run(command).code == 3
