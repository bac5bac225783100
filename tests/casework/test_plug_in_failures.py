"""
What a plug-in may do wrong, and what stands afterwards: one row each.

A journal at ``bad:`` misbehaves beside a good one at ``memory:``. Whatever it does, the ledger says
what was registered, the good journal has its note, and the bad one is named.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import attrs
import pluggy
import pytest

from fastomsorg.casework import Casework, DeliveryRules
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.decisions import Granted
from fastomsorg.hooks import HOOK_VERSION, Panel
from fastomsorg.terms import Permission, Status
from fastomsorg.testing import MemoryJournal, MemoryStore, a_unit
from tests.casework.office import CLIENTS, FIRST, MANAGER, NOON, NORTH, STAFF, TODAY, Clock
from tests.figures import Figure
from tests.hooks.plugins import install

PLUGIN = f"""
import sys, threading
from fastomsorg.hooks import hookimpl

fastomsorg_hook_version = {HOOK_VERSION}
let_go = threading.Event()

class Journal:
    def write(self, note):
        TOLD

@hookimpl
def fastomsorg_open_journal(url):
    if url != "bad:":
        return None
    OPENED
"""
TWINS = """
class Twin:
    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_open_journal(self, url):
        return Journal() if url == "bad:" else None
"""


def opening(deed: str) -> str:
    return PLUGIN.replace("OPENED", deed).replace("TOLD", "pass")


def told(deed: str) -> str:
    return PLUGIN.replace("OPENED", "return Journal()").replace("TOLD", deed)


@attrs.frozen
class Row:
    """
    A plug-in that misbehaves, and what the bad journal's note has come to then.
    """

    code: str
    ends: str = "pending"
    entry_points: Mapping[str, str] = {"bad": "bad"}


MATRIX: Mapping[str, Row] = {
    # when it is loaded
    "cannot be imported": Row("raise ImportError('no driver')"),
    "ends the program when it is imported": Row("raise SystemExit(3)"),
    "implements an unknown hook": Row(opening("pass").replace("open_journal(", "open_jurnal(")),
    "was written for other hooks": Row(
        opening("return Journal()").replace(f"version = {HOOK_VERSION}", "version = 99")
    ),
    "is there twice": Row(opening("return None"), entry_points={"bad": "bad", "bad too": "bad"}),
    # when it is opened
    "raises when it is opened": Row(opening("raise RuntimeError('away')")),
    "ends the program when it is opened": Row(opening("sys.exit(3)")),
    "answers None to its own address": Row(opening("return None")),
    "answers with the wrong type": Row(opening("return object()")),
    "answers beside another": Row(
        opening("return Journal()") + TWINS, entry_points={"bad": "bad", "bad too": "bad:Twin"}
    ),
    # when it is told
    "raises when it is told": Row(told("raise RuntimeError('full')")),
    "ends the program when it is told": Row(told("sys.exit(3)")),
    "answers when it is told": Row(told("return 'no'")),
    "promises to write later": Row(told("pass").replace("def write", "async def write")),
    "is slow": Row(told("let_go.wait(0.2)")),
    "hangs": Row(told("let_go.wait(60)")),
    "changes what it is told": Row(
        told("object.__setattr__(note, 'text', 'changed'); note.facts['primary'] = 'changed'"),
    ),
    "changes what it is told and says nothing": Row(
        told("object.__setattr__(note, 'text', 'changed')"), ends="delivered"
    ),
}
RULES = DeliveryRules(at_once=timedelta(milliseconds=40))


@pytest.fixture
def panel_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Row], Panel]]:
    """
    A panel with what a row installs, beside the good plug-in.
    """
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "bad", sys)
    monkeypatch.delitem(sys.modules, "bad")

    def panel_with(row: Row) -> Panel:
        good = {"good": "fastomsorg.testing:MemoryPlugin"}
        install(tmp_path, "bad", {**good, **row.entry_points}, row.code)
        return Panel.installed(frozenset({*good, *row.entry_points}))

    yield panel_with
    if (module := sys.modules.get("bad")) is not None:
        getattr(module, "let_go", Event()).set()


class Event:
    def set(self) -> None:
        """
        There is nobody to let go.
        """


def opened(panel: Panel) -> Casework:
    casework = Casework.open(
        "memory:",
        journal=["memory:", "bad:"],
        panel=panel,
        clock=Clock(NOON),
        delivery=RULES,
    )
    store = casework.host.storage
    assert isinstance(store, MemoryStore)
    list(store.put_units([a_unit("north")], now=NOON))
    list(store.put_clients(CLIENTS, now=NOON))
    list(store.put_staff([(each, None) for each in STAFF], now=NOON))
    posts = [(each.id, post) for each in STAFF for post in each.employments]
    list(store.put_employments(posts, now=NOON))
    store.policy.add_actor(MANAGER)
    for permission in Permission:
        store.policy.grant(MANAGER.id, permission, None)
    return casework


def survives(panel: Panel, row: Row) -> list[str]:
    """
    What is wrong after a registration beside the plug-in: nothing, or what.
    """
    casework = opened(panel)
    desk = casework.acting(MANAGER)
    desk.submit(StartEnactment(NORTH, "e1", FIRST))
    verdict = desk.submit(RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta"))
    assert isinstance(verdict, Granted)
    store, good = casework.host.storage, casework.host.receivers.journals["memory:"]
    assert isinstance(good, MemoryJournal)
    (note,) = store.notes()
    states = {each.target: each.state.value for each in store.deliveries(NORTH)}
    right = {
        "the registration stands": verdict.registration in {each.id for each in store.changes()},
        "the note says what was registered": "Britta" in note.text,
        "the good journal has it": good.notes == [note],
        "the ledger says so": states == {"memory:": "delivered", "bad:": row.ends},
        "the bad one is named": row.ends == "delivered" or _names_it(panel, casework, verdict),
    }
    return [what for what, is_so in right.items() if not is_so]


def _names_it(panel: Panel, casework: Casework, verdict: Granted) -> bool:
    """
    Is it among what could not be loaded or opened, or in a remark on the answer?
    """
    left_out = {str(problem.facts["plugin"]) for problem in panel.problems}
    remarked = {str(each.facts.get("receiver")) for each in verdict.remarks}
    return "bad:" in {*casework.problems, *remarked} and (
        not panel.problems or any(name.startswith("bad") for name in left_out)
    )


@pytest.mark.parametrize("behaviour", MATRIX)
def test_whatever_a_plug_in_does_wrong_the_ledger_stands_and_it_is_named(
    behaviour: str, panel_with: Callable[[Row], Panel]
) -> None:
    row = MATRIX[behaviour]

    assert survives(panel_with(row), row) == []


def test_there_are_at_least_twelve_ways_to_go_wrong(
    figure: Figure,
) -> None:
    assert len(MATRIX) >= 12
    lost = sum(_loses_it_all(deed) for deed in NAIVE)
    figure(
        "plug-in failures not survived",
        got=0,
        of=len(MATRIX),
        guard="called all at once, straight away",
        control=f"{lost} of {len(NAIVE)}",
    )
    assert lost == len(NAIVE)


# Without the panel: every plug-in called at once --------------------------------------------------


def _raise(url: str) -> object:
    raise RuntimeError


def _exit(url: str) -> object:
    sys.exit(3)


NAIVE: tuple[Callable[[str], object], ...] = (_raise, _exit, lambda url: object())


def _loses_it_all(deed: Callable[[str], object]) -> bool:
    """
    Is what the good plug-in answered lost, or not told from what the bad one did?
    """
    manager = pluggy.PluginManager("naive")
    spec, impl = pluggy.HookspecMarker("naive"), pluggy.HookimplMarker("naive")

    class Specs:
        @spec
        def open_journal(self, url: str) -> object: ...

    class Good:
        @impl
        def open_journal(self, url: str) -> object:
            return MemoryJournal()

    class Bad:
        @impl
        def open_journal(self, url: str) -> object:
            return deed(url)

    manager.add_hookspecs(Specs)
    manager.register(Good())
    manager.register(Bad())
    try:
        answers = manager.hook.open_journal(url="memory:")
    except (RuntimeError, SystemExit):
        return True
    return not all(isinstance(answer, MemoryJournal) for answer in answers)


def test_the_keyboard_is_let_through_and_the_registration_stands(
    panel_with: Callable[[Row], Panel],
) -> None:
    casework = opened(panel_with(Row(told("raise KeyboardInterrupt"))))
    desk = casework.acting(MANAGER)
    desk.submit(StartEnactment(NORTH, "e1", FIRST))

    with pytest.raises(KeyboardInterrupt):
        desk.submit(RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta"))

    assert desk.state(NORTH, on=TODAY).status is Status.ACCEPTED
    assert [each.target for each in casework.host.storage.due(NOON)] == ["bad:"]
