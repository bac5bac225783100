"""
Plug-ins that are installed, loaded one at a time.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fastomsorg.hooks import Panel
from fastomsorg.terms import PluginError
from tests.hooks.plugins import install

GOOD = """
from fastomsorg.hooks import hookimpl
from fastomsorg.testing import MemoryStorage

fastomsorg_hook_version = 1

@hookimpl
def fastomsorg_open_storage(url):
    return MemoryStorage() if url.startswith("good:") else None

class Kept:
    fastomsorg_hook_version = 1

    def __init__(self):
        self.storage = MemoryStorage()

    @hookimpl
    def fastomsorg_open_storage(self, url):
        return self.storage if url.startswith("kept:") else None
"""
MISSPELT = """
from fastomsorg.hooks import hookimpl

fastomsorg_hook_version = 1

@hookimpl
def fastomsorg_open_jurnal(url):
    return None
"""
Install = Callable[..., frozenset[str]]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """
    Install a distribution for this test only, and allow its plug-ins.
    """
    monkeypatch.syspath_prepend(tmp_path)

    def lay_out(distribution: str, entry_points: dict[str, str], code: str = "") -> frozenset[str]:
        install(tmp_path, distribution, entry_points, code)
        monkeypatch.setitem(sys.modules, distribution, sys)  # so that it is gone afterwards
        monkeypatch.delitem(sys.modules, distribution)
        return frozenset(entry_points)

    return lay_out


def codes(panel: Panel) -> list[tuple[str, object]]:
    return [(problem.code, problem.facts["plugin"]) for problem in panel.problems]


def test_an_installed_module_is_a_plug_in(installed: Install) -> None:
    panel = Panel.installed(installed("good", {"good": "good"}, GOOD))

    assert (panel.names, panel.problems) == (("good",), ())
    assert panel.storage("good:here") is not None


def test_an_installed_class_is_made_an_object_of_for_each_panel(installed: Install) -> None:
    allowed = installed("good", {"kept": "good:Kept"}, GOOD)
    one, another = Panel.installed(allowed), Panel.installed(allowed)

    assert one.storage("kept:") is one.storage("kept:")
    assert one.storage("kept:") is not another.storage("kept:")


def test_what_is_not_allowed_is_not_even_loaded(installed: Install) -> None:
    installed("hostile", {"hostile": "hostile"}, "raise SystemExit('loaded')")
    good = installed("good", {"good": "good"}, GOOD)

    assert Panel.installed(good).names == ("good",)
    assert "hostile" not in sys.modules


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import a_module_that_is_nowhere", "ModuleNotFoundError"),
        ("from fastomsorg.hooks import a_name_that_never_was", "ImportError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("def broken(:", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_one_that_cannot_be_loaded_is_left_out_and_told_of(
    code: str, error: str, installed: Install
) -> None:
    allowed = installed("broken", {"broken": "broken"}, code)
    allowed |= installed("good", {"good": "good"}, GOOD)

    panel = Panel.installed(allowed)

    assert panel.names == ("good",)
    assert [problem.facts for problem in panel.problems] == [{"plugin": "broken", "error": error}]


def test_one_with_a_misspelt_hook_is_left_out_whole(installed: Install) -> None:
    allowed = installed("misspelt", {"misspelt": "misspelt"}, MISSPELT)

    panel = Panel.installed(allowed)

    assert panel.names == ()
    assert [(problem.code, problem.facts) for problem in panel.problems] == [
        (
            "plugin_unknown_hook",
            {
                "plugin": "misspelt",
                "hook": "fastomsorg_open_jurnal",
                "nearest": "fastomsorg_open_journal",
            },
        )
    ]


def test_an_entry_point_that_leads_nowhere_is_told_of(installed: Install) -> None:
    allowed = installed("good", {"lost": "good:Gone"}, GOOD)

    assert [problem.facts for problem in Panel.installed(allowed).problems] == [
        {"plugin": "lost", "error": "AttributeError"}
    ]


def test_one_plug_in_under_two_names_is_let_in_once(installed: Install) -> None:
    allowed = installed("good", {"good": "good", "goodness": "good"}, GOOD)

    panel = Panel.installed(allowed)

    assert (panel.names, codes(panel)) == (("good",), [("plugin_twice", "goodness")])


def test_two_plug_ins_under_one_name_are_not_mixed_up(installed: Install) -> None:
    allowed = installed("good", {"same": "good"}, GOOD)
    allowed |= installed("better", {"same": "better"}, GOOD)

    panel = Panel.installed(allowed)

    assert (panel.names, codes(panel)) == (("same",), [("plugin_name_taken", "same")])


def test_one_that_is_allowed_but_not_installed_is_told_of(installed: Install) -> None:
    allowed = installed("good", {"good": "good"}, GOOD) | {"god"}

    panel = Panel.installed(allowed)

    assert (panel.names, codes(panel)) == (("good",), [("plugin_not_installed", "god")])


def test_whoever_is_missed_is_told_who_was_left_out_and_why(installed: Install) -> None:
    allowed = installed("broken", {"broken": "broken"}, "import a_module_that_is_nowhere")
    panel = Panel.installed(allowed)

    with pytest.raises(PluginError) as nobody:
        panel.storage("broken:here")

    assert nobody.value.code == "plugin_none_answered_some_left_out"
    assert nobody.value.facts["left_out"] == ("broken",)
    assert isinstance(nobody.value.__cause__, ExceptionGroup)
    assert nobody.value.__cause__.exceptions == panel.problems


def test_importing_the_hooks_looks_for_no_plug_ins() -> None:
    code = """
import importlib.metadata

def entry_points(**group):
    raise SystemExit("asked for plug-ins")

importlib.metadata.entry_points = entry_points
import fastomsorg.hooks
"""

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
