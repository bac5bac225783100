"""
Each hook there is, answered as it should be.
"""

import pytest

from fastomsorg.hooks import HOOK_VERSION, Panel, hookimpl
from fastomsorg.terms import PluginError
from fastomsorg.testing import MemoryPlugin, MemoryStore
from tests.hooks.plugins import NotMine, Opens, a_module

URL = "memory:municipality"


def test_fastomsorg_open_storage_gives_the_storage_that_the_url_names() -> None:
    plugin = MemoryPlugin()

    assert Panel.of(NotMine(), plugin).storage(URL) is plugin.stores[URL]


def test_fastomsorg_open_people_gives_the_people_that_the_url_names() -> None:
    plugin = MemoryPlugin()

    assert Panel.of(NotMine(), plugin).people(URL) is plugin.stores[URL]


def test_fastomsorg_open_policy_gives_the_policy_that_the_url_names() -> None:
    plugin = MemoryPlugin()

    assert Panel.of(NotMine(), plugin).policy(URL) is plugin.stores[URL].policy


def test_fastomsorg_open_visits_gives_the_visits_of_each_url() -> None:
    plugin = MemoryPlugin()
    panel = Panel.of(NotMine(), plugin)

    opened = [panel.visits(URL), panel.visits("memory:provider")]

    assert opened == [plugin.stores[URL], plugin.stores["memory:provider"]]


def test_fastomsorg_open_journal_gives_the_journal_of_each_url() -> None:
    plugin = MemoryPlugin()
    panel = Panel.of(NotMine(), plugin)

    opened = [panel.journals(URL), panel.journals("memory:provider")]

    assert opened == [plugin.journals[URL], plugin.journals["memory:provider"]]


def test_fastomsorg_open_plan_gives_the_plans_of_each_url() -> None:
    plugin = MemoryPlugin()
    panel = Panel.of(NotMine(), plugin)

    opened = [panel.plans(URL), panel.plans("memory:provider")]

    assert opened == [plugin.plans[URL], plugin.plans["memory:provider"]]


def test_fastomsorg_open_planning_gives_the_planning_of_each_url() -> None:
    plugin = MemoryPlugin()
    panel = Panel.of(NotMine(), plugin)

    opened = [panel.plannings(URL), panel.plannings("memory:provider")]

    assert opened == [plugin.plannings[URL], plugin.plannings["memory:provider"]]


def test_fastomsorg_open_anchor_gives_the_anchor_of_each_url() -> None:
    plugin = MemoryPlugin()
    panel = Panel.of(NotMine(), plugin)

    opened = [panel.anchors(URL), panel.anchors("memory:provider")]

    assert opened == [plugin.anchors[URL], plugin.anchors["memory:provider"]]


@pytest.mark.parametrize(
    "port",
    ["storage", "people", "policy", "visits", "journals", "plans", "plannings", "anchors"],
)
def test_no_port_is_opened_by_nobody_or_by_two(port: str) -> None:
    for plugins, code in (
        ((NotMine(),), "plugin_none_answered"),
        ((MemoryPlugin(), MemoryPlugin()), "plugin_several_answered"),
    ):
        with pytest.raises(PluginError) as refused:
            getattr(Panel.of(*plugins), port)(URL)
        assert refused.value.code == code


def test_a_module_can_be_a_plug_in() -> None:
    store = MemoryStore()

    def fastomsorg_open_storage(url: str) -> MemoryStore:
        return store

    module = a_module(
        "our_plug_in",
        fastomsorg_hook_version=HOOK_VERSION,
        fastomsorg_open_storage=hookimpl(fastomsorg_open_storage),
    )
    panel = Panel.of(module)

    assert (panel.names, panel.storage("any:")) == (("our_plug_in",), store)


def test_a_class_is_made_an_object_of_for_each_panel() -> None:
    one, another = Panel.of(MemoryPlugin), Panel.of(MemoryPlugin)

    assert one.storage(URL) is one.storage(URL)
    opened: list[object] = [one.storage(URL), one.people(URL), one.visits(URL)]
    assert opened == [one.storage(URL)] * 3
    assert one.storage(URL) is not another.storage(URL)


def test_two_objects_of_one_class_are_told_apart() -> None:
    assert Panel.of(Opens("a:"), Opens("b:"), Opens("c:")).names == (
        "tests.hooks.plugins.Opens",
        "tests.hooks.plugins.Opens#2",
        "tests.hooks.plugins.Opens#3",
    )


def test_panels_know_nothing_of_each_other() -> None:
    ours = Panel.of(Opens())

    assert Panel.of().names == ()
    assert ours.names == ("tests.hooks.plugins.Opens",)
